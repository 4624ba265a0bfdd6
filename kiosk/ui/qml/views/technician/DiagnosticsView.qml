pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// All groups of checks at a glance, what camera and microphone give now, and what to do.
TechnicianPage {
    id: root

    readonly property DiagnosticsModel model: app.technician.diagnostics
    property bool listing: false // all there is to do, instead of the groups

    icon: "build"
    title: listing ? qsTr("What to do") : qsTr("Device check")
    staysOnBack: listing
    onBackWithin: listing = false

    Verdict {
        id: verdict

        visible: !root.listing
        anchors.left: parent.left
        anchors.right: parent.right
    }
    GridLayout {
        visible: !root.listing
        anchors.fill: parent
        anchors.topMargin: verdict.height + Theme.halfGap
        columns: Theme.portrait ? 1 : 2
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart

        GridLayout {
            columns: 2
            columnSpacing: Theme.apart
            rowSpacing: Theme.apart
            uniformCellWidths: true
            uniformCellHeights: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Theme.portrait ? root.height * 0.38 : Infinity

            Repeater {
                model: root.model.groups

                GroupTile {
                    required property int index
                    required property GroupRow modelData

                    row: modelData
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.minimumHeight: Theme.control
                    Layout.minimumWidth: 0
                    // An odd one takes the whole row.
                    Layout.columnSpan: index === root.model.groups.length - 1 && index % 2 === 0 ? 2 : 1
                    onTapped: {
                        root.model.choose(modelData.key);
                        root.app.open("group");
                    }
                }
            }
        }
        ColumnLayout {
            id: side

            // Where there is room for many lines the picture may take more of it.
            readonly property real seen: root.height * (Theme.portrait ? 0.15 : root.height > 28 * Theme.small * Theme.lineOf ? 0.26 : 0.17)

            spacing: Theme.halfGap
            Layout.fillWidth: Theme.portrait
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.portrait ? -1 : Math.floor(root.width * (Theme.crowded ? 0.265 : 0.35))

            Preview {
                app: root.app
                view: "diagnostics"
                held: root.model.holdsCamera ? qsTr("The camera is being checked.") : ""
                Layout.fillWidth: true
                Layout.preferredHeight: Math.floor(Math.min(side.seen, root.width * (Theme.portrait ? 0.5 : 0.19)))
            }
            MicrophoneMeter {
                app: root.app
                Layout.fillWidth: true
                Layout.fillHeight: false
            }
            TaskCard {
                model: root.model
                Layout.fillWidth: true
                Layout.fillHeight: true
                onTapped: {
                    all.page = 0;
                    root.listing = true;
                }
            }
        }
    }
    Card {
        visible: root.listing
        anchors.fill: parent

        FittingPages {
            id: all

            anchors.fill: parent
            anchors.margins: Theme.gap
            spacing: Theme.apart
            rows: root.model.tasks

            delegate: TaskLine {}
        }
    }

    actions: [
        PageTurner {
            visible: root.listing && all.pages > 1
            page: all.page
            pages: all.pages
            onTurned: page => all.page = page
        },
        BigButton {
            visible: !root.listing
            text: qsTr("Report")
            icon: "qr_code_2"
            ground: Theme.card
            ink: Theme.ink
            outlined: true
            onTapped: root.app.open("report")
        },
        BigButton {
            visible: !root.listing && root.model.running
            text: qsTr("Stop")
            icon: "stop"
            ground: Theme.stop
            onTapped: root.model.stop()
        },
        BigButton {
            visible: !root.listing && !root.model.running
            text: qsTr("Check everything")
            icon: "refresh"
            onTapped: root.model.run_all()
        }
    ]

    component Verdict: RowLayout {
        spacing: Theme.gap * 0.6

        StateSign {
            sign: root.model.sign
            size: Theme.icon
        }
        Words {
            text: root.model.summary
            font.pixelSize: Theme.portrait ? Theme.small : Theme.body
            font.weight: Theme.bold
            Layout.fillWidth: true
            Layout.minimumWidth: 0
        }
        Words {
            visible: text !== "" && !Theme.portrait
            text: root.model.duration
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
        }
    }
}

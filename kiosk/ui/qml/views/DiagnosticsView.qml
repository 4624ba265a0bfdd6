pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// All groups of checks at a glance, what camera and microphone give now, and what to do.
TechnicianPage {
    id: root

    readonly property DiagnosticsModel model: app.technician.diagnostics
    property bool listing: false // all there is to do, instead of the groups

    icon: "build"
    title: listing ? qsTr("What to do") : qsTr("Device check")
    staysOnBack: listing
    onBackTapped: listing = false

    GridLayout {
        visible: !root.listing
        anchors.fill: parent
        columns: Theme.portrait ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        GridLayout {
            columns: 2
            columnSpacing: Theme.halfGap
            rowSpacing: Theme.halfGap
            uniformCellWidths: true
            uniformCellHeights: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Theme.portrait ? root.height * 0.42 : Infinity

            Repeater {
                model: root.model.groups

                GroupTile {
                    required property GroupRow modelData

                    row: modelData
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.minimumHeight: Theme.control
                    Layout.minimumWidth: 0
                    onTapped: {
                        root.model.choose(modelData.key);
                        root.app.open("group");
                    }
                }
            }
            Summary {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumWidth: 0
            }
        }
        ColumnLayout {
            id: side

            // Where there is room for many lines the picture may take more of it.
            readonly property real seen: root.height * (root.height > 28 * Theme.small * Theme.lineOf ? 0.3 : 0.21)

            spacing: Theme.halfGap
            Layout.fillWidth: Theme.portrait
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.portrait ? -1 : Math.floor(root.width * 0.35)

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
            spacing: Theme.gap
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

    component Summary: RowLayout {
        spacing: Theme.gap * 0.6

        StateSign {
            sign: root.model.sign
            size: Math.round(Theme.status * 1.15)
            Layout.leftMargin: Theme.gap * 0.7
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.minimumWidth: 0

            Words {
                text: root.model.summary
                font.pixelSize: Theme.small
                font.weight: Theme.bold
                Layout.fillWidth: true
            }
            Words {
                visible: text !== ""
                text: root.model.duration
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                Layout.fillWidth: true
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// Everything that was checked of one group, what is wrong first.
TechnicianPage {
    id: root

    readonly property DiagnosticsModel model: app.technician.diagnostics
    readonly property GroupRow group: model.chosen

    icon: "build"
    title: group.name
    back: "diagnostics"

    Card {
        anchors.fill: parent

        ColumnLayout {
            anchors.fill: parent
            anchors.margins: Theme.gap
            spacing: Theme.halfGap

            RowLayout {
                spacing: Theme.gap * 0.6
                Layout.fillWidth: true

                StateSign {
                    sign: root.group.sign
                    size: Math.round(Theme.status * 1.15)
                }
                FittingWords {
                    parts: root.group.detail !== "" ? [root.group.parts[0] ?? "", root.group.detail] : root.group.parts
                    font.pixelSize: Theme.status
                    font.weight: Theme.bold
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                }
                Progress {
                    visible: root.group.sign === "run"
                    share: root.group.share
                    Layout.preferredWidth: Math.round(root.width * 0.2)
                }
                BigButton {
                    visible: root.group.key === "speaker" && !root.model.running
                    text: qsTr("Listen")
                    icon: "hearing"
                    ground: Theme.card
                    ink: Theme.ink
                    outlined: true
                    onTapped: root.app.open("hearing")
                }
                BigButton {
                    visible: root.group.key === "screen" && !root.model.running
                    text: qsTr("Touch test")
                    icon: "touch_app"
                    ground: Theme.card
                    ink: Theme.ink
                    outlined: true
                    onTapped: root.app.open("touch")
                }
            }
            FittingPages {
                id: lines

                rows: root.model.checks
                Layout.fillWidth: true
                Layout.fillHeight: true

                delegate: CheckLine {}
            }
            Turner {
                visible: lines.pages > 1 && Theme.portrait
                Layout.alignment: Qt.AlignRight
            }
        }
    }

    actions: [
        Turner {
            visible: lines.pages > 1 && !Theme.portrait
        },
        BigButton {
            visible: root.model.running
            text: qsTr("Stop")
            icon: "stop"
            ground: Theme.stop
            onTapped: root.model.stop()
        },
        BigButton {
            visible: !root.model.running
            text: qsTr("Check again")
            icon: "refresh"
            onTapped: {
                lines.page = 0;
                root.model.run_chosen();
            }
        }
    ]

    component Turner: PageTurner {
        page: lines.page
        pages: lines.pages
        onTurned: page => lines.page = page
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The last report: its short form for a phone, the whole of it for a USB stick.
TechnicianPage {
    id: root

    readonly property DiagnosticsModel model: app.technician.diagnostics
    readonly property ReportModel report: model.report

    icon: "qr_code_2"
    title: qsTr("Report")
    back: "diagnostics"

    GridLayout {
        anchors.fill: parent
        columns: Theme.portrait ? 1 : 2
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart

        Card {
            Layout.fillWidth: Theme.portrait
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.portrait ? -1 : Math.floor(root.width * 0.4)
            Layout.preferredHeight: 1

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.gap
                spacing: Theme.halfGap

                Item {
                    id: room

                    Layout.fillWidth: true
                    Layout.fillHeight: true

                    Image {
                        readonly property real side: Math.floor(Math.min(room.width, room.height))

                        anchors.centerIn: parent
                        source: side > 0 ? root.report.code : ""
                        sourceSize.width: side
                        sourceSize.height: side
                        smooth: false
                        cache: false
                        Accessible.role: Accessible.Graphic
                        Accessible.name: qsTr("QR code of the report's short form")
                    }
                    Words {
                        visible: !root.report.ready
                        anchors.centerIn: parent
                        width: parent.width
                        text: qsTr("There is no report yet. Check everything first.")
                        horizontalAlignment: Text.AlignHCenter
                    }
                }
                Words {
                    visible: root.report.ready
                    text: qsTr("Scan with a phone to read the short form and send it on.")
                    color: Theme.inkSoft
                    font.pixelSize: Theme.small
                    horizontalAlignment: Text.AlignHCenter
                    Layout.fillWidth: true
                }
            }
        }
        ColumnLayout {
            spacing: Theme.halfGap
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 1

            Words {
                text: root.report.saving ? qsTr("Saving…")
                    : root.report.failure !== "" ? root.report.failure
                    : root.report.savedTo !== "" ? qsTr("Saved to %1. The stick can be unplugged.").arg(root.report.savedTo)
                    : !root.report.ready ? ""
                    : root.report.sticks.length > 0 ? qsTr("Press a stick to save the whole report to it.")
                    : qsTr("Plug in a USB stick to save the whole report.")
                color: root.report.failure !== "" && !root.report.saving ? Theme.stop : Theme.ink
                stranger: true
                font.pixelSize: Theme.small
                font.weight: Theme.strong
                wrapMode: Text.Wrap
                Layout.fillWidth: true
                Layout.minimumWidth: 0
            }
            Repeater {
                model: root.report.ready ? root.report.sticks : []

                StickButton {
                    required property int index
                    required property StickRow modelData

                    row: modelData
                    Layout.fillWidth: true
                    Layout.topMargin: index > 0 ? Theme.apart - Theme.halfGap : 0
                    onTapped: root.report.save(modelData.key)
                }
            }
            Words {
                // The file's name is only nice to know: it goes where there is no room.
                visible: root.report.ready && root.report.file !== "" && root.report.failure === ""
                text: root.report.file
                stranger: true
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
                Layout.minimumWidth: 0
            }
            Item {
                Layout.fillHeight: true
            }
            SettingRow {
                label: qsTr("Camera pictures in the next report")
                options: [qsTr("Put in"), qsTr("Leave out")]
                chosen: root.report.pictures ? 0 : 1
                Layout.fillWidth: true
                Layout.fillHeight: false
                onPicked: index => {
                    if (root.report.pictures !== (index === 0))
                        root.report.toggle_pictures();
                }
            }
            Words {
                text: qsTr("Only when everybody in the picture agrees.")
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                Layout.fillWidth: true
            }
        }
    }

    actions: BigButton {
        text: qsTr("Check everything")
        icon: "refresh"
        onTapped: {
            root.model.run_all();
            root.app.open("diagnostics");
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// What a technician sets on the screen: it acts at once, and can be taken back.
TechnicianPage {
    id: root

    readonly property ChoicesModel choices: app.technician.settings
    readonly property bool offers: choices.kind !== ""

    staysOnBack: offers
    onBackWithin: choices.offer("")
    icon: "settings"
    title: choices.kind === "camera" ? qsTr("Choose the camera")
        : choices.kind === "microphone" ? qsTr("Choose the microphone")
        : choices.kind === "speaker" ? qsTr("Choose the loudspeaker") : qsTr("Settings")

    GridLayout {
        anchors.fill: parent
        columns: Theme.portrait ? 1 : 2
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart

        ColumnLayout {
            spacing: Theme.halfGap
            Layout.preferredWidth: Math.floor(root.width * 0.34)
            Layout.fillWidth: Theme.portrait
            Layout.fillHeight: true
            Layout.maximumHeight: Theme.portrait ? root.height * 0.3 : Infinity

            Preview {
                app: root.app
                view: "settings"
                Layout.fillWidth: true
                Layout.fillHeight: Theme.portrait
                Layout.preferredHeight: Theme.portrait ? -1 : Math.floor(width * 9 / 16)
            }
            RowLayout {
                spacing: Theme.halfGap
                Layout.fillWidth: true
                Layout.fillHeight: false

                StatusRow {
                    icon: "mic"
                    text: root.app.devices.microphoneLine
                    sign: root.app.devices.microphone
                    Layout.fillWidth: true
                }
                LevelMeter {
                    visible: root.app.devices.microphone === "good"
                    bars: root.app.devices.bars
                    allBars: root.app.devices.allBars
                    Layout.preferredHeight: Theme.status * 0.8
                    Layout.preferredWidth: implicitWidth
                }
            }
            Words {
                visible: root.choices.aboutScreen && !root.offers && Theme.crowded
                text: qsTr("This screen has no room for larger letters.")
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                Layout.fillWidth: true
            }
            Words {
                visible: root.choices.unsaved
                text: qsTr("The disk does not take the change: it is gone after a restart.")
                color: Theme.stop
                font.pixelSize: Theme.small
                font.weight: Theme.strong
                Layout.fillWidth: true
            }
            Item {
                visible: !Theme.portrait
                Layout.fillHeight: true
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            Card {
                visible: !root.offers
                anchors.fill: parent

                DeviceSettings {
                    visible: !root.choices.aboutScreen
                    choices: root.choices
                    anchors.fill: parent
                    anchors.margins: Theme.halfGap
                }
                ScreenSettings {
                    visible: root.choices.aboutScreen
                    choices: root.choices
                    anchors.fill: parent
                    anchors.margins: Theme.halfGap
                }
            }
            OptionPages {
                id: options

                visible: root.offers
                anchors.fill: parent
                rows: root.choices.options
                onPicked: key => root.choices.pick(key)
            }
        }
    }

    actions: [
        PageTurner {
            visible: root.offers && options.pages > 1
            page: options.page
            pages: options.pages
            onTurned: page => options.page = page
        },
        BigButton {
            visible: !root.offers && root.choices.canRestore
            text: qsTr("As it was")
            icon: "refresh"
            ground: Theme.card
            ink: Theme.ink
            outlined: true
            onTapped: root.choices.restore()
        },
        BigButton {
            visible: !root.offers
            text: root.choices.aboutScreen ? qsTr("Devices") : qsTr("Screen and voice")
            iconAfter: "keyboard_arrow_right"
            onTapped: root.choices.turn()
        }
    ]
}

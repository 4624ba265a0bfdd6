import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The bar: each word says what pressing does, the sign beside it says what is so.
GridLayout {
    id: root

    required property AppModel app
    readonly property MeetingModel meeting: app.meeting
    readonly property DeviceModel devices: app.devices
    readonly property bool unheard: meeting.talkingWhileMuted && !meeting.microphoneOn
    readonly property bool lost: devices.lost !== "" && !unheard
    readonly property bool saysSound: !meeting.microphoneOn && devices.microphone !== "bad" && !(lost && devices.severalLost)
    readonly property bool saysSight: !meeting.cameraOn && devices.camera !== "bad" && !unheard && !lost
    readonly property real one: Math.max(mute.implicitWidth, camera.implicitWidth, leave.implicitWidth, width * 0.16)

    columns: Theme.portrait ? 3 : 4
    columnSpacing: Theme.gap
    rowSpacing: Theme.halfGap

    BigButton {
        id: mute

        Layout.row: Theme.portrait ? 1 : 0
        Layout.column: 0
        text: root.meeting.microphoneWished ? qsTr("Mute") : qsTr("Unmute")
        icon: root.meeting.microphoneWished ? "mic-fill" : "mic_off-fill"
        stacked: true
        Layout.preferredWidth: root.one
        Layout.fillWidth: Theme.portrait
        onTapped: root.meeting.toggle_microphone()
    }
    BigButton {
        id: camera

        Layout.row: Theme.portrait ? 1 : 0
        Layout.column: 1
        text: root.meeting.cameraWished ? qsTr("Hide picture") : qsTr("Show picture")
        icon: root.meeting.cameraWished ? "videocam-fill" : "videocam_off-fill"
        stacked: true
        Layout.preferredWidth: root.one
        Layout.fillWidth: Theme.portrait
        onTapped: root.meeting.toggle_camera()
    }
    Rectangle {
        radius: Theme.radius
        color: root.unheard ? Theme.attention : Theme.clear
        Layout.row: 0
        Layout.column: Theme.portrait ? 0 : 2
        Layout.columnSpan: Theme.portrait ? 3 : 1
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.portrait ? Math.ceil(2 * Theme.small * Theme.lineOf + Theme.gap) : 0

        RowLayout {
            anchors.fill: parent
            anchors.margins: Theme.halfGap
            spacing: Theme.gap * 0.7

            Item {
                Layout.fillWidth: true
            }
            Icon {
                visible: root.lost || root.saysSound
                name: root.lost ? "warning-fill" : "mic_off-fill"
                colour: root.unheard ? Theme.ink : Theme.attention
            }
            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true
                Layout.horizontalStretchFactor: 100
                Layout.maximumWidth: Math.ceil(Math.max(sound.visible ? sound.implicitWidth : 0,
                    sight.visible ? sight.implicitWidth : 0, gone.visible ? gone.implicitWidth : 0)) + 1

                Words {
                    id: gone

                    visible: root.lost
                    text: root.devices.lost
                    color: Theme.attention
                    font.pixelSize: Theme.small
                    font.weight: Theme.strong
                    Layout.fillWidth: true
                }
                Words {
                    id: sound

                    visible: root.saysSound
                    text: root.unheard ? qsTr("Nobody hears you. Press “%1”.").arg(mute.text) : qsTr("Microphone is off")
                    color: root.unheard ? Theme.ink : Theme.attention
                    font.pixelSize: root.unheard && !Theme.portrait ? Theme.body : Theme.small
                    font.weight: Theme.strong
                    Layout.fillWidth: true
                }
                Words {
                    id: sight

                    visible: root.saysSight
                    text: qsTr("Picture is off")
                    color: Theme.attention
                    font.pixelSize: Theme.small
                    font.weight: Theme.strong
                    Layout.fillWidth: true
                }
            }
            Item {
                Layout.fillWidth: true
            }
        }
    }
    BigButton {
        id: leave

        Layout.row: Theme.portrait ? 1 : 0
        Layout.column: Theme.portrait ? 2 : 3
        text: qsTr("Leave")
        icon: "logout"
        ground: Theme.stop
        stacked: true
        Layout.preferredWidth: root.one
        Layout.fillWidth: Theme.portrait
        onTapped: root.app.open("leave")
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// No meeting is near: the time of day, that all is well, and the one thing that can be tried.
Card {
    id: root

    required property AppModel app
    property bool clockElsewhere: false // the screen shows a large one already
    property real mostHigh: Infinity // what the screen can give it, header and notices taken off
    readonly property bool hasClock: !clockElsewhere && clockSize >= Theme.clockSize * 1.2
    // What the rest leaves free: the clock takes most of it.
    readonly property real room: mostHigh - 2 * Theme.gap - rows.implicitHeight - button.implicitHeight - 4 * Theme.halfGap
    readonly property real spare: room - sentence.implicitHeight - day.implicitHeight - 3 * Theme.halfGap
    readonly property real clockSize: Math.floor(Math.min(Theme.title * 2.4, spare * 0.9, (width - 2 * Theme.gap) / 3))

    implicitHeight: content.implicitHeight + 2 * Theme.gap

    ColumnLayout {
        id: content

        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.halfGap

        Item {
            visible: root.hasClock
            Layout.fillHeight: true
        }
        Words {
            visible: root.hasClock
            text: root.app.clock.time
            font.pixelSize: Math.max(1, root.clockSize)
            font.weight: Theme.bold
            lineHeight: Math.ceil(root.clockSize)
            lineHeightMode: Text.FixedHeight
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            id: day

            visible: root.hasClock
            text: root.app.clock.day.replace(" · ", "\n")
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            font.weight: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Item {
            Layout.fillHeight: true
        }
        RowLayout {
            id: sentence

            visible: root.room >= implicitHeight // where much is wrong, that comes first
            spacing: Theme.status * 0.35
            Layout.fillWidth: true
            Layout.fillHeight: false

            StateSign {
                sign: "good"
                size: Math.round(Theme.status * 1.15)
                Layout.alignment: Qt.AlignTop
            }
            Words {
                text: qsTr("The machine is resting and opens by itself when it is time for the meeting")
                font.pixelSize: Theme.status
                font.weight: Theme.strong
                Layout.fillWidth: true
            }
        }
        ColumnLayout {
            id: rows

            spacing: Theme.halfGap
            Layout.fillWidth: true
            Layout.fillHeight: false

            Repeater {
                model: root.app.status.rows

                delegate: StatusRow {
                    required property StatusEntry modelData

                    icon: modelData.icon
                    text: modelData.line
                    sign: modelData.sign
                    Layout.fillWidth: true
                }
            }
        }
        Item {
            Layout.fillHeight: true
        }
        BigButton {
            id: button

            text: qsTr("Try camera and microphone")
            icon: "videocam"
            ground: Theme.card
            ink: Theme.ink
            outlined: true
            stacked: true
            fontSize: Theme.small
            iconSize: Theme.icon
            Layout.fillWidth: true
            onTapped: root.app.rest.try_devices()
        }
    }
}

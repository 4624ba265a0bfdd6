import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// One of several meetings: when and what on the left, its green button on the right.
Rectangle {
    id: root

    required property MeetingRow row
    required property real buttonWidth
    signal joined

    readonly property real titleLine: Theme.body * Theme.lineOf
    readonly property real inside: height - Theme.halfGap - facts.implicitHeight
    radius: Theme.radius
    color: Theme.card
    border.width: Theme.hairline
    border.color: Theme.line

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        spacing: Theme.gap

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.minimumWidth: 0

            Words {
                id: title

                text: root.row.title
                stranger: true
                font.weight: Theme.bold
                maximumLineCount: Math.max(1, Math.floor(root.inside / root.titleLine))
                Layout.fillWidth: true
            }
            Words {
                id: facts

                text: root.row.refusedTitle !== "" ? root.row.refusedTitle : root.row.time === "" ? qsTr("all day") : root.row.time
                color: root.row.refusedTitle !== "" ? Theme.info : Theme.inkSoft
                font.pixelSize: root.row.refusedTitle !== "" ? Theme.small : Theme.body
                font.weight: Theme.strong
                Layout.fillWidth: true
            }
            Words {
                visible: text !== "" && root.inside - title.lineCount * root.titleLine >= Theme.small * Theme.lineOf
                text: root.row.organiser
                stranger: true
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                maximumLineCount: 1
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
            }
        }
        BigButton {
            visible: root.row.canJoin
            text: qsTr("JOIN")
            icon: "videocam-fill"
            ground: Theme.go
            fontSize: Math.min(Theme.title * 1.2, root.buttonWidth * 0.11)
            description: root.row.title
            Layout.preferredWidth: root.buttonWidth
            Layout.fillHeight: true
            onTapped: root.joined()
        }
    }
}

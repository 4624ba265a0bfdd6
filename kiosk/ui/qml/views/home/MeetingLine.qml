import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// A meeting as a line in a list: when, what, and what is special about it.
Rectangle {
    id: root

    required property MeetingRow row

    readonly property real titleLine: Theme.body * Theme.lineOf
    radius: Theme.radius
    color: Theme.card
    border.width: Theme.hairline
    border.color: Theme.line

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap * 0.7
        anchors.rightMargin: Theme.gap * 0.7
        spacing: Theme.gap * 0.7

        ColumnLayout {
            spacing: 0
            Layout.preferredWidth: Theme.small * 8.8
            Layout.fillWidth: false

            Words {
                visible: text !== ""
                text: root.row.time
                font.weight: Theme.bold
                wrapMode: Text.NoWrap
                Layout.alignment: Qt.AlignHCenter
            }
            Words {
                text: root.row.time === "" ? root.row.day + "\n" + qsTr("all day") : root.row.day
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.NoWrap
                Layout.alignment: Qt.AlignHCenter
            }
        }
        Rectangle {
            color: Theme.line
            Layout.preferredWidth: Theme.hairline
            Layout.fillHeight: true
            Layout.topMargin: Theme.halfGap
            Layout.bottomMargin: Theme.halfGap
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.minimumWidth: 0

            Words {
                id: title

                text: root.row.title
                stranger: true
                font.weight: Theme.strong
                color: root.row.cancelled ? Theme.inkSoft : Theme.ink
                maximumLineCount: 2
                Layout.fillWidth: true
            }
            Words {
                // The title's second line comes first.
                visible: text !== "" && root.height - Theme.halfGap * 0.5 >= title.lineCount * root.titleLine + Theme.small * Theme.lineOf
                text: root.row.refusedTitle !== "" ? root.row.refusedTitle : root.row.organiser
                stranger: true
                color: root.row.refusedTitle !== "" ? Theme.info : Theme.inkSoft
                font.pixelSize: Theme.small
                maximumLineCount: 1
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
            }
        }
        Chip {
            visible: root.row.cancelled
            text: qsTr("Cancelled")
            icon: "close"
            ground: Theme.stop
        }
    }
}

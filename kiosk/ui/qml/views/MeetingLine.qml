import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// A meeting as a line in a list: when, what, and what is special about it.
Rectangle {
    id: root

    required property MeetingRow row
    property bool offersJoin: false
    signal joined

    readonly property int titleLines: Math.max(1, Math.min(2,
        Math.floor((height - Theme.halfGap - (subline.visible ? Theme.small * Theme.lineOf : 0)) / (Theme.body * Theme.lineOf))))
    radius: Theme.radius
    color: Theme.card
    border.width: Theme.hairline
    border.color: Theme.line

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap * 0.7
        anchors.rightMargin: root.offersJoin && root.row.canJoin ? Theme.halfGap * 0.5 : Theme.gap * 0.7
        spacing: Theme.gap * 0.7

        ColumnLayout {
            spacing: 0
            Layout.preferredWidth: root.offersJoin ? Theme.body * 2.9 : Theme.small * 8.8
            Layout.fillWidth: false

            Words {
                visible: text !== ""
                text: root.row.time
                font.weight: Theme.bold
                wrapMode: Text.NoWrap
                Layout.alignment: Qt.AlignHCenter
            }
            Words {
                visible: !root.offersJoin || root.row.time === ""
                text: root.offersJoin ? qsTr("all day") : root.row.time === "" ? root.row.day + "\n" + qsTr("all day") : root.row.day
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
                text: root.row.title
                stranger: true
                font.weight: Theme.strong
                font.strikeout: root.row.cancelled
                color: root.row.cancelled ? Theme.inkSoft : Theme.ink
                maximumLineCount: root.titleLines
                Layout.fillWidth: true
            }
            Words {
                id: subline

                visible: text !== ""
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
        BigButton {
            visible: root.offersJoin && root.row.canJoin
            text: qsTr("JOIN")
            icon: root.width > Theme.body * 17 ? "videocam-fill" : ""
            ground: Theme.go
            description: root.row.title
            Layout.fillHeight: true
            Layout.topMargin: Theme.halfGap * 0.5
            Layout.bottomMargin: Theme.halfGap * 0.5
            onTapped: root.joined()
        }
    }
}

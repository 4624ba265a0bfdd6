import QtQuick
import QtQuick.Layouts
import Kiosk

// A dark screen with one thing to say: sign, sentence, what to do, and a few buttons.
Item {
    id: root

    required property string icon
    required property string title
    property string above: "" // the meeting's title, a stranger's text
    property string text: ""
    property color tint: Theme.attention
    readonly property real buttonWidth: Theme.portrait ? 0 : Math.floor((width - 2 * Theme.margin - 2 * Theme.gap) * 0.29)
    readonly property real buttonHeight: Math.round(Theme.control * 1.25)
    default property alias buttons: buttons.data

    Words {
        text: root.above
        stranger: true
        color: Theme.nightSoft
        font.pixelSize: Theme.small
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignHCenter
        anchors.top: parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.gap
    }
    ColumnLayout {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        spacing: Theme.gap

        Icon {
            name: root.icon
            colour: root.tint
            size: Math.round(Theme.title * (Theme.portrait ? 3 : 2.2))
            Layout.alignment: Qt.AlignHCenter
        }
        Words {
            text: root.title
            color: Theme.white
            font.pixelSize: Theme.title
            font.weight: Theme.bold
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            text: root.text
            color: Theme.nightSoft
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
            // Words may come later: keep their room, so that no button moves under a finger.
            Layout.minimumHeight: Math.ceil(Theme.body * Theme.lineOf)
        }
        GridLayout {
            id: buttons

            columns: Theme.portrait ? 1 : 3
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            uniformCellWidths: Theme.portrait
            Layout.fillWidth: Theme.portrait
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.gap
        }
    }
}

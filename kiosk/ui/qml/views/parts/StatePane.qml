import QtQuick
import Kiosk

// What goes on, is done or has failed: a sign, what is, and what happens or can be done.
Item {
    id: root

    required property string sign // run, good or bad
    required property string title
    property string text: ""
    property bool stranger: false // the title names what somebody else named

    Column {
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.gap

        StateSign {
            sign: root.sign
            size: Math.round(Theme.title * 1.6)
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Words {
            text: root.title
            stranger: root.stranger
            maximumLineCount: root.stranger ? 3 : 100
            font.weight: Theme.bold
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
        }
        Words {
            visible: text !== ""
            text: root.text
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
        }
    }
}

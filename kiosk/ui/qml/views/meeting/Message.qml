import QtQuick
import QtQuick.Layouts
import Kiosk

// A dark screen with one thing to say: sign, sentence, what to do, and up to three buttons. These
// have places of their own, the same on every such screen and whatever the words are (docs/ui.md).
Item {
    id: root

    required property string icon
    required property string title
    property string above: "" // the meeting's title, a stranger's text
    property string text: ""
    property color tint: Theme.attention
    default property alias buttons: buttons.data

    // The way out has the longest words.
    readonly property list<real> shares: [0.37, 0.25, 0.38]
    readonly property real buttonHeight: Math.max(Math.round(Theme.control * 1.25), Math.ceil(2.2 * Theme.body * Theme.lineOf))

    function placeWidth(place: int): real {
        return Theme.portrait ? buttons.width : Math.floor((buttons.width - 2 * Theme.apart) * shares[place]);
    }
    function placeX(place: int): real {
        return Theme.portrait || place === 0 ? 0 : place === 2 ? buttons.width - placeWidth(2) : placeWidth(0) + Theme.apart;
    }
    function placeY(place: int): real {
        return Theme.portrait ? (2 - place) * (buttonHeight + Theme.apart) : 0;
    }

    Words {
        id: above

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
    Item {
        anchors.top: above.bottom
        anchors.bottom: buttons.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.side
        anchors.rightMargin: Theme.side

        ColumnLayout {
            anchors.centerIn: parent
            width: parent.width
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
                // Words may come later: keep their room, so that nothing jumps.
                Layout.minimumHeight: Math.ceil(Theme.body * Theme.lineOf)
            }
        }
    }
    Item {
        id: buttons

        height: Theme.portrait ? 3 * root.buttonHeight + 2 * Theme.apart : root.buttonHeight
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.side
        anchors.rightMargin: Theme.side
        anchors.bottomMargin: Theme.portrait ? Theme.side : Math.max(Theme.side, Math.round(root.height * 0.07))
    }
}

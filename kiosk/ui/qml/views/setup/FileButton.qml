import QtQuick
import Kiosk

// A file on a stick: a stranger's name, cut where it has no room.
Rectangle {
    id: root

    required property string text
    signal tapped

    implicitHeight: Theme.control
    radius: Theme.radius
    color: area.pressed ? Theme.pressed(Theme.card) : Theme.card
    border.width: Theme.border
    border.color: Theme.ink

    objectName: "button"
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: area.press(0)

    Words {
        anchors.fill: parent
        anchors.margins: Theme.halfGap
        text: root.text
        stranger: true
        font.pixelSize: Theme.small
        font.weight: Theme.strong
        wrapMode: Text.NoWrap
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
    TapArea {
        id: area

        anchors.fill: parent
        onTapped: root.tapped()
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// A wireless network: its whole line is the button.
Rectangle {
    id: root

    required property WifiRow row
    readonly property string text: row.name
    signal tapped

    implicitHeight: Theme.control
    radius: Theme.radius
    color: area.pressed ? Theme.pressed(Theme.card) : Theme.card
    border.width: row.used ? Theme.frame : Theme.hairline
    border.color: row.used ? Theme.info : Theme.line

    objectName: "button"
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: row.line
    Accessible.onPressAction: area.press(0)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 0.7

        Icon {
            name: root.row.icon
        }
        Words {
            text: root.row.name
            stranger: true
            font.weight: root.row.used ? Theme.bold : Theme.medium
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
            Layout.minimumWidth: 0
            Accessible.ignored: true
        }
        Icon {
            visible: root.row.locked
            name: "lock"
            colour: Theme.inkSoft
        }
        Words {
            text: root.row.line
            color: root.row.used ? Theme.info : Theme.inkSoft
            font.pixelSize: Theme.small
            font.weight: Theme.strong
            wrapMode: Text.NoWrap
        }
    }
    TapArea {
        id: area

        anchors.fill: parent
        onTapped: root.tapped()
    }
}

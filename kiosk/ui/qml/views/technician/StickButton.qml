import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// A USB stick that the report can be saved to: its whole line is the button.
Rectangle {
    id: root

    required property StickRow row
    readonly property string text: row.name
    signal tapped

    implicitHeight: Theme.control
    radius: Theme.radius
    color: area.pressed ? Theme.pressed(Theme.card) : Theme.card
    border.width: Theme.border
    border.color: Theme.ink

    objectName: "button"
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: qsTr("Save")
    Accessible.onPressAction: area.press(0)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 0.7

        Icon {
            name: "usb"
        }
        Words {
            text: root.row.name
            stranger: true
            font.weight: Theme.strong
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
            Layout.minimumWidth: 0
            Accessible.ignored: true
        }
        Icon {
            name: "save"
            colour: Theme.info
        }
        Words {
            text: qsTr("Save")
            color: Theme.info
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

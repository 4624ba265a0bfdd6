import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// A device that can be chosen: its whole line is the button.
Rectangle {
    id: root

    required property OptionRow row
    readonly property string text: row.name
    signal tapped

    implicitHeight: Theme.control
    radius: Theme.radius
    color: area.pressed ? Theme.pressed(Theme.card) : Theme.card
    border.width: row.chosen ? Theme.frame : Theme.hairline
    border.color: row.chosen ? Theme.info : Theme.line

    objectName: "button"
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checked: row.chosen
    Accessible.onPressAction: area.press(0)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 0.7

        Icon {
            name: root.row.chosen ? "check_circle-fill" : ""
            colour: Theme.info
            size: Theme.icon
        }
        Words {
            text: root.row.name
            stranger: true
            font.weight: root.row.chosen ? Theme.bold : Theme.medium
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
            Layout.minimumWidth: 0
            Accessible.ignored: true
        }
        Words {
            visible: root.row.absent || root.row.chosen
            text: root.row.absent ? qsTr("not plugged in") : qsTr("in use")
            color: root.row.absent ? Theme.stop : Theme.info
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

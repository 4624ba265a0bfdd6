import QtQuick
import QtQuick.Layouts
import Kiosk

// Why something does not work, and what to do.
RowLayout {
    id: root

    required property string title
    required property string text
    property string icon: "info"

    spacing: Theme.gap

    Icon {
        name: root.icon
        colour: Theme.info
        size: Theme.title * 1.4
        Layout.alignment: Qt.AlignTop
    }
    ColumnLayout {
        spacing: Theme.halfGap

        Words {
            text: root.title
            font.weight: Theme.bold
            Layout.fillWidth: true
        }
        Words {
            visible: text !== ""
            text: root.text
            color: Theme.inkSoft
            font.pixelSize: Theme.status
            Layout.fillWidth: true
        }
    }
}

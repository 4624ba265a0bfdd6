import QtQuick
import QtQuick.Layouts
import Kiosk

// Back and forth through pages.
RowLayout {
    id: root

    required property int page
    required property int pages
    property color ink: Theme.ink
    signal turned(int page)

    spacing: Theme.apart

    BigButton {
        text: qsTr("Previous")
        icon: "keyboard_arrow_left"
        enabled: root.page > 0
        onTapped: root.turned(root.page - 1)
    }
    Words {
        text: qsTr("Page %1 of %2").arg(root.page + 1).arg(root.pages)
        color: root.ink
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    BigButton {
        text: qsTr("Next")
        iconAfter: "keyboard_arrow_right"
        enabled: root.page < root.pages - 1
        onTapped: root.turned(root.page + 1)
    }
}

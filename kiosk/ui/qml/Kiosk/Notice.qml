import QtQuick
import QtQuick.Layouts

// Something that must be read: attention ground, text that matters, no press.
Rectangle {
    id: root

    required property string text
    property string icon: "warning-fill"

    implicitHeight: Math.max(Theme.control, Math.ceil(words.implicitHeight + Theme.halfGap))
    radius: Theme.radius
    color: Theme.attention

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 0.7

        Icon {
            name: root.icon
            size: Theme.icon
        }
        Words {
            id: words

            text: root.text
            font.pixelSize: Theme.large ? Theme.status : Theme.body
            font.weight: Theme.strong
            Layout.fillWidth: true
        }
    }
}

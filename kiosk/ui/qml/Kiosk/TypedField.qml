import QtQuick
import QtQuick.Layouts
import Kiosk.Models

// What has been typed so far, its end seen, and the way to show or hide it.
RowLayout {
    id: root

    required property TypingModel typing
    required property string label

    spacing: Theme.apart

    Card {
        border.width: Theme.border
        border.color: Theme.info
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.control
        Accessible.role: Accessible.EditableText
        Accessible.name: root.typing.hidden ? qsTr("%1, letters typed: %2").arg(root.label).arg(root.typing.length) : root.label

        Words {
            anchors.fill: parent
            anchors.leftMargin: Theme.gap * 0.7
            anchors.rightMargin: Theme.gap * 0.7
            text: root.typing.length === 0 ? root.label : root.typing.shown
            stranger: true
            color: root.typing.length === 0 ? Theme.inkSoft : Theme.ink
            font.weight: root.typing.length === 0 ? Theme.medium : Theme.strong
            elide: Text.ElideLeft
            wrapMode: Text.NoWrap
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }
    }
    BigButton {
        visible: root.typing.secret
        text: root.typing.hidden ? qsTr("Show") : qsTr("Hide")
        icon: root.typing.hidden ? "visibility" : "visibility_off"
        ground: Theme.card
        ink: Theme.ink
        outlined: true
        Layout.preferredWidth: Math.max(implicitWidth, Math.round(Theme.body * 5.2))
        onTapped: root.typing.toggle()
    }
}

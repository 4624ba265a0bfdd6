import QtQuick
import Kiosk
import Kiosk.Models

// One check: its sign and value, its limit and where that comes from, and what to do.
// No layout: those do not measure what stands on another page.
Item {
    id: root

    required property CheckRow modelData
    readonly property real indent: Math.round(Theme.smallIcon + Theme.gap * 0.6)

    width: parent.width
    height: advice.y + (advice.text === "" ? 0 : advice.height) + Theme.halfGap

    StateSign {
        sign: root.modelData.sign
        size: Theme.smallIcon
        y: Math.round((name.height - size) / 2)
    }
    Words {
        id: name

        text: root.modelData.name
        stranger: true
        font.pixelSize: Theme.small
        font.weight: Theme.bold
        wrapMode: Text.NoWrap
        x: root.indent
        width: root.width - x - value.width - Theme.gap
    }
    Words {
        id: value

        text: root.modelData.value
        stranger: true
        font.pixelSize: Theme.small
        font.weight: Theme.bold
        wrapMode: Text.NoWrap
        anchors.right: parent.right
        width: Math.min(Math.ceil(implicitWidth), Math.round(root.width * 0.55))
    }
    Words {
        id: note

        text: root.modelData.note
        stranger: true
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        x: root.indent
        y: name.height
        width: root.width - x
    }
    Words {
        id: advice

        text: root.modelData.advice
        stranger: true
        color: root.modelData.sign === "bad" ? Theme.stop : Theme.caution
        font.pixelSize: Theme.small
        font.weight: Theme.strong
        wrapMode: Text.Wrap
        x: root.indent
        y: note.y + (note.text === "" ? 0 : note.height)
        width: root.width - x
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
}

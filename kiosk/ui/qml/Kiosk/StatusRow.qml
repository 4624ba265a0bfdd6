import QtQuick
import QtQuick.Layouts

// One thing that works or does not: sign, icon, words.
RowLayout {
    id: root

    required property string icon
    required property string text
    required property string sign // good, wait, warn or bad

    Layout.maximumHeight: Infinity
    spacing: Theme.status * 0.35

    StateSign {
        sign: root.sign
        size: Math.round(Theme.status * 1.15)
    }
    Icon {
        name: root.icon
        size: Math.round(Theme.status * 1.15)
    }
    Words {
        text: root.text
        color: root.sign === "bad" ? Theme.stop : root.sign === "warn" ? Theme.caution : Theme.ink
        font.pixelSize: measure.advanceWidth(text) <= width ? Theme.status : Theme.small
        font.weight: Theme.strong
        Layout.fillWidth: true
        Layout.preferredWidth: 1 // not by its font size, which follows from its width
    }
    FontMetrics {
        id: measure

        font.family: Theme.family
        font.pixelSize: Theme.status
        font.weight: Theme.strong
    }
}

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
        font.pixelSize: Theme.status
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.small
        font.weight: Theme.strong
        Layout.fillWidth: true
    }
}

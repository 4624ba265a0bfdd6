import QtQuick
import Kiosk
import Kiosk.Models

// One thing to do, with its number. No layout: those do not measure what stands on another page.
Item {
    id: root

    required property int index
    required property TaskRow modelData
    property int mostLines: 99

    width: parent.width
    height: words.height

    StateSign {
        sign: root.modelData.sign
        size: Theme.smallIcon
        y: Math.round((Theme.small * Theme.lineOf - size) / 2)
    }
    Words {
        id: words

        text: qsTr("%1. %2: %3").arg(root.index + 1).arg(root.modelData.group).arg(root.modelData.text)
        stranger: true
        font.pixelSize: Theme.small
        maximumLineCount: root.mostLines
        wrapMode: Text.Wrap
        x: Math.round(Theme.smallIcon + Theme.halfGap)
        width: root.width - x
    }
}

import QtQuick
import Kiosk

// Several short texts in a row, as many of them as have room; of the first two the end is cut.
Words {
    id: root

    required property list<string> parts
    property int most: 1 // lines
    // A line that breaks between words is not filled to its end.
    readonly property real room: most > 1 ? width * most * 0.85 : width

    stranger: true
    wrapMode: most > 1 ? Text.Wrap : Text.NoWrap
    maximumLineCount: most
    text: {
        for (let many = parts.length; many > 2; many--) {
            const line = parts.slice(0, many).join("\u00a0· ");
            if (measure.advanceWidth(line) <= room)
                return line;
        }
        return parts.slice(0, 2).join("\u00a0· ");
    }

    FontMetrics {
        id: measure

        font: root.font
    }
}

pragma ComponentBehavior: Bound

import QtQuick

// How loud we are, in bars.
Row {
    id: root

    required property int bars
    required property int allBars

    spacing: Math.max(1, Math.round(height * 0.15))
    Accessible.ignored: true

    Repeater {
        model: root.allBars

        Rectangle {
            required property int index

            width: Math.round(root.height * 0.34)
            height: root.height
            radius: width * 0.35
            color: index < root.bars ? Theme.go : Theme.line
        }
    }
}

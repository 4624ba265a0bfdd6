pragma ComponentBehavior: Bound

import QtQuick

// Digits as a telephone has them, one key to delete, and one to go on.
Grid {
    id: root

    property real key: Theme.control // the keys' height
    property bool canEnter: false
    property bool hasEnter: true
    signal typed(string digit)
    signal deleted
    signal entered

    columns: 3
    spacing: Theme.apart

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

        PadButton {
            required property string modelData

            text: modelData
            onTapped: root.typed(modelData)
        }
    }
    PadButton {
        text: qsTr("Delete")
        fontSize: Theme.small
        onTapped: root.deleted()
    }
    PadButton {
        text: "0"
        onTapped: root.typed("0")
    }
    BigButton {
        visible: root.hasEnter
        text: qsTr("Enter")
        fontSize: Theme.small
        enabled: root.canEnter
        width: Math.max(root.key * 1.35, Theme.control)
        height: Math.max(root.key, Theme.control)
        onTapped: root.entered()
    }

    component PadButton: BigButton {
        fontSize: Math.round(Theme.body * 1.2)
        width: Math.max(root.key * 1.35, Theme.control)
        height: Math.max(root.key, Theme.control)
        ground: Theme.card
        ink: Theme.ink
        outlined: true
        repeats: true
    }
}

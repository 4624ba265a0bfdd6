pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Models

// Our own keyboard, for technicians: every character that a password may hold, on large keys.
Item {
    id: root

    required property TypingModel typing

    readonly property int across: Math.floor((width + Theme.apart) / (Theme.control + Theme.apart))
    readonly property var rows: typing.face === "" || across < 4 ? [] : typing.rows(across)
    readonly property int longest: rows.reduce((most, row) => Math.max(most, row.length), 1)
    readonly property real key: Math.max(Theme.control,
        Math.min(Math.floor((width + Theme.apart) / longest - Theme.apart), Math.round(Theme.control * 1.5)))
    readonly property real keyHeight: Math.max(Theme.control,
        Math.min(Math.floor((height + Theme.apart) / rows.length - Theme.apart), Math.round(Theme.control * 1.2)))

    implicitHeight: rows.length * (Theme.control + Theme.apart) - Theme.apart

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.apart

        Repeater {
            // Numbers, not the keys themselves: a key that writes another letter stays the same key
            // to a finger that bounces.
            model: root.rows.length

            Row {
                id: row

                required property int index
                readonly property var keys: root.rows[index] ?? []

                anchors.horizontalCenter: parent?.horizontalCenter
                spacing: Theme.apart

                Repeater {
                    model: row.keys.length

                    BigButton {
                        required property int index
                        readonly property string key: row.keys[index] ?? ""
                        readonly property bool named: key.length > 1

                        text: key === "space" ? qsTr("Space")
                            : key === "delete" ? qsTr("Delete")
                            : key === "shift" ? (root.typing.face === "upper" ? "abc" : "ABC")
                            : key === "more" ? (root.typing.face === "digits" ? "#[ ]" : root.typing.face === "symbols" ? "abc" : "123")
                            : key
                        description: named ? "" : qsTr("Key")
                        fontSize: named ? Theme.small : Math.round(Theme.body * 1.1)
                        width: key === "space" ? Math.round(root.key * 4) : named ? Math.max(implicitWidth, root.key) : root.key
                        height: root.keyHeight
                        ground: named ? Theme.paper : Theme.card
                        ink: Theme.ink
                        outlined: true
                        repeats: true
                        onTapped: root.typing.type(key)
                    }
                }
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Meetings to choose from, by pages: buttons as high as the rule says, where two of them have room.
Item {
    id: root

    required property list<MeetingRow> rows
    required property real buttonWidth
    property int page: 0
    signal joined(string key)

    readonly property int fitting: Math.max(2, Math.floor((height + Theme.apart) / (Theme.mainButton + Theme.apart)))
    readonly property int lines: Math.max(1, Math.min(rows.length, fitting))
    readonly property real rowHeight: Math.min(Theme.mainButton * 1.2, Math.floor((height - (lines - 1) * Theme.apart) / lines))
    readonly property int pages: Math.max(1, Math.ceil(rows.length / fitting))
    readonly property int first: Math.min(page, pages - 1) * fitting

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.apart

        Repeater {
            model: root.rows.slice(root.first, root.first + root.fitting)

            JoinLine {
                required property MeetingRow modelData

                width: root.width
                height: root.rowHeight
                row: modelData
                buttonWidth: root.buttonWidth
                onJoined: root.joined(modelData.key)
            }
        }
    }
}

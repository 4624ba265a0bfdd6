pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// A list of meetings as pages: as many lines as there is room for, never a scroll bar.
Item {
    id: root

    required property list<MeetingRow> rows
    property int most: 99 // lines on a page
    property int page: 0

    readonly property real least: Math.ceil(2 * Theme.body * Theme.lineOf) + Theme.halfGap // a title of two lines
    readonly property int lines: Math.max(1, Math.min(rows.length, fitting))
    readonly property real rowHeight: Math.max(least, Math.min(least * 1.5, Math.floor((height - (lines - 1) * Theme.halfGap) / lines)))
    readonly property int fitting: Math.max(1, Math.min(most, Math.floor((height + Theme.halfGap) / (least + Theme.halfGap))))
    readonly property int pages: Math.max(1, Math.ceil(rows.length / fitting))
    readonly property int first: Math.min(page, pages - 1) * fitting

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.halfGap

        Repeater {
            model: root.rows.slice(root.first, root.first + root.fitting)

            MeetingLine {
                required property MeetingRow modelData

                width: root.width
                height: root.rowHeight
                row: modelData
            }
        }
    }
}

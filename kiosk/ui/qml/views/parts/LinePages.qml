pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Plain lines as pages: a time or a name, and what belongs to it.
Item {
    id: root

    required property list<LineRow> rows
    property bool signs: true // say by a sign which lines are serious
    property real headWidth: Theme.small * 3.4
    property int page: 0

    readonly property real lineHeight: Math.ceil(2 * Theme.small * Theme.lineOf + Theme.halfGap)
    readonly property int fitting: Math.max(1, Math.floor(height / lineHeight))
    readonly property int pages: Math.max(1, Math.ceil(rows.length / fitting))
    readonly property int first: Math.min(page, pages - 1) * fitting

    Column {
        anchors.left: parent.left
        anchors.right: parent.right

        Repeater {
            model: root.rows.slice(root.first, root.first + root.fitting)

            Item {
                id: line

                required property LineRow modelData

                width: root.width
                height: root.lineHeight

                Rectangle {
                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: Theme.hairline
                    color: Theme.line
                }
                RowLayout {
                    anchors.fill: parent
                    anchors.bottomMargin: Theme.hairline
                    spacing: Theme.gap * 0.7

                    Icon {
                        visible: root.signs
                        name: line.modelData.serious ? "warning-fill" : "info"
                        colour: line.modelData.serious ? Theme.stop : Theme.inkSoft
                        size: Theme.smallIcon
                    }
                    Words {
                        text: line.modelData.head
                        color: Theme.inkSoft
                        font.pixelSize: Theme.small
                        Layout.preferredWidth: root.headWidth
                    }
                    Words {
                        text: line.modelData.text
                        stranger: true
                        font.pixelSize: Theme.small
                        font.weight: Theme.strong
                        maximumLineCount: 2
                        wrapMode: Text.Wrap
                        Layout.fillWidth: true
                        Layout.minimumWidth: 0
                    }
                }
            }
        }
    }
}

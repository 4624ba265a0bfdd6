pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Devices to choose from, by pages.
Item {
    id: root

    required property list<OptionRow> rows
    property int page: 0
    signal picked(string key)

    readonly property real least: Theme.control + Theme.apart
    readonly property int fitting: Math.max(1, Math.floor((height + Theme.apart) / least))
    readonly property int pages: Math.max(1, Math.ceil(rows.length / fitting))
    readonly property int first: Math.min(page, pages - 1) * fitting

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.apart

        Repeater {
            model: root.rows.slice(root.first, root.first + root.fitting)

            OptionButton {
                required property OptionRow modelData

                width: root.width
                row: modelData
                onTapped: root.picked(modelData.key)
            }
        }
    }
}

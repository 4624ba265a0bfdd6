import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Who and where we are, and what time it is.
Rectangle {
    id: root

    required property AppModel app
    property bool hasClock: true // false: the screen shows a larger one
    readonly property bool hasPlace: !Theme.large // larger text has taken its room

    // Its height with a clock, whether it has one or not.
    readonly property real fullHeight: Math.ceil(Theme.clockSize) + 2 * Math.ceil(Theme.gap * 0.45)
        + (hasPlace ? Math.ceil(Theme.small * Theme.lineOf) * (Theme.portrait ? 2 : 1) : 0)

    implicitHeight: lines.implicitHeight + 2 * Math.ceil(Theme.gap * 0.45)
    color: Theme.card

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    GridLayout {
        id: lines

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.side
        anchors.rightMargin: Theme.side
        columns: 2
        rowSpacing: 0
        columnSpacing: Theme.gap

        Words {
            text: root.app.pointName
            stranger: true
            font.weight: Theme.bold
            wrapMode: Text.NoWrap
            Layout.row: 0
            Layout.column: 0
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignBottom
        }
        Words {
            visible: root.hasClock
            text: root.app.clock.time
            font.pixelSize: Theme.clockSize
            font.weight: Theme.bold
            lineHeight: Math.ceil(Theme.clockSize)
            lineHeightMode: Text.FixedHeight
            Layout.row: 0
            Layout.column: 1
            Layout.alignment: Qt.AlignRight | Qt.AlignBottom
        }
        Words {
            visible: root.hasPlace
            text: root.app.pointPlace
            stranger: true
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
            Layout.row: 1
            Layout.column: 0
            Layout.fillWidth: true
            Layout.columnSpan: Theme.portrait ? 2 : 1
        }
        Words {
            visible: root.hasClock && root.hasPlace
            text: root.app.clock.day
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
            Layout.row: Theme.portrait ? 2 : 1
            Layout.column: Theme.portrait ? 0 : 1
            Layout.columnSpan: Theme.portrait ? 2 : 1
            Layout.alignment: Theme.portrait ? Qt.AlignLeft : Qt.AlignRight
        }
    }
}

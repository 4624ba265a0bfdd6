import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Who and where we are, and what time it is.
Rectangle {
    id: root

    required property AppModel app

    implicitHeight: lines.implicitHeight + Theme.gap * 0.6
    color: Theme.card

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    GridLayout {
        id: lines

        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        columns: 2
        rowSpacing: 0
        columnSpacing: Theme.gap

        Words {
            text: root.app.pointName
            stranger: true
            font.weight: Theme.bold
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignBottom
        }
        Words {
            text: root.app.clock.time
            font.pixelSize: Theme.clockSize
            font.weight: Theme.bold
            lineHeight: Math.ceil(Theme.clockSize)
            lineHeightMode: Text.FixedHeight
            Layout.alignment: Qt.AlignRight | Qt.AlignBottom
        }
        Words {
            text: root.app.pointPlace
            stranger: true
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
            Layout.columnSpan: Theme.portrait ? 2 : 1
        }
        Words {
            text: root.app.clock.day
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            wrapMode: Text.NoWrap
            Layout.columnSpan: Theme.portrait ? 2 : 1
            Layout.alignment: Theme.portrait ? Qt.AlignLeft : Qt.AlignRight
        }
    }
}

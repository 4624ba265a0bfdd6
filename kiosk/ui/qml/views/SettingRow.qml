pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk

// One setting: its name, what is set, and what can be done about it.
RowLayout {
    id: root

    required property string label
    required property string value
    property bool stranger: false
    property bool absent: false // what is set is not there now
    property string action: "" // the word of the one button
    property bool stepped: false // two buttons, less and more
    signal acted
    signal stepped_by(int steps)

    spacing: Theme.halfGap
    Layout.fillHeight: true
    Layout.maximumHeight: Infinity

    ColumnLayout {
        spacing: 0
        Layout.leftMargin: Theme.halfGap
        Layout.fillWidth: true
        Layout.minimumWidth: 0

        Words {
            text: root.absent ? qsTr("%1 (not plugged in)").arg(root.label) : root.label
            color: root.absent ? Theme.stop : Theme.inkSoft
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
        Words {
            text: root.value
            stranger: root.stranger
            font.weight: Theme.strong
            maximumLineCount: root.stranger ? 1 : 2
            wrapMode: root.stranger ? Text.NoWrap : Text.WordWrap
            Layout.fillWidth: true
        }
    }
    Plain {
        visible: root.action !== ""
        text: root.action
        onTapped: root.acted()
    }
    Plain {
        visible: root.stepped
        text: "−"
        repeats: true
        onTapped: root.stepped_by(-1)
    }
    Plain {
        visible: root.stepped
        text: "+"
        repeats: true
        onTapped: root.stepped_by(1)
    }

    component Plain: BigButton {
        description: root.label
        ground: Theme.card
        ink: Theme.ink
        outlined: true
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk

// One setting: its name, and either what is set with a way to another, or all there is to choose.
RowLayout {
    id: root

    required property string label
    property string value: ""
    property bool stranger: false
    property bool absent: false // what is set is not there now
    property string action: "" // the word of the one button
    property bool stepped: false // two buttons around the value, less and more
    property list<string> options // two words, one of them chosen
    property int chosen: 0
    signal acted
    signal picked(int index)
    signal stepped_by(int steps)

    spacing: Theme.apart
    Layout.fillHeight: true
    Layout.maximumHeight: Infinity

    ColumnLayout {
        spacing: 0
        Layout.leftMargin: Theme.halfGap
        Layout.fillWidth: true
        Layout.minimumWidth: 0

        Words {
            text: root.absent ? qsTr("%1 (not plugged in)").arg(root.label) : root.label
            color: root.absent ? Theme.stop : root.action !== "" ? Theme.inkSoft : Theme.ink
            font.pixelSize: root.action !== "" || Theme.crowded ? Theme.small : Theme.status
            font.weight: Theme.strong
            Layout.fillWidth: true
        }
        Words {
            visible: root.action !== ""
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
        iconAfter: "keyboard_arrow_right"
        onTapped: root.acted()
    }
    Plain {
        visible: root.stepped
        text: "−"
        fontSize: Theme.title
        repeats: true
        Layout.preferredWidth: Math.round(Theme.control * 1.3)
        onTapped: root.stepped_by(-1)
    }
    Words {
        visible: root.stepped
        text: root.value
        font.weight: Theme.bold
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignHCenter
        Layout.preferredWidth: Math.round(Theme.body * 3.8)
    }
    Plain {
        visible: root.stepped
        text: "+"
        fontSize: Theme.title
        repeats: true
        Layout.preferredWidth: Math.round(Theme.control * 1.3)
        onTapped: root.stepped_by(1)
    }
    Repeater {
        model: root.options

        Plain {
            id: option

            required property int index
            required property string modelData
            readonly property bool taken: index === root.chosen

            text: modelData
            icon: taken ? "check_circle-fill" : ""
            ground: taken ? Theme.info : Theme.card
            ink: taken ? Theme.white : Theme.ink
            Layout.preferredWidth: Math.max(implicitWidth, Math.round(Theme.body * 4.6))
            onTapped: root.picked(option.index)
        }
    }

    component Plain: BigButton {
        description: root.label
        ground: Theme.card
        ink: Theme.ink
        outlined: true
    }
}

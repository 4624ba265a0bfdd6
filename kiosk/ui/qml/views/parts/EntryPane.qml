import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Something is typed: what it is for, what stands there so far, and the keys.
ColumnLayout {
    id: root

    required property TypingModel typing
    required property string label
    property string hint: ""
    property bool stranger: false // the hint names what somebody else named

    spacing: Theme.apart

    Words {
        visible: text !== ""
        text: root.hint
        stranger: root.stranger
        wrapMode: root.stranger ? Text.NoWrap : Text.WordWrap
        font.pixelSize: Theme.small
        font.weight: Theme.strong
        Layout.fillWidth: true
    }
    TypedField {
        typing: root.typing
        label: root.label
        Layout.fillWidth: true
        Layout.maximumWidth: keys.visible ? Infinity : Math.round(Theme.control * 8)
        Layout.alignment: Qt.AlignHCenter
    }
    Item {
        visible: Theme.portrait
        Layout.fillHeight: true
    }
    Keyboard {
        id: keys

        visible: !root.typing.digits
        typing: root.typing
        Layout.fillWidth: true
        Layout.fillHeight: !Theme.portrait
    }
    NumberPad {
        visible: root.typing.digits
        hasEnter: false
        key: Math.max(Theme.control, Math.min(Math.round(Theme.control * 1.3), Math.floor((root.height - Theme.control - 5 * Theme.apart) / 4)))
        Layout.alignment: Qt.AlignCenter
        onTyped: digit => root.typing.type(digit)
        onDeleted: root.typing.type("delete")
    }
    Item {
        visible: root.typing.digits
        Layout.fillHeight: true
    }
    RealKeys {
        typing: root.typing
        Layout.preferredHeight: 0
        Layout.topMargin: -root.spacing
    }
}

import QtQuick
import Kiosk.Models

// A real keyboard types too, as long as this is seen: the one place where keys are listened to. What
// they may write is decided in `TypingModel.press`.
FocusScope {
    id: root

    required property TypingModel typing

    focus: visible
    onVisibleChanged: if (visible) forceActiveFocus()
    Component.onCompleted: if (visible) forceActiveFocus()
    Keys.onPressed: event => {
        event.accepted = root.typing.press(event.key, event.text);
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The buttons below a `SetupPane`; what goes on lies at the right, where the hand has not been.
RowLayout {
    id: root

    required property SetupModel setup

    spacing: Theme.apart

    BigButton {
        visible: root.setup.face === "address" || root.setup.face === "code"
        enabled: root.setup.canGoOn
        text: qsTr("Next")
        iconAfter: "keyboard_arrow_right"
        onTapped: root.setup.go_on()
    }
    BigButton {
        visible: root.setup.face === "confirm"
        text: qsTr("Yes, use it for this point")
        icon: "check_circle"
        ground: Theme.go
        onTapped: root.setup.accept()
    }
    BigButton {
        visible: root.setup.face === "failed"
        text: qsTr("Try again")
        icon: "refresh"
        onTapped: root.setup.back()
    }
}

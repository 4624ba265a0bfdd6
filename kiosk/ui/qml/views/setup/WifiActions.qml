import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// The buttons below a `WifiPane`.
RowLayout {
    id: root

    required property WifiModel wifi
    required property WifiPane pane

    spacing: Theme.apart

    PageTurner {
        visible: root.wifi.face === "list" && root.pane.pages > 1
        page: Math.min(root.pane.page, root.pane.pages - 1)
        pages: root.pane.pages
        onTurned: page => root.pane.page = page
    }
    BigButton {
        visible: root.wifi.face === "list" && root.wifi.works
        text: qsTr("Hidden network")
        icon: "wifi_find"
        ground: Theme.card
        ink: Theme.ink
        outlined: true
        onTapped: root.wifi.name_it()
    }
    BigButton {
        visible: root.wifi.face === "name" || root.wifi.face === "password" || root.wifi.face === "chosen" && !root.wifi.chosenUsed
        enabled: root.wifi.face === "chosen" || root.wifi.canGoOn
        text: root.wifi.face === "name" ? qsTr("Next") : qsTr("Connect")
        icon: root.wifi.face === "name" ? "" : "wifi"
        onTapped: root.wifi.go_on()
    }
    BigButton {
        visible: root.wifi.face === "failed" && !root.wifi.forgetting
        text: qsTr("Try again")
        icon: "refresh"
        onTapped: root.wifi.again()
    }
    BigButton {
        visible: root.wifi.face === "done"
        text: qsTr("To the list")
        icon: "wifi"
        ground: Theme.card
        ink: Theme.ink
        outlined: true
        onTapped: root.wifi.back()
    }
}

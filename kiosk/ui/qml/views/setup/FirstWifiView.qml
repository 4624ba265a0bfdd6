import QtQuick
import Kiosk.Models
import "../parts"

// The network of a computer that is no bridge point yet.
FramedPage {
    id: root

    required property FirstModel app
    readonly property WifiModel wifi: app.wifi

    icon: "wifi"
    title: qsTr("Network and Wi-Fi")
    onBackTapped: wifi.atTop ? app.close_wifi() : wifi.back()

    WifiPane {
        id: pane

        wifi: root.wifi
        anchors.fill: parent
    }
    actions: WifiActions {
        wifi: root.wifi
        pane: pane
    }
}

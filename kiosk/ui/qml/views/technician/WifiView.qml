import QtQuick
import Kiosk.Models
import "../setup"

// The network of this machine, for the technician.
TechnicianPage {
    id: root

    readonly property WifiModel wifi: app.technician.wifi

    icon: "wifi"
    title: qsTr("Network and Wi-Fi")
    staysOnBack: !wifi.atTop
    onBackWithin: wifi.back()

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

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// The first start's only screen: how this computer becomes a bridge point.
FramedPage {
    id: root

    required property FirstModel app
    readonly property SetupModel setup: app.setup

    icon: "settings"
    title: qsTr("Set up this bridge point")
    wayBack: setup.face === "confirm" ? qsTr("No, not this one") : qsTr("Back")
    hasBack: setup.canGoBack
    onBackTapped: setup.back()

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.halfGap

        StatusRow {
            visible: root.setup.face === "choose"
            icon: root.app.wifi.networkIcon
            text: root.app.wifi.networkAddress !== "" ? qsTr("%1 (%2)").arg(root.app.wifi.networkLine).arg(root.app.wifi.networkAddress) : root.app.wifi.networkLine
            sign: root.app.wifi.networkSign
            Layout.fillWidth: true
            Layout.fillHeight: false
        }
        SetupPane {
            setup: root.setup
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        Words {
            visible: root.setup.face === "choose" || root.setup.face === "failed"
            text: root.app.helpPhone !== "" ? qsTr("Help: %1").arg(root.app.helpPhone) : qsTr("No help number is known. Please call the ward office.")
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    }

    actions: [
        BigButton {
            visible: root.setup.face === "choose"
            text: qsTr("Network, Wi-Fi")
            icon: "wifi"
            onTapped: root.app.open_wifi()
        },
        SetupActions {
            visible: root.setup.face !== "choose"
            setup: root.setup
        }
    ]
}

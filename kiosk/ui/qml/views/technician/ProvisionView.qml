import QtQuick
import Kiosk.Models
import "../setup"

// The point is set up anew, by the technician.
TechnicianPage {
    id: root

    readonly property SetupModel setup: app.technician.setup

    icon: "settings"
    title: qsTr("Set this point up anew")
    back: "access"
    wayBack: setup.face === "confirm" ? qsTr("No, not this one") : qsTr("Back")
    hasBack: setup.atTop || setup.canGoBack
    staysOnBack: setup.canGoBack
    onBackWithin: setup.back()

    SetupPane {
        setup: root.setup
        anchors.fill: parent
    }
    actions: SetupActions {
        setup: root.setup
    }
}

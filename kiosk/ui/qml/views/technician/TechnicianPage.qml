import QtQuick
import Kiosk
import Kiosk.Models
import "../parts"

// What every technician's page has: a title, whether a meeting waits, the way back, its buttons.
FramedPage {
    id: root

    required property AppModel app
    property string back: "technician" // the page that "Back" opens; empty: home
    property bool staysOnBack: false // "Back" leads somewhere within the page
    signal backWithin

    wayBack: root.back === "" ? qsTr("Home") : qsTr("Back")
    onBackTapped: root.staysOnBack ? root.backWithin() : root.app.open(root.back)

    marks: Chip {
        visible: root.app.home.state === "ready" || root.app.home.state === "several"
        text: qsTr("A meeting can be joined")
        icon: "event"
        ground: Theme.attention
        ink: Theme.ink
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// No agenda yet: being fetched, out of reach, or not set up.
ColumnLayout {
    id: root

    required property HomeModel home
    readonly property bool loading: home.state === "loading"

    spacing: Theme.gap

    Item {
        Layout.fillHeight: true
    }
    Icon {
        name: root.loading ? "schedule" : root.home.state === "failed" ? "wifi_off" : "event"
        colour: Theme.info
        size: Theme.title * 2
        Layout.alignment: Qt.AlignHCenter
    }
    Words {
        text: root.loading ? qsTr("Fetching the agenda") : root.home.state === "failed"
            ? (root.home.problemTitle || qsTr("The agenda cannot be fetched")) : qsTr("No calendar has been set up on this machine")
        font.pixelSize: Theme.title
        font.weight: Theme.bold
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Words {
        text: root.loading ? qsTr("Please wait a moment, nothing to press.") : root.home.state === "failed"
            ? qsTr("The machine keeps trying by itself, nothing to press.") : qsTr("Please call the technician.")
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Item {
        Layout.fillHeight: true
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The line is away: the machine comes back by itself.
Message {
    id: root

    required property AppModel app
    readonly property ProgressModel progress: app.progress

    icon: "wifi_find"
    above: progress.title
    title: progress.problemTitle || qsTr("The line is unsteady, the machine is reconnecting")
    text: qsTr("Please stay seated, nothing to press. Waited %1.").arg(progress.waitedFor)
    note: progress.code

    BigButton {
        text: qsTr("Call for help")
        icon: "call"
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.open("help")
    }
    BigButton {
        text: qsTr("Leave")
        icon: "logout"
        ground: Theme.stop
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.open("leave")
    }
}

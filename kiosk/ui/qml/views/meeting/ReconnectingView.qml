import QtQuick
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
    text: progress.isBroken ? progress.problemText : qsTr("Please stay seated, nothing to press. Waited %1.").arg(progress.waitedFor)

    HelpButton {
        message: root
        app: root.app
    }
    MessageButton {
        message: root
        place: 2
        text: qsTr("Leave")
        icon: "logout"
        ground: Theme.stop
        onTapped: root.app.open("leave")
    }
}

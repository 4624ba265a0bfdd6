import QtQuick
import Kiosk
import Kiosk.Models

// On the way in: what is being done, a way back, and somebody to call.
Message {
    id: root

    required property AppModel app
    readonly property ProgressModel progress: app.progress

    icon: progress.isBroken ? "warning-fill" : "groups"
    tint: progress.isBroken ? Theme.attention : Theme.live
    above: progress.title
    title: progress.isBroken ? progress.problemTitle : qsTr("Entering the meeting")
    text: progress.isBroken ? progress.problemText : !progress.explains ? "" : progress.offersHelp ? qsTr("This takes longer than usual. The machine keeps trying. Waited %1.").arg(progress.waitedFor)
        : progress.step

    HelpButton {
        message: root
        app: root.app
    }
    MessageButton {
        message: root
        place: 2
        text: qsTr("Cancel")
        icon: "close"
        ground: Theme.nightCard
        onTapped: root.app.leave()
    }
}

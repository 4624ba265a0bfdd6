import QtQuick
import Kiosk
import Kiosk.Models

// The room is not open yet or full: the machine tries again by itself.
Message {
    id: root

    required property AppModel app
    readonly property ProgressModel progress: app.progress

    icon: "schedule"
    above: progress.title
    title: progress.problemTitle || qsTr("The meeting room is not open yet")
    text: qsTr("The machine tries again by itself, nothing to press. Waited %1.").arg(progress.waitedFor)

    HelpButton {
        message: root
        app: root.app
    }
    MessageButton {
        message: root
        place: 2
        text: qsTr("Home screen")
        icon: "arrow_back"
        ground: Theme.nightCard
        onTapped: root.app.leave()
    }
}

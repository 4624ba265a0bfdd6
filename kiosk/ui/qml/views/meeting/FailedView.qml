import QtQuick
import Kiosk
import Kiosk.Models

// It cannot work without somebody doing something: what, whom to call, and the ways on. Or the
// meeting is over: then the way home is the one to press.
Message {
    id: root

    required property AppModel app
    readonly property ProgressModel progress: app.progress

    icon: progress.over ? "check_circle-fill" : "warning-fill"
    tint: progress.over ? Theme.white : Theme.attention
    above: progress.title
    title: progress.problemTitle || qsTr("The meeting cannot be opened")
    text: progress.problemText || qsTr("Please call the technician.")

    HelpButton {
        message: root
        app: root.app
    }
    MessageButton {
        message: root
        place: 1
        text: qsTr("Try again")
        icon: "refresh"
        ground: Theme.go
        visible: root.progress.canRetry
        onTapped: root.app.retry()
    }
    MessageButton {
        message: root
        place: 2
        text: qsTr("Home screen")
        icon: "arrow_back"
        ground: root.progress.over ? Theme.go : Theme.nightCard
        onTapped: root.app.leave()
    }
}

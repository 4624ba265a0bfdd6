import QtQuick
import QtQuick.Layouts
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
    note: progress.code

    BigButton {
        text: qsTr("Home screen")
        icon: "arrow_back"
        ground: Theme.nightCard
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.leave()
    }
    BigButton {
        text: qsTr("Call for help")
        icon: "call"
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.open("help")
    }
}

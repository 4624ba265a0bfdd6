import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// It cannot work without somebody doing something: what, whom to call, and the ways on.
Message {
    id: root

    required property AppModel app
    readonly property ProgressModel progress: app.progress

    icon: "warning-fill"
    above: progress.title
    title: progress.problemTitle || qsTr("The meeting cannot be opened")
    text: progress.problemText || qsTr("Please call the technician.")

    BigButton {
        text: qsTr("Call for help")
        icon: "call"
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.open("help")
    }
    BigButton {
        visible: root.progress.canRetry
        text: qsTr("Try again")
        icon: "refresh"
        ground: Theme.go
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.retry()
    }
    BigButton {
        text: qsTr("Home screen")
        icon: "arrow_back"
        ground: Theme.nightCard
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.leave()
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// On the way in: what is being done, a way back, and after ten seconds somebody to call.
Message {
    id: root

    required property AppModel app
    readonly property ProgressModel progress: app.progress

    icon: "groups"
    tint: Theme.live
    above: progress.title
    title: qsTr("Entering the meeting")
    text: !progress.explains ? "" : progress.offersHelp ? qsTr("This takes longer than usual. The machine keeps trying. Waited %1.").arg(progress.waitedFor)
        : progress.step

    BigButton {
        text: qsTr("Cancel")
        icon: "close"
        ground: Theme.nightCard
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.leave()
    }
    BigButton {
        visible: root.progress.offersHelp
        text: qsTr("Call for help")
        icon: "call"
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.open("help")
    }
}

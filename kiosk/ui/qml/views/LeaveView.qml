import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Asked before leaving; neither answer lies where "Leave" was pressed.
Message {
    id: root

    required property AppModel app

    icon: "logout"
    above: app.progress.title
    title: qsTr("Do you want to leave the meeting?")
    text: qsTr("The meeting goes on. You can join again from the home screen.")

    BigButton {
        text: qsTr("Stay")
        icon: "arrow_back"
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.close()
    }
    BigButton {
        text: qsTr("Leave the meeting")
        icon: "logout"
        ground: Theme.stop
        Layout.fillWidth: true
        Layout.minimumWidth: Math.max(root.buttonWidth, implicitWidth)
        Layout.minimumHeight: root.buttonHeight
        onTapped: root.app.leave()
    }
}

import QtQuick
import Kiosk
import Kiosk.Models

// Asked before leaving. The answer that leaves lies where no "Leave" was pressed, neither the
// meeting's nor the one of a lost line.
Message {
    id: root

    required property AppModel app

    icon: "logout"
    above: app.progress.title
    title: qsTr("Do you want to leave the meeting?")
    text: qsTr("The meeting goes on. You can join again from the home screen.")

    MessageButton {
        message: root
        place: Theme.portrait ? 1 : 0
        text: qsTr("Leave the meeting")
        icon: Theme.crowded ? "" : "logout"
        ground: Theme.stop
        onTapped: root.app.leave()
    }
    MessageButton {
        message: root
        place: Theme.portrait ? 2 : 1
        text: qsTr("Stay")
        icon: "arrow_back"
        onTapped: root.app.close()
    }
}

import QtQuick
import Kiosk
import Kiosk.Models

// Whom to call, with the number on it: for a person who already holds the telephone.
MessageButton {
    required property AppModel app

    place: 0
    text: qsTr("Call for help")
    icon: "call"
    note: app.helpPhone
    noteSize: Theme.body
    noteMost: width - iconSize * 1.3 - sidePadding
    stacked: note !== ""
    onTapped: app.open("help")
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Nothing to join now: when the next meeting is, and what comes after.
ColumnLayout {
    id: root

    required property AppModel app
    readonly property HomeModel home: app.home
    readonly property bool some: home.upcoming.length > 0

    spacing: Theme.halfGap

    Words {
        text: qsTr("NO MEETING NOW")
        color: Theme.info
        font.pixelSize: Theme.small
        font.weight: Theme.bold
        Layout.fillWidth: true
    }
    Words {
        text: root.home.nextLine !== "" ? root.home.nextLine : qsTr("No meeting has been announced yet")
        font.pixelSize: Theme.title
        font.weight: Theme.bold
        Layout.fillWidth: true
    }
    Words {
        visible: !root.some
        text: qsTr("A new meeting appears here by itself. Nothing to press.")
        color: Theme.inkSoft
        Layout.fillWidth: true
    }
    Item {
        Layout.preferredHeight: Theme.halfGap * 0.5
    }
    Pages {
        id: pages

        most: 3
        rows: root.home.upcoming
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    BigButton {
        visible: root.some
        text: qsTr("See the whole week")
        icon: "event"
        ground: Theme.card
        ink: Theme.info
        outlined: true
        Layout.alignment: Qt.AlignHCenter
        onTapped: root.app.open("week")
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Nothing to join now: when the next meeting is, and what comes after.
ColumnLayout {
    id: root

    required property AppModel app
    readonly property HomeModel home: app.home

    spacing: Theme.halfGap

    Words {
        text: qsTr("NO MEETING NOW")
        color: Theme.info
        font.pixelSize: Theme.small
        font.weight: Theme.bold
        Layout.fillWidth: true
    }
    Words {
        text: root.home.nextLine
        font.pixelSize: title.advanceWidth <= root.width ? Theme.title : Theme.body
        font.weight: Theme.bold
        Layout.fillWidth: true
    }
    TextMetrics {
        id: title

        text: root.home.nextLine
        font.family: Theme.family
        font.pixelSize: Theme.title
        font.weight: Theme.bold
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
        text: qsTr("See the whole week")
        icon: "event"
        ground: Theme.card
        ink: Theme.info
        outlined: true
        Layout.alignment: Qt.AlignHCenter
        onTapped: root.app.open("week")
    }
}

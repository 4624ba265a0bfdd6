import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Several meetings at once: one line and one button each.
ColumnLayout {
    id: root

    required property HomeModel home

    spacing: Theme.halfGap

    Words {
        text: qsTr("SEVERAL MEETINGS AT THIS TIME")
        color: Theme.info
        font.pixelSize: Theme.small
        font.weight: Theme.bold
        Layout.fillWidth: true
    }
    Words {
        text: qsTr("Choose the meeting to join")
        font.pixelSize: Theme.title
        font.weight: Theme.bold
        Layout.fillWidth: true
    }
    Pages {
        id: pages

        rows: root.home.joinable
        offersJoin: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        onJoined: key => root.home.join(key)
    }
    PageTurner {
        visible: pages.pages > 1
        page: pages.page
        pages: pages.pages
        Layout.fillWidth: true
        onTurned: page => pages.page = page
    }
}

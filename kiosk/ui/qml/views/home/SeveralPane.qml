import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// Several meetings at once: one line and one button each.
ColumnLayout {
    id: root

    required property HomeModel home
    required property real buttonWidth

    spacing: Theme.halfGap

    Words {
        text: qsTr("Choose the meeting to join")
        color: Theme.info
        font.weight: Theme.bold
        Layout.fillWidth: true
    }
    JoinPages {
        id: pages

        rows: root.home.joinable
        buttonWidth: root.buttonWidth
        Layout.fillWidth: true
        Layout.fillHeight: true
        onJoined: key => root.home.join(key)
    }
    PageTurner {
        visible: pages.pages > 1
        page: pages.page
        pages: pages.pages
        Layout.fillWidth: true
        Layout.topMargin: Theme.apart - root.spacing
        onTurned: page => pages.page = page
    }
}

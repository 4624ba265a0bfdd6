import QtQuick
import Kiosk
import "../parts"

// Which kiosk this is, on what it runs, where its files are.
TechnicianPage {
    id: root

    icon: "info"
    title: qsTr("About this machine")

    Card {
        anchors.fill: parent

        LinePages {
            id: lines

            anchors.fill: parent
            anchors.margins: Theme.gap
            rows: root.app.technician.about.rows
            signs: false
            headWidth: width * 0.36
        }
    }

    actions: PageTurner {
        visible: lines.pages > 1
        page: lines.page
        pages: lines.pages
        onTurned: page => lines.page = page
    }
}

import QtQuick
import Kiosk
import Kiosk.Models
import "../parts"

// What happened in the last hour, the newest first.
TechnicianPage {
    id: root

    readonly property LogModel log: app.technician.log

    icon: "description"
    title: qsTr("Log of the last hour")

    Card {
        anchors.fill: parent

        Words {
            visible: root.log.quiet
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.margin
            text: qsTr("Nothing happened in the last hour.")
            horizontalAlignment: Text.AlignHCenter
        }
        LinePages {
            id: lines

            anchors.fill: parent
            anchors.margins: Theme.gap
            rows: root.log.rows
        }
    }

    actions: [
        PageTurner {
            visible: lines.pages > 1
            page: lines.page
            pages: lines.pages
            onTurned: page => lines.page = page
        },
        BigButton {
            text: qsTr("Refresh")
            icon: "refresh"
            onTapped: {
                lines.page = 0;
                root.log.refresh();
            }
        }
    ]
}

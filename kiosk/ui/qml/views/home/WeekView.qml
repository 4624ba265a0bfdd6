import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// All meetings that come, by pages.
Item {
    id: root

    required property AppModel app

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.gap

        Header {
            app: root.app
            Layout.fillWidth: true
        }
        Words {
            text: qsTr("Meetings of the coming days")
            font.pixelSize: Theme.title
            font.weight: Theme.bold
            Layout.fillWidth: true
            Layout.leftMargin: Theme.side
            Layout.rightMargin: Theme.side
        }
        Pages {
            id: pages

            rows: root.app.home.upcoming
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.side
            Layout.rightMargin: Theme.side
        }
        RowLayout {
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.leftMargin: Theme.side
            Layout.rightMargin: Theme.side
            Layout.bottomMargin: Theme.gap

            BigButton {
                text: qsTr("Back")
                icon: "arrow_back"
                ground: Theme.card
                ink: Theme.ink
                outlined: true
                onTapped: root.app.close()
            }
            Item {
                Layout.fillWidth: true
            }
            PageTurner {
                visible: pages.pages > 1
                page: pages.page
                pages: pages.pages
                onTurned: page => pages.page = page
            }
        }
    }
}

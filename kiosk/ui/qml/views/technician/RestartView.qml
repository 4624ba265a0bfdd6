import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Asked before the program is started anew; the answer lies where no button of the menu lay.
TechnicianPage {
    id: root

    icon: "restart_alt"
    title: qsTr("Restart")

    ColumnLayout {
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.gap

        Words {
            text: qsTr("Restart the kiosk program?")
            font.pixelSize: Theme.title
            font.weight: Theme.bold
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            text: qsTr("The screen goes dark for some seconds and comes back by itself. No setting is lost.")
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            text: qsTr("To restart the whole computer, use its power button.")
            color: Theme.inkSoft
            font.pixelSize: Theme.small
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    }

    actions: BigButton {
        text: qsTr("Restart the program")
        icon: "restart_alt"
        ground: Theme.stop
        onTapped: root.app.technician.restart()
    }
}

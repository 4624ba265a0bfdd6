import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// A meeting comes: the whole screen says so, for whoever hears no chime.
Rectangle {
    id: root

    required property AppModel app
    readonly property HomeModel home: app.home
    readonly property bool joins: home.reminderKey !== ""

    color: Theme.attention

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap
        anchors.leftMargin: Theme.side
        anchors.rightMargin: Theme.side
        spacing: Theme.gap

        Item {
            Layout.fillHeight: true
        }
        Icon {
            visible: root.height > Theme.mainButton * 3.4 || !root.joins
            name: "notifications_active-fill"
            size: Theme.title * 2
            Layout.alignment: Qt.AlignHCenter
        }
        Words {
            text: qsTr("The meeting begins in %n minute(s)", "", root.home.reminderMinutes)
            font.pixelSize: Math.round(Theme.title * (Theme.large ? 1 : 1.2))
            font.weight: Theme.bold
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            text: root.home.reminderTitle
            stranger: true
            font.weight: Theme.strong
            maximumLineCount: 2
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Item {
            Layout.fillHeight: true
        }
        // Neither lies where "Cancel" of the next screen lies.
        GridLayout {
            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.apart
            rowSpacing: Theme.apart
            Layout.fillWidth: true

            BigButton {
                visible: root.joins
                text: qsTr("JOIN")
                icon: "videocam-fill"
                ground: Theme.go
                fontSize: Math.min(Theme.mainButton * 0.34, Theme.title * 1.9)
                Layout.fillWidth: Theme.portrait
                Layout.preferredWidth: Math.round(root.width * 0.57)
                Layout.minimumHeight: Theme.mainButton
                onTapped: root.home.join(root.home.reminderKey)
            }
            BigButton {
                text: root.joins ? qsTr("Not now") : qsTr("I have seen it")
                icon: "close"
                ground: Theme.card
                ink: Theme.ink
                outlined: true
                Layout.fillWidth: root.joins
                Layout.alignment: Qt.AlignHCenter
                Layout.minimumWidth: Math.round(root.width * 0.27)
                onTapped: root.app.close()
            }
        }
        Item {
            visible: Theme.portrait
            Layout.preferredHeight: Math.round(root.height * 0.25)
        }
    }
}

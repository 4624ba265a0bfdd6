pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The technician's menu.
TechnicianPage {
    id: root

    icon: "build"
    title: qsTr("For the technician")
    back: ""

    GridLayout {
        anchors.fill: parent
        columns: Theme.portrait ? 1 : 3
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart
        uniformCellWidths: true
        uniformCellHeights: true

        Entry {
            text: qsTr("Device check")
            icon: "build"
            ground: Theme.info
            ink: Theme.white
            outlined: false
            page: "diagnostics"
            Layout.columnSpan: Theme.portrait ? 1 : 2
        }
        Entry {
            text: qsTr("Settings")
            icon: "settings"
            page: "settings"
        }
        Entry {
            text: qsTr("Network")
            icon: "wifi"
            page: "wifi"
        }
        Entry {
            text: qsTr("Passwords")
            icon: "key"
            page: "access"
        }
        Entry {
            text: qsTr("Log")
            icon: "description"
            page: "log"
        }
        Entry {
            text: qsTr("About")
            icon: "info"
            page: "about"
        }
        Entry {
            text: qsTr("Restart")
            icon: "restart_alt"
            page: "restart"
            Layout.columnSpan: Theme.portrait ? 1 : 2
        }
    }

    component Entry: BigButton {
        required property string page

        ground: Theme.card
        ink: Theme.ink
        outlined: true
        stacked: !Theme.portrait
        iconSize: Math.round(Theme.title * 1.5)
        Layout.fillWidth: true
        Layout.fillHeight: true
        onTapped: root.app.open(page)
    }
}

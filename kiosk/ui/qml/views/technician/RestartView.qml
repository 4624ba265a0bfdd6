pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// What may go down, and the question before it does; the answer lies where no choice lay.
TechnicianPage {
    id: root

    readonly property PowerModel power: app.technician.power

    icon: "restart_alt"
    title: qsTr("Restart")
    staysOnBack: power.what !== ""
    onBackWithin: power.back()
    hasBack: !power.going

    GridLayout {
        visible: root.power.what === ""
        anchors.fill: parent
        columns: Theme.portrait ? 1 : 3
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart
        uniformCellWidths: true
        uniformCellHeights: true

        Choice {
            text: qsTr("The program")
            description: qsTr("Restart the program")
            icon: "restart_alt"
            what: "program"
        }
        Choice {
            text: qsTr("The computer")
            description: qsTr("Restart the computer")
            icon: "restart_alt"
            what: "computer"
        }
        Choice {
            text: qsTr("Switch off")
            description: qsTr("Switch the computer off")
            icon: "power_settings_new"
            what: "off"
        }
    }
    ColumnLayout {
        visible: root.power.what !== "" && !root.power.going && !root.power.failed
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.gap

        Words {
            text: root.power.what === "program" ? qsTr("Restart the kiosk program?")
                : root.power.what === "computer" ? qsTr("Restart the computer?") : qsTr("Switch the computer off?")
            font.pixelSize: Theme.title
            font.weight: Theme.bold
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            text: root.power.what === "program" ? qsTr("The screen goes dark for some seconds and comes back by itself. No setting is lost.")
                : root.power.what === "computer" ? qsTr("The screen goes dark for a minute or two and comes back by itself. No setting is lost.")
                : qsTr("Meetings are missed until somebody switches it on again by hand.")
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    }
    StatePane {
        visible: root.power.going
        anchors.fill: parent
        sign: "run"
        title: root.power.what === "off" ? qsTr("The computer is being switched off…") : qsTr("The computer is restarting…")
    }
    StatePane {
        visible: root.power.failed
        anchors.fill: parent
        sign: "bad"
        title: root.power.problemTitle
        text: root.power.problemText
    }

    actions: BigButton {
        visible: root.power.what !== "" && !root.power.going && !root.power.failed
        text: root.power.what === "program" ? qsTr("Restart the program")
            : root.power.what === "computer" ? qsTr("Restart the computer") : qsTr("Switch the computer off")
        icon: root.power.what === "off" ? "power_settings_new" : "restart_alt"
        ground: Theme.stop
        onTapped: root.power.confirm()
    }

    component Choice: BigButton {
        required property string what

        ground: Theme.card
        ink: Theme.ink
        outlined: true
        stacked: !Theme.portrait
        iconSize: Math.round(Theme.title * 1.5)
        Layout.fillWidth: true
        Layout.fillHeight: true
        onTapped: root.power.choose(what)
    }
}

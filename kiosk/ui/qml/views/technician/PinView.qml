pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The technician's door: dots for digits, a number pad, and how long to wait after wrong pins.
TechnicianPage {
    id: root

    readonly property GateModel gate: app.technician.gate
    readonly property bool takesPins: gate.state === "ready"
    readonly property real key: Math.min(Math.round(Theme.control * 1.3),
        Math.floor((height * (Theme.portrait ? 0.5 : 0.7) - 3 * Theme.apart) / 4))

    icon: "build"
    title: qsTr("For the technician")
    back: ""

    GridLayout {
        anchors.fill: parent
        columns: Theme.portrait || !root.takesPins ? 1 : 2
        columnSpacing: 2 * Theme.apart
        rowSpacing: Theme.apart

        ColumnLayout {
            spacing: Theme.apart
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignVCenter

            Icon {
                visible: root.gate.state !== "ready" || root.gate.refused
                name: root.gate.state === "wait" || root.gate.state === "locked" ? "schedule" : "warning-fill"
                colour: root.gate.state === "wait" || root.gate.state === "locked" ? Theme.inkSoft : Theme.stop
                size: Theme.title
                Layout.alignment: Qt.AlignHCenter
            }
            Words {
                text: root.gate.state === "broken" ? root.gate.problemTitle
                    : root.gate.state === "not-set" ? qsTr("No PIN has been set on this machine")
                    : root.gate.state === "wait" ? qsTr("One moment…")
                    : root.gate.state === "locked" ? qsTr("Wrong PIN")
                    : root.gate.checking ? qsTr("Checking…")
                    : root.gate.refused ? qsTr("Wrong PIN. Please type it again.") : qsTr("Type the technician's PIN")
                font.weight: Theme.strong
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Words {
                visible: text !== ""
                text: root.gate.state === "broken" ? root.gate.problemText
                    : root.gate.state === "not-set" ? qsTr("Whoever looks after this machine sets it with the command %1.").arg("kiosk secret pin")
                    : root.gate.waitLine
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Card {
                visible: root.gate.state === "ready"
                Layout.fillWidth: true
                Layout.maximumWidth: dots.most + 2 * Theme.gap
                Layout.preferredHeight: Theme.control
                Layout.alignment: Qt.AlignHCenter
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("Digits typed: %1").arg(root.gate.typed)

                Row {
                    id: dots

                    readonly property real most: 12 * Theme.body * 0.9
                    anchors.centerIn: parent
                    spacing: Math.min(Theme.body * 0.4, parent.width / 12 * 0.4)

                    Repeater {
                        model: root.gate.typed

                        Rectangle {
                            width: Math.min(Theme.body * 0.5, dots.parent.width / 12 * 0.5)
                            height: width
                            radius: width / 2
                            color: Theme.ink
                        }
                    }
                }
            }
        }
        NumberPad {
            visible: root.takesPins
            key: root.key
            canEnter: root.gate.canEnter
            Layout.alignment: Qt.AlignCenter
            onTyped: digit => root.gate.type(digit)
            onDeleted: root.gate.delete()
            onEntered: root.gate.enter()
        }
    }
}

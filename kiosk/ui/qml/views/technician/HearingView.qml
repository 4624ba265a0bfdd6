pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// A tone on the left, a tone on the right, and whether a person heard them.
TechnicianPage {
    id: root

    readonly property DiagnosticsModel model: app.technician.diagnostics
    property bool leftPlayed: false
    property bool rightPlayed: false

    function answer(good: bool): void {
        model.heard(good);
        app.open("group");
    }

    icon: "hearing"
    title: qsTr("Listen to the loudspeaker")
    back: "group"

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.apart

        Words {
            text: qsTr("Press both sides, one after the other, and listen.")
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        GridLayout {
            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.apart
            rowSpacing: Theme.apart
            uniformCellWidths: true
            Layout.fillWidth: true
            Layout.fillHeight: true

            Side {
                text: qsTr("Play on the left")
                played: root.leftPlayed
                onTapped: {
                    root.leftPlayed = true;
                    root.model.play("left");
                }
            }
            Side {
                text: qsTr("Play on the right")
                played: root.rightPlayed
                onTapped: {
                    root.rightPlayed = true;
                    root.model.play("right");
                }
            }
        }
        Words {
            text: root.leftPlayed && root.rightPlayed ? qsTr("Did you hear both sides clearly?")
                : qsTr("Then say whether you heard them.")
            font.weight: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
    }

    actions: [
        BigButton {
            text: qsTr("Not heard")
            icon: "volume_off"
            ground: Theme.stop
            enabled: root.leftPlayed || root.rightPlayed
            onTapped: root.answer(false)
        },
        BigButton {
            text: qsTr("Heard clearly")
            icon: "check_circle"
            ground: Theme.go
            enabled: root.leftPlayed && root.rightPlayed
            onTapped: root.answer(true)
        }
    ]

    component Side: BigButton {
        property bool played: false

        icon: played ? "check_circle-fill" : "volume_up"
        iconSize: Theme.title
        stacked: true
        ground: Theme.card
        ink: Theme.ink
        outlined: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.maximumHeight: Theme.mainButton * 1.5
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// What to do, the worst first, as much as has room; a tap shows all of it.
Rectangle {
    id: root

    required property DiagnosticsModel model
    readonly property bool some: model.tasks.length > 0
    readonly property string text: qsTr("What to do")
    signal tapped

    radius: Theme.radius
    color: area.pressed ? Theme.pressed(Theme.card) : Theme.card
    border.width: Theme.hairline
    border.color: Theme.line

    objectName: some ? "button" : ""
    Accessible.role: some ? Accessible.Button : Accessible.Grouping
    Accessible.name: text
    Accessible.onPressAction: area.press(0)

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap * 0.7
        spacing: Theme.halfGap * 0.5

        RowLayout {
            Layout.fillWidth: true

            Words {
                text: root.text
                font.pixelSize: Theme.status
                font.weight: Theme.bold
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Icon {
                visible: root.some
                name: "keyboard_arrow_right"
                colour: Theme.inkSoft
                size: Theme.smallIcon
            }
        }
        FittingPages {
            id: lines

            rows: root.model.tasks
            Layout.fillWidth: true
            Layout.fillHeight: true

            delegate: TaskLine {
                mostLines: 2 // the rest is read after a tap
            }
        }
        Words {
            readonly property int more: root.model.tasks.length - lines.shown

            // Its room stays, so that the lines above do not depend on how many there are.
            opacity: more > 0 && lines.shown > 0 ? 1 : 0
            visible: root.some
            text: qsTr("and %n more", "", Math.max(1, more))
            color: Theme.info
            font.pixelSize: Theme.small
            font.weight: Theme.strong
            Layout.fillWidth: true
        }
    }
    Words {
        visible: !root.some
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gap
        text: root.model.sign === "good" ? qsTr("Nothing needs doing.")
            : root.model.running ? qsTr("Wait until the check is through.") : qsTr("Nothing is known yet.")
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        horizontalAlignment: Text.AlignHCenter
    }
    TapArea {
        id: area

        anchors.fill: parent
        enabled: root.some
        onTapped: root.tapped()
    }
}

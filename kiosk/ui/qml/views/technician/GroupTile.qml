import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// A group of checks: its state at a glance; a tap opens all of it.
Rectangle {
    id: root

    required property GroupRow row
    readonly property string text: row.name
    readonly property bool wrong: row.sign === "bad" || row.sign === "warn"
    readonly property bool roomy: height >= Math.ceil(Theme.status * Theme.lineOf) + 2 * Math.ceil(Theme.small * Theme.lineOf) + 2 * Theme.border
    signal tapped

    radius: Theme.radius
    color: area.pressed ? Theme.pressed(Theme.card) : Theme.card
    border.width: wrong ? Theme.border : Theme.hairline
    border.color: row.sign === "bad" ? Theme.stop : row.sign === "warn" ? Theme.caution : Theme.line

    objectName: "button"
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: row.parts.join(", ")
    Accessible.onPressAction: area.press(0)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap * 0.7
        anchors.rightMargin: Theme.gap * 0.4
        spacing: Theme.gap * 0.6

        StateSign {
            sign: root.row.sign
            size: Math.round(Theme.status * 1.15)
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.minimumWidth: 0

            Words {
                id: name

                text: root.row.name
                font.pixelSize: Theme.status
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.small
                font.weight: Theme.strong
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            FittingWords {
                parts: root.row.parts
                most: root.roomy && (root.wrong || root.row.busy) ? 2 : 1
                color: root.row.sign === "bad" ? Theme.stop : root.row.sign === "warn" ? Theme.caution : Theme.inkSoft
                font.pixelSize: Theme.small
                font.weight: root.wrong ? Theme.strong : Theme.medium
                Layout.fillWidth: true
                Layout.minimumWidth: 0
            }
            Words {
                visible: root.roomy && !root.wrong && text !== "" && !root.row.busy
                text: root.row.detail
                stranger: true
                color: Theme.inkSoft
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
                Layout.minimumWidth: 0
            }
            Progress {
                visible: root.row.sign === "run"
                share: root.row.share
                Layout.fillWidth: true
                Layout.topMargin: Theme.frame
            }
        }
        Icon {
            visible: root.roomy
            name: "keyboard_arrow_right"
            colour: Theme.inkSoft
            size: Theme.smallIcon
        }
    }
    TapArea {
        id: area

        anchors.fill: parent
        onTapped: root.tapped()
    }
}

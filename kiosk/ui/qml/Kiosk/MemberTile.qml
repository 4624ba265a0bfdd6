import QtQuick
import Kiosk.Models

// A person: picture or why there is none, name, microphone, and whether they speak.
Item {
    id: root

    required property Stage stage
    required property string view
    required property TileState person
    required property string name
    property bool placed: true
    property bool large: false
    property bool self: false
    property bool microphoneOn: person.microphoneOn
    property string picture: person.picture
    readonly property bool hasPicture: picture === "live" || picture === "stalled"

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.nightCard
    }
    Picture {
        anchors.fill: parent
        stage: root.stage
        view: root.view
        tile: root.person.tile
        placed: root.placed
        crop: !root.large && !root.person.screen
        opacity: root.hasPicture ? 1 : 0
    }
    Column {
        visible: !root.hasPicture
        anchors.centerIn: parent
        anchors.verticalCenterOffset: root.large ? 0 : -chip.height / 2
        width: parent.width - 2 * Theme.halfGap
        spacing: Theme.halfGap

        Icon {
            name: root.picture === "off" || root.picture === "unsupported" ? "videocam_off" : "person"
            colour: Theme.nightSoft
            size: root.large ? Theme.title * 2 : Math.min(Theme.icon * 1.2, root.height * 0.3)
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Words {
            visible: root.large
            text: root.picture === "off" ? qsTr("They have switched their picture off")
                : root.picture === "unsupported" ? qsTr("This machine cannot show their picture. You hear them all the same.")
                : root.picture === "none" ? qsTr("Nobody else is here yet. Please wait.") : qsTr("Waiting for the picture…")
            color: Theme.nightSoft
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
        }
    }
    Chip {
        visible: root.picture === "stalled"
        text: root.large ? qsTr("The picture has stopped, the line is slow") : qsTr("Stopped")
        icon: "schedule"
        ground: Theme.attention
        ink: Theme.ink
        most: root.width - 2 * Theme.halfGap
        anchors.top: parent.top
        anchors.right: parent.right
        anchors.margins: Theme.halfGap
    }
    Rectangle {
        visible: root.person.talking && root.microphoneOn
        anchors.fill: parent
        color: Theme.clear
        radius: Theme.radius
        border.width: Theme.frame
        border.color: Theme.live
    }
    Chip {
        id: chip

        visible: root.name !== ""
        text: root.large && root.person.screen ? qsTr("%1 is showing something").arg(root.name)
            : root.large && root.person.talking ? qsTr("%1 is speaking").arg(root.name) : root.name
        stranger: true
        icon: root.microphoneOn ? "mic" : "mic_off"
        fontSize: root.large ? Theme.body : Theme.small
        frame: root.large && root.person.talking ? Theme.live : Theme.clear
        most: root.width - 2 * Theme.halfGap
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: root.large ? Theme.halfGap : Math.max(Theme.frame * 2, Theme.halfGap * 0.6)
    }
}

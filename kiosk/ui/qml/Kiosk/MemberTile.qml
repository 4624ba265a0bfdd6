import QtQuick
import Kiosk.Models

// A person: picture or why there is none, name, microphone, and whether they speak. A small tile has
// its name below the picture, where it covers nobody's face.
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
    property string picture: person.picture // and "lost": our own camera is not there
    readonly property bool hasPicture: picture === "live" || picture === "stalled"
    readonly property bool talks: person.talking && microphoneOn
    readonly property real caption: large ? 0 : Math.ceil(Theme.small * (Theme.lineOf + 0.3))
    readonly property real pictureHeight: height - caption

    Rectangle {
        width: parent.width
        height: root.pictureHeight
        radius: Theme.radius
        color: Theme.nightCard
    }
    Picture {
        width: parent.width
        height: root.pictureHeight
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
        // Above the name, which lies on a large tile.
        anchors.verticalCenterOffset: root.large && root.name !== "" ? -Theme.body : -root.caption / 2
        width: parent.width - 2 * Theme.halfGap
        spacing: Theme.halfGap

        Icon {
            name: root.picture === "lost" ? "warning-fill" : root.picture === "off" || root.picture === "unsupported" ? "videocam_off" : "person"
            colour: root.picture === "lost" ? Theme.attention : Theme.nightSoft
            size: root.large ? Theme.title * 2 : Math.min(Theme.icon * 1.2, root.pictureHeight * 0.5)
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
    Chip {
        visible: root.large && root.name !== ""
        text: root.person.screen ? qsTr("%1 is showing something").arg(root.name)
            : root.person.talking ? qsTr("%1 is speaking").arg(root.name) : root.name
        stranger: true
        icon: root.microphoneOn ? "mic" : "mic_off"
        fontSize: Theme.body
        frame: root.person.talking ? Theme.live : Theme.clear
        most: root.width - 2 * Theme.halfGap
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: Theme.halfGap
    }
    Row {
        visible: !root.large && root.name !== ""
        height: root.caption
        spacing: Theme.small * 0.3
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.halfGap * 0.5

        Icon {
            id: sign

            name: root.microphoneOn ? "mic" : "mic_off"
            colour: root.self && !root.microphoneOn ? Theme.attention : Theme.white
            size: Theme.smallIcon
            anchors.verticalCenter: parent.verticalCenter
        }
        Words {
            text: root.name
            stranger: true
            color: Theme.white
            font.pixelSize: Theme.small
            font.weight: Theme.strong
            wrapMode: Text.NoWrap
            width: Math.min(implicitWidth, root.width - 2 * Theme.halfGap - sign.width - parent.spacing)
            anchors.verticalCenter: parent.verticalCenter
        }
    }
    Rectangle {
        visible: root.talks
        width: parent.width
        height: root.pictureHeight
        color: Theme.clear
        radius: Theme.radius
        border.width: Theme.frame
        border.color: Theme.live
    }
}

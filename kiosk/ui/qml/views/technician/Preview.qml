import QtQuick
import Kiosk
import Kiosk.Models

// Our own picture, 16 to 9 within the room there is, or why there is none.
Item {
    id: root

    required property AppModel app
    required property string view // who asks for the picture's size
    property bool placed: visible
    property color behind: Theme.paper
    property string held: "" // why there is no picture though the camera works
    readonly property bool hasPicture: app.devices.camera === "good" && held === ""

    Rectangle {
        readonly property real wide: Math.min(root.width, root.height * 16 / 9)

        width: Math.floor(wide)
        height: Math.floor(wide * 9 / 16)
        anchors.horizontalCenter: parent.horizontalCenter
        radius: Theme.radius
        color: Theme.nightCard

        Words {
            visible: !root.hasPicture
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.gap
            horizontalAlignment: Text.AlignHCenter
            text: root.held !== "" ? root.held
                : root.app.devices.camera === "wait" ? qsTr("Opening the camera…") : qsTr("No picture")
            color: Theme.nightSoft
            font.pixelSize: Theme.small
        }
        Picture {
            anchors.fill: parent
            stage: root.app.stage
            view: root.view
            tile: 0
            placed: root.placed
            behind: root.behind
            opacity: root.hasPicture ? 1 : 0
        }
    }
}

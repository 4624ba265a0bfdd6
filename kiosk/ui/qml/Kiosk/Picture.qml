import QtQuick
import QtQuick.Window
import Kiosk.Models

// A video tile with round corners that tells the stage its size.
Item {
    id: root

    required property Stage stage
    required property string view
    required property int tile
    property bool placed: true // it counts as shown
    property bool crop: true
    property color behind: Theme.night // what lies behind the tile, for its corners

    readonly property real wide: placed ? width * Screen.devicePixelRatio : 0
    readonly property real high: placed ? height * Screen.devicePixelRatio : 0

    function tell(): void {
        stage.place(view, tile, wide, high, crop);
    }

    onWideChanged: tell()
    onHighChanged: tell()
    onCropChanged: tell()
    Component.onDestruction: stage.place(view, tile, 0, 0, crop)

    VideoTile {
        anchors.fill: parent
        pump: root.stage.pump
        tile: root.tile
        crop: root.crop
    }
    Rectangle {
        // Software drawing has no layers: the corners are painted over.
        anchors.fill: parent
        anchors.margins: -border.width
        color: Theme.clear
        radius: Theme.radius + border.width
        border.width: Math.ceil(Theme.radius * 0.45)
        border.color: root.behind
    }
}

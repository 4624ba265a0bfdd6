// A slot's picture drawn by a graphics card. Loaded by VideoTile only where there is one, so that
// QtMultimedia costs nothing elsewhere.
import QtQuick
import QtMultimedia
import Kiosk.Native
import Kiosk.Video

VideoOutput {
    id: output

    required property TilePump pump
    required property int tile
    required property bool crop
    readonly property alias live: feed.live

    fillMode: crop ? VideoOutput.PreserveAspectCrop : VideoOutput.PreserveAspectFit

    VideoFeed {
        id: feed

        pump: output.pump
        tile: output.tile
        output: output
    }
}

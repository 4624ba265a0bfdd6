pragma ComponentBehavior: Bound

// A slot's picture: painted by the processor or, where there is one, by the graphics card.
import QtQuick
import Kiosk.Native

Item {
    id: root

    required property TilePump pump
    required property int tile
    property bool crop: true

    Loader {
        anchors.fill: parent
        active: !root.pump.gpu

        sourceComponent: PaintedTile {
            pump: root.pump
            tile: root.tile
            crop: root.crop
        }
    }
    Loader {
        anchors.fill: parent
        active: root.pump.gpu
        Component.onCompleted: {
            if (root.pump.gpu)
                setSource("video/GpuPicture.qml", {
                    pump: root.pump,
                    tile: root.tile,
                    crop: Qt.binding(() => root.crop)
                });
        }
    }
}

import QtQuick
import Kiosk
import Kiosk.Models

// The technician's way in: no mark, no name, no sound.
Item {
    id: root

    property TechnicianModel technician

    objectName: "corner"
    enabled: technician !== null
    width: Theme.hiddenCorner
    height: Theme.hiddenCorner
    anchors.left: parent?.left
    anchors.top: parent?.top

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: eventPoint => {
            if (root.technician.knock()) {
                Taps.accept("corner", eventPoint.timestamp); // so that one tap too many presses nothing on the page
                root.technician.come_in();
            }
        }
    }
}

import QtQuick
import Kiosk.Models

// Says plainly that what is seen or heard does not come from a real device.
Chip {
    required property DeviceModel devices

    visible: devices.syntheticPicture || devices.syntheticSound
    text: devices.syntheticPicture && devices.syntheticSound ? qsTr("Synthetic devices: picture, sound")
        : devices.syntheticPicture ? qsTr("Synthetic devices: picture") : qsTr("Synthetic devices: sound")
    icon: "info"
    ground: Theme.attention
    ink: Theme.ink
}

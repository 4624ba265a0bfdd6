import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Softer and louder, for everybody.
RowLayout {
    id: root

    required property VolumeModel volume

    uniformCellSizes: true
    spacing: Theme.apart

    Step {
        text: qsTr("Softer")
        icon: "volume_down"
        onTapped: root.volume.quieter()
    }
    Step {
        text: qsTr("Louder")
        icon: "volume_up"
        onTapped: root.volume.louder()
    }

    component Step: BigButton {
        ground: Theme.card
        ink: Theme.ink
        outlined: true
        stacked: true
        repeats: true
        fontSize: Theme.small
        iconSize: Theme.icon
        Layout.fillWidth: true
        Layout.minimumWidth: Theme.control
    }
}

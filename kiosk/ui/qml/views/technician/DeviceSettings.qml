import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Which devices, how loud, which way round.
ColumnLayout {
    id: root

    required property ChoicesModel choices

    spacing: Theme.apart

    SettingRow {
        label: qsTr("Camera")
        value: root.choices.camera
        absent: root.choices.cameraAbsent
        stranger: true
        action: qsTr("Choose")
        onActed: root.choices.offer("camera")
    }
    SettingRow {
        label: qsTr("Microphone")
        value: root.choices.microphone
        absent: root.choices.microphoneAbsent
        stranger: true
        action: qsTr("Choose")
        onActed: root.choices.offer("microphone")
    }
    SettingRow {
        label: qsTr("Loudspeaker")
        value: root.choices.speaker
        absent: root.choices.speakerAbsent
        stranger: true
        action: qsTr("Choose")
        onActed: root.choices.offer("speaker")
    }
    SettingRow {
        label: qsTr("Volume")
        value: root.choices.volumePercent + " %"
        stepped: true
        onStepped_by: steps => root.choices.volume(steps)
    }
    SettingRow {
        label: qsTr("My picture as in a mirror")
        options: [qsTr("On"), qsTr("Off")]
        chosen: root.choices.mirrored ? 0 : 1
        onPicked: index => root.choices.mirror(index === 0)
    }
}

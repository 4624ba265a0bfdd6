import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The microphone's level now, whoever listens to it: the meeting's side or a check.
GridLayout {
    id: root

    required property AppModel app
    readonly property DiagnosticsModel model: app.technician.diagnostics

    columns: Theme.crowded ? 1 : 2
    columnSpacing: Theme.halfGap
    rowSpacing: 0

    StatusRow {
        icon: "mic"
        text: root.model.holdsSound ? qsTr("Microphone: being checked") : root.app.devices.microphoneLine
        sign: root.model.holdsSound ? "wait" : root.app.devices.microphone
        Layout.fillWidth: true
    }
    LevelMeter {
        visible: root.model.holdsSound || root.app.devices.microphone === "good"
        bars: root.model.holdsSound ? root.model.bars : root.app.devices.bars
        allBars: root.app.devices.allBars
        Layout.preferredHeight: Theme.status * 0.8
        Layout.preferredWidth: implicitWidth
    }
}

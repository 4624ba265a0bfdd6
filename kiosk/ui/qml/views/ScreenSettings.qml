import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// How the screen looks and speaks.
ColumnLayout {
    id: root

    required property ChoicesModel choices

    spacing: Theme.halfGap

    SettingRow {
        label: qsTr("Language")
        value: root.choices.language
        action: root.choices.otherLanguage
        onActed: root.choices.toggle_language()
    }
    SettingRow {
        label: qsTr("Read aloud what happens")
        value: root.choices.voice ? qsTr("Yes") : qsTr("No")
        action: root.choices.voice ? qsTr("Switch off") : qsTr("Switch on")
        onActed: root.choices.toggle_voice()
    }
    SettingRow {
        label: qsTr("Size of everything")
        value: root.choices.scalePercent + " %"
        stepped: true
        onStepped_by: steps => root.choices.scale(steps)
    }
    SettingRow {
        label: qsTr("People sit at a distance of")
        value: root.choices.distanceCm + " cm"
        stepped: true
        onStepped_by: steps => root.choices.distance(steps)
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// How the screen looks and speaks.
ColumnLayout {
    id: root

    required property ChoicesModel choices

    spacing: Theme.apart

    SettingRow {
        label: qsTr("Language")
        options: root.choices.languages
        chosen: root.choices.languages.indexOf(root.choices.language)
        onPicked: index => root.choices.speak(index)
    }
    SettingRow {
        label: qsTr("Read aloud what happens")
        options: [qsTr("On"), qsTr("Off")]
        chosen: root.choices.voice ? 0 : 1
        onPicked: index => root.choices.say(index === 0)
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

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// What we look like, and whether camera, microphone, loudspeaker and line work.
Card {
    id: root

    required property AppModel app
    readonly property DeviceModel devices: app.devices
    readonly property StatusModel status: app.status
    readonly property VolumeModel volume: app.volume
    readonly property bool brief: Theme.large && status.sentence !== "" // only what is wrong has room

    function shows(sign: string): bool {
        return !brief || sign !== "good";
    }

    implicitHeight: content.implicitHeight + 2 * Theme.gap

    GridLayout {
        id: content

        anchors.fill: parent
        anchors.margins: Theme.gap
        columns: Theme.portrait && !Theme.large ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.halfGap

        SyntheticSign {
            id: sign

            readonly property real room: visible ? implicitHeight + Theme.halfGap : 0
            devices: root.devices
            most: root.width - 2 * Theme.gap
            Layout.columnSpan: content.columns
            Layout.alignment: Qt.AlignHCenter
        }
        Item {
            id: room

            // What the rows and buttons leave: too little of it shows nobody's face.
            readonly property real spare: content.height - rows.implicitHeight - 2 * Theme.gap - (buttons.visible ? buttons.implicitHeight : 0) - sign.room
            visible: !Theme.large && (Theme.portrait || root.devices.camera !== "bad"
                && spare > Theme.small * (root.devices.camera === "good" ? 3 : 5))
            Layout.fillWidth: true
            Layout.fillHeight: Theme.portrait
            Layout.preferredWidth: 1
            Layout.preferredHeight: Theme.portrait ? -1
                : Math.floor(Math.min(width * 9 / 16, spare))

            Rectangle {
                id: self

                readonly property real wide: Math.min(room.width, room.height * 16 / 9)
                width: Math.floor(wide)
                height: Math.floor(wide * 9 / 16)
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.verticalCenter: Theme.portrait ? parent.verticalCenter : undefined
                radius: Theme.radius
                color: Theme.nightCard

                Words {
                    visible: root.devices.camera !== "good"
                    anchors.centerIn: parent
                    width: parent.width - 2 * Theme.gap
                    horizontalAlignment: Text.AlignHCenter
                    text: root.devices.camera === "wait" ? qsTr("Opening the camera…") : qsTr("No picture")
                    color: Theme.nightSoft
                    font.pixelSize: Theme.small
                }
                Picture {
                    anchors.fill: parent
                    stage: root.app.stage
                    view: "home"
                    tile: 0
                    placed: root.app.screen === "home" && root.visible
                    behind: Theme.card
                    opacity: root.devices.camera === "good" ? 1 : 0
                }
                Chip {
                    visible: root.devices.camera === "good" && width < self.width - 2 * Theme.halfGap
                    text: qsTr("My picture")
                    anchors.left: parent.left
                    anchors.bottom: parent.bottom
                    anchors.margins: Theme.halfGap
                }
            }
        }
        ColumnLayout {
            id: rows

            spacing: Math.round(Theme.halfGap * 0.6)
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Infinity
            Layout.preferredWidth: 1

            Repeater {
                model: root.status.rows

                delegate: RowLayout {
                    id: row

                    required property StatusEntry modelData
                    readonly property bool hears: modelData.kind === "microphone"
                    readonly property bool speaks: modelData.kind === "speaker"

                    visible: root.shows(modelData.sign)
                    spacing: Theme.halfGap
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.maximumHeight: Infinity

                    StatusRow {
                        icon: row.modelData.icon
                        text: row.modelData.line
                        sign: row.modelData.sign
                        Layout.fillWidth: true
                    }
                    LevelMeter {
                        visible: row.modelData.sign === "good"
                            && (row.hears || row.speaks && root.volume.available)
                        bars: row.hears ? root.devices.bars : root.volume.step
                        allBars: row.hears ? root.devices.allBars : root.volume.steps
                        Layout.preferredHeight: Theme.status * 0.8
                        Layout.preferredWidth: implicitWidth
                    }
                }
            }
        }
        VolumeButtons {
            id: buttons

            visible: root.volume.available && (!root.app.rest.trial || Theme.portrait) // to see oneself comes first
            volume: root.volume
            Layout.columnSpan: content.columns
            Layout.fillWidth: true
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The big picture and a strip of ourselves and a few others.
Item {
    id: root

    required property AppModel app
    property bool placed: true
    readonly property MeetingModel meeting: app.meeting

    readonly property real space: Theme.halfGap
    readonly property real button: all.implicitHeight + Theme.apart
    readonly property real caption: me.caption
    // Lying: one column on the right, below "See all". Upright: rows of two below it.
    readonly property real wholeHigh: Math.floor(width * 9 / 16)
    readonly property real pairWide: Math.floor((width - space) / 2)
    readonly property int pairs: Math.max(1, Math.min(3,
        Math.floor((height - wholeHigh - button - space) / (pairWide * 0.42 + caption + space))))
    readonly property real pairMost: (height - wholeHigh - button - space) / pairs - space - caption
    // As many as there is room for at a seventh of the width; one more is too small to be known.
    readonly property int column: Math.max(1, Math.min(4,
        Math.floor((height - button + space) / (width * 0.14 * 9 / 16 + caption + space))))
    readonly property int places: Theme.portrait ? 2 * pairs : column
    readonly property real most: (height - button - (column - 1) * space) / column - caption
    readonly property real small: Theme.portrait ? pairWide
        : Math.floor(Math.min(width * 0.25, Math.max(all.implicitWidth, width * 0.14, most * 16 / 9)))
    readonly property real smallHigh: Math.floor(Math.min(small * 9 / 16, Theme.portrait ? pairMost : most) + caption)
    readonly property real roomWide: Theme.portrait ? width : width - small - Theme.apart
    readonly property real roomHigh: Theme.portrait ? height - pairs * (smallHigh + space) - button : height
    readonly property real mainWide: Math.floor(Math.min(roomWide, roomHigh * 16 / 9))

    MemberTile {
        width: root.mainWide
        height: Math.floor(root.mainWide * 9 / 16)
        x: Math.floor((root.roomWide - width) / 2)
        y: Math.floor((root.roomHigh - height) / 2)
        large: true
        stage: root.app.stage
        view: "speaker"
        person: root.meeting.main
        name: root.meeting.main.name
        placed: root.placed
    }
    Grid {
        id: strip

        x: Theme.portrait ? 0 : root.width - root.small
        y: root.button + (Theme.portrait ? root.roomHigh + root.space : 0)
        columns: Theme.portrait ? 2 : 1
        spacing: root.space

        MemberTile {
            id: me

            width: root.small
            height: root.smallHigh
            stage: root.app.stage
            view: "speaker"
            person: root.meeting.me
            self: true
            name: qsTr("Me")
            microphoneOn: root.meeting.microphoneOn && !root.app.devices.microphoneLost
            picture: root.app.devices.cameraLost ? "lost" : !root.meeting.cameraOn ? "off"
                : root.app.devices.camera === "good" ? "live" : "waiting"
            placed: root.placed && root.app.screen !== "home"
        }
        Repeater {
            model: root.meeting.smalls.slice(0, root.places - 1)

            MemberTile {
                required property TileState modelData

                width: root.small
                height: root.smallHigh
                visible: modelData.occupied
                stage: root.app.stage
                view: "speaker"
                person: modelData
                name: modelData.name
                placed: root.placed
            }
        }
    }
    NightButton {
        id: all

        visible: root.meeting.participants > 1
        text: qsTr("See all %1").arg(root.meeting.participants)
        ground: Theme.nightCard
        fontSize: Theme.small
        width: Theme.portrait ? root.width : root.small
        height: implicitHeight
        x: root.width - width
        y: Theme.portrait ? root.roomHigh : 0
        onTapped: root.meeting.open_gallery()
    }
}

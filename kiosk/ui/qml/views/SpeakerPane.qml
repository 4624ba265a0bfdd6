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
    readonly property real button: all.implicitHeight
    // Lying: one column on the right. Upright: rows of two below.
    readonly property real wholeHigh: Math.floor(width * 9 / 16)
    readonly property real pairWide: Math.floor((width - space) / 2)
    readonly property int pairs: Math.max(1, Math.min(3,
        Math.floor((height - wholeHigh - button - space) / (pairWide * 9 / 16 + space))))
    readonly property int places: Theme.portrait ? 2 * pairs : (width * 0.14 >= Theme.control * 2.75 ? 4 : 3)
    readonly property real small: Theme.portrait ? pairWide
        : Math.floor(Math.min(width * 0.27, (height - button - places * space) / places * 16 / 9))
    readonly property real smallHigh: Math.floor(small * 9 / 16)
    readonly property real roomWide: Theme.portrait ? width : width - small - space
    readonly property real roomHigh: Theme.portrait ? height - pairs * (smallHigh + space) - button - space : height
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
        y: Theme.portrait ? root.roomHigh + root.space : 0
        columns: Theme.portrait ? 2 : 1
        spacing: root.space

        MemberTile {
            width: root.small
            height: root.smallHigh
            stage: root.app.stage
            view: "speaker"
            person: root.meeting.me
            self: true
            name: qsTr("Me")
            microphoneOn: root.meeting.microphoneOn
            picture: root.meeting.cameraOn ? (root.app.devices.camera === "good" ? "live" : "waiting") : "off"
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
    BigButton {
        id: all

        visible: root.meeting.participants > 1
        text: qsTr("See all %1").arg(root.meeting.participants)
        ground: Theme.nightCard
        fontSize: Theme.small
        width: Theme.portrait ? root.width : root.small
        height: implicitHeight
        x: root.width - width
        y: root.height - height
        onTapped: root.meeting.open_gallery()
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Everyone, six at a time, and the way back.
Item {
    id: root

    required property AppModel app
    property bool placed: true
    readonly property MeetingModel meeting: app.meeting

    readonly property int columns: Theme.portrait ? 2 : 3
    readonly property int lines: Theme.portrait ? 3 : 2
    readonly property real space: Theme.halfGap
    readonly property real roomWide: Theme.portrait ? width : width - turner.width - Theme.apart
    readonly property real roomHigh: Theme.portrait ? height - turner.height - Theme.apart : height
    // All the room is used: a picture is cropped a little rather than left swimming in black.
    readonly property real wide: Math.floor((roomWide - (columns - 1) * space) / columns)
    readonly property real high: Math.floor((roomHigh - (lines - 1) * space) / lines)

    Grid {
        columns: root.columns
        spacing: root.space

        Repeater {
            model: root.meeting.smalls

            MemberTile {
                required property TileState modelData

                width: root.wide
                height: root.high
                visible: modelData.occupied
                stage: root.app.stage
                view: "gallery"
                person: modelData
                name: modelData.name
                placed: root.placed
            }
        }
    }
    // The way back lies where the way in was, far from "Leave".
    GridLayout {
        id: turner

        columns: Theme.portrait ? 3 : 1
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart
        anchors.right: parent.right
        anchors.bottom: Theme.portrait ? parent.bottom : undefined
        anchors.top: Theme.portrait ? undefined : parent.top
        anchors.left: Theme.portrait ? parent.left : undefined

        NightButton {
            text: qsTr("Back")
            icon: "arrow_back"
            Layout.fillWidth: true
            Layout.columnSpan: Theme.portrait ? 3 : 1
            onTapped: root.meeting.close_gallery()
        }
        NightButton {
            text: qsTr("Previous")
            icon: "keyboard_arrow_left"
            ground: Theme.nightCard
            enabled: root.meeting.page > 0
            Layout.fillWidth: true
            onTapped: root.meeting.previous_page()
        }
        Words {
            text: qsTr("Page %1 of %2").arg(root.meeting.page + 1).arg(root.meeting.pages)
            color: Theme.white
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        NightButton {
            text: qsTr("Next")
            iconAfter: "keyboard_arrow_right"
            ground: Theme.nightCard
            enabled: root.meeting.page < root.meeting.pages - 1
            Layout.fillWidth: true
            onTapped: root.meeting.next_page()
        }
    }
}

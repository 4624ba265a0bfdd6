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
    readonly property real roomWide: Theme.portrait ? width : width - turner.width - Theme.gap
    readonly property real roomHigh: Theme.portrait ? height - turner.height - Theme.gap : height
    readonly property real wide: Math.floor(Math.min((roomWide - (columns - 1) * space) / columns,
        (roomHigh - (lines - 1) * space) / lines * 16 / 9))

    Grid {
        columns: root.columns
        spacing: root.space
        x: Math.floor((root.roomWide - root.columns * root.wide - (root.columns - 1) * root.space) / 2)
        y: Math.floor((root.roomHigh - root.lines * high - (root.lines - 1) * root.space) / 2)
        readonly property real high: Math.floor(root.wide * 9 / 16)

        Repeater {
            model: root.meeting.smalls

            MemberTile {
                required property TileState modelData

                width: root.wide
                height: Math.floor(root.wide * 9 / 16)
                visible: modelData.occupied
                stage: root.app.stage
                view: "gallery"
                person: modelData
                name: modelData.name
                placed: root.placed
            }
        }
    }
    GridLayout {
        id: turner

        columns: Theme.portrait ? 3 : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.top: Theme.portrait ? undefined : parent.top
        anchors.left: Theme.portrait ? parent.left : undefined

        BigButton {
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
        BigButton {
            text: qsTr("Next")
            iconAfter: "keyboard_arrow_right"
            ground: Theme.nightCard
            enabled: root.meeting.page < root.meeting.pages - 1
            Layout.fillWidth: true
            onTapped: root.meeting.next_page()
        }
        Item {
            visible: !Theme.portrait
            Layout.fillHeight: true
        }
        BigButton {
            text: qsTr("Back")
            icon: "arrow_back"
            Layout.fillWidth: true
            Layout.columnSpan: Theme.portrait ? 3 : 1
            onTapped: root.meeting.close_gallery()
        }
    }
}

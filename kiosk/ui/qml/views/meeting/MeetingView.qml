import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// In the meeting: the big picture, a strip of others, and the bar that is always in its place.
Item {
    id: root

    required property AppModel app
    readonly property MeetingModel meeting: app.meeting

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.apart
        anchors.topMargin: Theme.halfGap
        spacing: Theme.halfGap

        MeetingTop {
            app: root.app
            Layout.fillWidth: true
            Layout.fillHeight: false
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            SpeakerPane {
                anchors.fill: parent
                visible: !root.meeting.gallery
                app: root.app
                placed: root.app.meetingNear && !root.meeting.gallery
            }
            GalleryPane {
                anchors.fill: parent
                visible: root.meeting.gallery
                app: root.app
                placed: root.app.meetingNear && root.meeting.gallery
            }
        }
        MeetingBar {
            app: root.app
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.topMargin: Theme.apart - Theme.halfGap
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The line at the top: which meeting, how many, how the line is, what time it is; or, in their
// place, what somebody has to do now. It covers no picture and moves no control.
Item {
    id: root

    required property AppModel app
    readonly property MeetingModel meeting: app.meeting
    readonly property string network: app.devices.network
    readonly property bool unheard: meeting.talkingWhileMuted && !meeting.microphoneOn
    readonly property string warning: unheard ? qsTr("Nobody hears you. Press “%1”.").arg(qsTr("Unmute")) : meeting.notice || app.devices.lost
    readonly property real lineHigh: Math.ceil(Theme.body * Theme.lineOf + Theme.halfGap)
    // Upright the line is too short for a sentence: it has a place of its own, two lines high.
    readonly property real bannerHigh: Theme.portrait ? Math.ceil(2 * Theme.body * Theme.lineOf + Theme.halfGap) : lineHigh

    implicitHeight: Theme.portrait ? lineHigh + Theme.halfGap + bannerHigh : lineHigh

    RowLayout {
        width: parent.width
        height: root.lineHigh
        spacing: Theme.gap

        RowLayout {
            visible: Theme.portrait || !banner.visible
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.minimumWidth: 0

            Words {
                text: root.meeting.title
                stranger: true
                color: Theme.white
                font.pixelSize: Theme.small
                font.weight: Theme.strong
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
                Layout.minimumWidth: 0
            }
            SyntheticSign {
                id: synthetic

                readonly property bool asked: devices.syntheticPicture || devices.syntheticSound
                visible: asked && !Theme.portrait
                devices: root.app.devices
            }
            Sign {
                visible: !Theme.portrait
                icon: "groups"
                text: qsTr("%n point(s)", "", root.meeting.participants)
            }
            Sign {
                icon: root.network === "lost" ? "wifi_off" : root.network === "weak" ? "warning-fill" : "wifi"
                text: root.app.devices.networkLine
                colour: root.network === "good" ? Theme.live : root.network === "unknown" ? Theme.nightSoft : Theme.attention
            }
        }
        Item {
            visible: banner.visible && !Theme.portrait
            Layout.fillWidth: true
        }
        Words {
            id: clock

            text: root.app.clock.time
            color: Theme.white
            font.weight: Theme.bold
            wrapMode: Text.NoWrap
        }
    }
    SyntheticSign {
        visible: synthetic.asked && Theme.portrait && !banner.visible
        devices: root.app.devices
        most: parent.width
        anchors.bottom: parent.bottom
    }
    Rectangle {
        id: banner

        visible: root.warning !== ""
        radius: Theme.smallRadius
        color: Theme.attention
        width: Theme.portrait ? parent.width : parent.width - clock.implicitWidth - Theme.gap
        height: root.bannerHigh
        anchors.bottom: parent.bottom

        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.halfGap
            anchors.rightMargin: Theme.halfGap
            spacing: Theme.halfGap

            Icon {
                name: root.unheard ? "mic_off-fill" : "warning-fill"
            }
            Words {
                id: words

                text: root.warning
                // Two faults at once are two sentences: smaller rather than cut.
                font.pixelSize: Theme.portrait || whole.advanceWidth < width ? Theme.body : Theme.small
                font.weight: Theme.strong
                Layout.fillWidth: true
            }
        }
    }

    TextMetrics {
        id: whole

        text: root.warning
        font.family: Theme.family
        font.weight: Theme.strong
        font.pixelSize: Theme.body
    }

    component Sign: Row {
        id: sign

        required property string icon
        required property string text
        property color colour: Theme.nightSoft

        spacing: Theme.small * 0.35

        Icon {
            name: sign.icon
            colour: sign.colour
            size: Theme.smallIcon
            anchors.verticalCenter: parent.verticalCenter
        }
        Words {
            text: sign.text
            color: sign.colour
            font.pixelSize: Theme.small
            font.weight: Theme.strong
            wrapMode: Text.NoWrap
        }
    }
}

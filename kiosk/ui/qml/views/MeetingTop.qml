pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// The line at the top: which meeting, how many, how the line is, what time it is.
RowLayout {
    id: root

    required property AppModel app
    readonly property MeetingModel meeting: app.meeting
    readonly property string network: app.devices.network

    spacing: Theme.gap

    Words {
        text: root.meeting.notice || root.meeting.title
        stranger: true
        color: root.meeting.notice ? Theme.attention : Theme.white
        font.pixelSize: Theme.small
        font.weight: Theme.strong
        wrapMode: Text.NoWrap
        Layout.fillWidth: true
        Layout.minimumWidth: 0
    }
    SyntheticSign {
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
    Words {
        text: root.app.clock.time
        color: Theme.white
        font.weight: Theme.bold
        wrapMode: Text.NoWrap
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

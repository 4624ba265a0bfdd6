pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The bar: each word says what pressing does, what stands beside the icon says what is so. The
// places come from the longest words, not from those that stand there: nothing ever moves.
Item {
    id: root

    required property AppModel app
    readonly property MeetingModel meeting: app.meeting
    readonly property DeviceModel devices: app.devices
    readonly property VolumeModel volume: app.volume

    // As `_meeting` in models/sizes.py reckons: the widest words of both languages.
    readonly property real padding: Theme.gap * 1.2
    readonly property real switchShare: meeting.canSend ? Math.max(Theme.body * 1.3 + Theme.status * 5.1, Theme.body * 6.1) + padding : 0
    readonly property real volumeShare: volume.available ? Theme.small * 4.8 + padding : 0
    readonly property list<real> shares: [switchShare, switchShare, volumeShare, volumeShare,
        Theme.small * 8.1 + padding, Theme.body * 3.9 + padding]
    readonly property real high: Math.max(Theme.control, Math.ceil(Theme.body * 2.1 * Theme.lineOf + Theme.gap * 0.5))

    // Upright, or where letters would get too small: two rows of three, what is pressed most below.
    readonly property bool twoRows: Theme.portrait || shares.reduce((sum, one) => sum + one, 0) + 5 * Theme.apart > width + 1

    function line(place: int): list<int> {
        return !twoRows ? [0, 1, 2, 3, 4, 5] : place === 2 || place === 3 || place === 4 ? [2, 3, 4] : [0, 1, 5];
    }
    function wide(place: int): real {
        const all = line(place);
        const shown = all.filter(one => shares[one] > 0);
        const room = width - (shown.length - 1) * Theme.apart;
        return Math.floor(room * shares[place] / shown.reduce((sum, one) => sum + shares[one], 0));
    }
    function placeX(place: int): real {
        if (place === 5)
            return width - wide(5);
        return line(place).filter(one => one < place && shares[one] > 0).reduce((sum, one) => sum + wide(one) + Theme.apart, 0);
    }
    function placeY(place: int): real {
        return twoRows && line(place)[0] === 0 ? high + Theme.apart : 0;
    }

    implicitHeight: twoRows ? 2 * high + Theme.apart : high

    Switch {
        visible: root.meeting.canSend
        place: 0
        text: root.meeting.microphoneWished ? qsTr("Mute") : qsTr("Unmute")
        wished: root.meeting.microphoneWished
        on: root.meeting.microphoneOn
        taken: root.meeting.microphoneTaken
        lost: root.devices.microphoneLost
        absent: root.devices.microphoneAbsent
        icon: shines ? "mic-fill" : "mic_off-fill"
        onTapped: root.meeting.toggle_microphone()
    }
    Switch {
        visible: root.meeting.canSend
        place: 1
        text: root.meeting.cameraWished ? qsTr("Hide picture") : qsTr("Show picture")
        wished: root.meeting.cameraWished
        on: root.meeting.cameraOn
        taken: root.meeting.cameraTaken
        lost: root.devices.cameraLost
        absent: root.devices.cameraAbsent
        icon: shines ? "videocam-fill" : "videocam_off-fill"
        onTapped: root.meeting.toggle_camera()
    }
    Choice {
        visible: root.volume.available
        place: 2
        text: qsTr("Softer")
        icon: "volume_down"
        repeats: true
        onTapped: root.volume.quieter()
    }
    Choice {
        visible: root.volume.available
        place: 3
        text: qsTr("Louder")
        icon: "volume_up"
        note: qsTr("%1/%2").arg(root.volume.step).arg(root.volume.steps)
        repeats: true
        onTapped: root.volume.louder()
    }
    Choice {
        place: 4
        text: qsTr("Call for help")
        icon: note === "" ? "call" : ""
        note: root.app.helpPhone
        noteMost: width - root.padding
        onTapped: root.app.open("help")
    }
    Placed {
        place: 5
        text: qsTr("Leave")
        icon: "logout"
        ground: Theme.stop
        onTapped: root.app.open("leave")
    }

    component Placed: NightButton {
        required property int place

        x: root.placeX(place)
        y: root.placeY(place)
        width: root.wide(place)
        height: root.high
        stacked: true
        iconSize: Theme.body
    }
    component Choice: Placed {
        ground: Theme.nightCard
        fontSize: Theme.small
        noteSize: Theme.small
    }
    // Microphone or picture: attention as long as the others neither hear nor see us.
    component Switch: Placed {
        property bool wished
        property bool on
        property bool taken
        property bool lost
        property bool absent
        readonly property bool shines: on && !lost

        ground: shines ? Theme.info : Theme.attention
        ink: shines ? Theme.white : Theme.ink
        note: absent ? qsTr("Unplugged") : lost ? qsTr("Fault") : !wished ? qsTr("Is off")
            : taken ? qsTr("Blocked") : on ? "" : qsTr("Opening…")
    }
}

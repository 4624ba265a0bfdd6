pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// One meeting: what, when, and the green button, or why this machine cannot open it.
ColumnLayout {
    id: root

    required property HomeModel home
    readonly property MeetingRow meeting: home.joinable[0] ?? null
    readonly property bool joinable: meeting?.canJoin ?? false

    // What gives way on a small panel: first the hint, then the second lines of facts and title.
    readonly property real least: Theme.mainButton + Theme.lineOf * (Theme.title + Theme.body + 1.4 * Theme.small) + 4 * spacing
    readonly property real leastRefused: Theme.lineOf * (Theme.title + 4 * Theme.body + 2 * Theme.status + 1.4 * Theme.small) + Theme.gap + 4 * spacing
    readonly property real spare: height - (joinable ? least : leastRefused)
    readonly property bool twoTitleLines: spare >= Theme.lineOf * Theme.title
    readonly property bool roomy: spare >= Theme.lineOf * (Theme.title + Theme.body) + spacing
    readonly property bool hints: spare >= Theme.lineOf * ((titleWords.lineCount - 1) * Theme.title + 2 * Theme.small) + facts.implicitHeight - Theme.lineOf * Theme.body + spacing

    spacing: Theme.halfGap

    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Words {
            text: root.meeting?.begun ? qsTr("THE MEETING IS ON") : qsTr("THE MEETING BEGINS SOON")
            color: Theme.info
            font.pixelSize: Theme.small
            font.weight: Theme.bold
            Layout.fillWidth: true
        }
        Chip {
            text: root.meeting?.countdown ?? ""
            visible: text !== ""
            ground: Theme.attention
            ink: Theme.ink
            radius: height / 2
        }
    }
    Words {
        id: titleWords

        text: root.meeting?.title ?? ""
        stranger: true
        font.pixelSize: Theme.title
        font.weight: Theme.bold
        maximumLineCount: root.twoTitleLines ? 2 : 1
        Layout.fillWidth: true
    }
    Flow {
        id: facts

        spacing: Theme.halfGap
        Layout.fillWidth: true
        Layout.maximumHeight: implicitHeight

        Fact {
            id: first

            icon: "schedule"
            text: root.meeting?.when ?? ""
        }
        Fact {
            visible: (root.meeting?.organiser ?? "") !== "" && (root.roomy || parent.width > row)
            readonly property real row: first.implicitWidth + implicitWidth + Theme.halfGap
            icon: "groups"
            text: qsTr("Chair: %1").arg(root.meeting?.organiser ?? "")
            stranger: true
        }
    }
    Item {
        visible: root.joinable
        Layout.fillHeight: true
        Layout.preferredHeight: Theme.halfGap
    }
    BigButton {
        visible: root.joinable
        text: qsTr("JOIN")
        icon: "videocam-fill"
        ground: Theme.go
        fontSize: Math.min(Theme.mainButton * 0.34, Theme.title * 1.9)
        Layout.fillWidth: true
        Layout.minimumHeight: Theme.mainButton
        Layout.preferredHeight: Theme.mainButton
        Layout.maximumHeight: Theme.mainButton * 1.6
        Layout.fillHeight: true
        onTapped: root.home.join(root.meeting.key)
    }
    Words {
        visible: root.joinable && root.hints
        text: qsTr("Press JOIN once. Picture and sound come by themselves.")
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Refusal {
        visible: !root.joinable
        Layout.topMargin: Theme.gap
        title: root.meeting?.refusedTitle ?? ""
        text: root.meeting?.refusedText ?? ""
        Layout.fillWidth: true
    }
    Item {
        Layout.fillHeight: true
        Layout.preferredHeight: 0
        visible: !root.joinable
    }

    component Fact: Row {
        id: fact

        required property string icon
        required property string text
        property bool stranger: false

        spacing: Theme.halfGap
        rightPadding: Theme.halfGap

        Icon {
            name: fact.icon
            colour: Theme.inkSoft
            anchors.verticalCenter: parent.verticalCenter
        }
        Words {
            text: fact.text
            stranger: fact.stranger
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            width: Math.min(implicitWidth, root.width - Theme.icon - 2 * Theme.halfGap)
        }
    }
}

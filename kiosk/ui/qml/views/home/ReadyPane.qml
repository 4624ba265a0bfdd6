pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// One meeting: what, when, and the green button.
ColumnLayout {
    id: root

    required property HomeModel home
    readonly property MeetingRow meeting: home.joinable[0] ?? null
    property bool promises: true // picture and sound will come

    // What gives way on a small panel, in this order: organiser, hint, kicker, the title's second line.
    readonly property real titleLine: Math.ceil(Theme.lineOf * Theme.title)
    readonly property real least: Theme.mainButton + titleLine + Math.ceil(Theme.lineOf * Theme.body) + 3 * spacing
    readonly property real kickerRoom: Math.ceil(1.4 * Theme.small * Theme.lineOf) + spacing
    readonly property string hint: qsTr("Press JOIN once. Picture and sound come by themselves.")
    readonly property int hintLines: measure.advanceWidth(hint) > width ? 2 : 1
    readonly property real hintRoom: Math.ceil(Theme.lineOf * Theme.small) * hintLines + spacing
    readonly property real afterTitle: height - least - titleLine * (titleWords.lineCount - 1)
    readonly property bool kicks: !Theme.large && afterTitle >= kickerRoom
    readonly property real afterKicker: afterTitle - (kicks ? kickerRoom : 0)
    readonly property bool hints: promises && !Theme.large && afterKicker >= hintRoom
    readonly property bool roomy: afterKicker - (hints ? hintRoom : 0) >= Theme.lineOf * Theme.body + spacing

    spacing: Theme.halfGap

    RowLayout {
        visible: root.kicks
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
        maximumLineCount: root.height - root.least >= root.titleLine ? 2 : 1
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
        Layout.fillHeight: true
        Layout.preferredHeight: Theme.halfGap
    }
    BigButton {
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
        visible: root.hints
        text: root.hint
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    FontMetrics {
        id: measure

        font.family: Theme.family
        font.pixelSize: Theme.small
        font.weight: Theme.medium
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

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Whom to call and what to tell them, readable from where people sit.
ColumnLayout {
    id: root

    required property AppModel app
    readonly property bool meets: app.home.state === "ready" || app.home.state === "several"
    readonly property string number: app.helpPhone !== "" ? app.helpPhone : qsTr("the ward's office")

    spacing: 0

    Words {
        text: root.meets ? qsTr("If you need help, please call") : qsTr("A meeting is not shown here? Please call")
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        font.weight: Theme.strong
        Layout.fillWidth: true
    }
    Flow {
        spacing: 0
        Layout.fillWidth: true

        Fact {
            icon: "call"
            text: root.number
            stranger: root.app.helpPhone !== ""
        }
        Fact {
            text: qsTr("Point %1").arg(root.app.pointId)
            stranger: true
        }
    }

    component Fact: Row {
        id: fact

        property string icon: ""
        required property string text
        property bool stranger: false

        spacing: Theme.halfGap
        rightPadding: Theme.gap

        Icon {
            visible: fact.icon !== ""
            name: fact.icon
            colour: Theme.info
            anchors.verticalCenter: parent.verticalCenter
        }
        Words {
            text: fact.text
            stranger: fact.stranger
            font.weight: Theme.bold
            wrapMode: Text.NoWrap
            width: Math.min(implicitWidth, root.width - Theme.icon - Theme.halfGap)
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// Which network this machine is in, and the way into another one.
Item {
    id: root

    required property WifiModel wifi
    readonly property alias pages: list.pages
    property int page: 0

    ColumnLayout {
        visible: root.wifi.face === "list"
        anchors.fill: parent
        spacing: Theme.halfGap

        StatusRow {
            icon: root.wifi.networkIcon
            text: root.wifi.networkLine
            sign: root.wifi.networkSign
            Layout.fillWidth: true
            Layout.fillHeight: false
        }
        Item {
            id: list

            readonly property real least: Theme.control + Theme.apart
            readonly property int fitting: Math.max(1, Math.floor((height + Theme.apart) / least))
            readonly property int pages: Math.max(1, Math.ceil(root.wifi.rows.length / fitting))
            readonly property int first: Math.min(root.page, pages - 1) * fitting

            Layout.fillWidth: true
            Layout.fillHeight: true

            Words {
                visible: text !== ""
                text: root.wifi.listLine
                anchors.centerIn: parent
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
            }
            Column {
                anchors.left: parent.left
                anchors.right: parent.right
                spacing: Theme.apart

                Repeater {
                    model: root.wifi.rows.slice(list.first, list.first + list.fitting)

                    WifiButton {
                        required property WifiRow modelData

                        width: list.width
                        row: modelData
                        onTapped: root.wifi.choose(modelData.key)
                    }
                }
            }
        }
    }
    ColumnLayout {
        visible: root.wifi.face === "chosen"
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.gap

        Icon {
            name: "wifi"
            size: Math.round(Theme.title * 1.6)
            Layout.alignment: Qt.AlignHCenter
        }
        Words {
            text: root.wifi.chosenName
            stranger: true
            font.pixelSize: Theme.title
            font.weight: Theme.bold
            wrapMode: Text.NoWrap
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            text: root.wifi.chosenUsed ? qsTr("This machine is in this network.") : qsTr("This machine knows this network's password.")
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        GridLayout {
            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.apart
            rowSpacing: Theme.apart
            Layout.fillWidth: false
            Layout.alignment: Qt.AlignHCenter

            Plain {
                text: qsTr("Other password")
                icon: "key"
                onTapped: root.wifi.change_password()
            }
            Plain {
                text: qsTr("Forget this network")
                icon: "wifi_off"
                onTapped: root.wifi.forget()
            }
        }
    }
    EntryPane {
        visible: root.wifi.face === "name" || root.wifi.face === "password"
        anchors.fill: parent
        typing: root.wifi.typing
        label: root.wifi.face === "name" ? qsTr("The network's name") : qsTr("Password, 8 letters or more")
        hint: root.wifi.face === "name" ? "" : root.wifi.chosenName
        stranger: true
    }
    StatePane {
        visible: root.wifi.face === "busy" || root.wifi.face === "done"
        anchors.fill: parent
        sign: root.wifi.face === "done" ? "good" : "run"
        title: root.wifi.forgetting ? (root.wifi.face === "done" ? qsTr("The network is forgotten") : qsTr("Forgetting the network…"))
            : root.wifi.face === "done" ? qsTr("Connected") : qsTr("Connecting…")
        text: root.wifi.face === "done" || root.wifi.forgetting ? "" : qsTr("This takes up to a minute.")
    }
    StatePane {
        visible: root.wifi.face === "failed"
        anchors.fill: parent
        sign: "bad"
        title: root.wifi.problemTitle
        text: root.wifi.problemText
    }

    component Plain: BigButton {
        ground: Theme.card
        ink: Theme.ink
        outlined: true
        Layout.fillWidth: true
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// Whom to call, the PIN, the passwords of servers, and setting the point up anew.
TechnicianPage {
    id: root

    readonly property AccessModel access: app.technician.access

    icon: "key"
    title: access.face === "phone" ? qsTr("Help number")
        : access.face === "contact" ? qsTr("Name of the helper")
        : access.face.startsWith("pin") ? qsTr("Change the PIN")
        : access.face === "calendar" ? qsTr("Password of the calendar")
        : access.face === "relay" ? qsTr("Password of the relay") : qsTr("Numbers and passwords")
    staysOnBack: access.face !== "list" && access.face !== "busy"
    onBackWithin: access.back()

    Card {
        visible: root.access.face === "list"
        anchors.fill: parent

        GridLayout {
            anchors.fill: parent
            anchors.margins: Theme.halfGap
            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.apart
            rowSpacing: Theme.apart

            Setting {
                label: qsTr("Help number")
                value: root.access.phone !== "" ? root.access.phone : qsTr("none")
                what: "phone"
            }
            Setting {
                label: qsTr("Name of the helper")
                value: root.access.contact !== "" ? root.access.contact : qsTr("none")
                what: "contact"
            }
            Setting {
                label: qsTr("Technician's PIN")
                value: "••••"
                what: "pin"
            }
            Setting {
                label: qsTr("Password of the calendar")
                value: root.access.calendarUser !== "" ? root.access.calendarUser : qsTr("not needed")
                what: "calendar"
            }
            Setting {
                label: qsTr("Password of the relay")
                value: root.access.relayUser !== "" ? root.access.relayUser : qsTr("not needed")
                what: "relay"
            }
            SettingRow {
                visible: root.app.technician.setup !== null
                label: qsTr("This point")
                value: root.app.pointName
                stranger: true
                action: qsTr("Set up anew")
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                onActed: root.app.open("provision")
            }
        }
    }
    EntryPane {
        visible: root.access.typed
        anchors.fill: parent
        typing: root.access.typing
        label: root.access.face === "phone" ? qsTr("Number to call")
            : root.access.face === "contact" ? qsTr("Name")
            : root.access.face === "pin-old" ? qsTr("The PIN until now")
            : root.access.face === "pin-new" ? qsTr("The new PIN, 4 to 12 digits")
            : root.access.face === "pin-again" ? qsTr("The new PIN once more") : qsTr("New password")
        hint: root.access.face === "calendar" ? root.access.calendarUser : root.access.face === "relay" ? root.access.relayUser : ""
        stranger: true
    }
    StatePane {
        visible: root.access.face === "busy" || root.access.face === "done"
        anchors.fill: parent
        sign: root.access.face === "done" ? "good" : "run"
        title: root.access.face === "busy" ? qsTr("Checking and storing…")
            : !root.access.isPassword ? qsTr("The PIN has been changed")
            : root.access.tested ? qsTr("The calendar takes the password. It is stored.") : qsTr("The password is stored. It could not be tried now.")
        text: root.access.face === "done" && root.access.isPassword ? qsTr("It is used once the program has been restarted.") : ""
    }
    StatePane {
        visible: root.access.face === "failed"
        anchors.fill: parent
        sign: "bad"
        title: root.access.problemTitle
        text: root.access.problemText
    }

    actions: [
        BigButton {
            visible: root.access.typed
            enabled: root.access.canGoOn
            text: root.access.lastStep ? qsTr("Save") : qsTr("Next")
            icon: root.access.lastStep ? "save" : ""
            onTapped: root.access.go_on()
        },
        BigButton {
            visible: root.access.face === "failed"
            text: qsTr("Try again")
            icon: "refresh"
            onTapped: root.access.again()
        },
        BigButton {
            visible: root.access.face === "done" && root.access.isPassword
            text: qsTr("Restart the program")
            icon: "restart_alt"
            onTapped: root.app.technician.restart()
        }
    ]

    component Setting: SettingRow {
        required property string what

        stranger: true
        action: qsTr("Change")
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        onActed: root.access.choose(what)
    }
}

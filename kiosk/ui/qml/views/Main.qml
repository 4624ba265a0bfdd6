import QtQuick
import Kiosk
import Kiosk.Models

// The whole window: one screen at a time, and what is asked on top of it.
Rectangle {
    id: root

    required property AppModel app
    property bool warm: false // after the first frame: build the other screens ahead of time

    readonly property string shown: app.page !== "" ? app.page : app.screen
    readonly property bool bright: app.page !== "" ? app.page !== "leave" : app.screen === "home"
    color: bright ? Theme.paper : Theme.night

    Binding {
        target: Taps
        property: "screen"
        value: root.shown
    }

    HomeView {
        anchors.fill: parent
        app: root.app
        visible: root.shown === "home"
    }
    Screen {
        name: "meeting"
        ahead: root.warm

        sourceComponent: MeetingView {
            app: root.app
        }
    }
    Screen {
        name: "joining"
        ahead: root.warm

        sourceComponent: JoiningView {
            app: root.app
        }
    }
    Screen {
        name: "reconnecting"

        sourceComponent: ReconnectingView {
            app: root.app
        }
    }
    Screen {
        name: "waiting"

        sourceComponent: WaitingView {
            app: root.app
        }
    }
    Screen {
        name: "failed"

        sourceComponent: FailedView {
            app: root.app
        }
    }
    Screen {
        name: "leave"
        ahead: root.warm

        sourceComponent: LeaveView {
            app: root.app
        }
    }
    Screen {
        name: "help"

        sourceComponent: HelpView {
            app: root.app
        }
    }
    Screen {
        name: "week"

        sourceComponent: WeekView {
            app: root.app
        }
    }

    component Screen: Loader {
        required property string name
        property bool ahead: false

        anchors.fill: parent
        visible: root.shown === name
        active: visible || ahead
    }
}

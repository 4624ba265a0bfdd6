pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models
import "home"
import "meeting"
import "technician"

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
        // Everyone's pictures are a screen of their own to a finger that taps twice.
        value: root.shown === "meeting" && root.app.meeting.gallery ? "gallery" : root.shown
    }

    Connections {
        target: Taps

        function onAccepted(): void {
            root.app.pressed();
            root.app.technician?.touched();
        }
    }

    HomeView {
        anchors.fill: parent
        app: root.app
        visible: root.shown === "home"
    }
    Scene {
        name: "meeting"
        ahead: root.warm

        sourceComponent: MeetingView {
            app: root.app
        }
    }
    Scene {
        name: "joining"
        ahead: root.warm

        sourceComponent: JoiningView {
            app: root.app
        }
    }
    Scene {
        name: "reconnecting"

        sourceComponent: ReconnectingView {
            app: root.app
        }
    }
    Scene {
        name: "waiting"

        sourceComponent: WaitingView {
            app: root.app
        }
    }
    Scene {
        name: "failed"

        sourceComponent: FailedView {
            app: root.app
        }
    }
    Scene {
        name: "leave"
        ahead: root.warm

        sourceComponent: LeaveView {
            app: root.app
        }
    }
    Scene {
        name: "help"

        sourceComponent: HelpView {
            app: root.app
        }
    }
    Scene {
        name: "reminder"

        sourceComponent: ReminderView {
            app: root.app
        }
    }
    Scene {
        name: "week"

        sourceComponent: WeekView {
            app: root.app
        }
    }
    Scene {
        name: "pin"

        sourceComponent: PinView {
            app: root.app
        }
    }
    Scene {
        name: "technician"

        sourceComponent: TechnicianView {
            app: root.app
        }
    }
    Scene {
        name: "diagnostics"

        sourceComponent: DiagnosticsView {
            app: root.app
        }
    }
    Scene {
        name: "group"

        sourceComponent: GroupView {
            app: root.app
        }
    }
    Scene {
        name: "hearing"

        sourceComponent: HearingView {
            app: root.app
        }
    }
    Scene {
        name: "touch"

        sourceComponent: TouchView {
            app: root.app
        }
    }
    Scene {
        name: "report"

        sourceComponent: ReportView {
            app: root.app
        }
    }
    Scene {
        name: "settings"

        sourceComponent: SettingsView {
            app: root.app
        }
    }
    Scene {
        name: "log"

        sourceComponent: LogView {
            app: root.app
        }
    }
    Scene {
        name: "about"

        sourceComponent: AboutView {
            app: root.app
        }
    }
    Scene {
        name: "restart"

        sourceComponent: RestartView {
            app: root.app
        }
    }

    component Scene: Loader {
        required property string name
        property bool ahead: false

        anchors.fill: parent
        visible: root.shown === name
        active: visible || ahead
    }
}

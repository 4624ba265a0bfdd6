pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Home: the next thing to do on the left, what works on the right, help below.
Item {
    id: root

    required property AppModel app
    readonly property HomeModel home: app.home

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.gap

        Header {
            app: root.app
            Layout.fillWidth: true
        }
        GridLayout {
            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin

            Card {
                Layout.fillWidth: true
                Layout.fillHeight: true

                Loader {
                    anchors.fill: parent
                    anchors.margins: Theme.margin
                    sourceComponent: root.home.state === "ready" ? ready
                        : root.home.state === "several" ? several : root.home.state === "idle" ? idle : unknown
                }
            }
            DeviceCard {
                app: root.app
                Layout.preferredWidth: side.width
                Layout.fillWidth: Theme.portrait
                Layout.fillHeight: !Theme.portrait
            }
        }
        RowLayout {
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin
            Layout.bottomMargin: Theme.gap

            Notice {
                id: notice

                readonly property bool stale: root.home.staleAge !== "" && !root.app.quick.failed

                visible: text !== ""
                urgent: root.home.reminderMinutes > 0
                icon: urgent ? "schedule" : stale ? "wifi_off" : "warning-fill"
                text: urgent ? qsTr("The meeting begins in %n minute(s)", "", root.home.reminderMinutes)
                    : !stale ? root.app.quick.sentence
                    : qsTr("The calendar does not answer. This agenda is of %1.").arg(root.home.staleAge)
                detail: urgent ? root.home.reminderTitle : ""
                Layout.fillWidth: true
            }
            Item {
                visible: !notice.visible
                Layout.fillWidth: true
            }
            BigButton {
                id: call

                text: qsTr("Call for help")
                icon: "support_agent"
                ground: Theme.card
                ink: Theme.ink
                outlined: true
                Layout.preferredWidth: Math.max(implicitWidth, Theme.portrait ? 0 : side.width)
                onTapped: root.app.open("help")
            }
        }
    }

    HiddenCorner {
        technician: root.app.technician
    }

    // The right column's width: what its longest line needs.
    Item {
        id: side

        visible: false
        width: Math.ceil(Math.max(root.width * 0.3, Math.min(root.width * 0.42,
            Math.max(measure.implicitWidth + 3.4 * Theme.status + meter.width + 2.5 * Theme.gap,
                sign.synthetic ? sign.implicitWidth + 2 * Theme.gap : 0))))

        Words {
            id: measure

            visible: false
            text: root.app.devices.longestLine
            font.pixelSize: Theme.status
            font.weight: Theme.strong
            wrapMode: Text.NoWrap
        }
        SyntheticSign {
            id: sign

            readonly property bool synthetic: devices.syntheticPicture || devices.syntheticSound

            devices: root.app.devices
        }
        LevelMeter {
            id: meter

            visible: false
            height: Theme.status * 0.8
            bars: 0
            allBars: root.app.devices.allBars
        }
    }

    Component {
        id: ready

        ReadyPane {
            home: root.home
        }
    }
    Component {
        id: several

        SeveralPane {
            home: root.home
        }
    }
    Component {
        id: idle

        IdlePane {
            app: root.app
        }
    }
    Component {
        id: unknown

        UnknownPane {
            home: root.home
        }
    }
}

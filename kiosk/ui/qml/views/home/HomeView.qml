pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// Home: the next thing to do on the left, what works on the right, help below.
Item {
    id: root

    required property AppModel app
    readonly property HomeModel home: app.home
    readonly property ChoicesModel choices: app.technician?.settings ?? null
    // Titles of meetings to choose from would have no room beside their buttons.
    readonly property bool crowded: home.state === "several" && !Theme.portrait
        && width * 2 / 3 - side.width - 2 * Theme.side < Theme.body * 15
    readonly property bool stale: home.staleAge !== "" && !app.status.failed
    readonly property RestModel rest: app.rest
    readonly property bool warns: stale || app.status.sentence !== ""
    // Nothing to press in the card: said in the middle, with a large clock.
    readonly property bool centred: home.state === "ready" ? !(home.joinable[0]?.canJoin ?? false)
        : home.state === "idle" ? home.upcoming.length === 0 : home.state !== "several"

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.gap

        Header {
            id: header

            app: root.app
            hasClock: !root.centred && !(root.rest.rests && restCard.hasClock)
            Layout.fillWidth: true
        }
        GridLayout {
            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.side
            Layout.rightMargin: Theme.side

            Card {
                Layout.fillWidth: true
                Layout.fillHeight: true

                Loader {
                    anchors.fill: parent
                    anchors.margins: Math.round(Theme.gap * 0.7)
                    anchors.leftMargin: Theme.margin
                    anchors.rightMargin: Theme.margin
                    sourceComponent: root.centred ? centred : root.home.state === "ready" ? ready
                        : root.home.state === "several" ? several : idle
                }
            }
            RestCard {
                id: restCard

                visible: root.rest.rests && !root.crowded
                app: root.app
                clockElsewhere: root.centred || root.home.state !== "idle"
                // By the full header: whether this card has the clock must not depend on itself.
                mostHigh: Theme.portrait ? root.height * 0.4
                    : root.height - header.fullHeight - foot.height - 4 * Theme.gap
                Layout.preferredWidth: side.width
                Layout.fillWidth: Theme.portrait
                Layout.fillHeight: !Theme.portrait
            }
            DeviceCard {
                visible: !root.rest.rests && !root.crowded
                app: root.app
                Layout.preferredWidth: side.width
                Layout.fillWidth: Theme.portrait
                Layout.fillHeight: !Theme.portrait
            }
        }
        GridLayout {
            id: foot

            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.apart
            rowSpacing: Theme.apart
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.leftMargin: Theme.side
            Layout.rightMargin: Theme.side
            Layout.bottomMargin: Theme.gap

            Notice {
                visible: root.rest.trial
                icon: "videocam"
                text: qsTr("You are trying camera and microphone. They close by themselves in a minute.")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            Notice {
                visible: root.warns && !root.rest.trial
                icon: root.stale ? "wifi_off" : "warning-fill"
                text: !root.stale ? root.app.status.sentence
                    : qsTr("The calendar does not answer. This agenda was read %1.").arg(root.home.staleAge)
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            WhomToCall {
                visible: !root.warns && !root.rest.trial
                app: root.app
                Layout.fillWidth: true
            }
            RowLayout {
                spacing: Theme.apart
                Layout.fillWidth: Theme.portrait

                BigButton {
                    visible: root.choices !== null && Theme.metrics.canEnlarge
                    text: Theme.large ? qsTr("Usual text") : qsTr("Large text")
                    icon: "format_size"
                    ground: Theme.card
                    ink: Theme.ink
                    outlined: true
                    Layout.fillWidth: Theme.portrait
                    Layout.fillHeight: true
                    onTapped: root.choices.toggle_large()
                }
                BigButton {
                    text: qsTr("Call for help")
                    icon: "support_agent"
                    ground: Theme.card
                    ink: Theme.ink
                    outlined: true
                    Layout.fillWidth: Theme.portrait
                    Layout.fillHeight: true
                    onTapped: root.app.open("help")
                }
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
            promises: !root.app.status.failed && root.app.devices.lost === ""
        }
    }
    Component {
        id: several

        SeveralPane {
            home: root.home
            buttonWidth: Math.ceil(root.width / 3)
        }
    }
    Component {
        id: idle

        IdlePane {
            app: root.app
        }
    }
    Component {
        id: centred

        CentredPane {
            app: root.app
        }
    }
}

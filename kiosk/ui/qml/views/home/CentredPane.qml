import QtQuick
import Kiosk
import Kiosk.Models

// Nothing to press: the time of day, and in a few words why.
Item {
    id: root

    required property AppModel app
    readonly property HomeModel home: app.home
    readonly property MeetingRow refused: home.joinable[0] ?? null
    // What the words leave free: the clock takes most of it.
    readonly property real spare: height - words.implicitHeight - day.implicitHeight - Theme.gap
    readonly property real clockSize: Math.floor(Math.min(Theme.title * 3, spare * 0.8))

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.halfGap

        Words {
            visible: root.clockSize >= Theme.body
            text: root.app.clock.time
            font.pixelSize: Math.max(1, root.clockSize)
            font.weight: Theme.bold
            lineHeight: Math.ceil(root.clockSize)
            lineHeightMode: Text.FixedHeight
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
        }
        Words {
            id: day

            text: root.app.clock.day
            color: Theme.inkSoft
            font.pixelSize: Theme.status
            font.weight: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            width: parent.width
        }
        Column {
            id: words

            topPadding: Theme.gap
            spacing: Theme.halfGap
            width: parent.width

            Words {
                visible: text !== ""
                text: root.home.state === "ready" ? root.refused?.when ?? "" : ""
                color: Theme.inkSoft
                font.weight: Theme.strong
                horizontalAlignment: Text.AlignHCenter
                width: parent.width
            }
            Words {
                visible: text !== ""
                text: root.home.state === "ready" ? root.refused?.title ?? "" : ""
                stranger: true
                font.weight: Theme.bold
                maximumLineCount: 2
                horizontalAlignment: Text.AlignHCenter
                width: parent.width
            }
            Words {
                text: root.home.state === "ready" ? root.refused?.refusedTitle ?? ""
                    : root.home.state === "idle" ? qsTr("No meeting has been announced yet")
                    : root.home.state === "loading" ? qsTr("Fetching the agenda")
                    : root.home.state === "failed" ? (root.home.problemTitle || qsTr("The agenda cannot be fetched"))
                    : qsTr("No calendar has been set up on this machine")
                color: root.home.state === "ready" ? Theme.info : Theme.ink
                font.pixelSize: root.home.state === "ready" ? Theme.body : Theme.title
                font.weight: Theme.bold
                horizontalAlignment: Text.AlignHCenter
                width: parent.width
            }
            Words {
                text: root.home.state === "ready" ? root.refused?.refusedText ?? ""
                    : root.home.state === "idle" ? qsTr("A new meeting appears here by itself. Nothing to press.")
                    : root.home.state === "loading" ? qsTr("Please wait a moment, nothing to press.")
                    : root.home.state === "failed" ? qsTr("The machine keeps trying by itself, nothing to press.")
                    : qsTr("Please call the technician.")
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
                width: parent.width
            }
        }
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// What every technician's page has: a title, whether a meeting waits, the way back, its buttons.
Item {
    id: root

    required property AppModel app
    required property string icon
    required property string title
    property string back: "technician" // the page that "Back" opens; empty: home
    property bool staysOnBack: false // "Back" leads somewhere within the page
    signal backTapped
    default property alias content: content.data
    property alias actions: actions.data // more buttons at the bottom

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.apart

        Rectangle {
            color: Theme.card
            implicitHeight: head.implicitHeight + Theme.gap * 0.9
            Layout.fillWidth: true

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: Theme.hairline
                color: Theme.line
            }
            GridLayout {
                id: head

                anchors.fill: parent
                anchors.leftMargin: Theme.side
                anchors.rightMargin: Theme.side
                columns: Theme.portrait ? 1 : 2
                columnSpacing: Theme.apart
                rowSpacing: 0

                RowLayout {
                    spacing: Theme.gap * 0.7
                    Layout.fillWidth: true

                    Icon {
                        name: root.icon
                    }
                    Words {
                        text: root.title
                        font.weight: Theme.bold
                        Layout.fillWidth: true
                    }
                }
                Chip {
                    visible: root.app.home.state === "ready" || root.app.home.state === "several"
                    text: qsTr("A meeting can be joined")
                    icon: "event"
                    ground: Theme.attention
                    ink: Theme.ink
                }
            }
        }
        Item {
            id: content

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.side
            Layout.rightMargin: Theme.side
        }
        GridLayout {
            id: feet

            readonly property real needed: back.implicitWidth + actions.implicitWidth + columnSpacing

            // Where they have no room beside each other, the way back stands below.
            columns: needed > root.width - 2 * Theme.side ? 1 : 3
            columnSpacing: Theme.apart
            rowSpacing: Theme.apart
            layoutDirection: columns === 1 ? Qt.LeftToRight : Qt.RightToLeft
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.leftMargin: Theme.side
            Layout.rightMargin: Theme.side
            Layout.topMargin: Theme.apart - Theme.gap
            Layout.bottomMargin: Theme.gap

            RowLayout {
                id: actions

                spacing: Theme.apart
                Layout.fillWidth: false
            }
            Item {
                visible: feet.columns > 1
                Layout.fillWidth: true
            }
            BigButton {
                id: back

                text: root.back === "" ? qsTr("Home") : qsTr("Back")
                icon: "arrow_back"
                ground: Theme.card
                ink: Theme.ink
                outlined: true
                onTapped: root.staysOnBack ? root.backTapped() : root.app.open(root.back)
            }
        }
    }
}

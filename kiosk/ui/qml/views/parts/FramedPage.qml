import QtQuick
import QtQuick.Layouts
import Kiosk

// A page with a title above and its buttons below, the way back among them.
Item {
    id: root

    required property string icon
    required property string title
    property string wayBack: qsTr("Back") // the word of the way back
    property bool hasBack: true
    signal backTapped
    default property alias content: content.data
    property alias marks: marks.data // what stands beside the title
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
                Row {
                    id: marks

                    spacing: Theme.halfGap
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

                text: root.wayBack
                enabled: root.hasBack
                icon: "arrow_back"
                ground: Theme.card
                ink: Theme.ink
                outlined: true
                onTapped: root.backTapped()
            }
        }
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Whom to call, and what to tell them.
Item {
    id: root

    required property AppModel app

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.gap

        Header {
            app: root.app
            Layout.fillWidth: true
        }
        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin

            ColumnLayout {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.margin
                spacing: Theme.halfGap

                Icon {
                    name: "support_agent"
                    colour: Theme.info
                    size: Theme.title * 1.6
                    Layout.alignment: Qt.AlignHCenter
                }
                Words {
                    text: root.app.helpPhone !== "" ? qsTr("Please call this number") : qsTr("No help number is known. Please call the ward office.")
                    font.weight: Theme.strong
                    horizontalAlignment: Text.AlignHCenter
                    Layout.fillWidth: true
                }
                Words {
                    visible: text !== ""
                    text: root.app.helpPhone
                    stranger: true
                    color: Theme.info
                    font.pixelSize: Theme.title * 1.6
                    font.weight: Theme.bold
                    wrapMode: Text.NoWrap
                    horizontalAlignment: Text.AlignHCenter
                    Layout.fillWidth: true
                }
                Words {
                    visible: text !== ""
                    text: root.app.helpContact
                    stranger: true
                    wrapMode: Text.NoWrap
                    horizontalAlignment: Text.AlignHCenter
                    Layout.fillWidth: true
                }
                Rectangle {
                    color: Theme.line
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.hairline
                    Layout.topMargin: Theme.halfGap
                    Layout.bottomMargin: Theme.halfGap
                }
                Words {
                    text: qsTr("Tell the technician the number of this point: %1").arg(root.app.pointId)
                    color: Theme.inkSoft
                    horizontalAlignment: Text.AlignHCenter
                    Layout.fillWidth: true
                }
            }
        }
        BigButton {
            text: qsTr("Back")
            icon: "arrow_back"
            ground: Theme.card
            ink: Theme.ink
            outlined: true
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: Math.max(implicitWidth, root.width * 0.3)
            Layout.bottomMargin: Theme.gap
            onTapped: root.app.close()
        }
    }
}

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "parts"

// Whom to call, and what to tell them.
Item {
    id: root

    required property AppModel app

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.apart

        Header {
            app: root.app
            Layout.fillWidth: true
        }
        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.side
            Layout.rightMargin: Theme.side

            GridLayout {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.margin
                columns: Theme.portrait || root.app.helpCode === "" ? 1 : 2
                columnSpacing: Theme.apart
                rowSpacing: Theme.apart

                ColumnLayout {
                    id: words

                    spacing: Theme.halfGap
                    Layout.fillWidth: true

                    Line {
                        text: root.app.helpPhone !== "" ? qsTr("Please call this number") : qsTr("No help number is known. Please call the ward office.")
                        font.weight: Theme.strong
                    }
                    Line {
                        text: root.app.helpPhone
                        stranger: true
                        color: Theme.info
                        font.pixelSize: Theme.title * 1.6
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: Theme.body
                        font.weight: Theme.bold
                        wrapMode: Text.NoWrap
                    }
                    Line {
                        text: root.app.helpContact
                        stranger: true
                        maximumLineCount: 2
                    }
                    Rectangle {
                        color: Theme.line
                        Layout.fillWidth: true
                        Layout.preferredHeight: Theme.hairline
                        Layout.topMargin: Theme.halfGap
                        Layout.bottomMargin: Theme.halfGap
                    }
                    Line {
                        text: qsTr("Tell the technician the number of this point")
                    }
                    Line {
                        text: root.app.pointId
                        stranger: true
                        color: Theme.info
                        font.pixelSize: Theme.title * 1.2
                        font.weight: Theme.bold
                        wrapMode: Text.NoWrap
                    }
                }
                ColumnLayout {
                    visible: root.app.helpCode !== ""
                    spacing: 0
                    Layout.fillWidth: Theme.portrait

                    Image {
                        readonly property real side: Math.round(Math.min(root.height, root.width) * (Theme.portrait ? 0.45 : 0.36))

                        source: root.app.helpCode
                        sourceSize.width: side
                        sourceSize.height: side
                        smooth: false
                        Layout.alignment: Qt.AlignHCenter
                        Accessible.role: Accessible.Graphic
                        Accessible.name: qsTr("QR code that dials the number")
                    }
                    Words {
                        text: qsTr("Or scan with a phone to call")
                        color: Theme.inkSoft
                        font.pixelSize: Theme.small
                        horizontalAlignment: Text.AlignHCenter
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                    }
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
            Layout.preferredWidth: Math.max(implicitWidth, root.width * 0.24)
            Layout.bottomMargin: Theme.gap
            onTapped: root.app.close()
        }
    }

    component Line: Words {
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.minimumWidth: 0
    }
}

import QtQuick
import QtQuick.Layouts

// Something worth knowing that asks for no press.
Rectangle {
    id: root

    required property string text
    property string detail: "" // a stranger's text
    property string icon: "info"
    property bool urgent: false

    implicitHeight: Theme.control
    radius: Theme.radius
    color: urgent ? Theme.attention : Theme.clear
    border.width: urgent ? 0 : Theme.border
    border.color: Theme.line

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 0.7

        Icon {
            name: root.icon
            size: Theme.icon
        }
        ColumnLayout {
            spacing: 0

            Words {
                text: root.text
                font.pixelSize: Theme.small
                font.weight: Theme.strong
                Layout.fillWidth: true
            }
            Words {
                visible: text !== ""
                text: root.detail
                stranger: true
                font.pixelSize: Theme.small
                maximumLineCount: 1
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
            }
        }
    }
}

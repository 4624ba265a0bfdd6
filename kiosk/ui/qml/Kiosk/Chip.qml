import QtQuick

// A few words on a ground of their own, with an icon.
Rectangle {
    id: root

    required property string text
    property string icon: ""
    property color ground: Theme.night
    property color ink: Theme.white
    property color frame: Theme.clear
    property real fontSize: Theme.small
    property bool stranger: false
    property real most: Infinity // the widest it may be

    readonly property real padding: fontSize * 0.45
    readonly property real iconRoom: icon === "" ? 0 : sign.size + padding * 0.7

    width: Math.min(most, words.implicitWidth + iconRoom + 2 * padding)
    height: Math.ceil(fontSize * Theme.lineOf + padding)
    implicitWidth: width
    implicitHeight: height
    radius: Theme.smallRadius
    color: ground
    border.width: frame.a > 0 ? Theme.frame : 0
    border.color: frame

    Icon {
        id: sign

        visible: root.icon !== ""
        name: root.icon
        colour: root.ink
        size: Math.round(root.fontSize * 1.1)
        x: root.padding
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        id: words

        text: root.text
        stranger: root.stranger
        color: root.ink
        font.pixelSize: root.fontSize
        fontSizeMode: root.stranger ? Text.FixedSize : Text.HorizontalFit // only on the smallest panels
        minimumPixelSize: Math.floor(root.fontSize * 0.8)
        font.weight: Theme.strong
        wrapMode: Text.NoWrap
        x: root.padding + root.iconRoom
        width: Math.min(implicitWidth, root.most - root.iconRoom - 2 * root.padding)
        anchors.verticalCenter: parent.verticalCenter
    }
}

import QtQuick

// How far something has come.
Rectangle {
    id: root

    required property real share // 0 to 1

    implicitHeight: Theme.frame
    radius: height / 2
    color: Theme.line
    Accessible.ignored: true

    Rectangle {
        width: Math.round(parent.width * Math.max(0, Math.min(1, root.share)))
        height: parent.height
        radius: parent.radius
        color: Theme.info
    }
}

import QtQuick

// The one button of the product: ground, icon and word.
Rectangle {
    id: root

    required property string text
    property string icon: ""
    property string iconAfter: ""
    property color ground: Theme.info
    property color ink: Theme.white
    property bool outlined: false
    property bool stacked: false // icon, and what is beside it, above the word
    property string note: "" // stacked: what is so, beside the icon
    property real noteSize: Theme.status
    property real noteMost: Infinity // the widest the note may be
    property color edge: Theme.clear // where the ground alone cannot be told from what is behind
    property real fontSize: Theme.body
    property real iconSize: Math.round(fontSize * 1.25)
    property string description: ""
    property bool repeats: false // pressed several times in a row on purpose
    signal tapped

    readonly property real sidePadding: Theme.gap * 0.8
    implicitWidth: Math.max(Theme.control, content.implicitWidth + 2 * sidePadding)
    implicitHeight: Math.max(Theme.control, content.implicitHeight + Theme.gap)
    radius: Theme.radius
    color: area.pressed ? Theme.pressed(ground) : ground
    border.width: outlined || edge.a > 0 ? Theme.border : 0
    border.color: outlined ? ink : edge
    opacity: enabled ? 1 : 0 // its place stays, so that nothing moves under a finger

    objectName: "button"
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: description || note
    Accessible.onPressAction: area.press(0)

    Grid {
        id: content

        anchors.centerIn: parent
        // Exactly as many as are seen: an empty column would push the word out of the middle.
        columns: root.stacked ? 1 : 1 + (root.icon !== "" ? 1 : 0) + (root.iconAfter !== "" ? 1 : 0)
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter
        columnSpacing: root.fontSize * 0.45
        rowSpacing: 0

        Row {
            visible: root.icon !== "" || root.stacked && root.note !== ""
            spacing: root.iconSize * 0.3

            Icon {
                visible: root.icon !== ""
                name: root.icon
                colour: root.ink
                size: root.iconSize
            }
            Words {
                visible: text !== ""
                text: root.stacked ? root.note : ""
                stranger: true
                color: root.ink
                font.pixelSize: root.noteSize
                font.weight: Theme.strong
                wrapMode: Text.NoWrap
                width: Math.min(implicitWidth, root.noteMost)
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
        Words {
            text: root.text
            color: root.ink
            font.pixelSize: root.fontSize
            font.weight: root.ground === Theme.go ? Theme.bold : Theme.strong
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Icon {
            visible: root.iconAfter !== ""
            name: root.iconAfter
            colour: root.ink
            size: root.iconSize
        }
    }

    TapArea {
        id: area

        anchors.fill: parent
        repeats: root.repeats
        onTapped: root.tapped()
    }
}

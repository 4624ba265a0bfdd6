import QtQuick

// An icon of assets/icons in a colour, drawn at its pixel size.
Image {
    id: root

    required property string name
    property color colour: Theme.ink
    property real size: Theme.icon

    width: size
    height: size
    sourceSize.width: size
    sourceSize.height: size
    source: name === "" ? "" : "image://icon/" + name + "/" + colour.toString().slice(1)
    cache: true
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}

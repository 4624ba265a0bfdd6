import QtQuick

// Text as we write it everywhere: plain, never marked up, in our font.
Text {
    property bool stranger: false // a person's text: cut with an ellipsis rather than overflow

    textFormat: Text.PlainText
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.weight: Theme.medium
    wrapMode: Text.WordWrap
    elide: stranger ? Text.ElideRight : Text.ElideNone
    objectName: stranger ? "stranger" : "ours"
    renderType: Text.QtRendering
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}

import QtQuick

Rectangle {
    property int tile: 0
    property bool crop: true
    color: "#26324A"
}

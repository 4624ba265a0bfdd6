import QtQuick

// White ground with a thin line.
Rectangle {
    color: Theme.card
    radius: Theme.radius
    border.width: Theme.hairline
    border.color: Theme.line
}

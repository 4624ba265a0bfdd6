import QtQuick
import Kiosk

// A button of a `Message`, at one of its three places: 0 help, 1 the way on, 2 the way out.
NightButton {
    required property Message message
    required property int place

    iconSize: Theme.body
    x: message.placeX(place)
    y: message.placeY(place)
    width: message.placeWidth(place)
    height: message.buttonHeight
}

import QtQuick

// A press: acts on release inside, once, whatever the finger does in between.
Item {
    id: root

    property alias pressed: handler.pressed
    signal tapped

    function press(): void {
        // Not told apart by their words: those may change by the press.
        if (root.enabled && Taps.accept(root.toString()))
            root.tapped();
    }

    TapHandler {
        id: handler

        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: root.press()
    }
}

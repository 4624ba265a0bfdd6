import QtQuick

// A press: acts on release inside, once, whatever the finger does in between.
Item {
    id: root

    property alias pressed: handler.pressed
    property bool repeats: false // pressed several times in a row on purpose
    signal tapped

    function press(): void {
        // Not told apart by their words: those may change by the press.
        const control = root.toString();
        if (root.enabled && (repeats ? Taps.accept_repeated(control) : Taps.accept(control)))
            root.tapped();
    }

    TapHandler {
        id: handler

        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: root.press()
    }
}

import QtQuick

// A press: acts on release inside, once, whatever the finger does in between.
Item {
    id: root

    property alias pressed: handler.pressed
    property bool repeats: false // pressed several times in a row on purpose
    signal tapped

    // `eventMs`: the event's own time; 0: no event (a screen reader's press).
    function press(eventMs: real): void {
        // Not told apart by their words: those may change by the press.
        const control = root.toString();
        if (root.enabled && (repeats ? Taps.accept_repeated(control, eventMs) : Taps.accept(control, eventMs)))
            root.tapped();
    }

    TapHandler {
        id: handler

        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: eventPoint => root.press(eventPoint.timestamp)
    }
}

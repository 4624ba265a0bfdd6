import QtQuick

// A press: acts on release inside, once, whatever the finger does in between.
Item {
    id: root

    required property string name
    property alias pressed: handler.pressed
    signal tapped

    function press(): void {
        if (root.enabled && Taps.accept(root.name))
            root.tapped();
    }

    TapHandler {
        id: handler

        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: root.press()
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The whole window while nothing is configured.
Rectangle {
    id: root

    required property FirstModel app
    property bool drawn: false // the first frame of anything is on the screen
    property bool warm: false
    property string problem: "" // of views that are no QML
    onProblemChanged: console.error(problem)

    color: Theme.paper

    Binding {
        target: Taps
        property: "screen"
        // Every step is a screen of its own to a finger that taps twice.
        value: root.app.shown + root.app.setup.face + root.app.wifi.face
    }
    Connections {
        target: Taps

        function onAccepted(): void {
            root.app.pressed();
        }
    }
    Timer {
        interval: 0
        running: root.drawn
        onTriggered: {
            for (let place = 0; place < scenes.count; ++place)
                (scenes.itemAt(place) as Scene).compile();
        }
    }
    Repeater {
        id: scenes

        model: root.app.pages

        delegate: Scene {
            shown: root.app.shown
            warm: root.warm
            app: root.app
            onBroken: words => root.problem += words
        }
    }
}

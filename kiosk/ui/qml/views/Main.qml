pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The whole window: one screen at a time, and what is asked on top of it.
Rectangle {
    id: root

    required property AppModel app
    property bool drawn: false // the first frame of anything is on the screen
    property bool warm: false // after the first frame: build the other screens ahead of time
    property string problem: "" // of views that are no QML
    onProblemChanged: console.error(problem)

    color: app.bright ? Theme.paper : Theme.night

    Binding {
        target: Taps
        property: "screen"
        // Everyone's pictures are a screen of their own to a finger that taps twice.
        value: root.app.shown === "meeting" && root.app.meeting.gallery ? "gallery" : root.app.shown
    }

    Connections {
        target: Taps

        function onAccepted(): void {
            root.app.pressed();
        }
    }

    // The first frame needs nothing but home. Then the other views are compiled, by the event loop and
    // not when they are opened: the compiler's thread may need the interpreter, which is held by
    // the slot that opens a page.
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

        delegate: Scene {}
    }

    // Lies over everything and takes nothing: every touch, also of no button, says that somebody is there.
    Item {
        anchors.fill: parent

        PointHandler {
            acceptedButtons: Qt.AllButtons
            onActiveChanged: root.app.technician?.touched()
        }
    }

    component Scene: Loader {
        required property PageRow modelData
        property Component compiled: null // kept, so that its view needs no compiler again

        function compile(): void {
            if (compiled !== null)
                return;
            compiled = Qt.createComponent(modelData.view);
            if (compiled.status === Component.Ready)
                setSource(modelData.view, { app: root.app });
            else
                root.problem += compiled.errorString();
        }

        objectName: modelData.name
        anchors.fill: parent
        visible: root.app.shown === modelData.name
        active: visible || modelData.atOnce || (modelData.ahead && root.warm)
        Component.onCompleted: if (modelData.atOnce) compile()
    }
}

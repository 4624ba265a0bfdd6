pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models

// Five points to touch, corners first: does the screen feel a finger where it is?
Item {
    id: root

    required property AppModel app
    readonly property DiagnosticsModel model: app.technician.diagnostics
    readonly property int points: 5
    property int hit: 0

    // Where the point is, as shares of the room that the button leaves.
    readonly property list<point> places: [Qt.point(0, 0), Qt.point(1, 0), Qt.point(1, 1), Qt.point(0, 1), Qt.point(0.5, 0.5)]

    function answer(good: bool): void {
        model.touched(good);
        app.open("group");
    }
    function touch(): void {
        missed.visible = false;
        hit += 1;
        if (hit === points)
            answer(true);
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: point => {
            missed.x = point.position.x - missed.width / 2;
            missed.y = point.position.y - missed.height / 2;
            missed.visible = true;
        }
    }
    Words {
        id: question

        text: qsTr("Touch the button with number %1 (of %2)").arg(Math.min(root.hit + 1, root.points)).arg(root.points)
        font.weight: Theme.bold
        horizontalAlignment: Text.AlignHCenter
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.control + Theme.apart
        width: parent.width - 2 * (Theme.control + Theme.apart)
    }
    Words {
        text: qsTr("A ring shows where the screen felt a finger beside the button.")
        color: Theme.inkSoft
        font.pixelSize: Theme.small
        horizontalAlignment: Text.AlignHCenter
        anchors.top: question.bottom
        anchors.topMargin: Theme.halfGap
        anchors.horizontalCenter: parent.horizontalCenter
        width: question.width
    }
    GridLayout {
        columns: Theme.portrait ? 1 : 2
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.control + Theme.apart

        BigButton {
            text: qsTr("Back")
            icon: "arrow_back"
            ground: Theme.card
            ink: Theme.ink
            outlined: true
            Layout.fillWidth: true
            onTapped: root.app.open("group")
        }
        BigButton {
            text: qsTr("It cannot be touched")
            icon: "close"
            ground: Theme.card
            ink: Theme.ink
            outlined: true
            Layout.fillWidth: true
            onTapped: root.answer(false)
        }
    }
    Rectangle {
        id: missed

        objectName: "missed"
        visible: false
        width: Theme.control * 0.5
        height: width
        radius: width / 2
        color: Theme.clear
        border.width: Theme.frame
        border.color: Theme.stop
    }
    BigButton {
        readonly property point place: root.places[Math.min(root.hit, root.points - 1)]

        x: Math.round(place.x * (root.width - width))
        y: Math.round(place.y * (root.height - height))
        width: Theme.control
        height: Theme.control
        text: String(Math.min(root.hit + 1, root.points))
        repeats: true
        onTapped: root.touch()
    }
}

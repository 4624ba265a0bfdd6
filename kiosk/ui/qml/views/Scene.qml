import QtQuick
import Kiosk.Models

// The place of a page: its view is compiled ahead, and built as the table of pages says.
Loader {
    id: root

    required property PageRow modelData
    required property string shown
    required property bool warm
    required property QtObject app // the root model of the window's role
    property Component compiled: null // kept, so that its view needs no compiler again
    signal broken(string words)

    function compile(): void {
        if (compiled !== null)
            return;
        compiled = Qt.createComponent(modelData.view);
        if (compiled.status === Component.Ready)
            setSource(modelData.view, { app: root.app });
        else
            root.broken(compiled.errorString());
    }

    objectName: modelData.name
    anchors.fill: parent
    visible: shown === modelData.name
    active: visible || modelData.atOnce || (modelData.ahead && warm)
    Component.onCompleted: if (modelData.atOnce) compile()
}

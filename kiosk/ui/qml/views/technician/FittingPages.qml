pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Lines of different heights as pages: each line whole, as many on a page as there is room for.
Item {
    id: root

    required property list<QtObject> rows
    required property Component delegate // an Item that knows its height also while it is not visible
    property real spacing: Theme.halfGap
    property int page: 0
    readonly property int pages: arranged.pages
    readonly property int shown: arranged.shown // lines on this page

    onPageChanged: Qt.callLater(arrange)
    onHeightChanged: Qt.callLater(arrange)

    function arrange(): void {
        const places = [];
        let sheet = 0, y = 0;
        for (let at = 0; at < repeater.count; at++) {
            const line = repeater.itemAt(at);
            if (line === null)
                continue;
            if (y > 0 && y + line.height > height) {
                sheet += 1;
                y = 0;
            }
            places.push({"line": line, "sheet": sheet, "y": y});
            y += line.height + spacing;
        }
        arranged.pages = sheet + 1;
        if (page > sheet)
            page = sheet;
        for (const place of places) {
            place.line.y = place.y;
            place.line.visible = place.sheet === page;
        }
        arranged.shown = places.filter(place => place.sheet === page).length;
    }

    QtObject {
        id: arranged

        property int pages: 1
        property int shown: 0
    }
    Repeater {
        id: repeater

        model: root.rows
        delegate: root.delegate
        onItemAdded: (_, line) => {
            line.visible = false;
            line.heightChanged.connect(() => Qt.callLater(root.arrange));
            Qt.callLater(root.arrange);
        }
        onItemRemoved: Qt.callLater(root.arrange)
    }
}

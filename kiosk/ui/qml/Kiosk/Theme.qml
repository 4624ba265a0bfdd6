pragma Singleton
import QtQuick
import Kiosk.Models

// Colours of design/tokens.json, and every size derived from Metrics.
QtObject {
    id: theme

    property Metrics metrics: Metrics {}

    readonly property color ink: "#14213D"
    readonly property color inkSoft: "#3D4759"
    readonly property color paper: "#F7F4ED"
    readonly property color card: "#FFFFFF"
    readonly property color line: "#DDD6C8"
    readonly property color go: "#085C31"
    readonly property color stop: "#9B1C16"
    readonly property color info: "#0E4C7A"
    readonly property color attention: "#F2B705"
    readonly property color caution: "#734A00" // a warning on paper, where attention is too pale
    readonly property color night: "#101828"
    readonly property color nightCard: "#26324A"
    readonly property color nightSoft: "#C9D3E3"
    readonly property color nightEdge: "#96A3BB" // of controls: 3:1 to night and to their grounds
    readonly property color live: "#7CE0A8"
    readonly property color white: "#FFFFFF"
    readonly property color clear: "transparent"

    readonly property string family: "Be Vietnam Pro"
    readonly property int regular: Font.Normal
    readonly property int medium: Font.Medium
    readonly property int strong: Font.DemiBold
    readonly property int bold: Font.Bold

    readonly property bool portrait: metrics.portrait
    readonly property bool crowded: metrics.crowded
    readonly property real mainButton: metrics.mainButton
    readonly property real control: metrics.control
    readonly property real hiddenCorner: Math.round(20 * metrics.perMm)
    readonly property real gap: metrics.gap
    readonly property real halfGap: Math.round(metrics.gap * 0.5)
    readonly property real apart: metrics.apart
    readonly property real margin: Math.round(metrics.gap * 1.3)
    readonly property real side: metrics.side
    readonly property bool large: metrics.large
    readonly property real title: metrics.title
    readonly property real body: metrics.body
    readonly property real small: metrics.small
    readonly property real status: Math.round((metrics.body + metrics.small) * 0.5)
    readonly property real clockSize: Math.round(metrics.body * 1.45)
    readonly property real lineOf: 1.265
    readonly property real icon: Math.round(metrics.body * 1.15)
    readonly property real smallIcon: Math.round(metrics.small * 1.1)
    readonly property real radius: Math.round(metrics.gap * 0.9)
    readonly property real smallRadius: Math.round(metrics.gap * 0.5)
    readonly property real border: Math.max(2, Math.round(metrics.gap * 0.1))
    readonly property real frame: Math.max(2, Math.round(metrics.gap * 0.18))
    readonly property real hairline: Math.max(1, Math.round(metrics.gap * 0.05))
    readonly property real pressedShade: 1.35

    // A button's word while the finger is on it: the ground gets darker (on night: lighter).
    function pressed(colour: color): color {
        return colour.hslLightness > 0.5 ? Qt.darker(colour, 1.12) : Qt.lighter(colour, pressedShade);
    }
}

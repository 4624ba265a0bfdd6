pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Models
import "../parts"

// Setting the point up, step by step: where the file comes from, its code, what it says.
Item {
    id: root

    required property SetupModel setup

    GridLayout {
        visible: root.setup.face === "choose"
        anchors.fill: parent
        columns: Theme.portrait ? 1 : 3
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart
        uniformCellWidths: true
        uniformCellHeights: true

        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.halfGap
                spacing: Theme.halfGap

                Item {
                    Layout.fillHeight: true
                }
                Icon {
                    visible: root.setup.candidates.length === 0
                    name: "usb"
                    size: Math.round(Theme.title * 1.5)
                    Layout.alignment: Qt.AlignHCenter
                }
                Words {
                    text: root.setup.candidates.length === 0 ? qsTr("Put in the USB stick") : qsTr("Choose the file")
                    font.weight: Theme.strong
                    horizontalAlignment: Text.AlignHCenter
                    Layout.fillWidth: true
                }
                Words {
                    visible: root.setup.candidates.length === 0
                    text: qsTr("It is read by itself.")
                    color: Theme.inkSoft
                    font.pixelSize: Theme.small
                    horizontalAlignment: Text.AlignHCenter
                    Layout.fillWidth: true
                }
                Repeater {
                    model: root.setup.candidates

                    FileButton {
                        id: file

                        required property CandidateRow modelData
                        required property int index

                        text: modelData.name
                        Layout.fillWidth: true
                        Layout.topMargin: index > 0 ? Theme.apart - Theme.halfGap : 0
                        onTapped: root.setup.choose(file.index)
                    }
                }
                Item {
                    Layout.fillHeight: true
                }
            }
        }
        Choice {
            text: qsTr("Show a QR code")
            icon: "qr_code_scanner"
            onTapped: root.setup.scan()
        }
        Choice {
            text: qsTr("Type an address")
            icon: "keyboard"
            onTapped: root.setup.type_address()
        }
    }
    EntryPane {
        visible: root.setup.face === "address" || root.setup.face === "code"
        anchors.fill: parent
        typing: root.setup.typing
        label: root.setup.face === "code" ? qsTr("One-time code") : qsTr("Address")
        hint: root.setup.face !== "code" ? qsTr("Type the address as it stands on the sheet.")
            : root.setup.problemTitle !== "" ? root.setup.problemTitle + " " + root.setup.problemText
            : qsTr("Type the code from the technician's list.")
    }
    GridLayout {
        visible: root.setup.face === "scan"
        anchors.fill: parent
        columns: Theme.portrait ? 1 : 2
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart

        Rectangle {
            color: Theme.nightCard
            radius: Theme.radius
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 2
            Layout.preferredHeight: 2

            Words {
                visible: root.setup.pictureSource === ""
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.gap
                text: qsTr("Opening the camera…")
                color: Theme.nightSoft
                horizontalAlignment: Text.AlignHCenter
            }
            Image {
                anchors.fill: parent
                anchors.margins: Theme.halfGap
                source: root.setup.pictureSource
                cache: false
                fillMode: Image.PreserveAspectFit
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("What the camera sees")
            }
        }
        ColumnLayout {
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.preferredWidth: 1

            Icon {
                name: "qr_code_2"
                size: Math.round(Theme.title * 1.6)
                Layout.alignment: Qt.AlignHCenter
            }
            Words {
                text: root.setup.scanLine
                font.weight: Theme.strong
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Words {
                visible: root.setup.problemTitle !== ""
                text: root.setup.problemTitle + " " + root.setup.problemText
                color: Theme.stop
                font.pixelSize: Theme.small
                font.weight: Theme.strong
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
        }
    }
    ColumnLayout {
        visible: root.setup.face === "confirm"
        anchors.fill: parent
        spacing: Theme.halfGap

        GridLayout {
            columns: Theme.portrait ? 1 : 2
            columnSpacing: Theme.apart
            rowSpacing: Theme.apart
            Layout.fillWidth: true
            Layout.fillHeight: false

            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true
                Layout.minimumWidth: 0

                Words {
                    text: root.setup.pointName
                    stranger: true
                    font.weight: Theme.bold
                    wrapMode: Text.NoWrap
                    Layout.fillWidth: true
                }
                Words {
                    text: root.setup.commune
                    stranger: true
                    color: Theme.inkSoft
                    font.pixelSize: Theme.small
                    wrapMode: Text.NoWrap
                    Layout.fillWidth: true
                }
            }
            PageTurner {
                visible: lines.pages > 1
                page: Math.min(lines.page, lines.pages - 1)
                pages: lines.pages
                Layout.fillWidth: Theme.portrait
                onTurned: page => lines.page = page
            }
        }
        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true

            LinePages {
                id: lines

                anchors.fill: parent
                anchors.margins: Theme.gap * 0.7
                rows: root.setup.lines
                signs: false
                headWidth: width * 0.36
            }
        }
    }
    StatePane {
        visible: root.setup.face === "reading" || root.setup.face === "applying" || root.setup.face === "done"
        anchors.fill: parent
        sign: root.setup.face === "done" ? "good" : "run"
        title: root.setup.face === "reading" ? qsTr("Reading…")
            : root.setup.face === "applying" ? qsTr("Setting this point up…") : qsTr("This point is set up")
        text: root.setup.face === "done" && root.setup.leftOnStick ? qsTr("The file is still on the stick. Please delete it there.")
            : root.setup.face === "done" ? qsTr("The program is starting anew. You need not press anything.")
            : root.setup.face === "applying" ? qsTr("Please do not switch the machine off.") : ""
    }
    StatePane {
        visible: root.setup.face === "failed"
        anchors.fill: parent
        sign: "bad"
        title: root.setup.problemTitle
        text: root.setup.problemText
    }

    component Choice: BigButton {
        ground: Theme.card
        ink: Theme.ink
        outlined: true
        stacked: !Theme.portrait
        iconSize: Math.round(Theme.title * 1.5)
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
}

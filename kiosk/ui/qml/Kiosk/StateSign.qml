import QtQuick

// How a check came out: every state has a shape of its own, not only a colour.
Icon {
    required property string sign // good, warn, bad, none, run, wait or idle

    name: sign === "good" ? "check_circle-fill" : sign === "warn" ? "warning-fill" : sign === "bad" ? "cancel-fill"
        : sign === "run" ? "pending-fill" : sign === "none" ? "do_not_disturb_on-fill" : "schedule"
    colour: sign === "good" ? Theme.go : sign === "warn" ? Theme.caution : sign === "bad" ? Theme.stop
        : sign === "run" ? Theme.info : Theme.inkSoft
}

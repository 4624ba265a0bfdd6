"""The technician at the screen: in by corner and pin, everything checked, out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.end2end.measured import Measured
from tests.end2end.rooms import not_the_machines, room
from tests.end2end.site import Site
from tests.journal import Data
from tests.processes import BACK, CHECK_DEVICES, ENTER, HOME, JOIN, Kiosk


def check_everything(kiosk: Kiosk, button: str) -> tuple[Data, list[str]]:
    """Press it and wait: the end as it was told, and the checks that complain."""
    mark = kiosk.journal.mark
    kiosk.press(button)
    kiosk.wait_moment("diagnostics", where=lambda data: data["running"], since=mark)
    mark = kiosk.journal.mark
    done = kiosk.wait_moment(
        "diagnostics",
        timeout_s=90,
        where=lambda data: not data["running"] and data["report"] != "",
        since=mark,
    )
    return done, [check for check in done["bad"].split(",") if check]


def test_a_technician_checks_everything_and_the_point_is_as_before(
    site: Site, films: Callable[[str], Path], measured: Measured
) -> None:
    site.put_meeting()
    with (
        room(site),
        site.kiosk(devices={"camera": f"file:{films('good')}"}) as kiosk,
    ):
        kiosk.wait_moment("devices", where=lambda data: data["camera"] == "running")
        kiosk.type_pin()
        done, bad = check_everything(kiosk, CHECK_DEVICES)
        measured("all checks on the screen", done["seconds"] * 1000)
        site.screen.save(kiosk.folder / "screen.png")
        assert not_the_machines(bad) == []
        assert done["seconds"] < 45
        page = kiosk.folder / "state" / "reports" / done["report"]
        assert "Việc cần làm" in page.read_text(encoding="utf-8")
        document = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        assert {one["id"] for one in document["checks"]} >= set(bad)
        kiosk.press(BACK)
        mark = kiosk.journal.mark
        kiosk.press(HOME, since=mark)
        kiosk.press(JOIN, since=mark)
        kiosk.wait_room(phase="joined")
        kiosk.leave()
        kiosk.wait_room(in_meeting=False)
        assert "Kỹ thuật viên đã vào phần kỹ thuật." in kiosk.logs()


def test_wrong_pins_are_made_to_wait_also_after_a_restart(site: Site) -> None:
    with site.kiosk() as kiosk:
        kiosk.wait_moment("home")
        mark = kiosk.journal.mark
        kiosk.type_pin("0000")
        for tried in (1, 2):
            kiosk.wait_history("pin-wrong", count=tried)  # while it compares it takes no digit
            for digit in "1111":
                kiosk.press(digit, since=mark)
            kiosk.press(ENTER, since=mark)
        kiosk.wait_history("pin-locked")
        kiosk.kill9("ui")
        kiosk.start()
        kiosk.wait_moment("home")
        kiosk.knock()
        assert "technician-entered" not in kiosk.history()
        assert kiosk.history().count("pin-wrong") == 3

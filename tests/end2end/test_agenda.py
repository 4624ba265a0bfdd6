"""The agenda on the screen follows the calendar, and outlives its server."""

from __future__ import annotations

import time
from datetime import timedelta

from tests.end2end.site import POLL_S, Site
from tests.journal import Allowed
from tests.processes import JOIN, Kiosk

_CALENDAR_AWAY = Allowed(r"^kiosk\.agenda", "the test takes the calendar server away")
_POLLED_S = 4.0 * POLL_S
"""Long enough for any poll: interval, jitter and a busy machine."""


def test_a_meeting_written_while_the_kiosk_runs_can_be_joined(site: Site) -> None:
    with site.kiosk() as kiosk:
        kiosk.wait_moment("agenda", where=lambda data: data["state"] == "fresh")
        site.put_meeting()
        kiosk.press(JOIN)
        kiosk.wait_room(phase="joined")


def test_a_meeting_moved_to_later_takes_its_button_along(site: Site) -> None:
    site.put_meeting()
    hall = site.client()
    with site.kiosk() as kiosk:
        button = _button(kiosk, 0)
        kiosk.wait_room(phase="prepared")
        place = slice(button["y"] - 40, button["y"] + 40), slice(button["x"] - 80, button["x"] + 80)
        green = site.screen.grab()[place].copy()
        site.put_meeting(starts_in=timedelta(hours=3))
        kiosk.wait_room(_POLLED_S, phase="idle")  # nothing to prepare any more
        deadline = time.monotonic() + 30  # the screen follows in its own time
        while (site.screen.grab()[place] == green).mean() > 0.5:
            assert time.monotonic() < deadline, "the button is still there"
            time.sleep(0.05)
        site.screen.press(button["x"], button["y"])
        time.sleep(3)
        assert not kiosk.state()["in_meeting"]
        assert hall.report().feed(site.name) is None
        mark = kiosk.journal.mark
        site.put_meeting(title="Giao ban sớm hơn")
        _button(kiosk, mark)
        kiosk.press(JOIN, since=mark)
        kiosk.wait_room(phase="joined")


def test_a_meeting_moved_while_in_it_goes_on(site: Site) -> None:
    with site.meeting() as (kiosk, hall):
        site.put_meeting(starts_in=timedelta(hours=3))
        time.sleep(2 * POLL_S)
        assert kiosk.state()["phase"] == "joined"
        hall.wait_feed(site.name, "still there", lambda feed: feed.is_moving)


def test_without_its_server_the_agenda_stays_and_its_meeting_can_be_joined(site: Site) -> None:
    site.put_meeting()
    site.client()
    with site.kiosk([_CALENDAR_AWAY]) as kiosk:
        _button(kiosk, 0)
        site.server.stop_calendar()
        try:
            kiosk.wait_moment("agenda", _POLLED_S, lambda data: data["state"] == "stale")
            _restart(kiosk)  # the last good agenda is on disk
            first = kiosk.wait_moment("agenda", where=lambda data: data["state"] != "loading")
            assert (first["state"], first["meetings"]) == ("stale", 1)
            kiosk.press(JOIN)
            kiosk.wait_room(phase="joined")
            site.wait_hall_on_screen()
        finally:
            site.server.restart_calendar()
        kiosk.wait_moment("agenda", _POLLED_S, lambda data: data["state"] == "fresh")


def _button(kiosk: Kiosk, since: int) -> dict[str, int]:
    return kiosk.wait_moment("button", _POLLED_S, lambda data: data["label"] == JOIN, since=since)


def _restart(kiosk: Kiosk) -> None:
    kiosk.kill9("ui")
    kiosk.start()

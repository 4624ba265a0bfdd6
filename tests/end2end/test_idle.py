"""No meeting is near: the machine rests, is heard when pressed, and is there when it is needed."""

from __future__ import annotations

import time
from datetime import timedelta

from kiosk.model.gear import DeviceStatus
from tests.end2end.measured import Measured
from tests.end2end.site import Site
from tests.processes import BACK, HELP, JOIN, TRY, Kiosk

_FIRST_CHECK_S = 120.0
"""It rests when the first check has seen the devices: home must have stood for ten seconds."""
_OPEN = DeviceStatus.RUNNING.value


def test_it_rests_until_somebody_tries_it_or_a_meeting_comes(
    site: Site, measured: Measured
) -> None:
    site.put_meeting(uid="later", starts_in=timedelta(hours=3))
    with site.kiosk() as kiosk:
        kiosk.wait_moment("rest", _FIRST_CHECK_S, lambda data: data["on"])
        kiosk.wait_moment("button", where=lambda data: data["label"] == TRY)
        _wait_streams(site, kiosk, 0)
        small = kiosk.media_pid
        quick = kiosk.journal.moments("quick")
        # Nobody speaks into the made-up microphone: what the check found still holds in the rest.
        assert quick[-1]["faults"] == "quick-microphone-muted"

        time.sleep(3)  # it loads what plays after it has said that it is there
        with site.sound.ear() as hear:
            for name in (HELP, BACK):  # the loudspeaker is opened for the first
                pressed_ns = kiosk.press(name)
                heard_ns = hear(10, pressed_ns)
                assert heard_ns, f"the press on {name} was not heard"
                how = "resting, loudspeaker closed" if name == HELP else "resting"
                measured(f"press to heard, {how}", (heard_ns - pressed_ns) / 1e6)

        mark = kiosk.journal.mark
        kiosk.press(TRY)
        kiosk.wait_moment("rest", where=lambda data: not data["on"], since=mark)
        kiosk.wait_moment(
            "devices",
            where=lambda data: data["camera"] == data["microphone"] == data["speaker"] == _OPEN,
            since=mark,
        )
        _wait_streams(site, kiosk, 2)
        assert kiosk.media_pid != small
        assert site.screen.moving(site.screen.whole) > 0, "the own picture is not on the screen"

        site.put_meeting()
        kiosk.press(JOIN)
        kiosk.wait_room(phase="joined")
        assert not [line for line in kiosk.history() if line.startswith("media")]


def _wait_streams(site: Site, kiosk: Kiosk, count: int) -> None:
    """Wait until the kiosk plays and records so much: a process that leaves takes its time."""
    deadline = time.monotonic() + 30
    while (now := site.sound.streams_of(kiosk.processes())) != count:
        assert time.monotonic() < deadline, f"{now} streams"
        time.sleep(0.1)

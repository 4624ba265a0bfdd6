"""What breaks mends itself: no touch between the outage and the meeting that goes on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.end2end.measured import Measured
from tests.end2end.site import Site
from tests.end2end.sounds import mouth
from tests.journal import Allowed
from tests.outage import udp_blocked
from tests.processes import CAMERA_OFF, MUTE

_MEDIA_KILLED = Allowed(
    r"kiosk\.session\.media_process: the media process ended with -9", "the test killed it"
)
_JANUS_AWAY = Allowed(r"^kiosk\.conference", "the test takes the meeting server away")
_LINE_DOWN = Allowed(r"^kiosk\.conference", "the test takes the line away")


@pytest.mark.parametrize("blocked_s", [5, 20])
def test_a_blocked_line_heals_without_a_touch(
    site: Site, measured: Measured, blocked_s: int
) -> None:
    with mouth(site.sound), site.meeting([_LINE_DOWN]) as (kiosk, hall):
        with udp_blocked(site.server.commune.ports.rtp, site.others_ports()):
            time.sleep(blocked_s)
            feed = hall.report().feed(site.name)
            assert feed is None or feed.is_dark, "the line was not really blocked"
        opened_ns = time.monotonic_ns()
        measured(f"blocked {blocked_s} s: line open to picture on screen", _ms(opened_ns, site))
        hall.wait_feed(site.name, "back", lambda feed: feed.is_moving and feed.is_loud)
        kiosk.wait_room(phase="joined")


def test_a_killed_and_restarted_meeting_server_gets_its_point_back(
    site: Site, measured: Measured
) -> None:
    with mouth(site.sound), site.meeting([_JANUS_AWAY]) as (kiosk, hall):
        mark = kiosk.journal.mark
        site.server.stop_janus()
        kiosk.wait_room_was(mark, phase="reconnecting")
        time.sleep(3)
        site.server.restart_janus()
        restarted_ns = time.monotonic_ns()
        joined = kiosk.wait_room(phase="joined")
        measured("meeting server back to joined", (joined["at_ns"] - restarted_ns) / 1e6)
        hall.leave()  # the foreign page does not come back by itself
        again = site.client()
        again.wait_feed(site.name, "back", lambda feed: feed.is_moving and feed.is_loud)
        site.wait_hall_on_screen()


def test_a_killed_media_process_comes_back_into_the_meeting(site: Site, measured: Measured) -> None:
    with mouth(site.sound), site.meeting([_MEDIA_KILLED]) as (kiosk, hall):
        mark = kiosk.journal.mark
        killed = kiosk.kill9("media")
        killed_ns = time.monotonic_ns()
        kiosk.wait_room_was(mark, phase="reconnecting")
        joined = kiosk.wait_room(phase="joined")
        measured("media process killed to joined", (joined["at_ns"] - killed_ns) / 1e6)
        measured("media process killed to picture on screen", _ms(killed_ns, site))
        hall.wait_feed(site.name, "back", lambda feed: feed.is_moving and feed.is_loud)
        assert kiosk.media_pid != killed


def test_a_killed_program_comes_back_into_the_meeting_muted_as_before(
    site: Site, measured: Measured
) -> None:
    with mouth(site.sound), site.meeting() as (kiosk, hall):
        kiosk.press(MUTE)
        kiosk.wait_room(microphone_on=False)
        kiosk.press(CAMERA_OFF)
        kiosk.wait_room(camera_on=False)
        media = kiosk.media_pid
        kiosk.kill9("ui")
        killed_ns = time.monotonic_ns()
        _wait_ended(media)
        kiosk.start()
        joined = kiosk.wait_room(phase="joined")
        measured("program killed to joined", (joined["at_ns"] - killed_ns) / 1e6)
        measured("program killed to picture on screen", _ms(killed_ns, site))
        assert (joined["microphone_on"], joined["camera_on"]) == (False, False)
        time.sleep(5)
        feed = hall.report().feed(site.name)
        if feed is not None:  # with nothing to send it need not be publishing
            assert max(feed.levels(5), default=-100.0) < -60, "it came back with an open microphone"
            assert feed.is_dark, "it came back with its camera on"


def test_one_can_leave_while_media_process_and_meeting_server_are_dead(site: Site) -> None:
    with site.meeting([_MEDIA_KILLED, _JANUS_AWAY]) as (kiosk, hall):
        hall.leave()
        site.server.stop_janus()
        try:
            mark = kiosk.journal.mark
            kiosk.kill9("media")
            kiosk.wait_room_was(mark, phase="reconnecting")
            time.sleep(3)
            kiosk.leave()
            kiosk.wait_room(in_meeting=False)
            kiosk.wait_moment("left", since=mark)
        finally:
            site.server.restart_janus()


def _ms(since_ns: int, site: Site) -> float:
    return (site.wait_hall_on_screen() - since_ns) / 1e6


def _wait_ended(pid: int, timeout_s: float = 15.0) -> None:
    deadline = time.monotonic() + timeout_s
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline, "the media process outlives the program"
        time.sleep(0.1)

"""A room that will not have us, or no longer: said plainly, and tried again where time may help."""

from __future__ import annotations

import time

from tests.end2end.site import HALL, Site
from tests.journal import Allowed
from tests.processes import JOIN

_STAYS_OUT_S = 6.0
_REFUSED = Allowed(r"^kiosk\.conference", "the test's room refuses the point")


def test_a_wrong_pin_is_said_and_not_tried_again(site: Site) -> None:
    room = site.room + 1000
    site.admin.create(room, pin="4711")
    site.put_meeting(room=room, pin="1234")
    hall = site.client(room=room, pin="4711")
    with site.kiosk([_REFUSED]) as kiosk:
        kiosk.press(JOIN)
        kiosk.wait_room(phase="failed", problem="wrong-pin")
        time.sleep(_STAYS_OUT_S)
        assert kiosk.state()["phase"] == "failed"
        assert hall.report().feed(site.name) is None
        assert site.shows_nothing_of_hall()


def test_a_full_room_is_said_and_entered_as_soon_as_somebody_leaves(site: Site) -> None:
    room = site.room + 1000
    site.admin.create(room, publishers=1)
    site.put_meeting(room=room)
    hall = site.client(room=room)
    with site.kiosk([_REFUSED]) as kiosk:
        kiosk.press(JOIN)
        kiosk.wait_room(phase="waiting", problem="room-full")
        hall.leave()
        kiosk.wait_room(phase="joined")
        _wait_publishing(site, room, [site.name])


def test_a_room_that_opens_late_is_entered_without_a_touch(site: Site) -> None:
    room = site.room + 1000
    site.put_meeting(room=room)
    with site.kiosk([_REFUSED]) as kiosk:
        kiosk.press(JOIN)
        kiosk.wait_room(phase="waiting", problem="room-not-open")
        site.admin.create(room)
        kiosk.wait_room(phase="joined")
        hall = site.client(room=room)
        hall.wait_feed(site.name, "moving", lambda feed: feed.is_moving)
        site.wait_hall_on_screen()


def test_a_kicked_point_stays_out_and_says_so(site: Site) -> None:
    with site.meeting([_REFUSED]) as (kiosk, hall):
        site.admin.kick(site.room, site.name)
        kiosk.wait_room(phase="failed", problem="kicked")
        hall.wait_gone(site.name)
        time.sleep(_STAYS_OUT_S)
        assert site.admin.publishing(site.room) == [HALL]
        assert site.shows_nothing_of_hall()


def test_a_room_that_is_closed_is_waited_for_and_entered_when_it_opens(site: Site) -> None:
    room = site.room + 1000
    site.admin.create(room)
    site.put_meeting(room=room)
    site.client(room=room)
    with site.kiosk([_REFUSED]) as kiosk:
        kiosk.press(JOIN)
        kiosk.wait_room(phase="joined")
        site.wait_hall_on_screen()
        site.admin.destroy(room)
        kiosk.wait_room(phase="waiting", problem="room-closed")
        time.sleep(_STAYS_OUT_S)
        assert kiosk.state()["phase"] == "waiting"
        assert site.shows_nothing_of_hall()
        site.admin.create(room)
        kiosk.wait_room(phase="joined")
        hall = site.client(room=room)
        hall.wait_feed(site.name, "moving", lambda feed: feed.is_moving)


def _wait_publishing(site: Site, room: int, names: list[str], timeout_s: float = 30.0) -> None:
    deadline = time.monotonic() + timeout_s
    while site.admin.publishing(room) != names:
        assert time.monotonic() < deadline, f"not {names}: {site.admin.participants(room)}"
        time.sleep(0.2)

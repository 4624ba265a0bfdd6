"""The main job: one tap and the ward head is in the meeting; two more and they are out."""

from __future__ import annotations

import time

from tests.end2end.measured import Measured, epoch_ms
from tests.end2end.site import HALL, HALL_TONE_HZ, MAGENTA, Site
from tests.end2end.sounds import POINT_TONE_HZ, hears_tone, mouth
from tests.processes import JOIN, LEAVE, LEAVE_CONFIRMED


def test_before_the_tap_nobody_sees_the_point_and_the_point_shows_nobody(site: Site) -> None:
    site.put_meeting()
    hall = site.client()
    with site.kiosk() as kiosk:
        kiosk.wait_moment("button", where=lambda data: data["label"] == JOIN)
        kiosk.wait_room(phase="prepared")
        time.sleep(2)  # long enough for a picture or a voice that should not be there
        assert site.shows_nothing_of_hall()
        assert not hears_tone(site.sound.record(1.5), HALL_TONE_HZ)
        assert hall.report().feed(site.name) is None
        assert site.admin.publishing(site.room) == [HALL]


def test_one_tap_and_both_sides_see_and_hear_each_other_until_two_taps_leave(
    site: Site, measured: Measured
) -> None:
    site.put_meeting()
    hall = site.client()
    with site.kiosk() as kiosk, mouth(site.sound):
        pressed_ns = kiosk.press(JOIN)
        seen_ns = site.screen.wait_for_colour(MAGENTA, 0.05, 60)
        measured("press to picture on screen", (seen_ns - pressed_ns) / 1e6)
        joined = kiosk.wait_room(phase="joined")
        measured("press to joined", (joined["at_ns"] - pressed_ns) / 1e6)
        site.wait_hall_on_screen()
        assert hears_tone(site.sound.record(1.5), HALL_TONE_HZ), "the hall is not at the speaker"
        point = hall.wait_feed(site.name, "moving", lambda feed: feed.is_moving)
        measured("press to picture in the hall", point.first_picture_ms - epoch_ms(pressed_ns))
        hall.wait_feed(
            site.name,
            "heard with its tone",
            lambda feed: feed.is_loud and abs(feed.frequency_hz - POINT_TONE_HZ) < 15,
        )
        mark = kiosk.journal.mark
        left_ns = kiosk.leave()
        hall.wait_gone(site.name)
        measured("leaving press to gone in the hall", epoch_ms() - epoch_ms(left_ns))
        kiosk.wait_moment("left", since=mark)
        kiosk.wait_moment("button", where=lambda data: data["label"] == JOIN, since=mark)
        assert kiosk.state()["phase"] != "joined"
        assert site.shows_nothing_of_hall()
        time.sleep(1)  # what lies in the loudspeaker's and the sound server's buffers
        assert not hears_tone(site.sound.record(1.5), HALL_TONE_HZ), "the hall is heard after it"


def test_leaving_needs_its_second_tap(site: Site) -> None:
    with site.meeting() as (kiosk, hall):
        kiosk.press(LEAVE)
        kiosk.wait_moment("button", where=lambda data: data["label"] == LEAVE_CONFIRMED)
        time.sleep(2)
        assert kiosk.state()["phase"] == "joined"
        assert hall.report().feed(site.name) is not None

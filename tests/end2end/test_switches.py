"""Microphone and camera: what the button says is what is really sent."""

from __future__ import annotations

import time

from tests.end2end.measured import Measured, epoch_ms
from tests.end2end.site import Site
from tests.end2end.sounds import mouth
from tests.processes import CAMERA_OFF, CAMERA_ON, MUTE, UNMUTE
from tests.seen import Feed

_STAYS_S = 3.0


def test_mute_silences_what_is_sent_and_unmute_brings_the_voice_back(
    site: Site, measured: Measured
) -> None:
    with mouth(site.sound), site.meeting() as (kiosk, hall):
        hall.wait_feed(site.name, "heard", lambda feed: feed.is_loud)
        pressed_ns = kiosk.press(MUTE)
        muted = kiosk.wait_room(microphone_on=False)
        measured("press to muted", (muted["at_ns"] - pressed_ns) / 1e6)
        feed = hall.wait_feed(site.name, "silent", lambda feed: feed.is_silent)
        measured("press to silence in the hall", _silent_since(feed) - epoch_ms(pressed_ns))
        time.sleep(_STAYS_S)
        assert loudest(hall.report().feed(site.name), _STAYS_S) < -60, "it was heard while muted"
        assert kiosk.state()["camera_on"], "the camera has nothing to do with it"
        kiosk.press(UNMUTE)
        kiosk.wait_room(microphone_on=True)
        hall.wait_feed(site.name, "heard again", lambda feed: feed.is_loud)


def test_camera_off_darkens_what_is_sent_and_camera_on_brings_the_picture_back(
    site: Site, measured: Measured
) -> None:
    with mouth(site.sound), site.meeting() as (kiosk, hall):
        pressed_ns = kiosk.press(CAMERA_OFF)
        off = kiosk.wait_room(camera_on=False)
        measured("press to camera off", (off["at_ns"] - pressed_ns) / 1e6)
        hall.wait_feed(site.name, "dark", lambda feed: feed.is_dark)
        measured("press to dark in the hall (seen)", epoch_ms() - epoch_ms(pressed_ns))
        time.sleep(_STAYS_S)
        feed = hall.report().feed(site.name)
        assert feed is not None
        assert feed.is_dark, "a picture is sent while the camera is off"
        assert feed.is_loud, "the microphone has nothing to do with it"
        kiosk.press(CAMERA_ON)
        kiosk.wait_room(camera_on=True)
        hall.wait_feed(site.name, "moving again", lambda feed: feed.is_moving)


def test_eleven_quick_presses_on_mute_end_where_the_last_one_says(site: Site) -> None:
    with mouth(site.sound), site.meeting() as (kiosk, hall):
        hall.wait_feed(site.name, "heard", lambda feed: feed.is_loud)
        mark = 0
        for name in (MUTE, UNMUTE) * 5 + (MUTE,):
            place = mark
            mark = kiosk.journal.mark
            kiosk.press(name, since=place)
        hall.wait_feed(site.name, "silent", lambda feed: feed.is_silent)
        time.sleep(_STAYS_S)
        assert kiosk.state()["microphone_on"] is False
        assert loudest(hall.report().feed(site.name), _STAYS_S) < -60


def loudest(feed: Feed | None, seconds: float) -> float:
    """The loudest level, dBFS, that was heard within the last seconds."""
    assert feed is not None
    return max(sample.level_dbfs for sample in feed.recent(seconds))


def _silent_since(feed: Feed) -> float:
    """When, ms of the epoch, the silence began that is there now."""
    since = feed.history[-1].at_ms
    for sample in reversed(feed.history):
        if sample.level_dbfs > -60:
            break
        since = sample.at_ms
    return since

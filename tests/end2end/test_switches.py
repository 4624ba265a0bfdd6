"""Microphone and camera: what the button says is what is really sent."""

from __future__ import annotations

import time

from tests.browser import Client
from tests.end2end.measured import Measured, epoch_ms
from tests.end2end.site import Site
from tests.end2end.sounds import mouth
from tests.processes import CAMERA_OFF, CAMERA_ON, MUTE, UNMUTE

_STAYS_S = 3.0


def test_mute_silences_what_is_sent_and_unmute_brings_the_voice_back(
    site: Site, measured: Measured
) -> None:
    with mouth(site.sound), site.meeting() as (kiosk, hall):
        hall.wait_feed(site.name, "heard", lambda feed: feed.is_loud)
        pressed_ns = kiosk.press(MUTE)
        muted = kiosk.wait_room(microphone_on=False)
        measured("press to muted", (muted["at_ns"] - pressed_ns) / 1e6)
        silent_ms = stays_silent(hall, site.name)
        measured("press to silence in the hall", silent_ms - epoch_ms(pressed_ns))
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
        stays_silent(hall, site.name)
        assert kiosk.state()["microphone_on"] is False


def stays_silent(hall: Client, name: str) -> float:
    """Wait until the point has been silent for a while, then see that it stays so.

    The while is longer than what a busy hall may be behind: what it hears when the microphone is
    switched off may be the silence of the time before, and the voice behind that still come.
    Returns when the silence began, ms of the epoch.
    """
    feed = hall.wait_feed(name, "silent", lambda feed: feed.is_silent_for(_STAYS_S))
    began_ms = feed.silent_since_ms
    time.sleep(_STAYS_S)
    later = hall.report().feed(name)
    assert later is not None
    assert later.silent_since_ms <= began_ms, "it was heard while muted"
    return began_ms

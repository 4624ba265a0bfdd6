"""Devices that are pulled and come back: noticed, told, taken again, and the meeting goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.end2end.measured import Measured
from tests.end2end.site import Site
from tests.end2end.sounds import mouth
from tests.journal import Allowed
from tests.processes import Kiosk
from tests.sound_server import MICROPHONE, USB_SPEAKER

_PULLED = Allowed(r"^kiosk\.devices", "the test pulls the device")
_MOURNED = Allowed(
    r"^stderr: (ALSA lib |Expression '|$)",
    "what ALSA and PortAudio say themselves when a device goes in the middle of an underrun",
)


def wait_device(kiosk: Kiosk, kind: str, status: str, since: int) -> float:
    """Wait until a device is told to be so; `time.monotonic()` of it."""
    told = kiosk.wait_moment("devices", where=lambda data: data[kind] == status, since=since)
    return float(told["at_ns"]) / 1e9


def wait_name(kiosk: Kiosk, kind: str, name: str, since: int) -> float:
    """Wait until this device of the kind runs; `time.monotonic()` of it."""
    told = kiosk.wait_moment(
        "devices",
        where=lambda data: (data[kind], data[f"{kind}_name"]) == ("running", name),
        since=since,
    )
    return float(told["at_ns"]) / 1e9


def test_a_pulled_camera_is_told_and_taken_again_and_the_meeting_goes_on(
    site: Site, films: Callable[[str], Path], tmp_path: Path, measured: Measured
) -> None:
    film = tmp_path / "camera.avi"
    film.write_bytes(films("good").read_bytes())
    with (
        mouth(site.sound),
        site.meeting([_PULLED], devices={"camera": f"file:{film}"}) as (kiosk, hall),
    ):
        media, feed = kiosk.media_pid, hall.wait_feed(site.name, "moving", lambda f: f.is_moving)
        mark, pulled_s = kiosk.journal.mark, time.monotonic()
        film.rename(tmp_path / "in-the-drawer.avi")
        gone_s = wait_device(kiosk, "camera", "failed", mark)
        measured("camera pulled to told", (gone_s - pulled_s) * 1000)
        still = hall.wait_feed(site.name, "a plain card", lambda f: not f.is_moving and f.is_loud)
        assert still.id == feed.id
        mark, back_s = kiosk.journal.mark, time.monotonic()
        (tmp_path / "in-the-drawer.avi").rename(film)
        told_s = wait_device(kiosk, "camera", "running", mark)
        measured("camera back to told", (told_s - back_s) * 1000)
        again = hall.wait_feed(site.name, "moving again", lambda f: f.is_moving)
        measured("camera back to moving in the hall", (time.monotonic() - back_s) * 1000)
        assert again.id == feed.id, "it came back as somebody else: the room was joined anew"
        assert kiosk.media_pid == media
        kiosk.wait_room(phase="joined")


def test_a_pulled_microphone_comes_back_into_the_same_meeting(
    site: Site, measured: Measured
) -> None:
    with mouth(site.sound), site.meeting([_PULLED, _MOURNED]) as (kiosk, hall):
        media = kiosk.media_pid
        feed = hall.wait_feed(site.name, "heard", lambda f: f.is_loud)
        mark, pulled_s = kiosk.journal.mark, time.monotonic()
        site.sound.unload("source_name=mic")
        try:
            gone_s = wait_device(kiosk, "microphone", "failed", mark)
            measured("microphone pulled to told", (gone_s - pulled_s) * 1000)
            hall.wait_feed(site.name, "silent", lambda f: f.is_silent and f.is_moving)
            mark, back_s = kiosk.journal.mark, time.monotonic()
        finally:
            site.sound.load(*MICROPHONE)
            site.sound.make_default()
        told_s = wait_device(kiosk, "microphone", "running", mark)
        measured("microphone back to told", (told_s - back_s) * 1000)
        again = hall.wait_feed(site.name, "heard again", lambda f: f.is_loud and f.is_moving)
        measured("microphone back to heard in the hall", (time.monotonic() - back_s) * 1000)
        assert again.id == feed.id
        assert kiosk.media_pid == media
        kiosk.wait_room(phase="joined")


def test_another_loudspeaker_stands_in_until_the_chosen_one_is_back(
    site: Site, measured: Measured
) -> None:
    site.sound.load(*USB_SPEAKER)
    try:
        chosen = {"speaker": "pulse:usb-speaker"}
        with site.meeting([_PULLED, _MOURNED], devices=chosen) as (kiosk, hall):
            media = kiosk.media_pid
            wait_name(kiosk, "speaker", "Usb", 0)
            mark, pulled_s = kiosk.journal.mark, time.monotonic()
            site.sound.unload("sink_name=usb-speaker")
            told_s = wait_name(kiosk, "speaker", "Null Output", mark)
            measured("loudspeaker pulled to another one playing", (told_s - pulled_s) * 1000)
            mark, back_s = kiosk.journal.mark, time.monotonic()
            site.sound.load(*USB_SPEAKER)
            told_s = wait_name(kiosk, "speaker", "Usb", mark)
            measured("chosen loudspeaker back to playing", (told_s - back_s) * 1000)
            hall.wait_feed(site.name, "moving", lambda f: f.is_moving)
            assert kiosk.media_pid == media
            kiosk.wait_room(phase="joined")
    finally:
        site.sound.unload("sink_name=usb-speaker")
        site.sound.make_default()


def test_the_home_screen_says_that_a_camera_is_missing_and_that_it_is_back(
    site: Site, films: Callable[[str], Path], tmp_path: Path
) -> None:
    film = tmp_path / "camera.avi"
    film.write_bytes(films("good").read_bytes())
    site.put_meeting(starts_in=timedelta(minutes=25))  # without one the devices rest
    with site.kiosk([_PULLED], devices={"camera": f"file:{film}"}) as kiosk:
        kiosk.wait_moment("quick", where=lambda data: "quick-camera-absent" not in data["faults"])
        mark = kiosk.journal.mark
        film.rename(tmp_path / "in-the-drawer.avi")
        kiosk.wait_moment(
            "quick", where=lambda data: "quick-camera-absent" in data["faults"], since=mark
        )
        site.screen.save(kiosk.folder / "screen.png")
        mark = kiosk.journal.mark
        (tmp_path / "in-the-drawer.avi").rename(film)
        kiosk.wait_moment(
            "quick", where=lambda data: "quick-camera-absent" not in data["faults"], since=mark
        )

"""When starts that end too soon are a crash loop, and when not."""

from __future__ import annotations

import socket
from pathlib import Path

import msgspec
import pytest

from kiosk.base import starts
from kiosk.base.starts import LOOP, RETRY_S, WITHIN_S, End, Kind, Start, Starts, is_loop


def start(at_s: float, **more: object) -> Start:
    return msgspec.structs.replace(Start(at_s, "boot", "display"), **more)


def crashes(count: int, every_s: float = 3.0, **more: object) -> list[Start]:
    return [start(100 + number * every_s, **more) for number in range(count)]


def test_the_fifth_end_without_a_word_is_a_loop() -> None:
    assert not is_loop(crashes(LOOP - 1), start(120))
    assert is_loop(crashes(LOOP), start(120))
    assert is_loop(crashes(LOOP, end=End.FAILED), start(120))


@pytest.mark.parametrize(
    "more",
    [{"end": End.GOOD}, {"monitor": False}, {"display": "older"}, {"boot": "older"}],
    ids=str,
)
def test_what_does_not_count(more: dict[str, object]) -> None:
    """Told to end or a restart wished; no monitor; the compositor died; a power cut."""
    assert not is_loop([start(99), *crashes(LOOP - 1, **more)], start(200))
    mixed = crashes(LOOP)
    mixed[2] = start(106, **more)
    assert not is_loop(mixed, start(120))


def test_power_cuts_are_no_loop_although_each_starts_at_the_same_moment_of_its_boot() -> None:
    assert not is_loop([start(40, boot=str(number)) for number in range(0, 9000, 900)], start(41))
    monotonic_began_anew = [start(40_000 + number) for number in range(LOOP)]
    assert not is_loop(monotonic_began_anew, start(41))


def test_a_boot_is_known_by_its_moment_where_it_has_no_name() -> None:
    assert is_loop(crashes(LOOP, boot="1700000000"), start(120, boot="1700000031"))
    assert not is_loop(crashes(LOOP, boot="1700000000"), start(120, boot="1700003600"))


def test_seldom_crashes_are_no_loop() -> None:
    every_s = WITHIN_S / (LOOP - 1.5)
    past = crashes(LOOP, every_s)
    assert not is_loop(past, start(past[-1].at_s + 3))
    assert not is_loop(crashes(30, WITHIN_S), start(100 + 30 * WITHIN_S))


def test_out_of_a_loop_a_real_start_is_tried_and_the_next_is_safe_only_if_that_fails_soon() -> None:
    past = [*crashes(LOOP), start(120, kind=Kind.SAFE, end=End.GOOD)]
    now = 120 + RETRY_S
    assert not is_loop(past, start(now))
    assert is_loop([*past, start(now)], start(now + 5))
    assert is_loop([*past, start(now)], start(now + WITHIN_S - 1))
    assert not is_loop([*past, start(now)], start(now + WITHIN_S + 1))
    assert not is_loop([*past, start(now, end=End.GOOD)], start(now + 5))
    assert not is_loop([*past, start(now, display="gone")], start(now + 5))


def test_a_safe_screen_that_crashes_too_is_followed_by_a_real_try() -> None:
    assert not is_loop([*crashes(LOOP), start(120, kind=Kind.SAFE)], start(121))


def test_it_is_on_the_disk_from_start_to_start(tmp_path: Path) -> None:
    for number in range(LOOP):
        now = Starts(tmp_path, start(100 + number))
        assert not now.is_loop
        now.begin(Kind.WHOLE)
        now.end(End.FAILED, f"RuntimeError: {number}")
    last = Starts(tmp_path, start(110))
    assert last.is_loop
    assert last.last_why == "RuntimeError: 4"
    last.begin(Kind.SAFE)
    last.end(End.GOOD)
    again = Starts(tmp_path, start(500))
    assert not again.is_loop
    again.begin(Kind.WHOLE)
    again.has_monitor(False)
    assert not Starts(tmp_path, start(510)).is_loop
    again.has_monitor(True)
    assert Starts(tmp_path, start(510)).is_loop


def test_the_file_does_not_grow(tmp_path: Path) -> None:
    for number in range(100):
        Starts(tmp_path, start(number * 1000.0)).begin(Kind.WHOLE)
    assert (tmp_path / starts.FILE).stat().st_size < 4000


def test_a_disk_that_takes_nothing_keeps_nobody_from_starting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    now = Starts(tmp_path / "file", start(1))
    now.begin(Kind.WHOLE)
    now.end(End.GOOD)


def test_a_compositor_that_was_started_anew_is_another_one(tmp_path: Path) -> None:
    around = {"WAYLAND_DISPLAY": "kiosk-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert starts.this_one(around).display == ""
    seen = []
    for _ in range(2):
        with socket.socket(socket.AF_UNIX) as compositor:
            compositor.bind(str(tmp_path / "kiosk-0"))
            seen.append(starts.this_one(around).display)
            assert starts.this_one(around).display == seen[-1]
        (tmp_path / "kiosk-0").unlink()
    assert seen[0] != seen[1]

"""Taking back and letting stay, also when the power goes before any single change on the disk."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kiosk.update import guard, links, taking
from kiosk.update.places import PREVIOUS, Places
from kiosk.update.record import (
    Kind,
    Probation,
    Record,
    Why,
    load_probation,
    load_record,
    save,
    with_bad,
)
from kiosk.update.version import Version

OLD, NEW = Version("0.1.0"), Version("0.2.0")
CHANGES = frozenset({"os.rename", "os.remove", "os.symlink", "os.mkdir", "shutil.rmtree"})
BACK = Probation(str(NEW), str(OLD), back=Why.CRASHES.value)
posix = pytest.mark.skipif(sys.platform == "win32", reason="forks")


@pytest.fixture(params=[True, False], ids=["links", "files"])
def places(tmp_path: Path, request: pytest.FixtureRequest) -> Places:
    """0.2.0 is on trial; 0.1.0 was before it."""
    found = Places(tmp_path / "opt", tmp_path / "state", tmp_path / "keys", symbolic=request.param)
    for where in (f"kept/{OLD}", f"versions/{NEW}", "kept/0.0.9.part", "kept/0.0.9"):
        (found.program / where).mkdir(parents=True)
    links.point(found, f"versions/{NEW}")
    links.point(found, f"kept/{OLD}", PREVIOUS)
    assert taking.begin(found, NEW, OLD)
    return found


def test_what_is_taken_back_is_bad_from_then_on(places: Places) -> None:
    assert taking.take_back(places, BACK)
    assert links.version_of(places) == OLD
    record = load_record(places.state)
    assert record.is_bad(NEW)
    assert (record.last.kind, record.last.version) == (Kind.TAKEN_BACK, str(NEW))
    assert load_probation(places.state) is None
    assert [one.name for one in links.kept(places)] == [str(OLD)]
    assert not taking.begin(places, NEW, OLD)
    taking.want(places, NEW)
    assert taking.begin(places, NEW, OLD)


def test_what_stays_pushes_out_what_was_before_it(places: Places) -> None:
    taking.let_stay(places, Probation(str(NEW), str(OLD)))
    assert links.version_of(places) == NEW
    assert load_probation(places.state) is None
    assert [one.name for one in links.kept(places)] == [str(OLD)]


def test_version_before_that_is_gone_is_no_way_back(places: Places) -> None:
    (places.program / f"kept/{OLD}").rmdir()
    assert not taking.take_back(places, BACK)
    assert links.version_of(places) == NEW
    assert load_probation(places.state) is None


@posix
def test_power_that_goes_before_any_change_of_taking_back(places: Places, tmp_path: Path) -> None:
    for number in range(1, 100):
        root = _copied(places, tmp_path / str(number))
        save(root.state, BACK)  # the intention, written by the guard
        if not _killed_at(number, partial(taking.take_back, root, BACK)):
            assert number > 4
            return
        assert links.version_of(root) in (OLD, NEW)
        guard.run(root, "started", {})
        assert links.version_of(root) == OLD, number
        assert load_probation(root.state) is None
        assert load_record(root.state).is_bad(NEW)
    pytest.fail("it never came to its end")


@posix
def test_power_that_goes_before_any_change_of_letting_stay(places: Places, tmp_path: Path) -> None:
    for number in range(1, 100):
        root = _copied(places, tmp_path / str(number))
        stays = Probation(str(NEW), str(OLD))
        if not _killed_at(number, partial(taking.let_stay, root, stays)):
            assert number > 3
            return
        assert links.version_of(root) == NEW
        assert (root.program / links.target(root, PREVIOUS)).is_dir()
        assert not load_record(root.state).is_bad(NEW)
    pytest.fail("it never came to its end")


def test_twenty_bad_versions_are_remembered() -> None:
    record = Record()
    for number in range(30):
        record = with_bad(record, f"0.{number}", record.last)
    assert [record.is_bad(Version(f"0.{number}.0")) for number in (9, 10, 29)] == [
        False,
        True,
        True,
    ]


def _copied(places: Places, to: Path) -> Places:
    for name in ("program", "state"):
        shutil.copytree(getattr(places, name), to / name, symlinks=True)
    return replace(places, program=to / "program", state=to / "state")


def _killed_at(number: int, act: Callable[[], object]) -> bool:
    """In a process of its own, which is killed before its so many-th change on the disk."""
    child = os.fork()
    if child == 0:
        count = 0

        def kill(event: str, _arguments: object) -> None:
            nonlocal count
            if event not in CHANGES:
                return
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(kill)
            act()
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL)
    return status != 0

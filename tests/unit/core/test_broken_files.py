"""Whatever lies in the state folder: what reads it starts, and uses defaults.

Every file is filled with random bytes, cut at every length, and given wrong types and extreme
dates; then the thing that reads it is started and used as the kiosk uses it.
"""

from __future__ import annotations

import asyncio
import functools
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda import reminded
from kiosk.agenda.day import choose, due_reminders
from kiosk.agenda.store import AgendaStore
from kiosk.base import starts, storage
from kiosk.base.config import Calendar, MeetingRules, Settings
from kiosk.base.starts import End, Kind, Starts
from kiosk.diagnostics.probes.computer import history_checks
from kiosk.journal import events
from kiosk.journal.history import History
from kiosk.model.meeting import (
    POINT_ZONE,
    AddressKind,
    Agenda,
    AgendaState,
    JoinAddress,
    Meeting,
)
from kiosk.session import memory
from kiosk.session.memory import Memory, Remembered
from kiosk.settings import choices, waits
from kiosk.settings.choices import Choices
from kiosk.settings.gate import Gate
from kiosk.settings.pin import PinPlace
from tests.history import write

PATIENCE_S = 20.0
PIN_PLACE = PinPlace(lambda: "258036", lambda _stored: None)
NOW = datetime(2026, 11, 24, 14, 30, tzinfo=POINT_ZONE)
MEETING = Meeting(
    "u",
    "20261124T070000Z",
    "Họp giao ban",
    NOW,
    NOW + timedelta(hours=2),
    address=JoinAddress(AddressKind.JANUS, "wss://hop.example.vn/janus", "1001", "1234"),
)
SETTINGS = Settings(
    calendar=Calendar(url="https://lich.example.vn/"),
    meeting=MeetingRules(allowed_hosts=("hop.example.vn",)),
)


def use_session(folder: Path) -> None:
    found = Memory(folder).load(NOW, timedelta(minutes=30))
    if found is not None:
        use_meetings((found.meeting,))


def use_second_session(folder: Path) -> None:
    """The copy of the running system."""
    Memory(folder / "none", folder).load(NOW, timedelta(minutes=30))


def use_meetings(meetings: tuple[Meeting, ...]) -> None:
    agenda = Agenda(AgendaState.STALE, meetings, NOW)
    choose(agenda, NOW, SETTINGS.meeting)
    due_reminders(agenda, SETTINGS.meeting, NOW - timedelta(days=1), NOW)


def use_agenda(folder: Path) -> None:
    stored = AgendaStore(folder, SETTINGS).load()
    if stored is not None:
        use_meetings(stored.meetings)


def use_choices(folder: Path) -> None:
    chosen = choices.load(folder)
    choices.applied(SETTINGS, chosen)
    choices.save(folder, chosen)
    assert choices.load(folder) == chosen


def use_gate(folder: Path) -> None:
    async def run() -> None:
        door = Gate(folder, PIN_PLACE, asyncio.get_running_loop())
        shown: list[Any] = []
        door.subscribe(shown.append)
        async with asyncio.timeout(PATIENCE_S):
            while not shown:  # noqa: ASYNC110 - it tells by calling, not by an event
                await asyncio.sleep(0)
        await door.aclose()

    asyncio.run(run())


def use_events(folder: Path) -> None:
    history = History(folder, boot="boot")
    history.add("joined", title="Họp")
    assert history.flush(PATIENCE_S)
    kinds = [event.kind for event in history.read()]
    history_checks(history.counts(7))
    history.close()
    assert {"joined", "started"} <= set(kinds)


def use_reminded(folder: Path) -> None:
    until = reminded.load(folder, NOW)
    agenda = Agenda(AgendaState.FRESH, (MEETING,), NOW)
    due_reminders(agenda, SETTINGS.meeting, until or NOW, NOW)
    reminded.save(folder, NOW)
    assert reminded.load(folder, NOW) == NOW


def begin_start(folder: Path) -> None:
    Starts(folder).begin(Kind.WHOLE)


def use_starts(folder: Path) -> None:
    now = Starts(folder)
    assert isinstance(now.is_loop, bool)
    now.begin(Kind.WHOLE)
    now.end(End.FAILED, now.last_why)
    again = Starts(folder)
    assert not storage.set_aside(folder) or not again.is_loop


@dataclass(frozen=True)
class File:
    name: str
    use: Callable[[Path], None]
    good: Callable[[Path], object]
    """Writes a good one."""


FILES = (
    File(memory.FILE, use_session, lambda folder: Memory(folder).save(Remembered(MEETING))),
    File(memory.FILE, use_second_session, lambda folder: Memory(folder).save(Remembered(MEETING))),
    File(
        "agenda.json",
        use_agenda,
        lambda folder: AgendaStore(folder, SETTINGS).save(
            Agenda(AgendaState.FRESH, (MEETING,), NOW)
        ),
    ),
    File(
        choices.FILE,
        use_choices,
        lambda folder: choices.save(folder, Choices(camera="a", volume_percent=5, voice=True)),
    ),
    File(
        waits.FILE,
        use_gate,
        lambda folder: (folder / waits.FILE).write_bytes(msgspec.json.encode(waits.Kept(2))),
    ),
    File(
        "events.jsonl",
        use_events,
        lambda folder: (folder / "events.jsonl").write_bytes(
            events.encode(events.Event(datetime.now(UTC), "started", {"boot": "other"}))
        ),
    ),
    File(starts.FILE, use_starts, begin_start),
    File(reminded.FILE, use_reminded, lambda folder: reminded.save(folder, NOW)),
)
TABLE = File(
    events.FILE,
    use_events,
    lambda folder: write(folder, events.Event(datetime.now(UTC), "started", {"boot": "other"})),
)
"""No JSON: SQLite."""
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.use.__name__)
each_file_and_table = pytest.mark.parametrize("file", [*FILES, TABLE], ids=lambda file: file.name)

MOMENTS = (
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59.999999Z",
    "2026-11-24T14:30:00",
    "2026-02-30T00:00:00Z",
)
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, 2**53, 2**64, 2**200, "", "x", "\0", "\ud83d", [], [[]], {},
    {"a": 1}, *MOMENTS,
)  # fmt: skip


@functools.cache
def good(file: File) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file.good(Path(folder))
        return (Path(folder) / file.name).read_bytes()


def start_with(file: File, data: bytes) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / file.name).write_bytes(data)
        file.use(folder)
    finally:
        shutil.rmtree(folder)


def changed(tree: Any, value: Any) -> Iterator[Any]:
    """The tree with this value in the place of each of its parts, one at a time."""
    yield value
    if isinstance(tree, dict):
        for key, part in tree.items():
            yield from ({**tree, key: other} for other in changed(part, value))
            yield {name: other for name, other in tree.items() if name != key}
    elif isinstance(tree, list):
        for place, part in enumerate(tree):
            for other in changed(part, value):
                yield [*tree[:place], other, *tree[place + 1 :]]


@each_file_and_table
def test_good_file_is_used(file: File) -> None:
    start_with(file, good(file))


@each_file_and_table
@given(data=st.binary(max_size=300))
def test_random_bytes(file: File, data: bytes) -> None:
    start_with(file, data)


@each_file_and_table
@given(data=st.data())
def test_bytes_that_were_changed(file: File, data: st.DataObject) -> None:
    whole = good(file)
    place = data.draw(st.integers(0, len(whole) - 1))
    torn = data.draw(st.binary(min_size=1, max_size=4))
    start_with(file, whole[:place] + torn + whole[place + len(torn) :])


@each_file
def test_cut_at_every_length(file: File) -> None:
    whole = good(file)
    for length in range(len(whole)):
        start_with(file, whole[:length])


def test_table_that_was_cut() -> None:
    whole = good(TABLE)
    for length in (*range(0, 110), *range(110, len(whole), 301)):
        start_with(TABLE, whole[:length])


@given(data=st.binary(max_size=5000))
def test_leftovers_of_another_table_beside_it(data: bytes) -> None:
    for suffix in ("-wal", "-shm"):
        folder = Path(tempfile.mkdtemp())
        (folder / events.FILE).write_bytes(good(TABLE))
        (folder / (events.FILE + suffix)).write_bytes(data)
        use_events(folder)
        shutil.rmtree(folder)


@each_file
def test_wrong_types_and_extreme_dates_in_every_place(file: File) -> None:
    tree = json.loads(good(file))
    for value in ODD:
        for other in changed(tree, value):
            start_with(file, json.dumps(other).encode("utf-8", "surrogatepass"))


@each_file_and_table
def test_folder_in_its_place(file: File) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / file.name / "x").mkdir(parents=True)
        file.use(Path(folder))
        assert (Path(folder) / f"{file.name}.broken-1").is_dir()


def test_deeply_nested_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / choices.FILE).write_bytes(b"[" * 200_000)
    use_choices(tmp_path)

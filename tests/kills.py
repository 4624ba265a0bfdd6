"""Kills a process that writes the kiosk's state, at random points, and looks at what it left.

`python -m tests.kills FOLDER [ROUNDS]`: a child writes every state file again and again, by the
functions that the kiosk writes them with, and tells what is on disk; SIGKILL comes after a random
time; then each file is read as at a start. Prints one JSON object; POSIX.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.agenda import reminded
from kiosk.agenda.store import AgendaStore
from kiosk.base.config import Calendar, Settings
from kiosk.base.storage import tell_nobody
from kiosk.journal import events
from kiosk.journal.history import History
from kiosk.model.meeting import POINT_ZONE, AddressKind, Agenda, AgendaState, JoinAddress, Meeting
from kiosk.session.memory import Memory, Remembered
from kiosk.settings import choices, waits
from kiosk.settings.choices import Choices
from kiosk.settings.waits import Kept

ROUNDS = 200
LONGEST_S = 0.03
"""Some writes of every file."""
_LATER = timedelta(days=3650)
_BEGIN = datetime(2026, 11, 24, 14, 30, tzinfo=POINT_ZONE)
_SETTINGS = Settings(calendar=Calendar(url="https://lich.example.vn/"))
_ADDRESS = JoinAddress(AddressKind.JANUS, "wss://hop.example.vn/janus", "1001", "1234")


@dataclass(frozen=True)
class StateFile:
    """`write` a number into it; `read` says which one it holds, 0 where it is not there."""

    write: Callable[[Path, int], None]
    read: Callable[[Path], int]


def _meeting(number: int) -> Meeting:
    return Meeting(str(number), "1", "Họp", _BEGIN, _BEGIN + _LATER, address=_ADDRESS)


def _read_session(folder: Path) -> int:
    found = Memory(folder).load(_BEGIN, _LATER)
    return int(found.meeting.uid) if found else 0


def _read_agenda(folder: Path) -> int:
    found = AgendaStore(folder, _SETTINGS).load()
    return int(found.meetings[0].uid) if found else 0


def _write_agenda(folder: Path, number: int) -> None:
    meetings = tuple(_meeting(number) for _ in range(30))  # large enough to be torn
    AgendaStore(folder, _SETTINGS).save(Agenda(AgendaState.FRESH, meetings, _BEGIN))


def _read_reminded(folder: Path) -> int:
    found = reminded.load(folder, _BEGIN + _LATER)
    return round((found - _BEGIN).total_seconds()) if found else 0


FILES = {
    "session.json": StateFile(
        lambda folder, number: Memory(folder).save(Remembered(_meeting(number))), _read_session
    ),
    "agenda.json": StateFile(_write_agenda, _read_agenda),
    "choices.json": StateFile(
        lambda folder, number: choices.save(folder, Choices(camera=str(number))),
        lambda folder: int(choices.load(folder).camera or 0),
    ),
    "gate.json": StateFile(
        lambda folder, number: waits.save(folder, Kept(number)),
        lambda folder: waits.load(folder, 0, tell_nobody).wrong,
    ),
    "reminded.json": StateFile(
        lambda folder, number: reminded.save(folder, _BEGIN + timedelta(seconds=number)),
        _read_reminded,
    ),
}
EVENTS = "events.sqlite"


def _write_for_ever(folder: Path, pipe: int, number: int) -> None:
    history = History(folder, boot="kills")
    while True:
        number += 1
        for name, file in FILES.items():
            file.write(folder, number)
            os.write(pipe, f"{name} {number}\n".encode())
        history.add("joined", title=str(number))
        if history.flush(60):
            os.write(pipe, f"{EVENTS} {number}\n".encode())


def _round(folder: Path, number: int, chance: random.Random) -> dict[str, int]:
    """What the killed child had told to be on disk, by file."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            _write_for_ever(folder, writing, number)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        first = told.readline()  # it has begun
        time.sleep(chance.random() * LONGEST_S)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        lines = (first + told.read()).decode().splitlines()
    assert os.WIFSIGNALED(status), "the writer ended by itself"
    return {name: int(last) for name, last in (line.split() for line in lines)}


def _look(
    folder: Path, before: dict[str, int], begun: int, told: dict[str, int]
) -> tuple[dict[str, int], list[str]]:
    """What every file holds now, and what is wrong with it.

    Right is what was told last, or the next one, whose telling the kill came before.
    """
    wrong = [f"set aside: {path.name}" for path in folder.glob("*.broken-*")]
    now = {name: file.read(folder) for name, file in FILES.items()}
    found = [one.facts["title"] for one in events.read(folder) if one.kind == "joined"]
    now[EVENTS] = max(map(int, found), default=0)
    for name, number in now.items():
        last = told.get(name)
        right = (last, last + 1) if last is not None else (before[name], begun + 1)
        if number not in right:
            wrong.append(f"{name} holds {number} and not one of {right}")
    wrong += [f"set aside: {path.name}" for path in folder.glob("*.broken-*")]
    return now, wrong


def run(folder: Path, rounds: int = ROUNDS, seed: int | None = None) -> dict[str, object]:
    """Kill so often; what was found."""
    seed = seed if seed is not None else random.randrange(2**32)
    chance, now, number = random.Random(seed), dict.fromkeys((*FILES, EVENTS), 0), 0
    torn: list[str] = []
    in_the_middle: Counter[str] = Counter()
    for _ in range(rounds):
        told = _round(folder, number, chance)
        left = list(folder.glob(".*.json.*"))
        in_the_middle.update(path.name.split(".")[1] for path in left)
        for path in left:
            path.unlink()
        now, wrong = _look(folder, now, number, told)
        torn += wrong
        number = max(now.values())
    return {
        "rounds": rounds,
        "seed": seed,
        "written": number,
        "killed in the middle of a file": dict(in_the_middle),
        "wrong": torn,
    }


if __name__ == "__main__":
    count = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    print(json.dumps(run(Path(sys.argv[1]), count)))

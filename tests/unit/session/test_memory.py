"""What the kiosk was doing survives."""

import errno
import os
import shutil
import stat
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.base import storage
from kiosk.model.meeting import POINT_ZONE, AddressKind, JoinAddress, Meeting
from kiosk.session.memory import FILE, Memory, Remembered

START = datetime(2026, 11, 24, 14, 0, tzinfo=POINT_ZONE)
GRACE = timedelta(minutes=30)
MEETING = Meeting(
    uid="u",
    occurrence="20261124T070000Z",
    title="Họp giao ban",
    start=START,
    end=START + timedelta(hours=2),
    address=JoinAddress(AddressKind.JANUS, "wss://hop.example.vn/janus", "1001", "1234"),
)


@pytest.fixture
def memory(tmp_path) -> Memory:
    return Memory(tmp_path)


def test_comes_back_with_its_switches(memory):
    memory.save(Remembered(MEETING, microphone_on=False, camera_on=True))
    found = memory.load(START + timedelta(hours=1), GRACE)
    assert found == Remembered(MEETING, microphone_on=False, camera_on=True)


def test_a_meeting_that_is_over_is_not_gone_back_into(memory):
    memory.save(Remembered(MEETING))
    assert memory.load(MEETING.end + GRACE - timedelta(seconds=1), GRACE) is not None
    assert memory.load(MEETING.end + GRACE, GRACE) is None


def test_nothing_remembered_and_left(memory):
    assert memory.load(START, GRACE) is None
    memory.save(Remembered(MEETING))
    memory.clear()
    memory.clear()
    assert memory.load(START, GRACE) is None


@pytest.mark.parametrize("rubbish", [b"", b"{", b'{"meeting": 3}', b"\xff\xfe", b"null"])
def test_rubbish_on_the_disk_is_no_meeting(memory, tmp_path, rubbish):
    (tmp_path / FILE).write_bytes(rubbish)
    assert memory.load(START, GRACE) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode bits")
def test_only_its_owner_can_read_the_pin(memory, tmp_path):
    memory.save(Remembered(MEETING))
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


# --- a disk that takes nothing ------------------------------------------------------------------


class Machine:
    """A PC: its disk can be full, lost to reading only, or well; a power cut empties its memory."""

    def __init__(self, folder: Path) -> None:
        self._disk, self._memory = folder / "disk", folder / "memory"
        self._nowhere = Path("/proc/self")  # refuses new files, and renaming, even for root
        for each in (self._disk, self._memory):
            each.mkdir()
        self._state = folder / "state"
        self._state.symlink_to(self._disk)
        self.told: list[tuple[str, dict[str, str]]] = []

    def start(self) -> Memory:
        """The program's memory when it starts."""
        return Memory(
            self._state, self._memory, lambda kind, **facts: self.told.append((kind, facts))
        )

    def fill_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """No new file finds room; names can be changed and files taken away."""
        real = tempfile.mkstemp

        def mkstemp(**where: Any) -> tuple[int, str]:
            if Path(where["dir"]).resolve() == self._disk:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(**where)

        monkeypatch.setattr(tempfile, "mkstemp", mkstemp)

    def make_read_only(self) -> None:
        """What is on the disk can be read after `mend` only."""
        self._state.unlink()
        self._state.symlink_to(self._nowhere)

    def mend(self) -> None:
        self._state.unlink()
        self._state.symlink_to(self._disk)

    def cut_power(self) -> None:
        shutil.rmtree(self._memory)
        self._memory.mkdir()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


ON, MUTED = Remembered(MEETING), Remembered(MEETING, microphone_on=False)
OFF = Remembered(MEETING, microphone_on=False, camera_on=False)
IN_TIME = START + timedelta(hours=1)


def mute_in_vain(machine: Machine) -> None:
    """The program runs, and the person mutes; the disk does not take it."""
    memory = machine.start()
    memory.load(IN_TIME, GRACE)
    with pytest.raises(OSError, match="No space"):
        memory.save(MUTED)


def test_muted_on_a_full_disk_stays_muted_when_the_program_is_killed(machine, monkeypatch):
    machine.start().save(ON)
    machine.fill_disk(monkeypatch)
    mute_in_vain(machine)
    assert machine.start().load(IN_TIME, GRACE) == MUTED
    assert machine.start().load(IN_TIME, GRACE) == MUTED  # and killed once more


def test_muted_on_a_full_disk_stays_muted_over_a_power_cut(machine, monkeypatch):
    machine.start().save(ON)
    machine.fill_disk(monkeypatch)
    mute_in_vain(machine)
    machine.cut_power()
    assert machine.start().load(IN_TIME, GRACE) == OFF  # what was wished is not known: all off
    monkeypatch.undo()  # somebody made room
    assert machine.start().load(IN_TIME, GRACE) == OFF
    machine.start().save(ON)
    assert machine.start().load(IN_TIME, GRACE) == ON


@pytest.mark.skipif(sys.platform != "linux", reason="stands on /proc")
def test_muted_on_a_disk_that_was_lost_stays_muted(machine):
    machine.start().save(ON)
    memory = machine.start()
    assert memory.load(IN_TIME, GRACE) == ON
    machine.make_read_only()
    with pytest.raises(FileNotFoundError):
        memory.save(MUTED)
    assert machine.start().load(IN_TIME, GRACE) == MUTED
    machine.mend()  # the old wish is on this disk, and can be read again
    assert machine.start().load(IN_TIME, GRACE) == MUTED


def test_disk_that_takes_nothing_at_the_start_opens_no_microphone(machine, monkeypatch):
    machine.start().save(ON)
    machine.cut_power()
    machine.fill_disk(monkeypatch)
    assert machine.start().load(IN_TIME, GRACE) == OFF


def test_left_on_a_disk_that_lets_nothing_be_taken_away_is_left(machine, monkeypatch):
    machine.start().save(ON)
    memory = machine.start()

    def refuse(_path: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(storage, "remove", refuse)
    with pytest.raises(OSError, match="Read-only"):
        memory.clear()
    monkeypatch.undo()
    assert machine.start().load(IN_TIME, GRACE) is None


def test_nothing_is_left_behind_after_leaving(machine, tmp_path):
    memory = machine.start()
    memory.save(ON)
    memory.clear()
    assert list((tmp_path / "disk").iterdir()) == list((tmp_path / "memory").iterdir()) == []
    memory.save(MUTED)
    assert machine.start().load(IN_TIME, GRACE) == MUTED


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which folder was synced")
def test_leaving_is_on_the_disk_before_it_is_shown(memory, tmp_path, monkeypatch):
    memory.save(ON)
    synced: list[Path] = []
    real = os.fsync

    def fsync(fd: int) -> None:
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            synced.append(Path(f"/proc/self/fd/{fd}").readlink())
            assert not (tmp_path / FILE).exists()
        real(fd)

    monkeypatch.setattr(os, "fsync", fsync)
    memory.clear()
    assert synced == [tmp_path]


def test_broken_disk_copy_leaves_the_second_one(machine, tmp_path):
    machine.start().save(MUTED)
    (tmp_path / "disk" / FILE).write_bytes(b"\xff")
    assert machine.start().load(IN_TIME, GRACE) == MUTED
    assert machine.told == [("file-set-aside", {"file": FILE, "why": "DecodeError"})]

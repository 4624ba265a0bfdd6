"""What the kiosk was doing survives."""

import stat
import sys
from datetime import datetime, timedelta

import pytest

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

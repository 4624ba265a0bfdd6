"""The running kiosk's diagnostics: devices are lent and come back, one run at a time, a report."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import psutil

from kiosk.base.config import Settings
from kiosk.diagnostics import quick
from kiosk.diagnostics.check import Check, Group, Request, State, decode_request, encode
from kiosk.diagnostics.runner import Plan
from kiosk.diagnostics.service import Diagnostics, Surroundings
from kiosk.diagnostics.state import DiagnosticsState, Phase
from kiosk.model.gear import STARTING, DeviceKind, Devices, Vitals
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState
from kiosk.model.room import Network

PATIENCE_S = 60.0
SOUND = frozenset({DeviceKind.MICROPHONE, DeviceKind.SPEAKER})
NOBODY: frozenset[DeviceKind] = frozenset()


def says(*checks: Check, then: str = "") -> tuple[str, ...]:
    """A probe that writes down what it was asked, and says these."""
    lines = [encode(check).decode().strip() for check in checks]
    script = f"import sys, time; asked = sys.stdin.readline()\nfor line in {lines!r}: print(line)\n"
    return (sys.executable, "-c", f"{script}sys.stdout.flush()\n{then}")


class Kiosk:
    """What is around the diagnostics, written down."""

    def __init__(self, folder: Path, **commands: tuple[str, ...]) -> None:
        self.lent: list[frozenset[DeviceKind]] = []
        self.lent_while: list[tuple[frozenset[DeviceKind], frozenset[Group]]] = []
        """Every wish, with the groups that were being checked then."""
        self.told: list[str] = []
        self.states: list[DiagnosticsState] = []
        self.idle = True
        self.heard_s: list[float] = []
        self.day_sure = False
        self._news = asyncio.Event()
        self.given_back = asyncio.Event()
        self.folder = folder
        plans = {group: Plan(group.value, 30.0, says()) for group in Group}
        plans[Group.MICROPHONE] = plans[Group.SPEAKER] = Plan("sound", 30.0, says())
        for name, command in commands.items():
            plans[Group(name)] = Plan(plans[Group(name)].lane, 30.0, command)
        around = Surroundings(
            settings=Settings,
            meeting_url=lambda: "",
            lend=self._lend,
            may_run=lambda: self.idle,
            live=live,
            tell=lambda kind, **_facts: self.told.append(kind),
            hear_clock=self.heard_s.append,
            is_day_sure=lambda: self.day_sure,
        )
        self.diagnostics = Diagnostics(asyncio.get_running_loop(), folder, around, plans)
        self.diagnostics.subscribe(self._hear)

    @property
    def now(self) -> DiagnosticsState:
        return self.states[-1]

    def phase(self, group: Group) -> Phase:
        return next(state.phase for state in self.now.groups if state.group is group)

    def faults(self) -> set[str]:
        return {check.fault for group in self.now.groups for check in group.checks if check.fault}

    async def until(self, condition: Callable[[DiagnosticsState], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not (self.states and condition(self.now)):
                self._news.clear()
                await self._news.wait()

    async def _lend(self, kinds: frozenset[DeviceKind]) -> None:
        running = (state.group for state in self.now.groups if state.phase is Phase.RUNNING)
        self.lent_while.append((kinds, frozenset(running)))
        if self.lent[-1:] != [kinds]:
            self.lent.append(kinds)
        if not kinds:
            self.given_back.set()

    def _hear(self, state: DiagnosticsState) -> None:
        self.states.append(state)
        self._news.set()


def live() -> quick.Live:
    now = datetime(2026, 11, 25, 12, tzinfo=POINT_ZONE)
    devices = Devices(STARTING, STARTING, STARTING)
    return quick.Live(now, devices, Vitals(), 80, Agenda(AgendaState.LOADING), Network.UNKNOWN)


def has_report(state: DiagnosticsState) -> bool:
    return not state.running and state.export.file != ""


async def test_a_run_lends_the_devices_finds_what_is_wrong_and_leaves_a_report(
    tmp_path: Path,
) -> None:
    broken = Check("camera.probe", State.FAILED, fault="probe-died")
    kiosk = Kiosk(tmp_path, camera=says(broken))
    kiosk.diagnostics.run((Group.CAMERA, Group.COMPUTER))
    await kiosk.until(lambda state: state.running)
    assert kiosk.phase(Group.CAMERA) in (Phase.WAITING, Phase.RUNNING)
    assert kiosk.phase(Group.NETWORK) is Phase.IDLE
    await kiosk.until(has_report)
    assert kiosk.faults() == {"probe-died"}
    assert kiosk.lent[0] == {DeviceKind.CAMERA}
    assert kiosk.lent[-1] == NOBODY
    report = tmp_path / "reports" / kiosk.now.export.file
    assert "Máy quay" in report.read_text(encoding="utf-8")
    document = msgspec.json.decode(report.with_suffix(".json").read_bytes())
    assert [one["id"] for one in document["checks"]] == ["camera.probe"]
    assert kiosk.now.export.short.startswith("diem-cau")
    assert "diagnosed" in kiosk.told
    await kiosk.diagnostics.aclose()


async def test_what_a_run_finds_of_the_clock_is_told_and_decides_over_old_reports(
    tmp_path: Path,
) -> None:
    clock = Check("network.clock", State.FAILED, 3600.0, fault="network-clock-ahead")
    old = tmp_path / "reports" / "diagnose-20250101-000000-a.html"
    old.parent.mkdir()
    old.write_text("")
    os.utime(old, (0, 0))
    for day_sure in (False, True):
        kiosk = Kiosk(tmp_path, network=says(clock))
        kiosk.day_sure = day_sure
        kiosk.diagnostics.run((Group.NETWORK,))
        await kiosk.until(has_report)
        assert kiosk.heard_s == [3600.0]
        assert old.exists() is not day_sure
        await kiosk.diagnostics.aclose()


async def test_both_ends_of_the_sound_are_lent_together(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.diagnostics.run((Group.MICROPHONE, Group.SPEAKER))
    await kiosk.until(has_report)
    assert kiosk.lent == [SOUND, NOBODY]
    await kiosk.diagnostics.aclose()


async def test_nothing_is_handed_back_while_the_next_group_needs_it(tmp_path: Path) -> None:
    """The media process would open microphone and loudspeaker while the chirps are played."""
    kiosk = Kiosk(tmp_path)
    kiosk.diagnostics.run((Group.CAMERA, Group.MICROPHONE, Group.SPEAKER))
    await kiosk.until(has_report)
    ears = frozenset({Group.MICROPHONE, Group.SPEAKER})
    listening = [kinds for kinds, running in kiosk.lent_while if running & ears]
    assert listening
    assert [kinds for kinds in listening if not kinds >= SOUND] == []
    assert kiosk.lent[-1] == NOBODY
    await kiosk.diagnostics.aclose()


async def test_a_device_comes_back_when_its_own_group_is_through(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, speaker=says(then="time.sleep(600)"))
    kiosk.diagnostics.run((Group.CAMERA, Group.MICROPHONE, Group.SPEAKER))
    await kiosk.until(lambda _state: kiosk.lent[-1:] == [SOUND])
    assert kiosk.phase(Group.CAMERA) is not Phase.RUNNING
    kiosk.diagnostics.cancel()
    await kiosk.until(lambda state: not state.running)
    await kiosk.diagnostics.aclose()
    assert kiosk.lent[-1] == NOBODY


async def test_a_cancelled_run_gives_the_devices_back_and_keeps_what_was_found(
    tmp_path: Path,
) -> None:
    found = Check("camera.probe", State.FAILED, fault="probe-died")
    kiosk = Kiosk(tmp_path, camera=says(found, then="time.sleep(600)"))
    kiosk.diagnostics.run((Group.CAMERA,))
    await kiosk.until(lambda _state: kiosk.faults() != set())
    kiosk.diagnostics.cancel()
    await kiosk.until(lambda state: not state.running)
    assert kiosk.faults() == {"probe-died"}
    await kiosk.diagnostics.aclose()
    assert kiosk.lent[-1] == NOBODY


async def test_a_second_run_ends_the_first(tmp_path: Path) -> None:
    well = Check("computer.probe", State.OK, "yes")
    kiosk = Kiosk(tmp_path, camera=says(then="time.sleep(600)"), computer=says(well))
    kiosk.diagnostics.run((Group.CAMERA,))
    await kiosk.until(lambda _state: kiosk.phase(Group.CAMERA) is Phase.RUNNING)
    kiosk.diagnostics.run((Group.COMPUTER,))
    await kiosk.until(has_report)
    assert kiosk.phase(Group.CAMERA) is Phase.IDLE
    assert kiosk.phase(Group.COMPUTER) is Phase.DONE
    await kiosk.diagnostics.aclose()


async def test_in_a_meeting_nothing_is_checked(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.idle = False
    kiosk.diagnostics.run()
    kiosk.diagnostics.answer("speaker.heard", True)  # after the run in the loop's queue
    await kiosk.until(has_report)
    assert not any(state.running for state in kiosk.states)
    assert kiosk.lent == []
    await kiosk.diagnostics.aclose()


async def test_what_a_person_heard_is_a_check_like_any_other(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.diagnostics.answer("speaker.heard", False)
    await kiosk.until(has_report)
    assert len(kiosk.faults()) == 1
    kiosk.diagnostics.answer("speaker.heard", True)
    await kiosk.until(lambda _state: kiosk.faults() == set())
    await kiosk.diagnostics.aclose()


async def test_a_tone_is_asked_for_on_one_side(tmp_path: Path) -> None:
    note = tmp_path / "asked"
    kiosk = Kiosk(tmp_path, speaker=says(then=f"open({str(note)!r}, 'w').write(asked)"))
    kiosk.diagnostics.play_tone("left")
    async with asyncio.timeout(PATIENCE_S):
        await kiosk.given_back.wait()
    assert kiosk.lent == [SOUND, NOBODY]
    request: Request = decode_request(note.read_bytes())
    assert (request.group, request.question) == (Group.SPEAKER, "tone-left")
    await kiosk.diagnostics.aclose()


async def test_a_disk_that_takes_no_report_is_no_end(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    kiosk = Kiosk(in_the_way)
    kiosk.diagnostics.run((Group.COMPUTER,))
    await kiosk.until(lambda state: not state.running and state.export.short != "")
    assert kiosk.now.export.file == ""
    await kiosk.diagnostics.aclose()


async def test_the_quick_set_waits_for_the_technician(tmp_path: Path) -> None:
    disk = Check("computer.probe", State.FAILED, fault="probe-died")
    kiosk = Kiosk(tmp_path, camera=says(then="time.sleep(600)"), computer=says(disk))
    kiosk.diagnostics.run((Group.CAMERA,))
    await kiosk.until(lambda _state: kiosk.phase(Group.CAMERA) is Phase.RUNNING)
    assert not await kiosk.diagnostics.run_quick()
    assert kiosk.now.quick.at is None
    kiosk.diagnostics.cancel()
    await kiosk.until(lambda state: not state.running)
    assert await kiosk.diagnostics.run_quick()
    assert kiosk.now.quick.at is not None
    await kiosk.diagnostics.aclose()


def hanging_probe(note: Path) -> tuple[str, ...]:
    """Writes down its process id and hangs."""
    return says(
        then=f"import os; open({str(note)!r}, 'w').write(f'{{os.getpid()}}.')\ntime.sleep(600)"
    )


def wait_for_pid(note: Path) -> int:
    """In a thread: once it hangs."""
    deadline = time.monotonic() + PATIENCE_S
    while not (note.exists() and note.read_text().endswith(".")):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return int(note.read_text().rstrip("."))


async def test_whoever_enters_a_meeting_ends_the_quick_set_at_once(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, computer=hanging_probe(tmp_path / "note"))
    quick_set = asyncio.ensure_future(kiosk.diagnostics.run_quick(patience=10.0))
    pid = await asyncio.to_thread(wait_for_pid, tmp_path / "note")
    kiosk.diagnostics.drop_quick()
    async with asyncio.timeout(PATIENCE_S):
        assert not await quick_set
    assert not psutil.pid_exists(pid)
    assert kiosk.now.quick.at is None
    assert kiosk.told == []
    await kiosk.diagnostics.aclose()


async def test_the_technician_s_run_ends_the_quick_set(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, network=hanging_probe(tmp_path / "note"))
    quick_set = asyncio.ensure_future(kiosk.diagnostics.run_quick(patience=10.0))
    pid = await asyncio.to_thread(wait_for_pid, tmp_path / "note")
    kiosk.diagnostics.run((Group.COMPUTER,))
    await kiosk.until(has_report)
    assert not await quick_set
    assert not psutil.pid_exists(pid)
    await kiosk.diagnostics.aclose()

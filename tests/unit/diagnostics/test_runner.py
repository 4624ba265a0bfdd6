"""Probes that hang, die and talk nonsense: each costs its own group and no other."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import pytest

from kiosk.base.config import Settings
from kiosk.diagnostics.check import Check, Finding, Group, Request, State, encode
from kiosk.diagnostics.runner import Plan, RunHandlers, Runner

GOOD = Check("computer.probe", State.OK, "yes")
SCRIPTS = {
    "good": "print(line)",
    "hangs": "print(line); time.sleep(600)",
    "dies": "print(line); os.abort()",
    "fails": "print(line); sys.exit(3)",
    "silent": "",
    "babbles": "print('warming up'); print('{\"type\": \"Nothing\"}'); print(line)",
    "deaf": "os.close(0); print(line); time.sleep(600)",
    "starved": """
core = min(os.sched_getaffinity(0))
os.sched_setaffinity(0, [core])
parent = os.getpid()
if os.fork() == 0:
    os.close(1)
    while os.getppid() == parent: pass
    os._exit(0)
while True: pass
""",
    "endless": "sys.stdout.write('x' * 20_000_000)",
}


def command(kind: str, group: Group) -> tuple[str, ...]:
    line = encode(Check(f"{group.value}.probe", State.OK, "yes")).decode().strip()
    script = f"import os, sys, time; line = {line!r}; sys.stdout.reconfigure(line_buffering=True)\n"
    return (sys.executable, "-c", script + SCRIPTS[kind])


class Run:
    """What a run told, in order."""

    def __init__(self, kinds: dict[Group, tuple[str, str]], limit_s: float = 30.0) -> None:
        self.events: list[tuple[str, Group]] = []
        self.checks: dict[Group, list[Check]] = {group: [] for group in kinds}
        self._kinds = kinds
        self._limit_s = limit_s
        self.commands = {group: command(kind, group) for group, (_, kind) in kinds.items()}

    async def go(self, all_s: float = 60.0) -> None:
        plans = {
            group: Plan(lane, self._limit_s, self.commands[group])
            for group, (lane, _) in self._kinds.items()
        }
        handlers = RunHandlers(self._begin, self._take, lambda g: self.events.append(("end", g)))
        runner = Runner(lambda g: Request(g, Settings()), handlers, plans=plans, all_s=all_s)
        await runner.run(tuple(self._kinds))

    async def _begin(self, group: Group) -> None:
        self.events.append(("begin", group))

    def _take(self, group: Group, finding: Finding) -> None:
        assert isinstance(finding, Check)
        self.checks[group].append(finding)

    def faults(self, group: Group) -> list[str]:
        return [check.fault for check in self.checks[group]]


@pytest.mark.parametrize(
    ("kind", "faults"),
    [
        ("good", [""]),
        ("hangs", ["", "probe-hangs"]),
        ("dies", ["", "probe-died"]),
        ("fails", ["", "probe-died"]),
        ("silent", []),
        ("babbles", [""]),
        ("deaf", ["", "probe-hangs"]),
        ("endless", []),
    ],
)
async def test_what_a_probe_found_counts_and_how_it_ended_is_told(
    kind: str, faults: list[str]
) -> None:
    run = Run({Group.COMPUTER: ("one", kind)}, limit_s=4.0)
    await run.go()
    assert run.faults(Group.COMPUTER) == faults
    assert run.events == [("begin", Group.COMPUTER), ("end", Group.COMPUTER)]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux' scheduler tells")
async def test_a_probe_that_was_kept_from_running_is_no_fault_of_what_it_checks() -> None:
    run = Run({Group.CAMERA: ("one", "starved")}, limit_s=4.0)
    await run.go()
    [check] = run.checks[Group.CAMERA]
    assert (check.state, check.fault) == (State.NOT_APPLICABLE, "")
    assert check.value == "machine-busy"


async def test_a_probe_that_cannot_be_started_says_so_and_stops_no_other(tmp_path: Path) -> None:
    locked = tmp_path / "python"
    locked.write_text("#!/bin/sh\n")  # not executable, for root neither
    run = Run({Group.CAMERA: ("one", "good"), Group.NETWORK: ("two", "good")})
    run.commands[Group.CAMERA] = (str(locked),)
    await run.go()
    assert run.faults(Group.CAMERA) == ["probe-not-started"]
    assert run.faults(Group.NETWORK) == [""]
    assert ("end", Group.CAMERA) in run.events


async def test_a_probe_takes_what_it_started_with_it(tmp_path: Path) -> None:
    """A command of the system that hangs must not be left when its probe is killed."""
    pid_file = tmp_path / "pid"
    script = (
        "import subprocess\nchild = subprocess.Popen(['sleep', '600'])\n"
        f"open({str(pid_file)!r}, 'w').write(str(child.pid))\nchild.wait()"
    )
    run = Run({Group.CAMERA: ("one", "good")}, limit_s=4.0)
    run.commands[Group.CAMERA] = (sys.executable, "-c", script)
    await run.go()
    assert run.faults(Group.CAMERA) == ["probe-hangs"]
    pid = content_of(pid_file)
    await asyncio.to_thread(wait_for_the_end, pid)


async def test_a_hanging_probe_ends_its_own_check_and_not_the_others() -> None:
    run = Run(
        {
            Group.CAMERA: ("camera", "hangs"),
            Group.MICROPHONE: ("sound", "dies"),
            Group.SPEAKER: ("sound", "good"),
            Group.NETWORK: ("servers", "good"),
        },
        limit_s=5.0,
    )
    await run.go()
    assert run.faults(Group.CAMERA) == ["", "probe-hangs"]
    assert run.faults(Group.MICROPHONE) == ["", "probe-died"]
    assert run.faults(Group.SPEAKER) == run.faults(Group.NETWORK) == [""]
    others = [event for event in run.events if event[1] is not Group.CAMERA]
    assert run.events.index(("end", Group.CAMERA)) >= len(others), "the others were kept waiting"


async def test_a_lane_runs_one_after_the_other() -> None:
    run = Run({Group.MICROPHONE: ("sound", "good"), Group.SPEAKER: ("sound", "good")})
    await run.go()
    assert run.events == [
        ("begin", Group.MICROPHONE),
        ("end", Group.MICROPHONE),
        ("begin", Group.SPEAKER),
        ("end", Group.SPEAKER),
    ]


async def test_all_of_it_ends_in_time_whatever_hangs() -> None:
    groups = (Group.NETWORK, Group.CALENDAR, Group.CALL)
    run = Run(dict.fromkeys(groups, ("one", "hangs")))
    begun = time.monotonic()
    await run.go(all_s=3.0)
    assert time.monotonic() - begun < 25, "far more than the bound of the whole run"
    assert run.checks[Group.NETWORK][-1].value != "yes", "it was not said that it did not end"
    unasked = [check for group in groups[1:] for check in run.checks[group]]
    assert [(check.state, check.fault) for check in unasked] == [(State.NOT_APPLICABLE, "")] * 2
    assert [event for event, _group in run.events] == ["begin", "end"] * 3


def content_of(file: Path) -> str:
    """What a process writes there, as soon as it has."""
    deadline = time.monotonic() + 30
    while not (file.exists() and file.read_text()):
        assert time.monotonic() < deadline, "it never began"
        time.sleep(0.05)
    return file.read_text()


def wait_for_the_end(pid: str) -> None:
    deadline = time.monotonic() + 30
    while lives(pid):
        assert time.monotonic() < deadline, "it is left"
        time.sleep(0.05)


def lives(pid: str) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_a_cancelled_run_leaves_no_process(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    script = f"import os,time; open({str(pid_file)!r},'w').write(str(os.getpid())); time.sleep(600)"
    plans = {Group.COMPUTER: Plan("one", 600.0, (sys.executable, "-c", script))}

    async def begin(_group: Group) -> None:
        pass

    handlers = RunHandlers(begin, lambda _g, _f: None, lambda _g: None)
    runner = Runner(lambda g: Request(g, Settings()), handlers, plans=plans)
    task = asyncio.ensure_future(runner.run([Group.COMPUTER]))
    pid = await asyncio.to_thread(content_of, pid_file)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not lives(pid)


async def test_the_time_a_check_took_is_filled_in() -> None:
    run = Run({Group.COMPUTER: ("one", "good")})
    await run.go()
    [check] = run.checks[Group.COMPUTER]
    assert check.seconds > 0

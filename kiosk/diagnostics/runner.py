"""Runs probes: side by side where they do not disturb each other, each within its time.

A group's probe is a process of its own, so a driver that hangs is killed with it and the others go
on. What it had found until then counts.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import msgspec

from kiosk.base.child import Child
from kiosk.base.paths import ROOT
from kiosk.base.pipe import Messages
from kiosk.diagnostics.catalogue import found
from kiosk.diagnostics.check import Check, Finding, Group, Request, State, decode_finding, encode
from kiosk.diagnostics.starved import REASON, was_kept_from_running

log = logging.getLogger(__name__)

MAX_LINE_BYTES = 8 << 20
"""A camera picture of a report is one line."""
COMMAND = (sys.executable, "-m", "kiosk.diagnostics.probe")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a group is run. Groups of one lane run one after the other, lanes side by side."""

    lane: str
    limit_s: float
    command: tuple[str, ...] = COMMAND


PLANS: dict[Group, Plan] = {
    Group.CAMERA: Plan("camera", 30.0),
    Group.MICROPHONE: Plan("sound", 15.0),
    Group.SPEAKER: Plan("sound", 25.0),
    Group.NETWORK: Plan("servers", 12.0),
    Group.CALENDAR: Plan("servers", 10.0),
    Group.MEETING: Plan("servers", 15.0),
    Group.CALL: Plan("call", 25.0),
    Group.COMPUTER: Plan("machine", 12.0),
    Group.SCREEN: Plan("machine", 10.0, (sys.executable, "-m", "kiosk.ui.screen_probe")),
}
"""The sound lane: a chirp would spoil the microphone's noise floor. The screen's probe needs Qt,
which is the user interface's. Limits are several times what the probe needs on a slow PC."""
ALL_S = 43.0
"""A whole run ends within 45 s, whatever hangs: what is left then is killed."""


@dataclass(frozen=True, slots=True)
class RunHandlers:
    """What a run tells, on its loop."""

    on_begin: Callable[[Group], Awaitable[None]]
    """Awaited before the probe starts: its device must be free by then."""
    on_finding: Callable[[Group, Finding], None]
    on_end: Callable[[Group], None]


class Runner:
    """One run of some groups; cancel `run` to end it. Every process is gone when it returns."""

    def __init__(
        self,
        make_request: Callable[[Group], Request],
        handlers: RunHandlers,
        *,
        plans: dict[Group, Plan] | None = None,
        all_s: float = ALL_S,
        quiet: bool = False,
        slow: int = logging.WARNING,
    ) -> None:
        """`quiet`: what the probes log, and what native code prints in them, is not shown.

        `slow`: at which level the log says that a probe's time was over.
        """
        self._make_request = make_request
        self._handlers = handlers
        self._plans = PLANS if plans is None else plans
        self._all_s = all_s
        self._stderr = subprocess.DEVNULL if quiet else None
        self._slow = slow
        self._until_s = 0.0
        self._groups: tuple[Group, ...] = ()

    async def run(self, groups: Sequence[Group]) -> None:
        """Check these groups."""
        self._until_s = time.monotonic() + self._all_s
        self._groups = tuple(groups)
        lanes: dict[str, list[Group]] = {}
        for group in groups:
            lanes.setdefault(self._plans[group].lane, []).append(group)
        async with asyncio.TaskGroup() as tasks:
            for lane in lanes.values():
                tasks.create_task(self._run_lane(lane))

    async def _run_lane(self, groups: Sequence[Group]) -> None:
        for group in groups:
            try:
                await self._handlers.on_begin(group)
                await self._probe(group)
            finally:
                self._handlers.on_end(group)

    async def _probe(self, group: Group) -> None:
        plan = self._plans[group]
        limit_s = min(plan.limit_s, max(0.0, self._until_s - time.monotonic()))
        begun_s = time.monotonic()
        if limit_s <= 0:  # of what was never asked nothing is known
            log.log(self._slow, "there is no time left for the probe of %s", group.value)
            self._blame(group, "", begun_s, limit_s)
            return
        try:
            child = Child(
                plan.command,
                f"the probe of {group.value}",
                line_bytes=MAX_LINE_BYTES,
                stderr=self._stderr,
                cwd=ROOT,
                own_group=True,
            )
        except OSError as error:
            log.warning("the probe of %s cannot be started: %s", group.value, error.strerror)
            self._blame(group, "probe-not-started", begun_s, limit_s)
            return
        async with child:
            try:
                async with asyncio.timeout(limit_s):
                    await self._listen(group, child, begun_s)
                    status = await child.wait()
            except TimeoutError:
                log.log(
                    self._slow, "the probe of %s was stopped after %.0f s", group.value, limit_s
                )
                starved = was_kept_from_running(child.pid, limit_s)
                self._blame(group, "" if starved else "probe-hangs", begun_s, limit_s)
                return
        if status != 0:
            log.warning("the probe of %s ended with %d", group.value, status)
            self._blame(group, "probe-died", begun_s, limit_s)

    async def _listen(self, group: Group, child: Child, begun_s: float) -> None:
        request = msgspec.structs.replace(self._make_request(group), groups=self._groups)
        with contextlib.suppress(OSError):  # it died before it read: its status says so
            await child.feed(encode(request))
        messages: Messages[Finding] = Messages(decode_finding, f"the probe of {group.value}")
        last_s = begun_s
        while line := await child.next_line():
            finding = messages.read(line)
            if finding is None:
                continue
            if isinstance(finding, Check):
                now_s = time.monotonic()
                if finding.seconds == 0.0:
                    finding = msgspec.structs.replace(finding, seconds=round(now_s - last_s, 2))
                last_s = now_s
            self._handlers.on_finding(group, finding)

    def _blame(self, group: Group, fault: str, begun_s: float, limit_s: float) -> None:
        """No fault: the computer kept the probe from coming to its end."""
        check = found(
            f"{group.value}.probe",
            State.FAILED if fault else State.NOT_APPLICABLE,
            None if fault else REASON,
            fault=fault,
            facts={"limit": f"{limit_s:.0f}"},
            seconds=round(time.monotonic() - begun_s, 2),
        )
        self._handlers.on_finding(group, check)

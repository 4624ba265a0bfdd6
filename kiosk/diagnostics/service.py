"""The diagnostics of the running kiosk: runs for the technician, and the quick set by itself.

Lives on the core loop; implements `state.DiagnosticsPort`. Devices are lent to the probes while
they are checked, never while we want to be in a meeting.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.base.config import Settings
from kiosk.base.onloop import Telling
from kiosk.diagnostics import catalogue, quick
from kiosk.diagnostics.check import Check, Finding, Group, Level, Report, Request
from kiosk.diagnostics.collect import Collector
from kiosk.diagnostics.runner import PLANS, Plan, RunHandlers, Runner
from kiosk.diagnostics.state import DiagnosticsState, ExportState, QuickState, Stick
from kiosk.model.gear import DeviceKind

log = logging.getLogger(__name__)

_SOUND = frozenset({DeviceKind.MICROPHONE, DeviceKind.SPEAKER})
_LENT: dict[Group, frozenset[DeviceKind]] = {
    Group.CAMERA: frozenset({DeviceKind.CAMERA}),
    Group.MICROPHONE: _SOUND,
    Group.SPEAKER: _SOUND,
}
"""Both ends of the sound at once: the loudspeaker's chimes would be in the microphone."""
_STICK_S = 60.0
"""For two small files: a stick that takes longer is broken."""
_TONE_S = 8.0
"""A tone takes two seconds; a driver that holds it up is not waited for longer."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the kiosk gives to the diagnostics; all on the core loop."""

    settings: Callable[[], Settings]
    meeting_url: Callable[[], str]
    """WebSocket address of the next meeting's server, empty when none is known."""
    lend: Callable[[frozenset[DeviceKind]], Coroutine[None, None, None]]
    """Give these devices to a probe, and return when they are free; the others come back."""
    may_run: Callable[[], bool]
    """False in a meeting: its devices are not to be touched."""
    live: Callable[[], quick.Live]
    """What the kiosk knows of itself without a probe."""
    tell: Callable[..., None]
    """`tell(kind, **facts)` writes into the history."""
    hear_clock: Callable[[float], None] = lambda _ahead_s: None
    """A probe has measured how far our clock is ahead, in seconds."""
    is_day_sure: Callable[[], bool] = lambda: False
    """Whether a server has confirmed the clock's date."""
    loopback: bool = False


class Diagnostics(Telling[DiagnosticsState]):
    """`run_quick` and the verbs; make it anywhere, the verbs may be called on any thread."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        folder: Path,
        around: Surroundings,
        plans: dict[Group, Plan] | None = None,
    ) -> None:
        collector = Collector()
        super().__init__(loop, DiagnosticsState(groups=collector.groups))
        self._collector = collector
        self._folder = folder
        self._around = around
        self._plans = PLANS if plans is None else plans
        self._running: asyncio.Task[None] | None = None
        self._quick: asyncio.Task[tuple[Check, ...]] | None = None
        self._needing: set[Group] = set()
        """Whose devices are not to come back yet: they run, or their turn in a lane comes."""
        self._pictures = False
        self._files: tuple[Path, ...] = ()

    # --- verbs, on any thread ---------------------------------------------------------------

    def run(self, groups: tuple[Group, ...] = (), *, pictures: bool = False) -> None:
        """See `DiagnosticsPort`."""
        self._post(self._start, groups or tuple(Group), pictures)

    def cancel(self) -> None:
        """See `DiagnosticsPort`."""
        self._post(self._cancel)

    def play_tone(self, side: str) -> None:
        """See `DiagnosticsPort`."""
        self._post(self._replace, lambda: self._play_tone(side))

    def answer(self, check_id: str, good: bool) -> None:
        """See `DiagnosticsPort`."""
        self._post(self._answer, check_id, good)

    def look_for_sticks(self) -> None:
        """See `DiagnosticsPort`."""
        self._post(self._spawn_later, self._look_for_sticks)

    def save(self, stick: Stick) -> None:
        """See `DiagnosticsPort`."""
        self._post(self._spawn_later, self._save, stick)

    # --- on the core loop -------------------------------------------------------------------

    async def run_quick(self, patience: float = 1.0) -> bool:
        """The small set, once: never while the technician's run goes on, and dropped for it.

        At most five seconds times `quick.patience`. Returns whether it came to its end.
        """
        if self._running is not None and not self._running.done():
            return False
        measuring = quick.measure(
            self._request,
            self._around.live,
            self._plans,
            quick.ALL_S * patience,
            self._hear,
        )
        self._quick = asyncio.ensure_future(measuring)
        try:
            await asyncio.wait([self._quick])
        finally:
            await self._end_quick()
        if self._quick.cancelled():
            log.info("the quick set was dropped")
            return False
        state = QuickState(self._quick.result(), self._around.live().now)
        if state.worst is not None and state.worst != self._state.quick.worst:
            self._around.tell("quick-failed", check=state.worst.id, state=state.worst.state.value)
        self._set(quick=state)
        return True

    def drop_quick(self) -> None:
        """Somebody needs this computer for more important things: end the small set, if it runs."""
        if self._quick is not None:
            self._quick.cancel()

    async def _end_quick(self) -> None:
        self.drop_quick()
        if self._quick is not None:
            await asyncio.gather(self._quick, return_exceptions=True)

    async def aclose(self) -> None:
        """End whatever runs (idempotent)."""
        self._cancel()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)
        await self._end_quick()
        await self._end_tasks()

    def refresh_quick(self) -> None:
        """Look again at what needs no probe: a device has come or gone."""
        quick_state, live = self._state.quick, self._around.live()
        if quick_state.at is not None or live.failing or live.clock_is_wrong:
            checks = quick.renewed(quick_state.checks, live)
            self._set(quick=QuickState(checks, quick_state.at or live.now))

    def _start(self, groups: tuple[Group, ...], pictures: bool) -> None:
        if not self._around.may_run():
            log.info("not checking during a meeting")
            return
        self._collector.begin_run(groups)
        self._set(running=True, groups=self._collector.groups)
        self._pictures = pictures
        self._replace(lambda: self._run(groups))

    def _replace(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """One at a time has the devices: what runs is ended first."""
        before = self._running

        async def after() -> None:
            if before is not None:
                before.cancel()
                await asyncio.gather(before, return_exceptions=True)
            await self._end_quick()
            await work()

        self._running = asyncio.ensure_future(after())

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    async def _run(self, groups: Sequence[Group]) -> None:
        self._collector.begin_run(groups)
        self._set(running=True, groups=self._collector.groups)
        handlers = RunHandlers(self._on_begin, self._on_finding, self._on_end)
        self._needing = set(groups)
        try:
            await Runner(self._request, handlers, plans=self._plans).run(groups)
        finally:
            self._needing.clear()
            self._collector.end_run()
            self._set(running=False, seconds=self._collector.seconds, groups=self._collector.groups)
            await self._lend()
        await self._keep(groups)

    async def _on_begin(self, group: Group) -> None:
        self._collector.begin(group)
        self._set(groups=self._collector.groups)
        if group in _LENT:
            await self._lend()

    def _on_finding(self, group: Group, finding: Finding) -> None:
        self._collector.take(group, finding)
        if isinstance(finding, Level):
            self._set(level_dbfs=finding.dbfs)
        else:
            self._hear(finding)
            self._set(groups=self._collector.groups)

    def _hear(self, finding: Finding) -> None:
        """The clock, where it was compared."""
        match finding:
            case Check(id=quick.CLOCK, value=float(ahead_s)):
                self._around.hear_clock(ahead_s)

    def _on_end(self, group: Group) -> None:
        self._collector.end(group)
        self._needing.discard(group)
        self._set(groups=self._collector.groups, level_dbfs=self._collector.level_dbfs)
        if group in _LENT:
            self._spawn(self._lend())

    async def _lend(self) -> None:
        """What is lent is decided now and not when this was asked for: the latest wins."""
        devices = (_LENT.get(group, frozenset[DeviceKind]()) for group in self._needing)
        await self._around.lend(frozenset[DeviceKind]().union(*devices))

    def _request(self, group: Group, question: str = "") -> Request:
        return Request(
            group=group,
            settings=self._around.settings(),
            state_dir=str(self._folder),
            meeting_url=self._around.meeting_url(),
            pictures=self._pictures,
            loopback=self._around.loopback,
            question=question,
        )

    async def _play_tone(self, side: str) -> None:
        async def lend(group: Group) -> None:
            self._needing.add(group)
            await self._lend()

        handlers = RunHandlers(lend, lambda _group, _finding: None, lambda _group: None)
        try:
            await Runner(
                lambda group: self._request(group, f"tone-{side}"),
                handlers,
                plans={Group.SPEAKER: replace(self._plans[Group.SPEAKER], limit_s=_TONE_S)},
            ).run([Group.SPEAKER])
        finally:
            self._needing.clear()
            await self._lend()

    def _answer(self, check_id: str, good: bool) -> None:
        self._collector.answer(catalogue.answered(check_id, good))
        self._set(groups=self._collector.groups)
        self._spawn(self._keep(tuple(Group)))

    # --- the report -------------------------------------------------------------------------

    def _report(self) -> Report:
        """Of all that is known, whichever run it comes from."""
        settings = self._around.settings()
        return self._collector.report(settings.point.id, settings.screen.language, tuple(Group))

    async def _keep(self, groups: Sequence[Group]) -> None:
        from kiosk.diagnostics.report import short, store  # not for the start of the kiosk

        report = self._report()
        self._around.tell("diagnosed", state=report.state.value, checks=str(len(report.checks)))
        log.info(
            "diagnosed",
            extra={"data": {"state": report.state.value, "groups": len(groups)}},
        )
        try:
            kept = store.ReportStore(self._folder, is_day_sure=self._around.is_day_sure())
            self._files = await asyncio.to_thread(kept.save, report)
        except OSError as error:
            log.warning("the report was not kept: %s", error.strerror)
            self._files = ()
        name = self._files[0].name if self._files else ""
        self._set(export=ExportState(short.short_form(report), name, self._state.export.sticks))

    async def _look_for_sticks(self) -> None:
        from kiosk.devices import sticks

        found = await asyncio.to_thread(sticks.sticks)
        self._set(export=replace(self._state.export, sticks=found))

    async def _save(self, stick: Stick) -> None:
        from kiosk.devices.sticks import StickError
        from kiosk.diagnostics.report import sticks

        export = replace(self._state.export, saved_to="", failure="")
        self._set(export=replace(export, saving=True))
        try:
            async with asyncio.timeout(_STICK_S):
                await asyncio.to_thread(sticks.save, self._files, stick)
        except StickError as error:
            self._set(export=replace(export, failure=error.advice))
            return
        except TimeoutError:  # a stick that hangs in the kernel keeps its thread
            self._set(export=replace(export, failure="stick-broken"))
            return
        self._around.tell("report-saved", stick=stick.name)
        self._set(export=replace(export, saved_to=stick.name))

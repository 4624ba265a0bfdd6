"""Setting up a point, step by step, for a screen: implements `state.ProvisionPort`.

Lives on the core's loop; whatever blocks runs on threads that nobody has to wait for. Codes that
are typed and files that were read are forgotten when the step is over.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import sys
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.base import unwaited
from kiosk.base.child import Child
from kiosk.base.config import Language
from kiosk.base.errors import KioskError
from kiosk.base.onloop import Telling
from kiosk.base.paths import ROOT
from kiosk.base.storage import Tell, tell_nobody
from kiosk.provision.errors import ProvisionError, Reason
from kiosk.provision.state import Candidate, ProvisionState, Scan, Step

log = logging.getLogger(__name__)

T = TypeVar("T")

_LOOK_S = 1.0
_STICK_S = 30.0
"""A stick that hangs in the kernel keeps its thread, not the screen."""
_SCAN_LINE_BYTES = 1 << 20


async def _nobody_has_it(_needed: bool) -> None:
    """For a camera that nobody else uses."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file between its being read and its being taken over."""

    data: bytes
    candidate: Candidate | None
    description: object | None = None


class Provisioning(Telling[ProvisionState]):
    """Make it anywhere; the verbs may be called on any thread and act on the loop."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        folder: Path,
        *,
        language: Callable[[], Language],
        camera: Callable[[], str] = lambda: "auto",
        lend_camera: Callable[[bool], Awaitable[None]] = _nobody_has_it,
        tell: Tell = tell_nobody,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`folder` is the state folder; `language` of the words in `lines`; `camera` the wish.

        `lend_camera(True)` is awaited before the camera is opened here, `(False)` when it is free
        again. `tell` hears `provisioned` for the history.
        """
        super().__init__(loop, ProvisionState())
        self._folder, self._language, self._camera = folder, language, camera
        self._lend_camera, self._tell, self._now = lend_camera, tell, now
        self._work: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None
        self._opened: _Opened | None = None
        self._known: frozenset[Candidate] = frozenset()

    # --- verbs, on any thread ---------------------------------------------------------------

    def look(self, on: bool) -> None:
        """See `ProvisionPort`."""
        self._post(self._look, on)

    def choose(self, candidate: Candidate) -> None:
        """See `ProvisionPort`."""
        self._post(self._begin, Step.READING, self._read_stick, candidate)

    def scan(self) -> None:
        """See `ProvisionPort`."""
        self._post(self._begin, Step.SCANNING, self._scan)

    def fetch(self, address: str) -> None:
        """See `ProvisionPort`."""
        self._post(self._begin, Step.READING, self._fetch, address)

    def enter_code(self, code: str) -> None:
        """See `ProvisionPort`."""
        self._post(self._on_code, code)

    def accept(self) -> None:
        """See `ProvisionPort`."""
        self._post(self._on_accept)

    def back(self) -> None:
        """See `ProvisionPort`. While it is being taken over this comes too late."""
        self._post(self._on_back)

    # --- on the loop ------------------------------------------------------------------------

    async def aclose(self) -> None:
        """End what goes on (idempotent)."""
        self._look(False)
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)
        await self._end_tasks()

    def _look(self, on: bool) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if on:
            self._known = frozenset()
            self._looking = self._loop.create_task(self._watch())

    async def _watch(self) -> None:
        """Only sticks that are new are read: one that is in is not mounted each second."""
        from kiosk.devices import sticks
        from kiosk.provision import onstick

        read: dict[sticks.Stick, tuple[Candidate, ...]] = {}
        while True:
            there = await self._unwaited(sticks.sticks) or ()
            read = {stick: read[stick] for stick in there if stick in read}
            for stick in there:
                if stick not in read:
                    read[stick] = await self._unwaited(onstick.candidates, stick) or ()
            candidates = tuple(each for found in read.values() for each in found)
            self._set(candidates=candidates)
            new = [each for each in candidates if each not in self._known]
            self._known = frozenset(candidates)
            if len(new) == len(candidates) == 1 and self._state.step is Step.CHOOSE:
                self._begin(Step.READING, self._read_stick, new[0])
            await asyncio.sleep(_LOOK_S)

    async def _unwaited(self, call: Callable[..., T], *arguments: object) -> T | None:
        """What it gives; None where it takes too long."""
        try:
            async with asyncio.timeout(_STICK_S):
                return await asyncio.wrap_future(unwaited.begin(call, *arguments))
        except TimeoutError:
            log.warning("a stick does not answer")
            return None

    def _begin(
        self, step: Step, work: Callable[..., Coroutine[None, None, None]], *arguments: object
    ) -> None:
        """Do this step, unless one is under way that must not be disturbed."""
        if self._state.step in (Step.APPLYING, Step.DONE):
            return
        if self._work is not None:
            self._work.cancel()
        self._set(step=step, problem=None, scan=Scan())
        self._work = self._loop.create_task(self._guarded(work(*arguments)))

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        before = self._state.step
        try:
            await work
        except ProvisionError as error:
            log.warning("setting up: %s", error.reason.value)
            again = {Step.CODE: Step.CODE, Step.APPLYING: Step.CONFIRM}.get(before, Step.CHOOSE)
            self._set(step=again, problem=error)
        except KioskError as error:
            log.error("setting up: %s", error)
            self._set(step=Step.CHOOSE, problem=ProvisionError(Reason.UNREADABLE))
        except Exception:
            log.exception("setting up met a bug")
            self._set(step=Step.CHOOSE, problem=ProvisionError(Reason.UNREADABLE))

    def _on_back(self) -> None:
        if self._state.step in (Step.APPLYING, Step.DONE):
            return
        if self._work is not None:
            self._work.cancel()
        self._opened = None
        self._put(ProvisionState(candidates=self._state.candidates))

    async def _read_stick(self, candidate: Candidate) -> None:
        from kiosk.provision import onstick

        data = await self._unwaited(onstick.read_candidate, candidate)
        if data is None:
            raise ProvisionError(Reason.UNREADABLE)
        await self._offer(data, candidate)

    async def _fetch(self, address: str) -> None:
        from kiosk.provision.fetching import fetch

        await self._offer(await asyncio.wrap_future(unwaited.begin(fetch, address)), None)

    async def _scan(self) -> None:
        from kiosk.provision.codes import Collector

        collector, data = Collector(), None
        await self._lend_camera(True)
        try:
            command = [sys.executable, "-m", "kiosk.provision.scanning", self._camera()]
            async with Child(
                command, "the camera's process", line_bytes=_SCAN_LINE_BYTES, cwd=ROOT
            ) as child:
                while data is None:
                    line = await child.next_line()
                    if not line:
                        raise ProvisionError(Reason.NO_CAMERA)
                    data = self._on_seen(line, collector)
        except OSError as error:
            raise ProvisionError(Reason.NO_CAMERA) from error
        finally:
            await self._lend_camera(False)
        await self._offer(data, None)

    def _on_seen(self, line: bytes, collector: object) -> bytes | None:
        from kiosk.provision.codes import Collector
        from kiosk.provision.scanning import Seen

        assert isinstance(collector, Collector)
        try:
            seen = msgspec.json.decode(line, type=Seen)
            picture = base64.b64decode(seen.picture)
        except ValueError:
            return None
        problem, data = self._state.problem, None
        for text in seen.codes:
            try:
                data = collector.add(text) or data
                problem = None
            except ProvisionError as error:
                if error.reason is not Reason.MIXED_CODES:
                    raise
                problem = error  # said while the camera goes on
        self._set(scan=Scan(collector.have, collector.of, picture), problem=problem)
        return data

    async def _offer(self, data: bytes, candidate: Candidate | None) -> None:
        """A file was read: say whose it is, and ask for its code or for consent."""
        from kiosk.provision import applying, onstick, pointfile

        sealed = pointfile.read(data)
        self._set(point=sealed.head.name, commune=sealed.head.commune)
        if await asyncio.to_thread(applying.is_used, self._folder, sealed.file_id):
            if candidate is not None:  # a power cut may have come before it was taken away
                await self._unwaited(onstick.wipe_candidate, candidate, data)
            raise ProvisionError(Reason.USED)
        sealed.check_day(self._now())
        self._opened = _Opened(data, candidate)
        if sealed.needs_code:
            self._set(step=Step.CODE)
        else:
            await self._open("")

    def _on_code(self, code: str) -> None:
        if self._state.step is Step.CODE:
            self._begin(Step.CODE, self._open, code)

    async def _open(self, code: str) -> None:
        from kiosk.provision import pointfile
        from kiosk.provision.told import lines

        opened = self._opened
        if opened is None:
            return
        sealed = pointfile.read(opened.data)
        description = await asyncio.to_thread(sealed.opened, code)
        self._opened = _Opened(opened.data, opened.candidate, description)
        self._set(step=Step.CONFIRM, lines=lines(description, self._language()))

    def _on_accept(self) -> None:
        if self._state.step is Step.CONFIRM and self._opened is not None:
            self._begin(Step.APPLYING, self._apply, self._opened)

    async def _apply(self, opened: _Opened) -> None:
        from kiosk.provision import applying, onstick, pointfile
        from kiosk.provision.description import Description

        assert isinstance(opened.description, Description)
        file_id = pointfile.read(opened.data).file_id
        await asyncio.wrap_future(
            unwaited.begin(applying.apply, opened.description, file_id, self._folder, self._tell)
        )
        wiped = None
        if opened.candidate is not None:
            wiped = bool(
                await self._unwaited(onstick.wipe_candidate, opened.candidate, opened.data)
            )
        self._opened = None
        self._set(step=Step.DONE, wiped=wiped)

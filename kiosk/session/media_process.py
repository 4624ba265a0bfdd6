"""The media process as the UI process sees it: started, listened to, killed, restarted.

It can crash or hang natively (drivers, codecs), so it is never trusted to end by itself: no
heartbeat means kill. Whoever owns this object replays the wishes when `on_start` is called.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Callable, Sequence

import msgspec

from kiosk.base.pipe import end_child, next_line
from kiosk.base.retry import ladder
from kiosk.model.frames import FrameStore
from kiosk.model.wire import Command, Event, Heartbeat, Quit, Ready, decode_event, encode

log = logging.getLogger(__name__)

START_S = 20.0
"""Importing the media libraries takes a second on a good PC and ten on the worst, cold."""
SILENT_S = 4.0
"""Four heartbeats missed. Longer than any stall measured on a loaded PC, shorter than patience."""
QUIT_S = 3.0
CHECK_S = 0.5
RESTART_LADDER_S = (0.0, 0.3, 1.2, 2.7, 4.8)
MAX_LINE_BYTES = 1 << 20


class MediaProcess:
    """`run` it as a task on the core loop; cancelling that task ends the process."""

    def __init__(
        self,
        store: FrameStore,
        arguments: Sequence[str],
        on_event: Callable[[Event], None],
        on_start: Callable[[], None],
        on_stop: Callable[[], None],
    ) -> None:
        self._store = store
        self._arguments = [*arguments, "--frames", store.handle]
        self._on_event = on_event
        self._on_start = on_start
        self._on_stop = on_stop
        self._process: asyncio.subprocess.Process | None = None
        self._is_ready = False
        self._heard_s = 0.0
        self.was_hanging = False
        """Whether the last one that ended was killed, because it did not answer any more."""

    @property
    def is_ready(self) -> bool:
        """Whether it takes commands."""
        return self._is_ready

    @property
    def pid(self) -> int:
        """Its process id, 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def send(self, command: Command) -> None:
        """Tell it; dropped while it is not ready, because `on_start` replays the wishes."""
        process = self._process
        if self._is_ready and process is not None and process.stdin is not None:
            with contextlib.suppress(OSError, RuntimeError):  # it is dying: noticed elsewhere
                process.stdin.write(encode(command))

    async def run(self) -> None:
        """Keep it running until cancelled."""
        waits = ladder(RESTART_LADDER_S)
        while True:
            began_s = time.monotonic()
            await self._live()
            if time.monotonic() - began_s > 60:
                waits = ladder(RESTART_LADDER_S)
            await asyncio.sleep(next(waits))

    async def _live(self) -> None:
        """One process from its start to its end."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kiosk.conference.worker",
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=MAX_LINE_BYTES,
            pass_fds=self._store.inherited_fds,
        )
        self._process = process
        self.was_hanging = False
        self._heard_s = time.monotonic() + START_S - SILENT_S
        watching = asyncio.ensure_future(self._kill_when_silent(process))
        try:
            await self._listen(process)
        except asyncio.CancelledError:
            await self._quit(process)
            raise
        finally:
            watching.cancel()
            self._is_ready = False
            self._process = None
            await end_child(process)
            self._on_stop()
        log.warning("the media process ended with %s", process.returncode)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        if process.stdout is None:
            raise RuntimeError("the media process has no output")
        while line := await next_line(process.stdout):
            try:
                event = decode_event(line)
            except msgspec.MsgspecError:
                log.warning("the media process sent something that is not a message")
                continue
            if isinstance(event, Ready | Heartbeat):
                self._heard_s = time.monotonic()
            if isinstance(event, Ready):
                self._is_ready = True
                self._on_start()
            if not isinstance(event, Heartbeat):
                self._on_event(event)

    async def _kill_when_silent(self, process: asyncio.subprocess.Process) -> None:
        while True:
            left_s = SILENT_S - (time.monotonic() - self._heard_s)
            if left_s <= 0:
                break
            await asyncio.sleep(min(left_s, CHECK_S))
        log.warning("the media process does not answer and is killed")
        self.was_hanging = True
        with contextlib.suppress(ProcessLookupError):
            process.kill()

    async def _quit(self, process: asyncio.subprocess.Process) -> None:
        """Let it leave the room in good order before it is killed."""
        self.send(Quit())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(QUIT_S):
                await process.wait()

"""The camera: a thread that opens, reads, notices failure and opens again, until it is closed.

Hands out 1280x720 pictures whatever the camera delivers, and says how it is. The camera that is
named is preferred: while it is missing or frozen another one runs, and it is taken again when it
is back. A driver that hangs costs a thread that is left behind, never the caller.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.base.errors import Code, KioskError
from kiosk.base.faults import Faults
from kiosk.base.retry import ladder
from kiosk.devices.camera_source import PictureSource, open_first
from kiosk.devices.camera_watch import (
    LOOK_S,
    NodeWatch,
    Preference,
    SamePictureError,
    SamePictureWatch,
    whats_there,
)
from kiosk.devices.catalog import NONE, Look, camera_choices
from kiosk.model.frames import Picture
from kiosk.model.gear import STARTING, DeviceState, DeviceStatus

log = logging.getLogger(__name__)

SAME_PICTURE_S = 5.0
"""After an unplug `read` may return the last picture for ever; a live sensor always has noise."""
STUCK_S = 4.0
"""V4L2 gives up a read after two seconds; one that takes longer than this hangs in the driver."""
RETRY_S = (0.5, 1.0, 2.0, 3.0)
_POLL_S = 0.5
"""How often a failed camera's list is looked at: what is plugged in is opened at once."""
_STOP_WAIT_S = 2.5
"""How long a successor waits for its predecessor: V4L2 gives up a read after two seconds."""
_STATE_DETAIL_AFTER = 60
"""Pictures after which the real rate is known well enough to tell the technician."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What every run of a camera has in common."""

    on_picture: Callable[[Picture], None]
    on_state: Callable[[DeviceState], None]
    same_picture_s: float
    stuck_s: float
    retry_s: Sequence[float]
    look: Look


class Camera:
    """Keeps a camera running. Callbacks come from its threads; after `close` there are none."""

    def __init__(
        self,
        on_picture: Callable[[Picture], None],
        on_state: Callable[[DeviceState], None],
        *,
        same_picture_s: float = SAME_PICTURE_S,
        stuck_s: float = STUCK_S,
        retry_s: Sequence[float] = RETRY_S,
        look: Look = camera_choices,
    ) -> None:
        self._terms = _Terms(on_picture, on_state, same_picture_s, stuck_s, retry_s, look)
        self._run: _Run | None = None

    def open(self, wish: str) -> None:
        """Use this camera (an id, `auto`, `synthetic`, `file:…`) from now on. Returns at once.

        `none` gives the device back: its threads end, and once it is free the state is STARTING.
        """
        previous = self._run
        if previous is not None:
            previous.end.set()
        if wish != NONE:
            self._run = _Run(wish, self._terms, previous)
            self._run.start()
        elif previous is not None:
            threading.Thread(target=self._tell_free, args=(previous,), daemon=True).start()

    def _tell_free(self, released: _Run) -> None:
        released.join()
        if self._run is released:  # else somebody has opened it anew
            self._terms.on_state(STARTING)

    def close(self) -> None:
        """Stop (idempotent). Waits a little for the device to be free, never for a hanging one."""
        run, self._run = self._run, None
        if run is not None:
            run.end.set()
            run.join()


class _Run:
    """One wish, the thread that serves it, and one that notices when that hangs."""

    def __init__(self, wish: str, terms: _Terms, previous: _Run | None) -> None:
        self._wish = wish
        self._terms = terms
        self._previous = previous
        self._preference = Preference(wish, terms.look)
        self._state: DeviceState | None = None
        self._state_lock = threading.Lock()
        self._frozen: tuple[str, bytes] = ("", b"")
        """Which camera froze, by its id, and at what."""
        self._last = ""
        """The camera that is to be opened only if no other one can be."""
        self._is_try = False
        """Another camera was left for the one that is wished for."""
        self._reading: tuple[float, NodeWatch] | None = None
        """Since when (monotonic) a read is under way."""
        self._failure: KioskError | None = None
        """Why the last run of a camera ended; None: it was to end."""
        self.end = threading.Event()
        self._faults = Faults(log, "the camera's thread met a bug")
        self._thread = threading.Thread(target=self._serve, name="camera", daemon=True)

    def start(self) -> None:
        """Begin as soon as the predecessor has ended."""
        self._thread.start()
        threading.Thread(target=self._watch_reads, name="camera-watch", daemon=True).start()

    def join(self) -> None:
        """Wait a little for its end, which has been set."""
        if threading.current_thread() is not self._thread:
            self._thread.join(_STOP_WAIT_S)

    def _serve(self) -> None:
        if self._previous is not None:
            self._previous.join()
            self._previous = None
        self._tell(STARTING)
        waits = ladder(self._terms.retry_s)
        while not self.end.is_set():
            started, there = time.monotonic(), self._whats_there()
            self._failure = KioskError(Code.DEVICE_FAILED, "The camera failed.")
            self._faults.run(self._serve_once)
            if self._failure is None:
                continue
            self._tell_failure(self._failure)
            if time.monotonic() - started > 10:
                waits = ladder(self._terms.retry_s)  # it had worked: try again at once
            if self._wait_for_change(there, next(waits)):
                waits = ladder(self._terms.retry_s)

    def _serve_once(self) -> None:
        try:
            self._read_until_better()
            self._failure = None
        except KioskError as error:
            self._failure = error

    def _whats_there(self) -> Sequence[object]:
        seen: list[object] = []  # stays so when the list cannot be read
        self._faults.run(lambda: seen.extend(whats_there(self._wish, self._terms.look)))
        return seen

    def _wait_for_change(self, there: object, wait_s: float) -> bool:
        """Wait; at once True when a camera has come or gone since `there`."""
        until = time.monotonic() + wait_s
        while self._whats_there() == there:
            left_s = until - time.monotonic()
            if left_s <= 0 or self.end.wait(min(_POLL_S, left_s)):
                return False
        return True

    def _read_until_better(self) -> None:
        """Hand out pictures until the named camera is back. Raises `KioskError`."""
        is_try, self._is_try = self._is_try, False
        source, choice = open_first(self._wish, self._terms.look, last=self._last)
        key = choice.id if choice is not None else ""
        node = NodeWatch(choice)
        self._last = ""
        self._preference.opened(choice, time.monotonic())
        try:
            self._hand_out(source, key, node)
        except SamePictureError as error:
            is_still = self._frozen == (key, error.sample)
            self._frozen, self._last = (key, error.sample), key
            node.check()
            if not (is_try and is_still):
                raise
            log.info("the camera that is wished for is still frozen")
        except KioskError:
            node.check()  # if it was pulled, that is what is told
            raise
        finally:
            self._reading = None
            source.close()

    def _hand_out(self, source: PictureSource, key: str, node: NodeWatch) -> None:
        frozen = self._frozen[1] if self._frozen[0] == key else b""
        watch = SamePictureWatch(self._terms.same_picture_s, frozen)
        began, count = time.monotonic(), 0
        while not self.end.is_set():
            if node.is_due():
                node.check()
                if self._preference.is_due(time.monotonic()):
                    log.info("the camera that is wished for is tried again")
                    self._is_try = True
                    return
            self._reading = (time.monotonic(), node)
            picture = source.read()
            if not watch.lives(picture):
                continue
            if frozen:
                frozen, self._frozen = b"", ("", b"")
            count += 1
            if count in (1, _STATE_DETAIL_AFTER) or not self._is_running():
                rate = (count - 1) / (time.monotonic() - began) if count > 1 else 0.0
                self._tell(_running(source, rate))
            if not self.end.is_set():
                self._terms.on_picture(picture)

    def _watch_reads(self) -> None:
        """Tell when a read does not come back; the thread that reads cannot."""
        while not self.end.wait(_POLL_S):
            reading = self._reading  # the other thread may take it away
            if reading is not None:
                self._faults.run(self._watch_read, *reading)

    def _watch_read(self, since_s: float, node: NodeWatch) -> None:
        waited_s = time.monotonic() - since_s
        try:
            if waited_s > LOOK_S:
                node.check()
            if waited_s > self._terms.stuck_s:
                raise KioskError(
                    Code.DEVICE_SILENT, "The camera does not answer.", "Unplug it and plug in."
                )
        except KioskError as error:
            self._tell_failure(error)

    def _is_running(self) -> bool:
        return self._state is not None and self._state.status is DeviceStatus.RUNNING

    def _tell_failure(self, error: KioskError) -> None:
        name = self._state.name if self._state is not None else ""
        self._tell(
            DeviceState(DeviceStatus.FAILED, name=name, problem=error.code, detail=error.what)
        )

    def _tell(self, state: DeviceState) -> None:
        with self._state_lock:
            if state == self._state or self.end.is_set():
                return
            self._state = state
            log.info("camera %s %s %s", state.status, state.name, state.problem or state.detail)
            self._terms.on_state(state)


def _running(source: PictureSource, rate: float) -> DeviceState:
    detail = f"{source.detail} {rate:.0f}/s" if rate and not source.synthetic else source.detail
    return DeviceState(
        DeviceStatus.RUNNING, name=source.name, synthetic=source.synthetic, detail=detail
    )

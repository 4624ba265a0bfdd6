"""`kiosk supervise`: looks after `kiosk run` where no systemd does (Windows, tests).

It starts it, starts it anew however it ends, and kills it when it does not feed the watchdog. Child
and parent hold each other by two pipes: messages of `kiosk.base.notify` come out of the child's
standard output, and the end of its standard input tells it to end. The same on every system.
`python -m kiosk.supervise` is the same command with the least memory.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from subprocess import PIPE

from kiosk.base import ending, notify
from kiosk.base.pipe import LineSplitter, set_up_streams
from kiosk.base.program import POSIX, Program, leave_pipes, pipe_of, read_all
from kiosk.base.retry import Restarts

LIMIT_S = 20.0
"""How long the kiosk may be silent once it is up, on a PC that starts it in half of that."""
MOST_LIMIT_S = 90.0
START_S = 180.0
"""How long it may take to come up, if it does not ask for more."""
STOP_S = 15.0
_OVERSLEPT_S = 2.0
"""Later than that we were stopped ourselves, and have not heard what it said meanwhile."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `supervise` to the commands."""
    supervise = commands.add_parser(
        "supervise", help="run the kiosk and start it anew however it ends (where no systemd is)"
    )
    _add_arguments(supervise)
    supervise.set_defaults(command=run, ends_in_order=True)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=float, default=LIMIT_S, metavar="S", help="how long it may hang (20)"
    )
    parser.add_argument("run", nargs=argparse.REMAINDER, help="-- and what `kiosk run` is told")


def run(parsed: argparse.Namespace) -> int:
    """Look after the kiosk until we are told to end; the exit status.

    `RUNNING_STATUS` where somebody else looks after one already: two would take turns for ever.
    """
    ending.hold()
    told = parsed.run[1:] if parsed.run[:1] == ["--"] else parsed.run
    flags = ["-B"] if sys.dont_write_bytecode else []
    with ending.Bell() as bell:
        status = keep([sys.executable, *flags, "-m", "kiosk", "run", *told], bell, parsed.limit)
    ending.ignore()
    return status


def keep(command: Sequence[str], bell: ending.Bell, limit_s: float) -> int:
    """Keep it running until we are told to end, or another one runs; the exit status."""
    restarts = Restarts()
    while not ending.is_wished():
        came_up = False
        try:
            life = Life(command, bell, limit_s)
            came_up = life.live()
            if life.status == ending.RUNNING_STATUS:
                return ending.RUNNING_STATUS
        except OSError as error:
            _say(f"the kiosk cannot be started: {error.strerror}")
        pause_s = restarts.pause_s(came_up=came_up)
        until_s = time.monotonic() + pause_s
        while not ending.is_wished() and (left_s := until_s - time.monotonic()) > 0:
            _wait(bell, left_s)
    return 0


@dataclass(slots=True)
class _Clock:
    """When the child must have said something again; on one lock with whoever reads it.

    What is slow does not hang: it may be silent for twice as long as this PC needed to start it.
    """

    limit_s: float
    due_s: float
    begun_s: float
    is_ready: bool = False

    def hear(self, line: str) -> None:
        """One line of it."""
        now_s = time.monotonic()
        if line == notify.READY:
            self.is_ready = True
            took_s = now_s - self.begun_s
            self.limit_s = max(self.limit_s, min(2 * took_s, MOST_LIMIT_S))
            self.due_s = now_s + self.limit_s
        elif line == notify.FED and self.is_ready:
            self.due_s = now_s + self.limit_s
        elif line.startswith(notify.EXTEND) and not self.is_ready:
            more = line.removeprefix(notify.EXTEND)
            more_s = int(more) / 1e6 if more.isdecimal() else 0.0
            self.due_s = max(self.due_s, now_s + more_s)


class Life:
    """One kiosk from its start to its end."""

    def __init__(self, command: Sequence[str], bell: ending.Bell, limit_s: float) -> None:
        """Start it. Raises OSError."""
        self._bell = bell
        self._lock = threading.Lock()
        now_s = time.monotonic()
        self._clock = _Clock(limit_s, now_s + START_S, now_s)
        self._splitter = LineSplitter()
        told = {notify.SOCKET: notify.PIPE, notify.LIMIT: f"{limit_s * 1e6:.0f}"}
        self._program = Program(command, stdin=PIPE, stdout=PIPE, env={**os.environ, **told})
        self._reader = threading.Thread(
            target=read_all,
            args=(pipe_of(self._program.stdout), self._hear, _nothing, self._program.ended),
            daemon=True,
        )
        self._program.watch(lambda _status: bell.ring())
        self._reader.start()

    def live(self) -> bool:
        """Wait for its end, or end it; whether it had come up."""
        _say(f"the kiosk is process {self._program.pid}")
        while not self._program.ended.is_set():
            if ending.is_wished():
                self._end()
                break
            with self._lock:
                left_s = self._clock.due_s - time.monotonic()
            if left_s <= -_OVERSLEPT_S:
                self._be_patient()
            elif left_s <= 0:
                _say("the kiosk hangs and is killed")
                self._program.kill()
                self._program.end(0.0)
                break
            else:
                _wait(self._bell, left_s)
        leave_pipes([self._reader])
        self._reader.join(1.0)
        pipe_of(self._program.stdin).close()
        _say(f"the kiosk ended with {self.status}")
        return self._clock.is_ready

    @property
    def status(self) -> int | None:
        """Its exit status; None while it runs."""
        return self._program.status

    def _be_patient(self) -> None:
        with self._lock:
            self._clock.due_s = time.monotonic() + self._clock.limit_s

    def _end(self) -> None:
        """In good order; the end of its input is what it understands on every system."""
        with contextlib.suppress(OSError):
            pipe_of(self._program.stdin).close()
        if POSIX:
            self._program.send_signal(signal.SIGTERM)
        self._program.end(STOP_S)

    def _hear(self, chunk: bytes) -> None:
        """On the reading thread."""
        for line in self._splitter.feed(chunk):
            with self._lock:
                was_ready = self._clock.is_ready
                self._clock.hear(line.decode("ascii", "replace").strip())
            if self._clock.is_ready and not was_ready:
                self._bell.ring()  # a shorter time counts from now on


def _wait(bell: ending.Bell, seconds: float) -> None:
    ready, _, _ = select.select([bell], [], [], seconds)
    if ready:
        bell.is_for_the_end()


def _nothing() -> None:
    return


def _say(text: str) -> None:
    with contextlib.suppress(OSError):
        print(f"kiosk supervise: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    ending.hold()
    set_up_streams()
    own = argparse.ArgumentParser(prog="kiosk supervise", description=__doc__)
    _add_arguments(own)
    sys.exit(run(own.parse_args()))

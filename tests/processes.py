"""The real program as a subprocess: started, pressed, read, killed, restarted and swept up after.

Nothing here reaches into the program: it is known by its window, its log and its processes.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from kiosk.base import pinhash
from kiosk.journal import events
from kiosk.server.children import mortal
from tests.journal import Allowed, Data, Journal
from tests.private import open_to_others
from tests.screen import Screen

ROOT = Path(__file__).resolve().parent.parent

JOIN = "VÀO HỌP"
LEAVE = "Rời họp"
LEAVE_CONFIRMED = "Rời cuộc họp"
MUTE, UNMUTE = "Tắt tiếng", "Bật tiếng"
CAMERA_OFF, CAMERA_ON = "Tắt hình", "Bật hình"
CHECK_DEVICES, ENTER, BACK = "Kiểm tra thiết bị", "Vào", "Quay lại"
HOME, HELP = "Màn hình chính", "Gọi kỹ thuật"
TRY = "Thử máy quay và micrô"
ANNOUNCED = (
    *(JOIN, LEAVE, LEAVE_CONFIRMED, MUTE, UNMUTE, CAMERA_OFF, CAMERA_ON),
    *(CHECK_DEVICES, ENTER, BACK, HOME, HELP, TRY, *"0123456789"),
)
PIN = "258036"
"""Of the technician's pages."""
_KNOCKS, _CORNER_PX = 5, 12

START_TIMEOUT_S = 60.0
_STOP_TIMEOUT_S = 15.0
_REPEAT_S = 1.0
"""The kiosk ignores repeats within 0.8 s, counted from the release."""
_LEFT_OUT = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR")
_LEFT_OUT_PREFIXES = ("QT_", "QSG_", "PULSE_")  # tests of single screens set QT_QPA_PLATFORM

Sections = Mapping[str, Mapping[str, object]]


@functools.cache
def _stored_pin() -> str:
    return pinhash.make(PIN)


@dataclass(frozen=True)
class Program:
    """What is started, and from which folder: the program of this checkout, or an installed one."""

    command: tuple[str, ...] = (sys.executable, "-m", "kiosk")
    folder: Path = ROOT
    verb: tuple[str, ...] = ("run",)
    """What shows the kiosk: itself, or who looks after it."""


@dataclass(frozen=True)
class Diagnosis:
    """What `kiosk diagnose --json` said, its exit status, and how long it took."""

    document: dict[str, Any]
    status: int
    seconds: float

    @property
    def bad(self) -> dict[str, str]:
        """Every check that is not good, by id: its state and its fault."""
        return {
            f"{check['id']}": f"{check['state']} {check['fault']}"
            for check in self.document["checks"]
            if check["state"] in ("warning", "failed")
        }

    def check(self, check_id: str) -> dict[str, Any]:
        """The one check of that id."""
        [found] = [one for one in self.document["checks"] if one["id"] == check_id]
        return dict(found)


class Kiosk:
    """`kiosk run` with a state folder, settings and password of its own.

    `folder` is the caller's and holds everything: settings, state, temporary files, the log.
    """

    def __init__(
        self,
        folder: Path,
        settings: Sections,
        password: str,
        screen: Screen,
        environment: Mapping[str, str],
        allowed: Sequence[Allowed] = (),
        program: Program | None = None,
    ) -> None:
        self.screen = screen
        self.program = program or Program()
        self.allowed = list(allowed)
        self.folder = folder
        for name in ("state", "credentials", "temporary", "home", "runtime"):
            (folder / name).mkdir(parents=True, mode=0o700, exist_ok=True)
        (folder / "kiosk.toml").write_text(_toml(settings), encoding="utf-8")
        (folder / "credentials" / "kiosk-calendar").write_text(password, encoding="utf-8")
        (folder / "credentials" / "kiosk-pin").write_text(_stored_pin(), encoding="utf-8")
        self.journal = Journal(folder / "log.jsonl")
        self._environment = self._make_environment(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._pressed_s = 0.0
        self._born = 0
        """Where in the log the running process begins."""

    def start(self) -> None:
        """Start the program, as systemd does at boot and after a crash."""
        assert self._process is None or self._process.poll() is not None, "it runs already"
        self._born = self.journal.mark
        command = [*self.program.command, *self.program.verb, "--log-json"]
        command += ["--config", str(self.folder / "kiosk.toml")]
        for name in ANNOUNCED:
            command += ["--announce", name]
        self._process = subprocess.Popen(
            mortal(command),
            cwd=self.program.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            umask=0,  # what it makes must be its owner's alone all the same
        )
        assert self._process.stderr is not None
        self._reader = self.journal.follow(self._process.stderr)

    @property
    def ui_pid(self) -> int:
        """Process id of the program that was started."""
        assert self._process is not None
        return self._process.pid

    @property
    def media_pid(self) -> int:
        """Process id of the newest media process."""
        self.wait_moment("media", START_TIMEOUT_S, since=self._born)
        return int(self.journal.moments("media", self._born)[-1]["pid"])

    @property
    def is_running(self) -> bool:
        """Whether the UI process has not ended."""
        return self._process is not None and self._process.poll() is None

    def state(self) -> Data:
        """The room as the running program last told it; empty before it told anything."""
        rooms = self.journal.moments("room", self._born)
        return rooms[-1] if rooms else {}

    def wait_moment(
        self,
        name: str,
        timeout_s: float = 60.0,
        where: Callable[[Data], bool] = lambda data: True,
        since: int | None = None,
    ) -> Data:
        """The first fitting moment since `since` (a `journal.mark`), else since the last start."""
        start = self._born if since is None else since
        return self.journal.wait_moment(name, timeout_s, where, start)

    def wait_room(self, timeout_s: float = 60.0, **wanted: object) -> Data:
        """Wait until the room is so now, for example `phase="joined"`; fails after the time-out."""
        end = time.monotonic() + timeout_s
        fits = _with(wanted)
        while True:
            mark, state = self.journal.mark, self.state()
            if fits(state):
                return state
            self.wait_moment("room", max(0.0, end - time.monotonic()), fits, since=mark)

    def wait_room_was(self, since: int, timeout_s: float = 60.0, **wanted: object) -> Data:
        """Wait until the room is so, or was so at any time since `since` (a `journal.mark`)."""
        return self.wait_moment("room", timeout_s, _with(wanted), since)

    def press(self, name: str, timeout_s: float = 60.0, since: int | None = None) -> int:
        """Press the control of that accessible name; `time.monotonic_ns()` of the press."""
        start = self._born if since is None else since
        self.wait_moment("button", timeout_s, lambda data: data["label"] == name, start)
        # A busy kiosk takes a press later than it was made, and counts from there; what it shows
        # then (another word on the same button) is told, by the same clock.
        shown = [one for one in self.journal.moments("button", start) if one["label"] == name]
        self._pressed_s = max(self._pressed_s, shown[-1]["at_ns"] / 1e9)
        self._rest()
        # Only now: a screen that has just come still moves what is on it.
        places = [one for one in self.journal.moments("button", start) if one["label"] == name]
        self._pressed_s = time.monotonic()
        return self.screen.press(round(places[-1]["x"]), round(places[-1]["y"]))

    def leave(self) -> int:
        """Press what leaves the meeting, and what confirms it; the time of the second press."""
        mark = self.journal.mark
        self.press(LEAVE)
        return self.press(LEAVE_CONFIRMED, since=mark)

    def knock(self) -> None:
        """The technician's presses on the hidden corner of the home screen."""
        self.wait_moment("button", where=lambda data: data["label"] == HELP)
        self._rest()
        for _ in range(_KNOCKS):
            self._pressed_s = time.monotonic()
            self.screen.press(_CORNER_PX, _CORNER_PX)

    def type_pin(self, pin: str = PIN) -> None:
        """Type a pin on the page that a knock opens."""
        mark = self.journal.mark
        self.knock()
        self.wait_moment("button", where=lambda data: data["label"] == "1", since=mark)
        self._pressed_s = time.monotonic()  # the page has only just taken the last knock
        for digit in pin:
            self.press(digit, since=mark)
        self.press(ENTER, since=mark)

    def history(self) -> list[str]:
        """The kinds of all events that the kiosk has written down."""
        return [event.kind for event in events.read(self.folder / "state")]

    def wait_history(self, kind: str, timeout_s: float = 60.0, count: int = 1) -> None:
        """Wait until so many events of this kind are on the disk."""
        deadline = time.monotonic() + timeout_s
        while self.history().count(kind) < count:
            assert time.monotonic() < deadline, f"no {kind} in {self.history()}"
            time.sleep(0.1)

    def logs(self) -> str:
        """What `kiosk logs` says of the last hour."""
        command = [*self.program.command, "logs", "--config"]
        command.append(str(self.folder / "kiosk.toml"))
        return subprocess.run(
            command,
            cwd=self.program.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def diagnose(self, *arguments: str, timeout_s: float = 120.0) -> Diagnosis:
        """Run `kiosk diagnose --json` with this point's settings, state and surroundings."""
        command = [*self.program.command, "diagnose", "--json"]
        command += ["--config", str(self.folder / "kiosk.toml"), *arguments]
        begun_s = time.monotonic()
        done = subprocess.run(
            mortal(command),
            cwd=self.program.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        assert done.stdout, f"it said nothing:\n{done.stderr[-3000:]}"
        return Diagnosis(json.loads(done.stdout), done.returncode, time.monotonic() - begun_s)

    def kill9(self, which: Literal["ui", "media"]) -> int:
        """Kill one process outright, as a crash would; returns the id that it had."""
        pid = self.ui_pid if which == "ui" else self.media_pid
        os.kill(pid, signal.SIGKILL)
        if which == "ui":
            assert self._process is not None
            self._process.wait(_STOP_TIMEOUT_S)
        return pid

    def processes(self) -> list[int]:
        """Every process that runs with this kiosk's state folder, its children included."""
        mark = f"KIOSK_STATE={self.folder / 'state'}\0".encode()
        return [
            int(path.parent.name)
            for path in Path("/proc").glob("[0-9]*/environ")
            if mark in _read_bytes(path)
        ]

    def leftovers(self) -> list[str]:
        """Processes and temporary files that are still there after the end."""
        deadline = time.monotonic() + _STOP_TIMEOUT_S
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        left = [f"process {pid}: {_command(pid)}" for pid in self.processes()]
        return left + [f"file {path}" for path in (self.folder / "temporary").rglob("*")]

    def stop(self) -> None:
        """Ask it to end, and check that it does so cleanly and leaves nothing behind."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.terminate()
            try:
                status = self._process.wait(_STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired as error:
                raise AssertionError(f"it does not end:\n{self.journal.tail()}") from error
            assert status == 0, f"it ended with status {status}:\n{self.journal.tail()}"
        left = self.leftovers()
        assert not left, f"left behind: {left}"
        written = [self.folder / name for name in ("state", "temporary", "home", "runtime")]
        assert not (readable := open_to_others(*written)), readable
        complaints = self.journal.complaints(self.allowed)
        assert not complaints, "unexpected in the log:\n" + "\n".join(map(str, complaints))

    def close(self) -> None:
        """End everything by force (idempotent): for a test that failed."""
        if self._process is not None:
            end_group(self._process)
        for pid in self.processes():
            _kill(pid)
        if self._reader is not None:
            self._reader.join(_STOP_TIMEOUT_S)

    def __enter__(self) -> Kiosk:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.stop()
            else:
                self.screen.save(self.folder / "screen.png")  # later there is nothing to see
        finally:
            self.close()

    def _rest(self) -> None:
        """Wait as long as the kiosk takes a second press for the trembling of the first."""
        time.sleep(max(0.0, self._pressed_s + _REPEAT_S - time.monotonic()))

    def _make_environment(self, more: Mapping[str, str]) -> dict[str, str]:
        plain = {
            key: value
            for key, value in os.environ.items()
            if key not in _LEFT_OUT and not key.startswith(_LEFT_OUT_PREFIXES)
        }
        own = {
            "KIOSK_STATE": str(self.folder / "state"),
            "CREDENTIALS_DIRECTORY": str(self.folder / "credentials"),
            "TMPDIR": str(self.folder / "temporary"),
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "PYTHONFAULTHANDLER": "1",  # a native crash says where, and as a stray line fails
            "PYTHONUNBUFFERED": "1",
        }
        return {**plain, **own, **self.screen.environment, **more}


def _with(wanted: Mapping[str, object]) -> Callable[[Data], bool]:
    return lambda data: all(data.get(key) == value for key, value in wanted.items())


def _toml(settings: Sections) -> str:
    """Tables of strings, numbers, truth values and lists: there JSON's form is TOML's too."""
    lines: list[str] = []
    for section, fields in settings.items():
        lines.append(f"[{section}]")
        lines += [
            f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()
        ]
    return "\n".join(lines) + "\n"


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it ended while we looked, or is not ours
        return b""


def _command(pid: int) -> str:
    return _read_bytes(Path(f"/proc/{pid}/cmdline")).replace(b"\0", b" ").decode(errors="replace")


def end_group(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_TIMEOUT_S)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return

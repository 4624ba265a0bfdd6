"""A virtual room without hardware: a private PulseAudio with a loudspeaker, a microphone and air.

What the kiosk plays ends in the null sink `speaker`, whose monitor `record` listens to. What
`speak` plays goes into `micsink`, which the source `mic` hears. `echo` lets the microphone hear
the loudspeaker. `load` and `unload` plug devices in and out. Knows nothing of the kiosk.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time
import wave
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol

import numpy as np
import numpy.typing as npt

from kiosk.server.children import mortal

Sound = npt.NDArray[np.int16]

RATE_HZ = 48_000
SPEAKER = ("module-null-sink", "sink_name=speaker", "rate=48000")
MICROPHONE = ("module-remap-source", "source_name=mic", "master=micsink.monitor")
USB_SPEAKER = (
    "module-null-sink",
    "sink_name=usb-speaker",
    "rate=48000",
    "sink_properties=device.description=Usb",
)
"""A second loudspeaker, not there at first; nothing hears it."""
USB_MICROPHONE = (
    "module-remap-source",
    "source_name=usb-mic",
    "master=micsink.monitor",
    "source_properties=device.description=Usb",
)
"""A second microphone, not there at first; it hears the same."""
_MOUTH = ("module-null-sink", "sink_name=micsink", "rate=48000", "channels=1")
_EAR_SAMPLES = 120
_EAR_LOUD = 150
"""Of 32768: -47 dBFS."""
_START_TIMEOUT_S = 10.0
_COMMAND_TIMEOUT_S = 10.0


class Hear(Protocol):
    """See `SoundServer.ear`."""

    def __call__(self, timeout_s: float, since_ns: int | None = None) -> int: ...


class SoundServer:
    """The daemon in a folder of its own, ended and swept up at the end of the `with`."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.environment: dict[str, str] = {}
        """What a client's environment needs to find it."""

    def __enter__(self) -> SoundServer:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sound-")))
            self._start(stack, folder)
            for module in (SPEAKER, _MOUTH, MICROPHONE):
                self.load(*module)
            self.make_default()
            self.record(0.1)  # a fresh null sink delivers nothing for two to three seconds
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def record(self, seconds: float) -> Sound:
        """Listen at the loudspeaker from now on: mono at 48 kHz."""
        return self._listen("speaker.monitor", seconds)

    def record_microphone(self, seconds: float) -> Sound:
        """What comes out of the microphone from now on: mono at 48 kHz."""
        return self._listen("mic", seconds)

    def record_sides(self, seconds: float) -> Sound:
        """Listen at the loudspeaker's two channels: (samples, 2)."""
        return self._listen("speaker.monitor", seconds, channels=2).reshape(-1, 2)

    @contextlib.contextmanager
    def ear(self) -> Iterator[Hear]:
        """Somebody at the loudspeaker, who says when something sounds.

        `hear(timeout_s, since_ns)`: `time.monotonic_ns()` of the first sound after that time, else
        from the call on; 0: none. Up to 30 ms late: the sound comes through the server to us.
        """
        command = ["parec", "-d", "speaker.monitor", "--rate=48000", "--channels=1"]
        command += ["--format=s16le", "--latency-msec=10"]
        with self._client(command, stdout=subprocess.PIPE) as listening:
            assert listening.stdout is not None
            heard: queue.SimpleQueue[int] = queue.SimpleQueue()
            open_ear = threading.Event()
            arguments = (listening.stdout, heard, open_ear)
            telling = threading.Thread(target=_tell_sounds, args=arguments, daemon=True)
            telling.start()

            def hear(timeout_s: float, since_ns: int | None = None) -> int:
                begun_ns = since_ns if since_ns is not None else time.monotonic_ns()
                end_s = time.monotonic() + timeout_s
                with contextlib.suppress(queue.Empty):
                    while (left_s := end_s - time.monotonic()) > 0:
                        at_ns = heard.get(timeout=left_s)
                        if at_ns > begun_ns:
                            return at_ns
                return 0

            try:
                # Silence comes as well. What sounds before the first block is never heard.
                assert open_ear.wait(20), "nothing comes from the sound server"
                yield hear
            finally:
                listening.kill()
                telling.join()  # before the pipe that it reads is closed

    def streams_of(self, pids: Iterable[int]) -> int:
        """How many streams these processes have at the server, playing and recording."""
        kinds = ("sink-inputs", "source-outputs")
        told = "".join(self._run("pactl", "list", kind) for kind in kinds)
        return sum(told.count(f'application.process.id = "{pid}"') for pid in pids)

    def _listen(self, source: str, seconds: float, channels: int = 1) -> Sound:
        command = ["parec", "-d", source, "--rate=48000", f"--channels={channels}"]
        command += ["--format=s16le", "--latency-msec=50"]
        wanted = int(seconds * RATE_HZ) * 2 * channels
        with self._client(command, stdout=subprocess.PIPE) as ear:
            assert ear.stdout is not None
            data = ear.stdout.read(wanted)
            ear.kill()
        return np.frombuffer(data, "<i2")

    def speak(self, wav: Path) -> None:
        """Say a sound file into the microphone; returns when it is said."""
        self._run("paplay", "-d", "micsink", str(wav), timeout_s=60)

    def start_speaking(self, sound: Sound) -> subprocess.Popen[bytes]:
        """Say samples (mono, 48 kHz) into the microphone meanwhile; the caller ends it."""
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="speech-")))
        path = folder / "speech.wav"
        write_wav(path, sound)
        return self._client(["paplay", "-d", "micsink", str(path)])

    def load(self, *module: str) -> str:
        """Load a module with its arguments, which plugs something in; answers its number."""
        return self._run("pactl", "load-module", *module).strip()

    def unload(self, text: str) -> None:
        """Unload all modules in whose line of `pactl list short modules` this text stands."""
        for line in self._run("pactl", "list", "short", "modules").splitlines():
            if text in line:
                self._run("pactl", "unload-module", line.split("\t")[0])

    def make_default(self, speaker: str = "speaker") -> None:
        """Make the loudspeaker and the microphone what a client gets that asks for nothing."""
        self._run("pactl", "set-default-sink", speaker)
        self._run("pactl", "set-default-source", "mic")

    def move_playing(self, speaker: str) -> None:
        """Move every stream that plays to another loudspeaker, as the server does by itself."""
        for line in self._run("pactl", "list", "short", "sink-inputs").splitlines():
            self._run("pactl", "move-sink-input", line.split("\t")[0], speaker)

    def suspend_speaker(self, suspended: bool) -> None:
        """A device that is asleep: streams stay open, nothing moves, nobody is told."""
        self._run("pactl", "suspend-sink", "speaker", str(int(suspended)))

    def mute(self, device: str) -> None:
        """Mute the microphone `mic` or the loudspeaker `speaker` at the server."""
        kind = "source" if device == "mic" else "sink"
        self._run("pactl", f"set-{kind}-mute", device, "1")

    def echo(self, latency_ms: int = 80) -> None:
        """From now on the microphone hears the loudspeaker, this much later.

        The delay is left alone (`adjust_time=0`): steering it, the server plays up to a hundredth
        faster, which no air does and no canceller follows. Both null sinks have one clock.
        """
        path = ("source=speaker.monitor", "sink=micsink", f"latency_msec={latency_ms}")
        self.load("module-loopback", *path, "adjust_time=0")

    def break_left_side(self) -> None:
        """A loudspeaker whose left side is dead."""
        self._run("pactl", "set-sink-volume", "speaker", "0%", "100%")

    def _start(self, stack: ExitStack, folder: Path) -> None:
        for name in ("run/pulse", "home"):
            (folder / name).mkdir(parents=True, mode=0o700)
        script = folder / "room.pa"
        # Every system loads always-sink: without any sink clients end, some of them badly.
        modules = ("module-native-protocol-unix", "module-always-sink")
        script.write_text("".join(f"load-module {module}\n" for module in modules))
        own = {
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "PULSE_RUNTIME_PATH": str(folder / "run/pulse"),
            "PULSE_STATE_PATH": str(folder / "home"),
        }
        (folder / "run").chmod(0o700)
        command = [shutil.which("pulseaudio") or "pulseaudio", "-n", "-F", str(script)]
        command += ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        with (folder / "log").open("wb") as log:
            daemon = subprocess.Popen(
                mortal(command), env=_base() | own, stdout=log, stderr=log, process_group=0
            )
        stack.callback(_end, daemon)
        socket = folder / "run/pulse/native"
        self.environment = {
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_COOKIE": str(folder / "cookie"),
        }
        _wait_for(socket, daemon, folder / "log")

    def _run(self, *command: str, timeout_s: float = _COMMAND_TIMEOUT_S) -> str:
        done = subprocess.run(
            command,
            env=_base() | self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=timeout_s,
        )
        return done.stdout

    def _client(
        self, command: list[str], stdout: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            mortal(command),
            env=_base() | self.environment,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )


def _tell_sounds(pipe: IO[bytes], heard: queue.SimpleQueue[int], open_ear: threading.Event) -> None:
    """On a thread: when each block that is no silence came."""
    while block := pipe.read(2 * _EAR_SAMPLES):
        open_ear.set()
        if np.abs(np.frombuffer(block, "<i2").astype(np.int32)).max() > _EAR_LOUD:
            heard.put(time.monotonic_ns())


def write_wav(path: Path, sound: Sound) -> None:
    """Write mono samples at 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(sound.astype("<i2").tobytes())


def _base() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("PULSE_")}


def _end(daemon: subprocess.Popen[bytes]) -> None:
    daemon.terminate()
    try:
        daemon.wait(5)
    except subprocess.TimeoutExpired:
        daemon.kill()
        daemon.wait(5)


def _wait_for(socket: Path, daemon: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while not socket.exists():
        if daemon.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PulseAudio does not start: {log.read_text(errors='replace')}")
        time.sleep(0.02)

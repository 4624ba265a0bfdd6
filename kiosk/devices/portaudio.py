"""PortAudio as a whole: its list of devices, its restart, opening a stream, its errors.

The list is frozen when PortAudio initialises. `restart` makes a new one, and kills every open
stream: close them first, because a stale stream closed later closes somebody else's. All calls
may block or, with a broken driver, hang; they belong to the thread of `kiosk.devices.sound`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kiosk.base.errors import Code, KioskError
from kiosk.devices.catalog import Direction, PortDevice, SoundChoice
from kiosk.devices.form import FRAME_SAMPLES, SAMPLE_RATE_HZ

LATENCY_S = {Direction.MICROPHONE: 0.1, Direction.SPEAKER: 0.2}
"""With 0.1 there were 0 to 1.1 dropouts a minute under load, with 0.02 five. An underrun of the
loudspeaker can stop Debian's PortAudio for good, which costs a second until the watchdog opens it
anew, while a tenth of a second more is not noticed: so its buffer is the larger one."""

_PULSE_VARIABLE = {Direction.MICROPHONE: "PULSE_SOURCE", Direction.SPEAKER: "PULSE_SINK"}


def restart() -> None:
    """Look for devices anew. No stream may be open. Raises `KioskError(DEVICE_FAILED)`."""
    sd = _library()
    try:
        sd._terminate()
        sd._initialize()
    except sd.PortAudioError as error:
        raise KioskError(Code.DEVICE_FAILED, f"The sound system does not start: {error}.") from None


def devices(direction: Direction) -> list[PortDevice]:
    """All devices of one direction, as of the last `restart`. Raises as `restart`."""
    sd = _library()
    way = "input" if direction is Direction.MICROPHONE else "output"
    try:
        apis, listed = sd.query_hostapis(), sd.query_devices()
    except sd.PortAudioError as error:
        raise KioskError(Code.DEVICE_FAILED, f"The sound devices are unknown: {error}.") from None
    return [
        PortDevice(
            index=int(device["index"]),
            name=str(device["name"]),
            host_api=str(apis[device["hostapi"]]["name"]),
            channels=int(device[f"max_{way}_channels"]),
            is_default=apis[device["hostapi"]][f"default_{way}_device"] == device["index"],
        )
        for device in listed
        if device[f"max_{way}_channels"] > 0
    ]


def open_stream(
    direction: Direction,
    choice: SoundChoice,
    callback: Callable[..., None],
    widths: Sequence[int] = (1, 2),
    *,
    latency_s: float | None = None,
    raw: bool = False,
) -> Any:
    """Open and start a stream of 10 ms blocks at 48 kHz, int16: blocks are (480, channels).

    `widths`: numbers of channels to try in this order; by default one, or two when the device has
    no single one. `latency_s`: of the device's buffer, by default `LATENCY_S`. `raw`: blocks are
    buffers of bytes, and numpy is not loaded; a loudspeaker only. Raises `KioskError(DEVICE_BUSY)`.
    """
    sd = _library()
    kind = sd.InputStream if direction is Direction.MICROPHONE else sd.OutputStream
    if raw:
        kind = sd.RawOutputStream
    _steer(direction, choice.pulse_name)
    problem = ""
    for channels in widths:
        try:
            stream = kind(
                samplerate=SAMPLE_RATE_HZ,
                blocksize=FRAME_SAMPLES,
                device=choice.device.index,
                channels=channels,
                dtype="int16",
                latency=LATENCY_S[direction] if latency_s is None else latency_s,
                callback=callback,
                extra_settings=_settings(sd, choice.device.host_api),
            )
            stream.start()
            return stream
        except (sd.PortAudioError, ValueError) as error:
            problem = str(error)
    raise KioskError(
        Code.DEVICE_BUSY,
        f"The {direction} does not open: {problem}.",
        "Close other programs that use it, or unplug it and plug it in again.",
    )


def close_stream(stream: Any) -> None:
    """Abort and close; a device that is already gone is no error."""
    sd = _library()
    for step in (stream.abort, stream.close):
        try:
            step()
        except sd.PortAudioError:
            continue


def hardware() -> tuple[object, ...]:
    """Changes when a sound device is plugged in or out; costs nothing and opens nothing."""
    if sys.platform == "win32":
        import ctypes

        winmm = ctypes.windll.winmm
        return (winmm.waveInGetNumDevs(), winmm.waveOutGetNumDevs())
    nodes = Path("/dev/snd")
    return tuple(sorted(node.name for node in nodes.iterdir())) if nodes.is_dir() else ()


class HardwareWatch:
    """Tells once that something was plugged in or out, when the system has finished with it.

    One plug makes several nodes appear one after the other; a restart of PortAudio between them
    would miss the rest. `look` reads the present hardware, `hardware` by default.
    """

    def __init__(self, look: Callable[[], tuple[object, ...]] = hardware) -> None:
        self._look = look
        self._known = self._last = look()

    def has_changed(self) -> bool:
        """Whether there is other hardware than before, and the same at the last two calls."""
        now = self._look()
        is_settled, self._last = now == self._last, now
        if not is_settled or now == self._known:
            return False
        self._known = now
        return True


def _steer(direction: Direction, pulse_name: str) -> None:
    """The sound server's plugin reads from the environment where a stream is to go."""
    variable = _PULSE_VARIABLE[direction]
    if pulse_name:
        os.environ[variable] = pulse_name
    else:
        os.environ.pop(variable, None)


def _settings(sd: Any, host_api: str) -> Any:
    """Shared mode on Windows has one fixed rate; WASAPI converts when told to."""
    return sd.WasapiSettings(auto_convert=True) if host_api == "Windows WASAPI" else None


def _library() -> Any:
    """PortAudio starts when it is imported, which may take long: not before it is needed."""
    try:
        import sounddevice
    except OSError as error:
        raise KioskError(
            Code.DEVICE_FAILED, "PortAudio is missing.", "Install the package libportaudio2."
        ) from error
    return sounddevice

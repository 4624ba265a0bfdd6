"""The media process: devices, sound, pictures and the conference engine, put together.

Started by the UI process as `python -m kiosk.conference.worker`; takes commands on
standard input and tells events on standard output (`kiosk.model.wire`). Its life ends with its
standard input.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import ssl
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

import msgspec

from kiosk.base import ending
from kiosk.base import log as logs
from kiosk.base.errors import KioskError
from kiosk.base.pipe import Messages, own_standard_output, read_lines
from kiosk.base.tasks import Tasks
from kiosk.conference.engine import Engine, EngineHandlers, Wish
from kiosk.conference.janus.room import JanusRoom
from kiosk.conference.outgoing import Outgoing
from kiosk.conference.protocol import Adapter, AdapterHandlers
from kiosk.devices.camera import Camera
from kiosk.devices.catalog import AUTO, Direction, camera_choices
from kiosk.media import link, webrtc
from kiosk.media.audio import AudioGraph
from kiosk.media.pump import PicturePump
from kiosk.media.tiles import Tiles
from kiosk.media.vitals import WINDOW_S, CameraVitals
from kiosk.model.frames import FrameStore, Picture
from kiosk.model.gear import DeviceKind, DeviceList, DeviceOption, Devices, DeviceState, Vitals
from kiosk.model.meeting import AddressKind
from kiosk.model.room import TILE_SELF, RoomState, Target
from kiosk.model.wire import (
    Command,
    Event,
    Heartbeat,
    Join,
    Leave,
    ListDevices,
    Moment,
    PlaySound,
    Prepare,
    Quit,
    Ready,
    SetCamera,
    SetMicrophone,
    Show,
    UseDevices,
    decode_command,
    encode,
)

log = logging.getLogger(__name__)

HEARTBEAT_S = 1.0
LEVELS_S = 0.1
SWITCH_INTERVAL_S = 0.0005
"""How long a thread may hold the interpreter while the sound callback waits (measured: with
Python's 5 ms 54 to 80 dropouts a minute under load, with this none to two)."""


class Worker:
    """All of the media process. Made and run on its loop."""

    def __init__(self, store: FrameStore, output: BinaryIO, tls: ssl.SSLContext | None) -> None:
        self._loop = asyncio.get_running_loop()
        self._output = output
        self._output_lock = threading.Lock()
        self._tls = tls
        self._devices = Devices()
        self._mirrored = True
        self._tiles = Tiles(store)
        self._pump = PicturePump(self._draw)
        self._audio = AudioGraph(self._on_voice)
        self._engine = Engine(
            self._make_adapter,
            self._audio,
            EngineHandlers(self._on_room, self._pump.offer, self._on_moment),
        )
        self._outgoing = Outgoing(self._engine.send_picture, self._engine.send_sound)
        self._camera = Camera(self._on_camera, self._on_camera_state)
        self._audio.on_microphone_state = self._on_microphone_state
        self._audio.on_speaker_state = self._on_speaker_state
        self._camera_vitals = CameraVitals()
        self._camera_wish: str | None = None
        self.quit = asyncio.Event()

    async def run(self) -> None:
        """Take commands until told to quit."""
        self._engine.start()
        beats = Tasks(log, "a part of the media process met a bug and begins again")
        for part in (self._beat, self._meter, self._tell_vitals):
            beats.keep(part)
        self._tell(Ready(os.getpid()))
        await self.quit.wait()
        await beats.aclose()
        await self._engine.aclose()
        self._outgoing.close()
        self._camera.close()
        self._audio.close()
        self._pump.close()

    def take(self, command: Command) -> None:
        """Do what the UI process wishes; on the loop."""
        match command:
            case Prepare(target):
                self._engine.wish(Wish(target, False))
            case Join():
                self._join(command)
            case Leave():
                self._engine.wish(Wish())
                self._on_moment("left", "")
            case SetMicrophone(on):
                self._audio.set_microphone_on(on)
                self._report_sending()
            case SetCamera(on):
                self._outgoing.set_camera(on)
                self._report_sending()
            case Show():
                self._tiles.set_sizes(command.tiles, command.pixel_format)
                self._engine.show(command)
            case PlaySound(path):
                self._audio.play(path)
            case UseDevices():
                self._use(command)
            case ListDevices():
                self._tell(self._list())
            case Quit():
                self.quit.set()

    def _join(self, command: Join) -> None:
        self._audio.set_microphone_on(command.microphone_on)
        self._outgoing.set_camera(command.camera_on)
        self._audio.on_first_sound = lambda at_ns: self._tell(Moment("sound", at_ns))
        self._report_sending()
        self._engine.wish(Wish(command.target, True))

    def _use(self, wish: UseDevices) -> None:
        self._mirrored = wish.mirrored
        self._audio.use_devices(wish)
        if wish.camera != self._camera_wish:
            self._camera_wish = wish.camera
            self._camera.open(wish.camera)

    def _list(self) -> DeviceList:
        """Quick: the cameras' names are files, the sound devices are known to their thread."""
        cameras = (DeviceOption(each.id, each.name) for each in camera_choices(AUTO))
        return DeviceList(
            tuple(cameras),
            _options(self._audio.options(Direction.MICROPHONE)),
            _options(self._audio.options(Direction.SPEAKER)),
        )

    def _report_sending(self) -> None:
        self._engine.set_sending(
            microphone_on=self._audio.microphone_on, camera_on=self._outgoing.camera_on
        )

    def _make_adapter(self, target: Target, handlers: AdapterHandlers) -> Adapter:
        match target.address.kind:
            case AddressKind.JANUS:
                return JanusRoom(target, handlers, self._tls)

    def _on_camera(self, picture: Picture) -> None:
        """On the camera's thread."""
        self._camera_vitals.feed(picture)
        self._pump.offer(TILE_SELF, picture)
        self._outgoing.offer_picture(picture)

    def _draw(self, tile: int, picture: Picture) -> None:
        """On the pump's thread. Drawn words are not mirrored: they would be unreadable."""
        mirror = tile == TILE_SELF and self._mirrored and not self._devices.camera.synthetic
        self._tiles.show(tile, picture, mirror=mirror)

    def _on_voice(self, frame: link.Sound, _captured_ns: int) -> None:
        """On the microphone's thread."""
        self._outgoing.offer_sound(frame)

    def _on_camera_state(self, state: DeviceState) -> None:
        self._on_device(DeviceKind.CAMERA, state)

    def _on_microphone_state(self, state: DeviceState) -> None:
        self._on_device(DeviceKind.MICROPHONE, state)

    def _on_speaker_state(self, state: DeviceState) -> None:
        self._on_device(DeviceKind.SPEAKER, state)

    def _on_device(self, kind: DeviceKind, state: DeviceState) -> None:
        """On any thread."""
        self._loop.call_soon_threadsafe(self._set_device, kind, state)

    def _set_device(self, kind: DeviceKind, state: DeviceState) -> None:
        devices = msgspec.structs.replace(self._devices, **{kind.value: state})
        if devices != self._devices:
            log.info("%s: %s", kind, state.status, extra={"data": {"problem": state.problem}})
            self._devices = devices
            self._tell(devices)

    def _on_room(self, state: RoomState) -> None:
        self._tell(state)

    def _on_moment(self, name: str, detail: str) -> None:
        self._tell(Moment(name, time.monotonic_ns(), detail))

    async def _beat(self) -> None:
        """No heartbeat while a sound driver hangs: only a new process helps against that."""
        while True:
            if not self._audio.is_stuck:
                self._tell(Heartbeat(time.monotonic_ns()))
            await asyncio.sleep(HEARTBEAT_S)

    async def _meter(self) -> None:
        while True:
            await asyncio.sleep(LEVELS_S)
            self._tell(self._audio.levels())

    async def _tell_vitals(self) -> None:
        while True:
            await asyncio.sleep(WINDOW_S)
            camera, microphone = self._camera_vitals, self._audio.vitals
            self._tell(
                Vitals(
                    camera_rate=camera.rate,
                    camera_brightness=camera.brightness,
                    camera_covered=camera.is_covered and not self._devices.camera.synthetic,
                    microphone_floor_dbfs=microphone.floor_dbfs,
                    microphone_zero_share=microphone.zero_share,
                )
            )

    def _tell(self, event: Event) -> None:
        with self._output_lock, contextlib.suppress(OSError, ValueError):  # its input ends too
            self._output.write(encode(event))
            self._output.flush()


def _options(found: tuple[tuple[str, str], ...]) -> tuple[DeviceOption, ...]:
    return tuple(DeviceOption(device_id, name) for device_id, name in found)


def take_lines(source: BinaryIO, loop: asyncio.AbstractEventLoop, worker: Worker) -> None:
    """Hand over commands until the UI process is gone; a thread of its own."""
    messages: Messages[Command] = Messages(decode_command, "the UI process")

    def take(line: bytes) -> None:
        command = messages.read(line)
        if command is not None:
            loop.call_soon_threadsafe(worker.take, command)

    def end() -> None:
        loop.call_soon_threadsafe(worker.quit.set)

    read_lines(source, take, end)


def trust(ca_file: str) -> ssl.SSLContext:
    """Whom to trust as meeting server: `ca_file` alone, or the system's authorities.

    A file that cannot be read costs the meeting with that server, not camera and microphone.
    """
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError as error:  # ssl.SSLError is one
        log.error("[meeting] ca_file cannot be read: %s", error.strerror or "it is not PEM")
        return ssl.create_default_context()


async def serve(arguments: argparse.Namespace, output: BinaryIO) -> None:
    """Make the worker and run it to its end."""
    tls = trust(arguments.ca_file)
    with FrameStore(arguments.frames) as store:
        worker = Worker(store, output, tls)
        loop = asyncio.get_running_loop()
        threading.Thread(
            target=take_lines, args=(sys.stdin.buffer, loop, worker), daemon=True
        ).start()
        await worker.run()


def parser() -> argparse.ArgumentParser:
    """Of the command line that the UI process writes."""
    parser = argparse.ArgumentParser(prog="kiosk.conference.worker")
    parser.add_argument("--frames", required=True)
    parser.add_argument("--ca-file", default="")
    parser.add_argument("--loopback", action="store_true")
    parser.add_argument("--log-json", action="store_true")
    parser.add_argument("--log-file", type=Path)
    return parser


def main() -> None:
    """Entry point of `python -m kiosk.conference.worker`."""
    arguments = parser().parse_args()
    logs.set_up("media", as_json=arguments.log_json, file=arguments.log_file)
    ending.ignore()  # both may go to the whole group; the UI process decides when to end
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    output = own_standard_output()
    if arguments.loopback:
        webrtc.allow_loopback()
    try:
        asyncio.run(serve(arguments, output))
    except KioskError as error:
        log.error("%s", error)
        sys.exit(1)
    os._exit(0)  # a driver's thread that hangs must not keep the process


if __name__ == "__main__":
    main()

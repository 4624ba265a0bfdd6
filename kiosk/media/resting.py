"""The media process while the machine rests: it plays sound files, and opens nothing else.

Started in the place of `kiosk.conference.worker` when no meeting is near, and spoken to in the same
way (`kiosk.model.wire`). It loads no codec, no camera and no numpy, and does nothing by itself: no
heartbeat goes by the clock, one answers each sound.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

from kiosk.base import ending
from kiosk.base import log as logs
from kiosk.base.pipe import Messages, own_standard_output, read_lines
from kiosk.devices.short_sounds import ShortSounds
from kiosk.model.gear import gain_of
from kiosk.model.wire import (
    Command,
    Event,
    Heartbeat,
    PlaySound,
    Quit,
    Ready,
    UseDevices,
    decode_command,
    encode,
)

log = logging.getLogger(__name__)

PLAY_OUT_S = 2.0
"""What the end may take: a sound that has begun is heard."""


class Resting:
    """Takes commands until told to quit."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._lock = threading.Lock()
        self._sounds = ShortSounds(self._answer)
        self.quit = threading.Event()

    def run(self, source: BinaryIO) -> None:
        """Until the command to end, or the end of `source`."""
        messages: Messages[Command] = Messages(decode_command, "the UI process")
        self._tell(Ready(os.getpid()))

        def take(line: bytes) -> None:
            command = messages.read(line)
            if command is not None:
                self._take(command)

        reading = threading.Thread(
            target=read_lines, args=(source, take, self.quit.set), daemon=True
        )
        reading.start()
        self.quit.wait()
        self._sounds.close(PLAY_OUT_S)

    def _take(self, command: Command) -> None:
        match command:
            case PlaySound(path):
                self._sounds.play(Path(path))
            case UseDevices():
                self._sounds.use(command.speaker, gain_of(command.volume_percent))
            case Quit():
                self.quit.set()
            case _:
                pass  # told again to whoever takes our place

    def _answer(self) -> None:
        self._tell(Heartbeat(time.monotonic_ns()))

    def _tell(self, event: Event) -> None:
        with self._lock, contextlib.suppress(OSError, ValueError):  # its input ends too
            self._output.write(encode(event))
            self._output.flush()


def main() -> None:
    """Entry point of `python -m kiosk.media.resting`."""
    parser = argparse.ArgumentParser(prog="kiosk.media.resting")
    parser.add_argument("--log-json", action="store_true")
    parser.add_argument("--log-file", type=Path)
    arguments, _ = parser.parse_known_args()  # the rest is the worker's
    file = arguments.log_file  # the worker may still have it while we start
    if file is not None:
        file = file.with_name(f"{file.stem}-resting{file.suffix}")
    logs.set_up("media", as_json=arguments.log_json, file=file)
    ending.ignore()  # both may go to the whole group, as the worker does
    Resting(own_standard_output()).run(sys.stdin.buffer)
    os._exit(0)  # a driver's thread that hangs must not keep the process


if __name__ == "__main__":
    main()

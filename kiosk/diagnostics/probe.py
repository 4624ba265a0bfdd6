"""A probe process: `python -m kiosk.diagnostics.probe`, one group of checks, then it ends.

Started by the runner, which kills it when its time is over: a driver that hangs or crashes takes
only its own group with it. The request comes as one line on standard input; findings go out as
lines on standard output. The process ends when its standard input is closed.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO

from kiosk.base import log as logs
from kiosk.base.errors import KioskError
from kiosk.base.pipe import NobodyError, die_with, own_standard_output, say_line
from kiosk.diagnostics.check import Finding, Group, Request, Tell, decode_request, encode

log = logging.getLogger(__name__)

Probe = Callable[[Request, Tell], None]
PACKAGE = "kiosk.diagnostics.probes"
_INSIDE = {
    Group.MICROPHONE: "sound.microphone",
    Group.SPEAKER: "sound.speaker",
    Group.CALL: "call.call",
}
"""Groups whose probe is one of several modules in a package."""


def probe_of(group: Group) -> Probe:
    """The function that checks a group; imports the libraries of this group only."""
    module = importlib.import_module(f"{PACKAGE}.{_INSIDE.get(group, group.value)}")
    probe: Probe = module.probe
    return probe


def teller(output: BinaryIO) -> Tell:
    """Writes findings, from any thread."""
    lock = threading.Lock()

    def tell(finding: Finding) -> None:
        with lock:
            say_line(output, encode(finding))

    return tell


def serve(choose: Callable[[Group], Probe]) -> None:
    """Take the request, do what it says, end the process: status 0 when the probe came through."""
    logs.set_up("probe", as_json=True)
    output = own_standard_output()
    request = decode_request(sys.stdin.buffer.readline())
    die_with(sys.stdin.buffer)
    try:
        choose(request.group)(request, teller(output))
    except NobodyError:
        os._exit(1)
    except KioskError as error:
        log.error("%s", error)
        os._exit(1)
    except Exception:
        log.exception("the probe of %s met a bug", request.group.value)
        os._exit(1)
    os._exit(0)  # a driver's thread that hangs must not keep the process


if __name__ == "__main__":
    serve(probe_of)

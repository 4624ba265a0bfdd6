"""What the sound server (PulseAudio, or PipeWire in its place) knows and PortAudio does not tell.

Linux only: which sources and sinks there are now, and whether our microphone's stream has been
moved to a monitor, which would send the meeting its own sound. The only importer of `pulsectl`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import Any

from kiosk.devices.catalog import PulseDevice


@dataclass(frozen=True, slots=True)
class PulseView:
    """The server now. `listens_to`: the sources that streams of this process record from."""

    sources: tuple[PulseDevice, ...]
    sinks: tuple[PulseDevice, ...]
    listens_to: frozenset[str]

    @property
    def hears_monitor(self) -> str:
        """Name of a monitor that we record from, or nothing."""
        monitors = {source.name for source in self.sources if source.is_monitor}
        return next(iter(sorted(self.listens_to & monitors)), "")


def look() -> PulseView | None:
    """Ask the server (about 2 ms); None where there is none or it does not answer."""
    if sys.platform != "linux":
        return None
    try:
        import pulsectl  # needs libpulse, which a machine without sound need not have
    except (ImportError, OSError):
        return None
    try:
        with pulsectl.Pulse("kiosk-devices", connect=False) as server:
            # Not with a timeout: pulsectl 24.12 then always waits for all of it.
            server.connect()
            return _view(server)
    except pulsectl.PulseError:
        return None


def _view(server: Any) -> PulseView:
    info = server.server_info()
    sources = server.source_list()
    names = {source.index: str(source.name) for source in sources}
    ours = [
        names.get(output.source, "")
        for output in server.source_output_list()
        if output.proplist.get("application.process.id") == str(os.getpid())
    ]
    return PulseView(
        sources=tuple(
            _device(source, info.default_source_name, bool(source.monitor_of_sink_name))
            for source in sources
        ),
        sinks=tuple(_device(s, info.default_sink_name, False) for s in server.sink_list()),
        listens_to=frozenset(ours),
    )


def _device(found: Any, default: str, is_monitor: bool) -> PulseDevice:
    return PulseDevice(
        name=str(found.name),
        description=str(found.description),
        is_monitor=is_monitor,
        is_default=found.name == default,
    )

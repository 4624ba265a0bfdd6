"""What the sound server (PulseAudio, or PipeWire in its place) knows and PortAudio does not tell.

Linux only: which sources and sinks there are now, and whether our microphone's stream has been
moved to a monitor, which would send the meeting its own sound. The only importer of `pulsectl`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.devices.catalog import Direction, PulseDevice


@dataclass(frozen=True, slots=True)
class PulseView:
    """The server now. `listens_to`, `plays_to`: names of what streams of this process are on."""

    sources: tuple[PulseDevice, ...]
    sinks: tuple[PulseDevice, ...]
    listens_to: frozenset[str]
    plays_to: frozenset[str] = frozenset()

    def devices(self, direction: Direction) -> tuple[PulseDevice, ...]:
        """All sources, or all sinks."""
        return self.sources if direction is Direction.MICROPHONE else self.sinks

    def used(self, direction: Direction) -> frozenset[str]:
        """Names of the devices that our streams of this direction are on."""
        return self.listens_to if direction is Direction.MICROPHONE else self.plays_to

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
    sources, sinks = server.source_list(), server.sink_list()
    listens = [(each.source, each.proplist) for each in server.source_output_list()]
    plays = [(each.sink, each.proplist) for each in server.sink_input_list()]
    return PulseView(
        sources=tuple(
            _device(source, info.default_source_name, bool(source.monitor_of_sink_name))
            for source in sources
        ),
        sinks=tuple(_device(sink, info.default_sink_name, False) for sink in sinks),
        listens_to=_ours(sources, listens),
        plays_to=_ours(sinks, plays),
    )


def _ours(
    devices: Sequence[Any], streams: Sequence[tuple[int, Mapping[str, str]]]
) -> frozenset[str]:
    """Names of the devices that carry a stream of this process."""
    names = {device.index: str(device.name) for device in devices}
    own = str(os.getpid())
    return frozenset(
        names.get(index, "")
        for index, properties in streams
        if properties.get("application.process.id") == own
    )


def _device(found: Any, default: str, is_monitor: bool) -> PulseDevice:
    return PulseDevice(
        name=str(found.name),
        description=str(found.description),
        is_monitor=is_monitor,
        is_default=found.name == default,
        channels=int(found.channel_count),  # its `sample_spec` points at memory already freed
        is_muted=bool(found.mute),
        volume_percent=round(100 * float(found.volume.value_flat), 1),
    )

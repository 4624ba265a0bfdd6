"""Whether the processor is hot, and whether it had to slow down because of that."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import psutil

_PROCESSOR_SENSORS = (
    "coretemp",  # Intel
    "k10temp",  # AMD
    "zenpower",
    "cpu_thermal",  # Raspberry Pi and other boards
    "cpu-thermal",
    "soc_thermal",
    "acpitz",  # what the mainboard says when the processor says nothing
)
"""In the order of trust. Names of the Linux kernel's drivers."""
_PLAUSIBLE_C = (1.0, 125.0)
"""ACPI zones that are not connected say 0, -273 or a constant beyond all sense."""


class Sensor(Protocol):
    """What psutil has of a sensor."""

    @property
    def current(self) -> float | None:
        """In degrees Celsius."""


def hottest_c(sensors: Mapping[str, Sequence[Sensor]]) -> float | None:
    """The processor's temperature: its hottest sensor; None where nothing believable is there."""
    low, high = _PLAUSIBLE_C
    for name in _PROCESSOR_SENSORS:
        values = [each.current for each in sensors.get(name, ()) if each.current is not None]
        believable = [value for value in values if low < value < high]
        if believable:
            return max(believable)
    return None


def temperature_c() -> float | None:
    """Now; None on Windows, which tells no program without rights, and in virtual machines."""
    if sys.platform != "linux":
        return None
    return hottest_c(psutil.sensors_temperatures())


def throttled_ms(folder: Path = Path("/sys/devices/system/cpu")) -> float | None:
    """For how long the hottest package was slowed down since the start, in milliseconds.

    None where the kernel does not count: AMD, ARM, virtual machines, Windows.
    Source: Linux, Documentation/ABI/testing/sysfs-devices-system-cpu, `thermal_throttle`.
    """
    files = [
        *folder.glob("cpu[0-9]*/thermal_throttle/package_throttle_total_time_ms"),
        *folder.glob("cpu[0-9]*/thermal_throttle/core_throttle_total_time_ms"),
    ]
    values = []
    for file in files:
        try:
            values.append(float(file.read_text(encoding="ascii")))
        except (OSError, ValueError):
            continue
    return max(values, default=None)


def throttled_percent(slowed_ms: float, uptime_s: float) -> float:
    """Share of the time since the start in which the processor was slowed down."""
    return min(100.0, slowed_ms / 10.0 / max(uptime_s, 1.0))

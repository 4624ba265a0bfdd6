"""Which start of the PC this is."""

from __future__ import annotations

from pathlib import Path

_BOOT_TOLERANCE_S = 120
"""Windows tells when it started by its clock and by a counter, which drift apart."""


def same_boot(one: str, other: str) -> bool:
    """Whether both names are of the same start of the PC; names are from `boot_name`."""
    if one.isdigit() and other.isdigit():
        return abs(int(one) - int(other)) <= _BOOT_TOLERANCE_S
    return one == other


def boot_name() -> str:
    """Names this start of the PC: the kernel's random id, or the time in seconds since 1970."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()[:8]
    except OSError:
        import psutil  # only Windows comes here

        return str(int(psutil.boot_time()))

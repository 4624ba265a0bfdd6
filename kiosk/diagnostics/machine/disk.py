"""The disk under the state folder: is there room, does it take a file, and how worn is it."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import psutil

from kiosk.diagnostics.machine.commands import output_of

_SYSFS = Path("/sys/class/block")


class Wear(StrEnum):
    """What a disk says of itself."""

    GOOD = "disk-good"
    WORN = "disk-worn"
    FAILING = "disk-failing"


@dataclass(frozen=True, slots=True)
class Health:
    """`used_percent` of the life that the maker promised, where the disk counts it."""

    wear: Wear
    used_percent: float | None = None


_WORN_PERCENT = 90.0


def write_ms(folder: Path) -> float:
    """How long it takes until a small file is really on the disk. Raises OSError."""
    began_s = time.perf_counter()
    fd, name = tempfile.mkstemp(dir=folder, prefix=".write-test.")
    try:
        os.write(fd, b"x" * 4096)
        os.fsync(fd)
    finally:
        os.close(fd)
        Path(name).unlink(missing_ok=True)
    return (time.perf_counter() - began_s) * 1e3


def health(folder: Path) -> Health | None:
    """What the disk below a folder says; None when it says nothing, or not to us."""
    if sys.platform == "win32":
        command = "Get-PhysicalDisk | Select-Object HealthStatus | ConvertTo-Json"
        text = output_of("powershell", "-NoProfile", "-NonInteractive", "-Command", command)
        return physical_disks(text or "")
    disk = disk_of(folder)
    if disk is None:
        return None
    device = _SYSFS / disk / "device"
    told = emmc(_read(device / "life_time"), _read(device / "pre_eol_info"))
    if told is not None:
        return told
    text = output_of("smartctl", "--json", "-H", "-A", f"/dev/{disk}", any_status=True)
    return smart(text or "")


def smart(text: str) -> Health | None:
    """Read `smartctl --json -H -A` (smartmontools 7): None where it has no verdict."""
    tree = _json(text)
    if not isinstance(tree, dict):
        return None
    passed = _at(tree, "smart_status", "passed")
    nvme = _at(tree, "nvme_smart_health_information_log")
    used = _at(tree, "nvme_smart_health_information_log", "percentage_used")
    used_percent = float(used) if isinstance(used, int | float) else None
    if passed is None and nvme is None:
        return None
    if passed is False or _at(tree, *_CRITICAL):
        return Health(Wear.FAILING, used_percent)
    is_worn = used_percent is not None and used_percent >= _WORN_PERCENT
    is_worn |= any(_raw(tree, number) > 0 for number in _BAD_SECTORS)
    return Health(Wear.WORN if is_worn else Wear.GOOD, used_percent)


_CRITICAL = ("nvme_smart_health_information_log", "critical_warning")
_BAD_SECTORS = (197, 198)
"""ATA attributes: sectors that cannot be read and wait for being replaced, and that never could."""


def emmc(life_time: str, pre_eol_info: str) -> Health | None:
    """Read an eMMC's sysfs files (JEDEC JESD84-B51, EXT_CSD 267 to 269).

    `life_time` has two estimates in steps of 10 %: `0x01` up to 10 % used, `0x0b` beyond its life.
    `pre_eol_info`: `0x02` 80 % of the spare blocks used, `0x03` 90 %.
    """
    try:
        steps = [int(word, 16) for word in life_time.split()]
        spare = int(pre_eol_info or "0x01", 16)
    except ValueError:
        return None
    if not steps or max(steps) == 0:
        return None
    used_percent = max(steps) * 10.0
    if max(steps) >= 11 or spare >= 3:
        return Health(Wear.FAILING, min(used_percent, 100.0))
    is_worn = used_percent > _WORN_PERCENT or spare == 2
    return Health(Wear.WORN if is_worn else Wear.GOOD, used_percent)


def physical_disks(text: str) -> Health | None:
    """Read `Get-PhysicalDisk | Select HealthStatus | ConvertTo-Json`: the worst of all disks.

    HealthStatus is `Healthy`, `Warning`, `Unhealthy`, or 0, 1, 2 (MSFT_PhysicalDisk).
    """
    tree = _json(text)
    disks = tree if isinstance(tree, list) else [tree]
    words = {"0": Wear.GOOD, "healthy": Wear.GOOD, "1": Wear.WORN, "warning": Wear.WORN}
    words |= {"2": Wear.FAILING, "unhealthy": Wear.FAILING}
    said = [str(disk.get("HealthStatus")).lower() for disk in disks if isinstance(disk, dict)]
    known = [words[word] for word in said if word in words]
    return Health(max(known, key=list(Wear).index)) if known else None


def disk_of(folder: Path) -> str | None:
    """The kernel's name of the disk below a folder: `sda`, `mmcblk0`; None when there is none."""
    parts = psutil.disk_partitions(all=False)
    resolved = folder.resolve()
    below = [part for part in parts if resolved.is_relative_to(part.mountpoint)]
    if not below:
        return None
    device = max(below, key=lambda part: len(part.mountpoint)).device
    return whole_disk(Path(os.path.realpath(device)).name)


def whole_disk(name: str, sysfs: Path = _SYSFS) -> str | None:
    """From a partition, or an encrypted or logical volume, to the disk that carries it."""
    node = sysfs / name
    carriers = sorted(node.glob("slaves/*"))
    if carriers:
        return whole_disk(carriers[0].name, sysfs)
    if not node.exists():
        return None
    return node.resolve().parent.name if (node / "partition").exists() else name


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _at(tree: Any, *path: str) -> Any:
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def _raw(tree: Any, number: int) -> int:
    """Raw value of an ATA attribute, 0 when the disk does not have it."""
    for row in _at(tree, "ata_smart_attributes", "table") or ():
        if _at(row, "id") == number:
            value = _at(row, "raw", "value")
            return value if isinstance(value, int) else 0
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""

"""Which USB sticks a Linux machine has, read from what the kernel and udev tell; changes nothing.

Every source is a path of `Sources`, so that the decisions are proven on captured text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.base import log as logs
from kiosk.base import texts

_ESCAPED = re.compile(r"\\([0-7]{3})")
_UDEV_ESCAPED = re.compile(r"\\x([0-9a-f]{2})")
_NO_DISK = re.compile(r"(sr|fd|loop|ram|zram|nbd|dm-|md)\d")
"""Block devices that are never a stick, although drives of discs call themselves removable."""
_SYSTEM = ("/", "/boot", "/boot/efi", "/efi", "/usr", "/var", "/home", "/opt", "/srv")
"""Whatever disk one of these lies on is the machine's own, even on the USB bus."""
_READ_ONLY = frozenset({"iso9660", "udf", "squashfs", "erofs"})
"""File systems that nothing can be saved to."""
_START_PARTITION = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b"
"""EFI system partition (UEFI 2.10, table 5.7): a stick with an installer has one."""
_SECTOR = 512
"""Unit of a block device's `size`, whatever the device itself uses (Documentation/ABI)."""
_LONGEST = 40
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Stick:
    """A USB stick or memory card."""

    path: str
    """Its folder, or its device while it is not mounted."""
    name: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Where Linux tells about disks."""

    mounts: Path = Path("/proc/self/mounts")
    blocks: Path = Path("/sys/class/block")
    udev: Path = Path("/run/udev/data")


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system that is in use."""

    device: str
    folder: str
    kind: str


def clean(text: str) -> str:
    """What a stick calls itself, on one line and without what may be secret."""
    return logs.redact(texts.clean(text, _LONGEST_NAME))


def parsed(text: str) -> list[Mount]:
    """The lines of `/proc/self/mounts` that are block devices (proc_pid_mounts(5), fstab(5))."""
    found = []
    for line in text.splitlines():
        fields = [_ESCAPED.sub(lambda m: chr(int(m[1], 8)), field) for field in line.split(" ")]
        if len(fields) >= 3 and fields[0].startswith("/dev/"):
            found.append(Mount(fields[0], _utf8(fields[1]), fields[2]))
    return found


def _utf8(text: str) -> str:
    """Octal escapes are bytes; put the characters together that are made of several."""
    try:
        return text.encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def mounts(sources: Sources) -> list[Mount]:
    """What is in use now; nothing where the kernel does not tell."""
    try:
        return parsed(sources.mounts.read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return []


def sticks(sources: Sources, *, unmounted: bool) -> tuple[Stick, ...]:
    """The sticks; their `path` is a folder, or the device of one that is not mounted.

    `unmounted`: this machine can mount one when it is needed.
    """
    used = mounts(sources)
    try:
        blocks = sorted(sources.blocks.iterdir())
    except OSError:
        return ()
    own = {
        disk
        for mount in used
        if mount.folder in _SYSTEM
        for disk in _disks(sources.blocks, Path(mount.device).name)
    }
    found = []
    for block in blocks:
        if _NO_DISK.match(block.name) or _disk(block) in own or not _pluggable(_disk(block)):
            continue
        known = _udev(sources, block)
        path = _path(block.name, used, known, unmounted)
        if path:
            found.append(Stick(path, _name(block, known)))
    return tuple(found)


def _path(name: str, used: Iterable[Mount], known: dict[str, str], unmounted: bool) -> str:
    """Where it can be written to; empty when nowhere."""
    for mount in used:
        if mount.device == f"/dev/{name}":
            return "" if mount.kind in _READ_ONLY else mount.folder
    writable = known.get("ID_FS_USAGE") == "filesystem" and known["ID_FS_TYPE"] not in _READ_ONLY
    starts = known.get("ID_PART_ENTRY_TYPE") == _START_PARTITION
    return f"/dev/{name}" if unmounted and writable and not starts else ""


def _disk(block: Path) -> Path:
    """The disk of a partition, the block device itself otherwise."""
    real = block.resolve()
    return real.parent if (real / "partition").exists() else real


def _disks(blocks: Path, name: str) -> set[Path]:
    """The disks under a block device: of an encrypted or combined one, those it is made of."""
    block = blocks / name
    if not block.exists():  # /dev/mapper has names of its own
        owners = (each.parent.parent for each in blocks.glob("dm-*/dm/name") if _read(each) == name)
        block = next(owners, block)
    below = list((block / "slaves").glob("*"))
    if not below:
        return {_disk(block)} if block.exists() else set()
    return {disk for part in below for disk in _disks(blocks, part.name)}


def _pluggable(disk: Path) -> bool:
    """On the USB bus, a removable medium, or a memory card; and not an empty reader."""
    if not _read(disk / "size").strip("0"):
        return False
    on_usb = any(re.fullmatch(r"usb\d+", part) for part in disk.parts)
    return on_usb or _read(disk / "removable") == "1" or _read(disk / "device" / "type") == "SD"


def _name(block: Path, known: dict[str, str]) -> str:
    """What its owner calls it, or the maker's name; with its size: `KINGSTON (31 GB)`."""
    label = _UDEV_ESCAPED.sub(lambda m: chr(int(m[1], 16)), known.get("ID_FS_LABEL_ENC", ""))
    model = " ".join(_read(_disk(block) / "device" / each) for each in ("vendor", "model"))
    name = clean(_utf8(label))[:_LONGEST] or clean(model)[:_LONGEST] or "USB"
    size = _read(block / "size")
    total = int(size) * _SECTOR if size.isdecimal() else 0
    return f"{name} ({total / 1e9:.0f} GB)" if total >= 1e9 else f"{name} ({total / 1e6:.0f} MB)"


def _udev(sources: Sources, block: Path) -> dict[str, str]:
    """What udev found out: lines `E:NAME=value`; empty where there is no udev."""
    number = _read(block / "dev")
    lines = _read(sources.udev / f"b{number}").splitlines() if number else []
    pairs = (line[2:].partition("=") for line in lines if line.startswith("E:"))
    known = {name: value for name, _, value in pairs}
    return {"ID_FS_TYPE": ""} | known


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""

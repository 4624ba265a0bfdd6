"""USB sticks: made as files, put in and pulled out of the emulated PC."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from tests.boot.machine import Machine


def make(image: Path, files: dict[str, bytes]) -> None:
    """A FAT stick with these files."""
    image.unlink(missing_ok=True)
    subprocess.run(["truncate", "-s", "32M", str(image)], check=True)
    subprocess.run(["mkfs.vfat", "-n", "STICK", str(image)], check=True, capture_output=True)
    for name, data in files.items():
        subprocess.run(["mcopy", "-i", str(image), "-", f"::{name}"], input=data, check=True)


def plug(point: Machine, image: Path) -> None:
    """Put a stick in."""
    point.qmp.ask(
        "blockdev-add",
        **{
            "node-name": "stick",
            "driver": "raw",
            "file": {"driver": "file", "filename": str(image)},
        },
    )
    point.qmp.ask(
        "device_add",
        driver="usb-storage",
        id="stick-device",
        bus="usb.0",
        drive="stick",
        removable=True,
    )


def unplug(point: Machine) -> None:
    """Pull it out."""
    point.qmp.ask("device_del", id="stick-device")
    time.sleep(3)
    point.qmp.ask("blockdev-del", **{"node-name": "stick"})

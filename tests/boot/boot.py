"""`python -m tests.boot.boot`: what tests/boot/boot.sh runs once disk and packages are there."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.boot import escapes, look, monitors, recoveries, updates
from tests.boot.ledger import Ledger
from tests.boot.machine import Machine, Parts
from tests.boot.point import save, wait_home

_SETTINGS = '[devices]\\ncamera = "synthetic"\\nmicrophone = "synthetic"\\nspeaker = "synthetic"\\n'
_MOUNT = "mkdir -p /mnt/packages; mountpoint -q /mnt/packages || mount -o ro /dev/vdb /mnt/packages"


def main() -> int:
    """The steps that are asked for, in order; 1 when something was bad."""
    parser = argparse.ArgumentParser(prog="boot.sh")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--tree", type=Path, required=True, help="the fresh Debian")
    parser.add_argument("--fresh", type=Path, required=True, help="its disk, raw")
    parser.add_argument("--disk", type=Path, required=True, help="disk of packages")
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--patience", type=float, default=6.0, help="factor of every time limit")
    parser.add_argument("--only", action="append", default=[], choices=tuple(STEPS))
    parser.add_argument("versions", nargs=3, help="first, second, broken")
    said = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends what was started, too
    said.folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(said.folder / "results.md")
    point = _machine(said)
    names = said.only or list(STEPS)
    if "install" in names:
        _fresh_disk(said.fresh, said.folder / "disk.qcow2")
        ledger.file.unlink(missing_ok=True)
    try:
        for name in names:
            if name not in ("install", "boot") and not point.is_on:
                point.start()
            STEPS[name](point, ledger, said.versions)
        point.switch_off()
    finally:
        point.close()
    print("\n" + ledger.table())
    return 1 if ledger.failed else 0


def _machine(said: argparse.Namespace) -> Machine:
    boot = said.tree / "boot"
    kernel = max(boot.glob("vmlinuz-*"))
    initrd = boot / kernel.name.replace("vmlinuz", "initrd.img")
    parts = Parts(said.folder / "disk.qcow2", kernel, initrd, said.disk, said.key)
    return Machine(parts, said.folder, said.patience)


def _fresh_disk(fresh: Path, disk: Path) -> None:
    """A disk whose changes are its own; the fresh one stays as it is."""
    disk.unlink(missing_ok=True)
    command = ["qemu-img", "create", "-q", "-f", "qcow2", "-b", str(fresh), "-F", "raw", str(disk)]
    subprocess.run(command, check=True)


def _install(point: Machine, ledger: Ledger, versions: list[str]) -> None:
    with ledger.line("a fresh Debian starts") as line:
        started = time.monotonic()
        point.start()
        point.wait_booted()
        line.seconds = time.monotonic() - started
    with ledger.line("install the package") as line:
        started = time.monotonic()
        point.run(f"mkdir -p /etc/xdg/kiosk; printf '{_SETTINGS}' >/etc/xdg/kiosk/kiosk.toml")
        point.run(_MOUNT)
        updates.install(point, f"/mnt/packages/kiosk_{versions[0]}.deb")
        line.seconds = time.monotonic() - started
    with ledger.line("switched off as a PC is") as line:
        started = time.monotonic()
        point.switch_off()
        line.seconds = time.monotonic() - started


def _boot(point: Machine, ledger: Ledger, versions: list[str]) -> None:
    with ledger.line("power to home, nothing touched") as line:
        started = time.monotonic()
        point.start()
        wait_home(point, 400.0)
        line.seconds = time.monotonic() - started
        time.sleep(3 * point.patience)
        save(point, "home")
        line.seen = look.describe(point.picture())


def _updates(point: Machine, ledger: Ledger, versions: list[str]) -> None:
    point.wait_booted()
    point.run(_MOUNT)
    first, second, broken = versions
    names = [f"/mnt/packages/kiosk_{version}.deb" for version in versions]
    updates.run(point, ledger, updates.Builds(*names, versions=(first, second, broken)))


Step = Callable[[Machine, Ledger, list[str]], None]
STEPS: dict[str, Step] = {
    "install": _install,
    "boot": _boot,
    "recoveries": lambda point, ledger, _versions: recoveries.run(point, ledger),
    "escapes": lambda point, ledger, _versions: escapes.run(point, ledger),
    "monitors": lambda point, ledger, _versions: monitors.run(point, ledger),
    "updates": _updates,
    "remove": lambda point, ledger, _versions: updates.remove(point, ledger),
}

if __name__ == "__main__":
    sys.exit(main())

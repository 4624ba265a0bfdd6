"""`python -m tests.boot.nspawn`: what tests/boot/nspawn.sh runs once all is there."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from tests.boot import look, recoveries, updates
from tests.boot.container import Container
from tests.boot.ledger import Ledger
from tests.boot.point import save, wait_home


def main() -> int:
    """Every step, in order; 1 when one of them was bad."""
    parser = argparse.ArgumentParser(prog="nspawn.sh")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--skip", action="append", default=[], choices=("faults", "updates"))
    parser.add_argument("packages", type=Path, nargs=3, help="first, second, broken")
    said = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends what was started, too
    said.folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(said.folder / "results.md")
    ledger.file.unlink(missing_ok=True)
    point = Container(said.base, said.folder, f"kiosk-{said.folder.name}")
    try:
        _steps(point, ledger, said.packages, said.skip)
    finally:
        journal = point.run("journalctl --no-pager").text
        (said.folder / "journal.txt").write_text(journal, encoding="utf-8")
        point.close()
    print("\n" + ledger.table())
    return 1 if ledger.failed else 0


def _steps(point: Container, ledger: Ledger, packages: list[Path], skip: list[str]) -> None:
    inside = [point.put(package) for package in packages]
    versions = [package.stem.split("_")[1] for package in packages]
    with ledger.line("boot of a fresh Debian") as line:
        started = time.monotonic()
        point.start()
        point.wait_booted()
        line.seconds = time.monotonic() - started
    with ledger.line("install") as line:
        started = time.monotonic()
        updates.install(point, inside[0])
        line.seconds = time.monotonic() - started
        line.seen = f"{packages[0].stat().st_size / 1e6:.0f} MB package"
    with ledger.line("from the installation to home, nothing touched") as line:
        started = time.monotonic()
        wait_home(point, 120.0)
        line.seconds = time.monotonic() - started
        time.sleep(3)
        save(point, "home")
        line.seen = look.describe(point.picture())
    if "faults" not in skip:
        recoveries.run(point, ledger)
    if "updates" not in skip:
        first, second, broken = versions
        builds = updates.Builds(inside[0], inside[1], inside[2], (first, second, broken))
        updates.run(point, ledger, builds)
    with ledger.line("units that failed") as line:
        failed = point.run("systemctl list-units --failed --no-legend --plain 'kiosk*'").text
        line.seen = "none of the kiosk's"
        if failed.strip():
            raise AssertionError(failed.strip())
    updates.remove(point, ledger)


if __name__ == "__main__":
    sys.exit(main())

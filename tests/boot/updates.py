"""A second build, one that does not start, and the way back; the removal."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tests.boot.ledger import Ledger
from tests.boot.point import Point, save, wait, wait_home

CURRENT = "basename $(readlink -f /opt/kiosk/current)"
PROBATION = "/var/lib/kiosk-update/probation.json"
_LEFT = (
    "ls -d /opt/kiosk /usr/lib/kiosk /usr/bin/kiosk /var/lib/kiosk /var/lib/kiosk-update"
    " /var/lib/kiosk-setup /var/cache/kiosk /run/kiosk /run/kiosk-display /etc/kiosk"
    " /etc/default/kiosk /etc/credstore.encrypted/kiosk-* /var/lib/systemd/linger/kiosk"
    " /etc/systemd/system/ctrl-alt-del.target /etc/systemd/system/getty@tty1.service"
    " 2>/dev/null; getent passwd kiosk; getent group kiosk;"
    " find /etc/systemd /usr/lib /etc/udev /var/lib -xdev -name '*kiosk*'"
    " ! -path '*/container.conf' ! -path '*.service.d' ! -path '/var/lib/dpkg/*'"
    " ! -path '/var/lib/apt/*' ! -path '*/weston/kiosk-shell.so'; pgrep -u kiosk -a 2>/dev/null"
)


@dataclass(frozen=True, slots=True)
class Builds:
    """The packages' names inside the point, and their versions."""

    first: str
    second: str
    broken: str
    versions: tuple[str, str, str]


def install(point: Point, file: str) -> str:
    """Install a package as a technician does; what was said."""
    answer = point.run(
        f"DEBIAN_FRONTEND=noninteractive dpkg -i {file} 2>&1", 900.0 * point.patience
    )
    if answer.status != 0:
        raise AssertionError(f"dpkg -i ended with {answer.status}: {answer.text[-600:]}")
    return answer.text


def run(point: Point, ledger: Ledger, builds: Builds) -> None:
    """Update, its probation, an update that is broken, and back."""
    first, second, broken = builds.versions
    with ledger.line(f"update {first} to {second}") as line:
        before = wait_home(point, 120.0)
        started = time.monotonic()
        install(point, builds.second)
        wait_home(point, 120.0, unlike=before)
        line.seconds = time.monotonic() - started
        _is_current(point, second)
        line.seen = "home again in the new version, the old one kept"
    with ledger.line("the new version proves itself") as line:
        started = time.monotonic()
        limit_s = 600.0 * point.patience
        wait("the end of its probation", limit_s, lambda: not _on_trial(point), pause_s=3.0)
        line.seconds = time.monotonic() - started
        _is_current(point, second)
        line.seen = "it stays, counted from its READY"
    with ledger.line("update to a build that does not start") as line:
        wait_home(point, 120.0)
        started = time.monotonic()
        install(point, builds.broken)
        line.seen = f"{broken} taken back, home in {second}"
        wait(
            f"version {second} again",
            300.0 * point.patience,
            lambda: point.run(CURRENT).text.strip() == second,
        )
        wait_home(point, 120.0)
        line.seconds = time.monotonic() - started
    with ledger.line("power cut after the rollback") as line:
        started = time.monotonic()
        point.cut_power()
        wait_home(point, 300.0)
        line.seconds = time.monotonic() - started
        _is_current(point, second)
        line.seen = f"home in {second}"


def remove(point: Point, ledger: Ledger) -> None:
    """`apt purge`: what is left."""
    with ledger.line("remove and purge") as line:
        save(point, "before-removal")
        started = time.monotonic()
        answer = point.run("DEBIAN_FRONTEND=noninteractive dpkg -P kiosk 2>&1", 300.0)
        if answer.status != 0:
            raise AssertionError(f"dpkg -P ended with {answer.status}: {answer.text[-600:]}")
        line.seconds = time.monotonic() - started
        time.sleep(3)
        left = point.run(_LEFT).text.split("\n")
        line.seen = "nothing is left"
        if any(left):
            raise AssertionError(f"left: {', '.join(filter(None, left))}")


def _on_trial(point: Point) -> bool:
    return point.run(f"test -e {PROBATION}").status == 0


def _is_current(point: Point, version: str) -> None:
    now = point.run(CURRENT).text.strip()
    if now != version:
        raise AssertionError(f"version {now} runs, {version} was to")

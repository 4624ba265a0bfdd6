"""Ways out of the kiosk that a citizen may try at the machine: each must lead nowhere.

After each one: the screen is still ours, the same programs run and no new one, the same console is
shown, and the machine has not been started anew.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.boot import look, sticks
from tests.boot.chords import CHORDS
from tests.boot.ledger import Ledger
from tests.boot.machine import Machine
from tests.boot.point import NotSoError, processes, save, wait_home

SETTLE_S = 1.0
_STATE = (
    "cat /proc/sys/kernel/random/boot_id /sys/class/tty/tty0/active;"
    " ps -eo comm= --ppid 2 -p 2 -N | sort -u | grep -vxE 'sshd|sh|bash|ps|sort|grep|cat'"
)
_PASSING = ("systemd-", "(", "udev", "fstrim", "apt", "dpkg", "logrotate", "e2scrub", "kiosk")
"""What the system itself runs now and then."""


@dataclass(frozen=True, slots=True)
class State:
    """What no escape may change."""

    boot: str
    console: str
    programs: frozenset[str]
    ui: int
    weston: int


def run(point: Machine, ledger: Ledger) -> None:
    """Every escape; the picture of each is kept."""
    wait_home(point, 200.0)
    with ledger.line("kernel's magic keys, Ctrl+Alt+Del, consoles") as line:
        line.seen = _closed(point)
    before = _state(point)
    for name, act in _attempts(point):
        with ledger.line(f"escape: {name}") as line:
            act()
            time.sleep(SETTLE_S * point.patience)
            slug = "".join(c if c.isalnum() else "-" for c in name)
            save(point, f"escape-{slug}")
            line.seen = _unchanged(point, before)


def _attempts(point: Machine) -> Iterator[tuple[str, Callable[[], object]]]:
    qmp = point.qmp
    for name, keys in CHORDS:
        yield name, lambda keys=keys: qmp.keys(*keys)
    yield "right mouse button", lambda: qmp.press(0.5, 0.5, "right")
    yield "middle mouse button", lambda: qmp.press(0.5, 0.5, "middle")
    for name, start, end in (
        ("drag down from the upper edge", (0.5, 0.0), (0.5, 0.6)),
        ("drag up from the lower edge", (0.5, 1.0), (0.5, 0.4)),
        ("drag from the left edge", (0.0, 0.5), (0.6, 0.5)),
        ("drag from the right edge", (1.0, 0.5), (0.4, 0.5)),
    ):
        yield name, lambda start=start, end=end: qmp.drag(start, end)
    yield "touch: swipes from each edge, five fingers", lambda: _touch(point)
    yield "a second USB keyboard", lambda: _plug_keyboard(point)
    yield "a USB stick with autorun", lambda: _plug_stick(point)


def _closed(point: Machine) -> str:
    sysrq = point.run("cat /proc/sys/kernel/sysrq").text.strip()
    target = point.run("systemctl is-enabled ctrl-alt-del.target").text.strip()
    gettys = point.run("pgrep -c agetty").text.strip()
    shells = point.run("loginctl list-sessions --no-legend | wc -l").text.strip()
    if sysrq != "0" or target != "masked":
        raise NotSoError(f"kernel.sysrq={sysrq}, ctrl-alt-del.target {target}")
    return f"kernel.sysrq=0, ctrl-alt-del.target masked, {gettys} gettys, {shells} sessions"


def _state(point: Machine) -> State:
    text = point.run(_STATE, 30 * point.patience).text.split("\n")
    now = processes(point)
    programs = frozenset(name for name in text[2:] if name)
    return State(text[0], text[1], programs, now.ui, now.weston)


def _unchanged(point: Machine, before: State) -> str:
    picture = point.picture()
    if not look.is_ours(picture):
        raise NotSoError(f"another screen: {look.describe(picture)}")
    now = _state(point)
    if now.boot != before.boot:
        raise NotSoError("the machine was started anew")
    if now.console != before.console:
        raise NotSoError(f"console {now.console} instead of {before.console}")
    if (now.ui, now.weston) != (before.ui, before.weston):
        raise NotSoError("kiosk or compositor are not the same processes")
    new = {name for name in now.programs - before.programs if not name.startswith(_PASSING)}
    if new:
        raise NotSoError(f"new programs: {', '.join(sorted(new))}")
    return "our screen, the same programs"


def _touch(point: Machine) -> None:
    source = Path(__file__).with_name("fingers.py").read_bytes()
    code = base64.b64encode(source).decode()
    command = f"modprobe uinput; echo {code} | base64 -d >/tmp/fingers.py;"
    answer = point.run(
        f"{command} /opt/kiosk/current/bin/python -I -B /tmp/fingers.py", 60 * point.patience
    )
    if answer.status != 0:
        raise NotSoError("the made-up touch screen did not work")


def _plug_keyboard(point: Machine) -> None:
    point.qmp.ask("device_add", driver="usb-kbd", id="second", bus="usb.0")
    time.sleep(3)
    for keys in (("ctrl", "alt", "f3"), ("ctrl", "alt", "delete")):
        point.qmp.keys(*keys)
    point.qmp.ask("device_del", id="second")


def _plug_stick(point: Machine) -> None:
    image = point.folder / "autorun.img"
    sticks.make(
        image, {"autorun.inf": b"[autorun]\nopen=x\n", "autorun.sh": b"#!/bin/sh\ntouch /x\n"}
    )
    sticks.plug(point, image)
    time.sleep(4 * point.patience)
    ran = point.run("ls /x").status == 0
    sticks.unplug(point)
    if ran:
        raise NotSoError("the stick's program was run")

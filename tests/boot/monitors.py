"""The monitor: switched off and on, not there at boot and coming later, of another size."""

from __future__ import annotations

import time

from tests.boot import look
from tests.boot.ledger import Ledger
from tests.boot.machine import Machine
from tests.boot.point import NotSoError, processes, save, wait_home

_RULE = 'SUBSYSTEM=="drm", ACTION=="change", ENV{SYNTH_ARG_HOTPLUG}=="1", ENV{HOTPLUG}="1"'
_SWITCH = (
    "[ -e /etc/udev/rules.d/99-plug.rules ] || {{ echo '{rule}' >/etc/udev/rules.d/99-plug.rules;"
    " udevadm control --reload; }}; c=$(ls -d /sys/class/drm/card*-Virtual-1);"
    " echo {state} >$c/status; sleep 1;"
    ' echo "change 12345678-1234-1234-1234-123456789abc HOTPLUG=1"'
    " >/sys/class/drm/$(basename $(dirname $(readlink -f $c)))/uevent; cat $c/status"
)
"""The emulated monitor cannot be pulled from outside: the kernel is told so, and tells others."""


def run(point: Machine, ledger: Ledger) -> None:
    """All of them."""
    for number in (1, 2, 3):
        with ledger.line(f"monitor off for 20 s and on again ({number})") as line:
            before = wait_home(point, 200.0)
            _switch(point, "off", "disconnected")
            time.sleep(20)
            started = time.monotonic()
            _switch(point, "detect", "connected")
            after = wait_home(point, 100.0)
            line.seconds = time.monotonic() - started
            if (after.ui, after.weston) != (before.ui, before.weston):
                raise NotSoError("kiosk or compositor are not the same processes")
            line.seen = f"home, the same processes ({save(point, f'monitor-{number}').name})"
    with ledger.line("boot without a monitor, which comes later") as line:
        point.switch_off()
        point.start(append="video=Virtual-1:d")
        point.wait_booted()
        time.sleep(20 * point.patience / 2)
        waiting = point.run("systemctl is-active kiosk-monitor kiosk-display kiosk").text.split()
        restarts = point.run("systemctl show -P NRestarts kiosk kiosk-display").text.split()
        started = time.monotonic()
        _switch(point, "detect", "connected")
        wait_home(point, 200.0)
        line.seconds = time.monotonic() - started
        save(point, "monitor-late")
        line.seen = f"waited ({', '.join(waiting)}; starts anew {' '.join(restarts)}), then home"
    for width, height in ((1366, 768), (1280, 1024)):
        with ledger.line(f"a monitor of {width}x{height}") as line:
            point.switch_off()
            started = time.monotonic()
            point.start(width=width, height=height)
            wait_home(point, 400.0)
            line.seconds = time.monotonic() - started
            time.sleep(3 * point.patience)
            picture = point.picture()
            save(point, f"monitor-{width}x{height}")
            if picture.shape[:2] != (height, width):
                raise NotSoError(f"the picture is {look.describe(picture)}")
            line.seen = f"home, {look.describe(picture)}; {processes(point)}"


def _switch(point: Machine, state: str, wanted: str) -> None:
    command = _SWITCH.format(rule=_RULE, state=state)
    answer = point.run(command, 60 * point.patience).text.strip()
    if answer != wanted:
        raise NotSoError(f"the kernel calls the monitor {answer!r}, not {wanted!r}")

"""The screen's checks: a probe of its own, because only the user interface may ask Qt.

`python -m kiosk.ui.screen_probe`, started by the diagnostics' runner; shows no window. It stands on
the same screen as the kiosk that runs. The touch test is a person's and told elsewhere.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QInputDevice

from kiosk.base.config import Settings
from kiosk.diagnostics.catalogue import found
from kiosk.diagnostics.check import Check, Group, Progress, Request, State, Tell
from kiosk.diagnostics.probe import Probe, serve
from kiosk.ui import graphics, monitor

LEAST = (1280, 720)
"""The smallest screen that the layout is tested for has 1280 x 800; a taskbar may take some."""
_X_SOCKETS = "/tmp/.X11-unix/X"
_FACT_CHARS = 60


def probe(request: Request, tell: Tell) -> None:
    """Tell what there is to see and to touch."""
    tell(Progress("screen-looking"))
    if not has_display(sys.platform, os.environ):
        for check_id in ("screen.size", "screen.touch", "screen.graphics"):
            tell(found(check_id, State.NOT_APPLICABLE, "screen-none"))
        return
    application = QGuiApplication(sys.argv[:1])
    screen = application.primaryScreen()
    if screen is None:
        tell(found("screen.size", State.NOT_APPLICABLE, "screen-none"))
    else:
        size = screen.size() * screen.devicePixelRatio()
        told_mm = monitor.width_mm(screen)
        tell(size_check(size, told_mm, request.settings, screen.name()))
    tell(touch_check(_touch_screens()))
    choice = graphics.choose(request.settings.screen.graphics)
    tell(found("screen.graphics", State.OK, choice.value))


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether Qt will find a screen. Without one it ends the process, so it must not be asked."""
    if platform != "linux":
        return True
    plugin = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if plugin not in ("", "xcb", "wayland"):
        return True
    if environment.get("WAYLAND_DISPLAY") and plugin != "xcb":
        return True
    return _x_answers(environment.get("DISPLAY", ""))


def size_check(size: QSize, told_mm: float, settings: Settings, name: str) -> Check:
    """Pixels, and the width that sizes are computed from: the settings', else the monitor's."""
    pixels = f"{size.width()} × {size.height()}"
    width_mm = settings.screen.width_mm or round(told_mm)
    facts = {"pixels": pixels, "width_mm": str(width_mm), "monitor": name[:_FACT_CHARS]}
    longer, shorter = max(size.toTuple()), min(size.toTuple())
    if longer < LEAST[0] or shorter < LEAST[1]:
        facts["needed"] = f"{LEAST[0]} × {LEAST[1]}"
        fault = "screen-small"
    elif width_mm not in monitor.PLAUSIBLE_MM:
        fault = "screen-size-unknown"
    else:
        value = f"{pixels}, {width_mm} mm"
        return found("screen.size", State.OK, value, facts=facts)
    return found("screen.size", State.WARNING, pixels, fault=fault, facts=facts)


def touch_check(names: list[str]) -> Check:
    """Which touch screens there are."""
    if not names:
        return found("screen.touch", State.WARNING, "no", fault="screen-touch-absent")
    return found("screen.touch", State.OK, names[0][:_FACT_CHARS], facts={"count": str(len(names))})


def _touch_screens() -> list[str]:
    kind = QInputDevice.DeviceType.TouchScreen
    return [device.name() or "?" for device in QInputDevice.devices() if device.type() == kind]


def _x_answers(display: str) -> bool:
    """Whether an X server of this name takes connections; one on another machine is believed."""
    host, _, number = display.partition(":")
    if not number:
        return False
    if host not in ("", "unix"):
        return True
    with socket.socket(socket.AF_UNIX) as trial:
        try:
            trial.connect(_X_SOCKETS + number.partition(".")[0])
        except OSError:
            return False
    return True


def _choose(_group: Group) -> Probe:
    return probe


if __name__ == "__main__":
    serve(_choose)

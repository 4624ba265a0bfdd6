"""After how long without a touch the screen goes dark, and the PC to sleep.

Nobody touches a kiosk during a meeting of two hours. Every place that may darken the screen is
asked; the shortest time counts.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import re
import sys
from collections.abc import Sequence

from kiosk.diagnostics.machine.commands import output_of

NEVER = 0.0


def shortest(times_s: Sequence[float | None]) -> float | None:
    """The first that strikes, in seconds; `NEVER` when all are off, None when nothing is known."""
    known = [time_s for time_s in times_s if time_s is not None]
    if not known:
        return None
    return min((time_s for time_s in known if time_s > 0), default=NEVER)


def dark_after_s() -> float | None:
    """Until the screen goes dark, in seconds; `NEVER`, or None when it cannot be found out."""
    if sys.platform == "win32":
        return _windows("SUB_VIDEO", "VIDEOIDLE")
    times = [_x11() if os.environ.get("DISPLAY") else None]
    if _is_gnome():
        times.append(gnome_number(_gsetting("org.gnome.desktop.session", "idle-delay")))
    return shortest(times)


def asleep_after_s() -> float | None:
    """Until the PC goes to sleep by itself, in seconds; as `dark_after_s`."""
    if sys.platform == "win32":
        return _windows("SUB_SLEEP", "STANDBYIDLE")
    properties = output_of(
        "loginctl", "show-session", "--property=IdleAction", "--property=IdleActionUSec"
    )
    times = [logind_idle_s(properties or "")]
    if _is_gnome():
        power = "org.gnome.settings-daemon.plugins.power"
        what = _gsetting(power, "sleep-inactive-ac-type").strip("'\n")
        after_s = gnome_number(_gsetting(power, "sleep-inactive-ac-timeout"))
        times.append(NEVER if what == "nothing" else after_s)
    return shortest(times)


def powercfg_s(text: str, *, on_battery: bool = False) -> float | None:
    """Read `powercfg /query SCHEME GROUP SETTING`, which speaks the language of the system.

    The last two numbers of a setting are its index for the mains and for the battery, in seconds;
    the ones before are its minimum, maximum and increment.
    """
    numbers = re.findall(r"\b0x([0-9a-fA-F]{8})\s*$", text, re.MULTILINE)
    if len(numbers) < 2:
        return None
    return float(int(numbers[-1 if on_battery else -2], 16))


def logind_idle_s(properties: str) -> float | None:
    """Read logind's properties: `IdleAction=ignore` is never. None without an answer."""
    values = dict(line.split("=", 1) for line in properties.splitlines() if "=" in line)
    action = values.get("IdleAction")
    if action is None:
        return None
    return NEVER if action == "ignore" else span_s(values.get("IdleActionUSec", "")) or 1.0


_UNITS_S = {
    **{"us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0},
    **{"d": 86400.0, "w": 604800.0, "month": 2629800.0, "y": 31557600.0},
}


def span_s(text: str) -> float | None:
    """Read a time span as systemd prints it: `30min`, `1h 30min`; None for something else."""
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*([a-z]+)", text)
    if not parts or any(unit not in _UNITS_S for _, unit in parts):
        return None
    return sum(float(number) * _UNITS_S[unit] for number, unit in parts)


def gnome_number(text: str) -> float | None:
    """Read a number as `gsettings get` prints it: `uint32 300`; None for something else."""
    number = re.fullmatch(r"(?:u?int32 )?(\d+)", text.strip())
    return float(number[1]) if number else None


def _is_gnome() -> bool:
    return "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")


def _gsetting(schema: str, key: str) -> str:
    return output_of("gsettings", "get", schema, key) or ""


def _windows(group: str, setting: str) -> float | None:
    text = output_of("powercfg", "/query", "SCHEME_CURRENT", group, setting)
    return powercfg_s(text) if text else None


def _x11() -> float | None:
    """What the X server itself does: its screen saver and DPMS, as `xset q` shows them.

    By libX11 and libXext, which Qt needs as well, so that no further package is necessary.
    """
    try:
        x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        extensions = ctypes.CDLL(ctypes.util.find_library("Xext") or "libXext.so.6")
    except OSError:
        return None
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not display:
        return None
    try:
        return shortest([_screen_saver_s(x11, display), *_dpms_s(extensions, display)])
    finally:
        x11.XCloseDisplay(display)


def _screen_saver_s(x11: ctypes.CDLL, display: ctypes.c_void_p) -> float:
    """XGetScreenSaver (Xlib): time-out in seconds, 0 is off."""
    values = [ctypes.c_int() for _ in range(4)]
    x11.XGetScreenSaver(display, *(ctypes.byref(value) for value in values))
    return float(values[0].value)


def _dpms_s(extensions: ctypes.CDLL, display: ctypes.c_void_p) -> list[float]:
    """DPMSInfo and DPMSGetTimeouts (Xext): stand-by, suspend, off; nothing where it is not on."""
    base, error = ctypes.c_int(), ctypes.c_int()
    if not extensions.DPMSQueryExtension(display, ctypes.byref(base), ctypes.byref(error)):
        return []
    level, is_on = ctypes.c_ushort(), ctypes.c_ubyte()
    extensions.DPMSInfo(display, ctypes.byref(level), ctypes.byref(is_on))
    if not is_on.value:
        return []
    times = [ctypes.c_ushort() for _ in range(3)]
    extensions.DPMSGetTimeouts(display, *(ctypes.byref(each) for each in times))
    return [float(each.value) for each in times]

"""What a window manager does to windows, without one: asks them to close. Linux, libX11."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_CLIENT_MESSAGE = 33


class _Message(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),  # XEvent is a union of 24 longs
    )


def windows(environment: Mapping[str, str]) -> set[int]:
    """Top-level windows that are shown, by their ids."""
    with _display(environment) as (x, display):
        return {one for one in _top_level(x, display) if _is_shown(x, display, one)}


def ask_to_close(environment: Mapping[str, str]) -> int:
    """Send every top-level window what Alt+F4 or a taskbar makes a window manager send; how many.

    ICCCM 4.2.8.1: WM_DELETE_WINDOW. A window that does not take part in it makes nothing of it.
    """
    with _display(environment) as (x, display):
        protocols = x.XInternAtom(display, b"WM_PROTOCOLS", False)
        delete = x.XInternAtom(display, b"WM_DELETE_WINDOW", False)
        found = _top_level(x, display)
        for window in found:
            message = _Message(_CLIENT_MESSAGE, window=window, message_type=protocols, format=32)
            message.data[0] = delete
            x.XSendEvent(display, window, False, 0, ctypes.byref(message))
        x.XSync(display, False)
        return len(found)


@contextmanager
def _display(environment: Mapping[str, str]) -> Iterator[tuple[Any, Any]]:
    """libX11 finds the cookie by the process's own environment."""
    x = ctypes.CDLL(ctypes.util.find_library("X11"))
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    for name in ("XInternAtom", "XSendEvent", "XSync", "XQueryTree", "XDefaultRootWindow"):
        getattr(x, name).argtypes = None
    before = os.environ.get("XAUTHORITY")
    os.environ["XAUTHORITY"] = environment["XAUTHORITY"]
    try:
        display = ctypes.c_void_p(x.XOpenDisplay(environment["DISPLAY"].encode()))
        assert display.value, "the display does not answer"
        yield x, display
        x.XCloseDisplay(display)
    finally:
        if before is None:
            del os.environ["XAUTHORITY"]
        else:
            os.environ["XAUTHORITY"] = before


def _top_level(x: Any, display: Any) -> list[int]:
    root, parent = ctypes.c_ulong(), ctypes.c_ulong()
    children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    whose = ctypes.c_ulong(x.XDefaultRootWindow(display))
    x.XQueryTree(display, whose, *map(ctypes.byref, (root, parent, children, count)))
    found = [children[place] for place in range(count.value)]
    if found:
        x.XFree(children)
    return found


def _is_shown(x: Any, display: Any, window: int) -> bool:
    attributes = (ctypes.c_long * 64)()  # XWindowAttributes is smaller
    x.XGetWindowAttributes(display, ctypes.c_ulong(window), ctypes.byref(attributes))
    return _MAP_STATE.from_buffer(attributes).map_state == _VIEWABLE


class _MAP_STATE(ctypes.Structure):  # noqa: N801
    _fields_ = (
        ("geometry", ctypes.c_int * 5),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        ("kind_and_gravities", ctypes.c_int * 4),
        ("planes", ctypes.c_ulong * 2),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
    )


_VIEWABLE = 2

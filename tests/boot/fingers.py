"""Run inside the machine, as root: a touch screen of the kernel's uinput, and gestures on it."""

from __future__ import annotations

import fcntl
import os
import struct
import time

_MOST = 4095
_SLOT, _MAJOR_X, _MAJOR_Y, _ID = 0x2F, 0x35, 0x36, 0x39
_TOUCH = 0x14A


def _open() -> int:
    device = os.open("/dev/uinput", os.O_WRONLY | os.O_NONBLOCK)

    def ask(number: int, value: int) -> None:
        fcntl.ioctl(device, 0x40045500 | number, value)

    for kind in (1, 3):
        ask(100, kind)
    ask(101, _TOUCH)
    for axis in (0, 1, _SLOT, _MAJOR_X, _MAJOR_Y, _ID):
        ask(103, axis)
    ask(110, 1)  # INPUT_PROP_DIRECT
    most = {0: _MOST, 1: _MOST, _SLOT: 9, _MAJOR_X: _MOST, _MAJOR_Y: _MOST, _ID: 65535}
    limits = struct.pack("64i", *(most.get(axis, 0) for axis in range(64)))
    head = b"fingers".ljust(80, b"\0") + struct.pack("HHHHI", 3, 0x1234, 0x5678, 1, 0)
    os.write(device, head + limits + bytes(64 * 4 * 3))
    fcntl.ioctl(device, 0x5501)
    time.sleep(5)
    return device


def _event(device: int, kind: int, code: int, value: int) -> None:
    os.write(device, struct.pack("llHHi", 0, 0, kind, code, value))


def _swipe(device: int, fingers: list[tuple[float, float, float, float]]) -> None:
    steps = 15
    for step in range(steps + 1):
        for slot, (x0, y0, x1, y1) in enumerate(fingers):
            share = step / steps
            _event(device, 3, _SLOT, slot)
            if step == 0:
                _event(device, 3, _ID, slot + 1)
            _event(device, 3, _MAJOR_X, int((x0 + (x1 - x0) * share) * _MOST))
            _event(device, 3, _MAJOR_Y, int((y0 + (y1 - y0) * share) * _MOST))
        if step == 0:
            _event(device, 1, _TOUCH, 1)
        _event(device, 0, 0, 0)
        time.sleep(0.03)
    for slot in range(len(fingers)):
        _event(device, 3, _SLOT, slot)
        _event(device, 3, _ID, -1)
    _event(device, 1, _TOUCH, 0)
    _event(device, 0, 0, 0)
    time.sleep(1)


def main() -> None:
    """Swipes from the four edges, five fingers together, a pinch, a long press in a corner."""
    device = _open()
    for swipe in ((0.5, 0, 0.5, 0.7), (0.5, 1, 0.5, 0.3), (0, 0.5, 0.7, 0.5), (1, 0.5, 0.3, 0.5)):
        _swipe(device, [swipe])
    _swipe(device, [(0.3 + n * 0.1, 0.7, 0.3 + n * 0.1, 0.2) for n in range(5)])
    _swipe(device, [(0.1, 0.1, 0.45, 0.45), (0.9, 0.9, 0.55, 0.55)])
    _swipe(device, [(0.5, 0.9, 0.5, 0.9)] * 1)


if __name__ == "__main__":
    main()

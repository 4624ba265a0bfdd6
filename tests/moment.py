"""Runs the program and signals it at chosen moments of its life: when a function is first called.

`python -m tests.moment SIGNAL,… PLACE,… run …`: PLACE is `file:function`, `file` as the end of a
path and `<module>` for an import. The signals are sent in this order, each at its place; a place
`exit` is the interpreter's own end.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
from types import FrameType

END = "exit"
REACHED = "moment reached: "


class _Last:
    """Thrown away while the interpreter takes itself down, when it knows no handlers any more."""

    def __init__(self, number: int) -> None:
        self._say, self._kill = os.write, os.kill
        self._pid, self._number = os.getpid(), number

    def __del__(self) -> None:
        self._say(2, f"{REACHED}{END}\n".encode())
        self._kill(self._pid, self._number)


def _arm(numbers: list[int], places: list[str]) -> None:
    def look(frame: FrameType, event: str, _argument: object) -> None:
        if event != "call" or not places:
            return
        file, _, name = places[0].partition(":")
        code = frame.f_code
        if code.co_name == name and code.co_filename.endswith(file):
            os.write(2, f"{REACHED}{places.pop(0)}\n".encode())
            os.kill(os.getpid(), numbers.pop(0))

    if places[-1] == END:
        places.pop()
        sys.last_of_all = _Last(numbers.pop())  # type: ignore[attr-defined]
    sys.setprofile(look)
    threading.setprofile(look)


def main() -> None:
    numbers = [signal.Signals[name].value for name in sys.argv[1].split(",")]
    places = sys.argv[2].split(",")
    sys.argv = ["kiosk", *sys.argv[3:]]
    _arm(numbers, places)
    runpy.run_module("kiosk", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

"""Display numbers for virtual X servers that take nobody's place.

A server that may choose (`-displayfd` alone) looks at abstract sockets only, which a network of its
own hides, and then takes the path of another's socket away, be it the desktop's. One that is told
its number keeps a lock file beside it, which counts everywhere, and ends when another holds it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_FIRST, _MANY = 100, 400
_FOLDER = Path("/tmp")  # where every X server and client looks (X(7))


def candidates(folder: Path = _FOLDER) -> Iterator[int]:
    """Numbers to try one after the other, other ones first in other processes.

    A socket without a lock is somebody's who chose; a lock whose owner is dead the server takes.
    """
    for step in range(_MANY):
        number = _FIRST + (os.getpid() * 7 + step) % _MANY
        has_lock = (folder / f".X{number}-lock").exists()
        if has_lock or not (folder / ".X11-unix" / f"X{number}").exists():
            yield number

"""The system's own programs, asked with a time limit: their output, or None."""

from __future__ import annotations

import logging
import shutil

from kiosk.base.program import run

log = logging.getLogger(__name__)

LIMIT_S = 2.5
"""A service manager that does not answer must not cost the other checks their time."""


def output_of(*command: str, limit_s: float = LIMIT_S, any_status: bool = False) -> str | None:
    """What a program prints; None when it is not there, fails or takes too long.

    `any_status`: the output counts although the program says that something is wrong.
    """
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = run([program, *command[1:]], limit_s)
    except OSError:
        done = None
    if done is None:
        log.info("%s gave no answer", command[0])
        return None
    return done.text if done.status == 0 or any_status else None

"""Asks a program of the operating system, and says in words why there is no answer."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Sequence

from kiosk.base.program import Output, run
from kiosk.system.trouble import Trouble, TroubleError

log = logging.getLogger(__name__)

MAX_BYTES = 1 << 18
"""Of an answer: a list of a thousand wireless networks has less."""


def ask(
    command: Sequence[str], limit_s: float, *, absent: Trouble, given: bytes = b"", what: str = ""
) -> Output:
    """What a program prints, complaints included, in English. Blocks; raises `TroubleError`.

    `absent`: what it means that the program is not there. `what`: how the log calls this; without
    it by the program's name alone, because arguments hold strangers' names. `given` is never
    logged.
    """
    name = command[0]
    program = shutil.which(name)
    if program is None:
        raise TroubleError(absent, f"{name} is not installed.")
    english = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", "INPUTRC": os.devnull}
    try:
        done = run(
            [program, *command[1:]],
            limit_s,
            env=english,
            max_bytes=MAX_BYTES,
            given=given,
            with_errors=True,
        )
    except OSError as error:
        raise TroubleError(absent, f"{name} cannot be started: {error.strerror}.") from error
    if done is None:
        log.warning("%s gave no answer in %g s", what or name, limit_s)
        raise TroubleError(Trouble.SILENT, f"{name} gave no answer in {limit_s:g} s.")
    return done

"""Bugs in loops that have to go on: logged once a place with their traceback, and counted."""

from __future__ import annotations

import logging
from collections.abc import Callable

_MOST_PLACES = 32
"""Different places that are logged; whatever has more has no news to tell."""


class Faults:
    """Of one loop: `run` what it does again and again. From any thread."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        """`what` says in the log what went wrong, for example `a picture was not drawn`."""
        self.count = 0
        self._log = log
        self._what = what
        self._places: set[tuple[type[BaseException], str, int]] = set()

    def run(self, call: Callable[..., object], *args: object) -> bool:
        """Call this; answers whether it went well."""
        try:
            call(*args)
        except Exception as error:  # noqa: BLE001 - `met` logs it
            self.met(error)
            return False
        return True

    def met(self, error: BaseException) -> None:
        """Count it, and log it when it is new or its number is a power of ten."""
        self.count += 1
        place = _place(error)
        if place not in self._places and len(self._places) < _MOST_PLACES:
            self._places.add(place)
            self._log.error("%s", self._what, exc_info=error)
        elif str(self.count).strip("0") == "1":
            self._log.error("%s: %d times so far", self._what, self.count)


def _place(error: BaseException) -> tuple[type[BaseException], str, int]:
    """Where it was raised: the innermost frame."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    if at is None:
        return type(error), "", 0
    return type(error), at.tb_frame.f_code.co_filename, at.tb_lineno

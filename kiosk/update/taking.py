"""Takes a version back, or lets it stay. Each step may be the last before a power cut.

The order makes every half of it either the old state or one that the next start finishes: the
intention is on the disk before the link is switched, and forgotten after all else is done.
"""

from __future__ import annotations

import logging
import shutil
import time

from msgspec.structs import replace

from kiosk.base import storage
from kiosk.update import links
from kiosk.update.places import CURRENT, KEPT, PREVIOUS, Places
from kiosk.update.record import (
    PROBATION,
    Kind,
    Last,
    Probation,
    load_record,
    save,
    with_bad,
    without_bad,
)
from kiosk.update.version import Version

log = logging.getLogger(__name__)


def begin(places: Places, version: Version, previous: Version) -> bool:
    """A new version is going to be switched to; False: it was taken back before, so it is not.

    Raises OSError.
    """
    if load_record(places.state).is_bad(version):
        return False
    save(places.state, Probation(str(version), str(previous), begun=time.time()))
    return True


def want(places: Places, version: Version) -> None:
    """Somebody wants this version although it was taken back. Raises OSError."""
    save(places.state, without_bad(load_record(places.state), version))


def take_back(places: Places, probation: Probation) -> bool:
    """Switch back to the version before; whether another one runs from now on. Raises OSError."""
    where = links.place_of(places, Version(probation.previous))
    if not where:
        log.error("version %s is gone: there is no way back", probation.previous)
        storage.remove(places.state / PROBATION)
        return False
    save(places.state, probation)
    last = Last(Kind.TAKEN_BACK, probation.version, probation.previous, probation.back, time.time())
    save(places.state, with_bad(load_record(places.state), probation.version, last))
    links.point(places, where)
    storage.remove(places.state / PROBATION)
    log.warning("version %s was taken back: %s", probation.version, probation.back)
    tidy(places)
    return True


def let_stay(places: Places, probation: Probation) -> None:
    """The new version has proven itself. Raises OSError."""
    last = Last(Kind.KEPT, probation.version, probation.previous, "", time.time())
    save(places.state, replace(load_record(places.state), last=last))
    storage.remove(places.state / PROBATION)
    log.info("version %s stays", probation.version)
    tidy(places)


def tidy(places: Places) -> None:
    """Take away kept versions that no link leads to; what cannot be taken away stays."""
    used = {links.target(places, name) for name in (CURRENT, PREVIOUS)}
    for folder in links.kept(places):
        if f"{KEPT}/{folder.name}" not in used:
            shutil.rmtree(folder, ignore_errors=True)

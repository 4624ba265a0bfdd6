"""Watches a new version while it has to prove itself: what the service manager runs, as root.

`/usr/lib/kiosk/{choose,ended,commit}` and the package's own scripts call it with the Python of the
*previous* version, which is known to work, so whatever is broken in the new one cannot keep it from
being taken back. Its verbs are therefore a contract between versions: `begin VERSION PREVIOUS`,
`started`, `broken`, `ended`, `look`. Nothing here may import Qt, numpy or other large things.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from kiosk.base.boot import boot_name
from kiosk.base.paths import wanted_state_dir
from kiosk.update import health, links, probation, taking
from kiosk.update.displays import is_display_there
from kiosk.update.places import Places, places
from kiosk.update.probation import Judged, Seen, Verdict
from kiosk.update.record import Probation, load_probation, save
from kiosk.update.version import Version

UNIT = "kiosk.service"
DISPLAY_UNIT = "kiosk-display.service"
"""A kiosk whose display ends ends too, and is not to blame."""
ASK_S = 10.0
AGAIN = 10
"""Exit status of `look` and `ended`: another version is current now, start the kiosk anew."""
REFUSED = 11
"""Exit status of `begin`: this version was taken back before; do not switch to it."""


def main(arguments: list[str] | None = None) -> int:
    """Do what a verb says; 0, `AGAIN` or `REFUSED`."""
    logging.basicConfig(level=logging.INFO, format="kiosk update: %(message)s")
    verb, *rest = sys.argv[1:] if arguments is None else arguments
    where = places()
    if verb == "begin":
        new, previous = (Version(text) for text in rest)
        return 0 if taking.begin(where, new, previous) else REFUSED
    return run(where, verb, os.environ)


def run(where: Places, verb: str, environment: Mapping[str, str]) -> int:
    """`started`, `broken`, `ended` or `look`. Raises OSError."""
    known = load_probation(where.state)
    if known is None:
        return 0
    verdict, now = _judge(verb, known, see(where), environment)
    if verdict is Verdict.STAYS:
        taking.let_stay(where, now)
        return 0
    if verdict is Verdict.BACK:
        return AGAIN if taking.take_back(where, now) else 0
    if now != known:
        save(where.state, now)
    return 0


def _judge(verb: str, known: Probation, seen: Seen, environment: Mapping[str, str]) -> Judged:
    if verb == "started":
        return probation.started(known, seen)
    if verb == "broken":
        return probation.broken(known)
    if verb == "ended":
        meant = probation.is_meant(
            environment.get("SERVICE_RESULT", ""),
            environment.get("EXIT_CODE", ""),
            environment.get("EXIT_STATUS", ""),
        )
        return probation.ended(known, seen, meant=meant)
    return probation.looked(known, seen)


def see(where: Places) -> Seen:
    """What is so now."""
    runs = links.version_of(where)
    state = wanted_state_dir()
    return Seen(
        runs=str(runs or ""),
        boot=boot_name(),
        now_s=health.uptime_s(),
        display=is_display_there() and is_active(DISPLAY_UNIT),
        ready=is_active(UNIT),
        health=health.load(health.files(state), owner_of(state)),
    )


def is_active(unit: str) -> bool:
    """Whether the service manager has heard from it that it is up; true without a manager."""
    if not Path("/run/systemd/system").is_dir() or os.environ.get("KIOSK_ROOT"):
        return True
    command = ["systemctl", "is-active", "--quiet", unit]
    try:
        return subprocess.run(command, timeout=ASK_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def owner_of(state: Path) -> int | None:
    """Whose state folder it is; None: nobody's (yet)."""
    try:
        return state.stat().st_uid
    except OSError:
        return None


if __name__ == "__main__":
    sys.exit(main())

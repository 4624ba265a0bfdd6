"""`kiosk update`: look for a new version, install one, go back, say how it stands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.base.config import Settings
from kiosk.base.config import Update as UpdateSettings
from kiosk.base.errors import KioskError

if TYPE_CHECKING:
    from kiosk.update.updates import Updates

STATE = Path("/var/lib/kiosk")
"""Of the installed kiosk, where the environment names none."""


def add_parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    settings: Callable[[Path | None], Settings],
) -> None:
    """`settings`: what reads the settings file."""
    update = commands.add_parser("update", help="new versions (docs/update.md)")
    update.add_argument("--config", type=Path, help="settings file")
    verbs = update.add_mutually_exclusive_group(required=True)
    verbs.add_argument("--check", action="store_true", help="ask the publisher for a newer version")
    verbs.add_argument(
        "--apply", type=Path, metavar="FILE", help="install FILE, signed FILE.minisig"
    )
    verbs.add_argument("--rollback", action="store_true", help="go back to the version before")
    verbs.add_argument("--status", action="store_true", help="say which versions are here")
    verbs.add_argument("--tonight", action="store_true", help="what the timer does each night")
    update.add_argument("--now", action="store_true", help="with --apply: even if a meeting is on")
    update.set_defaults(command=lambda parsed: _run(parsed, settings))


def _run(parsed: argparse.Namespace, settings: Callable[[Path | None], Settings]) -> int:
    if sys.platform == "linux" and STATE.is_dir():
        os.environ.setdefault("KIOSK_STATE", str(STATE))
    updates = _made(parsed.config, settings)
    try:
        return _do(parsed, updates)
    except OSError as error:
        print(f"kiosk: the disk refused: {error.strerror}.", file=sys.stderr)
        return 1


def _made(config: Path | None, settings: Callable[[Path | None], Settings]) -> Updates:
    from kiosk.update.install import installer
    from kiosk.update.places import machine_name, places
    from kiosk.update.updates import Updates

    where = places()
    chosen = _update_settings(config, settings)
    return Updates(chosen, where, installer(where), _say, machine=machine_name())


def _update_settings(
    config: Path | None, settings: Callable[[Path | None], Settings]
) -> UpdateSettings:
    """A settings file that is wrong must not keep a technician from going back."""
    try:
        return settings(config).update
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return UpdateSettings()


def _do(parsed: argparse.Namespace, updates: Updates) -> int:
    if parsed.status:
        print("\n".join(_status(updates)))
    elif parsed.check:
        found = updates.check()
        running = updates.running()
        newer = f"Version {found.version} is to be had ({running} runs)." if found else ""
        _say(newer or f"Version {running} is the newest.")
    elif parsed.apply:
        updates.apply(parsed.apply, now=parsed.now)
    elif parsed.rollback:
        _say(f"Version {updates.rollback()} runs again.")
    else:
        updates.tonight()
    return 0


def _status(updates: Updates) -> Iterator[str]:
    from kiosk.update.record import Kind

    record, tried = updates.record, updates.tried()
    yield f"running      {updates.running()}"
    yield f"before       {updates.before() or 'none'}"
    if tried is not None:
        yield f"on trial     {tried.version}, {tried.failures} failures, {tried.boots} starts"
    if record.bad:
        yield f"taken back   {', '.join(record.bad)}"
    if record.last.kind is not Kind.NOTHING:
        why = f" ({record.last.why})" if record.last.why else ""
        yield f"last         {record.last.version} {record.last.kind}{why}, {_time(record.last.at)}"
    if record.checked:
        yield f"asked        {_time(record.checked)}, offered {record.offered or 'nothing'}"
    if record.problem:
        yield f"problem      {record.problem}"


def _time(unix_s: float) -> str:
    return datetime.fromtimestamp(unix_s).astimezone().strftime("%Y-%m-%d %H:%M")


def _say(text: str) -> None:
    print(text, flush=True)

"""`kiosk logs`: what happened lately, in sentences; and all of it in one file for the office."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.base.config import Language, Settings
from kiosk.base.errors import KioskError
from kiosk.base.paths import state_dir

EXIT_ERROR = 2
_LONGEST_HOURS = 24 * 366.0

Load = Callable[[Path | None], Settings]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], load: Load) -> None:
    """Add `logs` to the commands. `load` reads the settings."""
    parser = commands.add_parser(
        "logs",
        help="say what happened lately, or pack all logs for the office",
        description="Without --bundle: the last hour's events, one a line, the newest last.",
    )
    parser.add_argument("--hours", type=_hours, default=1.0, metavar="N", help="how far back (1)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line (docs/logs.md)")
    parser.add_argument("--language", choices=[each.value for each in Language])
    parser.add_argument(
        "--bundle",
        type=Path,
        metavar="FILE.zip",
        help="write logs, events, reports, settings there",
    )
    parser.add_argument("--config", type=Path, help="settings file")
    parser.set_defaults(command=lambda parsed: run(parsed, load))


def run(parsed: argparse.Namespace, load: Load) -> int:
    """Do what the command line says; the exit status."""
    settings = _settings(parsed.config, load)
    if parsed.bundle is not None:
        return _write_bundle(parsed.bundle, settings)
    language = Language(parsed.language) if parsed.language else settings.screen.language
    for line in told(state_dir(), parsed.hours, language, as_json=parsed.json):
        print(line)
    return 0


def told(folder: Path, hours: float, language: Language, *, as_json: bool) -> list[str]:
    """The events of the last hours, a line each, the newest last."""
    from kiosk.diagnostics import catalogue
    from kiosk.journal import events
    from kiosk.journal.logbook import lines

    found = events.read(folder, datetime.now(UTC) - timedelta(hours=hours))
    if as_json:
        return [events.encode(event).decode("utf-8").rstrip("\n") for event in found]
    if not found:
        return [catalogue.word("log-none", language)]
    return [
        f"{line.at:%d/%m %H:%M:%S} {'!' if line.serious else ' '} "
        f"{catalogue.log_text(line.kind, line.facts, language)}"
        for line in reversed(lines(found))
    ]


def _write_bundle(target: Path, settings: Settings) -> int:
    from kiosk.core import bundle

    try:
        size = bundle.write(target, state_dir(), settings)
    except FileExistsError:
        print(f"kiosk logs: {target} is there already; name another file.", file=sys.stderr)
        return EXIT_ERROR
    except OSError as error:
        print(f"kiosk logs: {target} cannot be written: {error.strerror}.", file=sys.stderr)
        return EXIT_ERROR
    print(f"{target.resolve()}  ({max(1, round(size / 1e3))} kB)")
    return 0


def _settings(file: Path | None, load: Load) -> Settings:
    """Broken settings are a reason to send logs, not to send none."""
    try:
        return load(file)
    except KioskError as error:
        print(f"kiosk logs: {error}", file=sys.stderr)
        return Settings()


def _hours(text: str) -> float:
    hours = float(text)
    if not 0 < hours <= _LONGEST_HOURS:
        raise ValueError(text)
    return hours

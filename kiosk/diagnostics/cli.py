"""`kiosk diagnose`: the same checks as on the screen, for a terminal, a script, the telephone."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk import log as logs
from kiosk.config import Language, Settings
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Finding, Group, Progress, Report, Request, State
from kiosk.diagnostics.collect import Collector
from kiosk.diagnostics.nextserver import find_server
from kiosk.diagnostics.report import json_form, store, text
from kiosk.diagnostics.runner import RunHandlers, Runner
from kiosk.errors import Code, KioskError
from kiosk.hosts import needs_loopback
from kiosk.paths import state_dir

EXIT_STATUS = {State.OK: 0, State.NOT_APPLICABLE: 0, State.WARNING: 1, State.FAILED: 2}
EXIT_WORDS = 64
"""As sysexits.h has it for a wrong command line: 2 already means that something has failed."""
EXIT_INTERRUPTED = 130

_Load = Callable[[Path | None], Settings]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], load: _Load) -> None:
    """Add `diagnose` to the commands. `load` reads the settings."""
    diagnose = commands.add_parser(
        "diagnose",
        help="check devices, network, servers and the PC; say what to do",
        description="Exit status: 0 all good, 1 warnings, 2 something has failed, "
        f"{EXIT_WORDS} a wrong command line.",
    )
    diagnose.add_argument("--config", type=Path, help="settings file")
    diagnose.add_argument("--json", action="store_true", help="one JSON object (docs/report.md)")
    diagnose.add_argument("--only", default="", metavar="GROUPS", help="for example camera,network")
    diagnose.add_argument("--list", action="store_true", help="say which checks there are")
    diagnose.add_argument("--language", choices=[each.value for each in Language])
    diagnose.add_argument(
        "--pictures", action="store_true", help="a camera picture in the report (you agree to it)"
    )
    diagnose.add_argument(
        "--report", type=Path, metavar="FOLDER", help="write the report (HTML and JSON) there"
    )
    diagnose.add_argument("--verbose", action="store_true", help="show the log of the checks")
    diagnose.set_defaults(command=lambda parsed: run(parsed, load))


def run(parsed: argparse.Namespace, load: _Load) -> int:
    """Do what the command line says; the exit status. Raises `KioskError` for bad settings."""
    groups = chosen_groups(parsed.only)
    if not groups:
        known = ", ".join(group.value for group in Group)
        print(f"kiosk diagnose: --only takes some of: {known}", file=sys.stderr)
        return EXIT_WORDS
    settings = load(parsed.config)
    language = Language(parsed.language) if parsed.language else settings.screen.language
    if parsed.list:
        print("\n".join(listed(groups, language)))
        return 0
    level = logging.INFO if parsed.verbose else logging.ERROR
    logs.set_up("diagnose", as_json=False, level=level)
    try:
        report = asyncio.run(_check(settings, groups, language, parsed))
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    if parsed.json:
        print(json.dumps(json_form.document(report), ensure_ascii=False))
    else:
        print("\n".join(text.lines(report)))
    if parsed.report is not None:
        _write(report, parsed.report, quiet=parsed.json)
    return EXIT_STATUS[report.state]


def chosen_groups(only: str) -> tuple[Group, ...]:
    """The groups of a comma-separated list, all for an empty one, none for a wrong word."""
    words = [word.strip() for word in only.split(",") if word.strip()]
    if any(word not in Group.__members__.values() for word in words):
        return ()
    return tuple(group for group in Group if group.value in words or not only)


def listed(groups: Sequence[Group], language: Language) -> list[str]:
    """A line a check: its id, its name and its limit."""
    lines = []
    for check_id, entry in catalogue.everything().check.items():
        if check_id.partition(".")[0] in groups:
            name, limit = catalogue.name_of(check_id, language), catalogue.limit_text(entry)
            lines.append(f"{check_id:28} {name}{f'  ({limit})' if limit else ''}")
    return sorted(lines, key=lambda line: list(Group).index(Group(line.partition(".")[0])))


async def _check(
    settings: Settings, groups: Sequence[Group], language: Language, parsed: argparse.Namespace
) -> Report:
    folder = state_dir()
    needs_server = Group.MEETING in groups or Group.CALL in groups
    url = await find_server(settings, folder) if needs_server else ""
    collector = Collector()
    collector.begin_run(groups)

    async def begin(group: Group) -> None:
        collector.begin(group)
        _say(f"{catalogue.group_name(group, language)}…")

    def take(group: Group, finding: Finding) -> None:
        collector.take(group, finding)
        if isinstance(finding, Progress):
            step = catalogue.step_text(finding.step, language)
            _say(f"{catalogue.group_name(group, language)}: {step}")

    def request(group: Group) -> Request:
        return Request(group, settings, str(folder), url, parsed.pictures, needs_loopback(settings))

    handlers = RunHandlers(begin, take, collector.end)
    await Runner(request, handlers, quiet=not parsed.verbose).run(groups)
    collector.end_run()
    return collector.report(settings.point.id, language, groups)


def _say(line: str) -> None:
    """Progress, on standard error, only where a person looks."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)


def _write(report: Report, folder: Path, *, quiet: bool) -> None:
    try:
        files = store.write(report, folder)
    except OSError as error:
        raise KioskError(
            Code.SETTINGS,
            f"{folder}: the report cannot be written: {error.strerror}.",
            "Name a folder that exists and can be written to.",
        ) from error
    for file in files:
        print(file, file=sys.stderr if quiet else sys.stdout)

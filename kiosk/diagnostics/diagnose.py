"""`kiosk diagnose`: the same checks as on the screen, for a terminal, a script, the telephone."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.agenda.nextserver import find_server
from kiosk.base import log as logs
from kiosk.base.config import Language, Settings
from kiosk.base.errors import Code, KioskError
from kiosk.base.hosts import needs_loopback
from kiosk.base.paths import state_dir
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Finding, Group, Progress, Report, Request, State
from kiosk.diagnostics.cli import EXIT_WORDS
from kiosk.diagnostics.collect import Collector
from kiosk.diagnostics.report import json_form, store, text
from kiosk.diagnostics.runner import RunHandlers, Runner

EXIT_STATUS = {State.OK: 0, State.NOT_APPLICABLE: 0, State.WARNING: 1, State.FAILED: 2}
EXIT_SETTINGS = 78
"""As sysexits.h has it for a broken settings file."""
EXIT_INTERRUPTED = 130


def run(parsed: argparse.Namespace, load: Callable[[Path | None], Settings]) -> int:
    """Do what the command line says; the exit status. Raises `KioskError` for a bad folder."""
    groups = chosen_groups(parsed.only)
    if not groups:
        known = ", ".join(group.value for group in Group)
        print(f"kiosk diagnose: --only takes some of: {known}", file=sys.stderr)
        return EXIT_WORDS
    try:
        settings = load(parsed.config)
    except KioskError as error:
        print(f"kiosk diagnose: {error}", file=sys.stderr)
        return EXIT_SETTINGS
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

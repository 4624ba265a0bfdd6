"""All that the office needs to find out from afar what happened, as one ZIP file, without secrets.

Everything goes through the redaction of `kiosk.log` once more on its way in, line by line: JSON
value by value, so that it stays JSON. Addresses keep their host only.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from kiosk.base import log as logs
from kiosk.base.config import Settings
from kiosk.base.hosts import host_of
from kiosk.diagnostics.machine.versions import versions
from kiosk.diagnostics.report.store import FOLDER as REPORTS
from kiosk.journal import events
from kiosk.model.meeting import POINT_ZONE
from kiosk.settings.choices import FILE as CHOICES

MOST_REPORTS = 20
"""The newest files; a report is two (HTML, JSON), and one with a picture may be a megabyte."""
_HIDDEN = "***"
_ADDRESSES = frozenset({"url", "server"})
_USERS = frozenset({"user", "relay_user"})
_README = """\
Logs of a bridge point for whoever looks after it. docs/logs.md of the kiosk says what is what.
Passwords, meeting addresses and user names have been taken out; hosts and meeting titles are in.

point     {point}
made      {made}
logs/     what the two processes of the kiosk logged, JSON lines, .1 is older
events    what happened, one JSON object a line
reports/  the last reports of the diagnostics
settings  as they hold now; choices: what was chosen on the screen
versions  of the kiosk, of what it is made of, of the system
"""


def write(target: Path, folder: Path, settings: Settings) -> int:
    """Pack what is in the state folder; the file's size in bytes.

    Raises FileExistsError rather than overwriting, OSError when it cannot be written; then there
    is no half of it left.
    """
    fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(fd, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, lines in _contents(folder, settings):
                with pack.open(_entry(name), "w") as entry:
                    for line in lines:
                        entry.write(line.encode("utf-8", "replace"))
        return target.stat().st_size
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _entry(name: str) -> zipfile.ZipInfo:
    """Packed now: a ZIP file knows no time zone, so the point's clock."""
    entry = zipfile.ZipInfo(name, datetime.now(POINT_ZONE).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _contents(folder: Path, settings: Settings) -> Iterator[tuple[str, Iterable[str]]]:
    made = datetime.now(POINT_ZONE).isoformat(timespec="seconds")
    yield "README.txt", [_README.format(point=settings.point.id, made=made)]
    yield "versions.json", [_pretty(versions())]
    yield "settings.json", [_pretty(harmless(settings))]
    if happened := events.read(folder):
        yield (
            "events.jsonl",
            (clean_line(events.encode(event).decode()) + "\n" for event in happened),
        )
    files = [folder / CHOICES]
    files += sorted((folder / logs.FOLDER).glob("*.jsonl*"))
    reports = [*(folder / REPORTS).glob("*.json"), *(folder / REPORTS).glob("*.html")]
    files += sorted(reports, key=lambda file: file.stat().st_mtime)[-MOST_REPORTS:]
    for file in files:
        if file.is_file():
            yield file.relative_to(folder).as_posix(), _clean_lines(file)


def harmless(settings: Settings) -> dict[str, Any]:
    """The settings with hosts instead of addresses and without user names."""
    tree: dict[str, Any] = msgspec.to_builtins(settings)
    for section in tree.values():
        for name, value in section.items():
            if name in _ADDRESSES and value:
                section[name] = _host(value)
            elif name in _USERS and value:
                section[name] = _HIDDEN
    clean: dict[str, Any] = redacted(tree)
    return clean


def redacted(value: Any) -> Any:
    """The same JSON value with every text in it redacted, and hidden where its name says so."""
    if isinstance(value, str):
        return logs.redact(value)
    if isinstance(value, list):
        return [redacted(each) for each in value]
    if isinstance(value, dict):
        return {
            logs.redact(key): _HIDDEN if logs.is_secret_name(key) else redacted(each)
            for key, each in value.items()
        }
    return value


def clean_line(line: str) -> str:
    """A line of a log, an event or a report without what may be secret."""
    try:
        tree = json.loads(line)
        if isinstance(tree, dict | list):
            return json.dumps(redacted(tree), ensure_ascii=False)
    except (ValueError, RecursionError):
        pass  # no JSON, or more deeply nested than anything of ours
    return logs.redact(line)


def _clean_lines(file: Path) -> Iterator[str]:
    """Whole JSON documents as one, everything else line by line; what is unreadable says so."""
    try:
        if file.suffix == ".json":
            yield clean_line(file.read_text(encoding="utf-8", errors="replace")) + "\n"
            return
        with file.open(encoding="utf-8", errors="replace") as text:
            for line in text:
                yield clean_line(line.rstrip("\r\n")) + "\n"
    except OSError as error:
        yield f"cannot be read: {error.strerror}\n"


def _host(url: str) -> str:
    found = host_of(url)
    return f"{found[0]}:{found[1]}" if found is not None else _HIDDEN


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

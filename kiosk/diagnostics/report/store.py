"""Keeps reports for 30 days in the state folder, as HTML for people and JSON for programs."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path

from kiosk.base.storage import make_folder, write_atomically
from kiosk.diagnostics.check import Report
from kiosk.diagnostics.report import html, json_form
from kiosk.diagnostics.report.contents import started

FOLDER = "reports"
"""Below the state folder."""
KEPT_S = 30 * 24 * 3600.0
"""As issue 3 wants it: a month, the time between two visits of a technician."""
KEPT_BYTES = 100 << 20
"""A report with a picture is about half a megabyte: some 200 of them, whatever the clock says."""
_NAMES = ("diagnose-*.html", "diagnose-*.json")
_LONGEST_POINT = 32


class ReportStore:
    """The reports of one machine. Blocks on the disk: not for the GUI thread."""

    def __init__(
        self, state_folder: Path, *, kept_bytes: int = KEPT_BYTES, is_day_sure: bool = False
    ) -> None:
        """`is_day_sure`: the clock's date was confirmed, so that age may be reckoned with."""
        self._folder = state_folder / FOLDER
        self._kept_bytes = kept_bytes
        self._is_day_sure = is_day_sure

    def save(self, report: Report) -> tuple[Path, Path]:
        """Keep a report: its HTML and its JSON file, both on the disk on return.

        Takes away what is too old or too much. Raises OSError, for example on a full or read-only
        disk; then nothing of the report is left behind.
        """
        make_folder(self._folder)
        self._clean_up()
        return write(report, self._folder)

    def newest(self) -> tuple[Path, ...]:
        """The files of the latest report, HTML first; empty when there is none."""
        pages = [page for page, _ in self._by_age() if page.suffix == ".html"]
        if not pages:
            return ()
        data = pages[-1].with_suffix(".json")
        return (pages[-1], data) if data.exists() else (pages[-1],)

    def _clean_up(self) -> None:
        files = self._by_age()
        total = 0
        sizes = {}
        for file, _ in files:
            with contextlib.suppress(FileNotFoundError):
                sizes[file] = file.stat().st_size
                total += sizes[file]
        for file, changed_s in files:
            is_old = self._is_day_sure and time.time() - changed_s > KEPT_S
            if not is_old and total <= self._kept_bytes:
                continue
            with contextlib.suppress(OSError):  # what cannot go must not keep the new one out
                file.unlink(missing_ok=True)
            total -= sizes.get(file, 0)

    def _by_age(self) -> list[tuple[Path, float]]:
        """Our files and when they were written, the oldest first."""
        found = []
        for pattern in _NAMES:
            for file in self._folder.glob(pattern):
                with contextlib.suppress(FileNotFoundError):
                    found.append((file, file.stat().st_mtime))
        return sorted(found, key=lambda pair: (pair[1], pair[0].name))


def write(report: Report, folder: Path) -> tuple[Path, Path]:
    """Write the HTML and the JSON file into a folder; the same run overwrites itself.

    They are called `diagnose-<date>-<time>-<point>`, so that a stick may carry those of several
    points. Raises OSError; then neither of them is left.
    """
    name = _name(report)
    page, data = folder / f"{name}.html", folder / f"{name}.json"
    try:
        write_atomically(page, html.page(report).encode())
        write_atomically(data, json_form.encode(report))
    except OSError:
        for file in (page, data):
            with contextlib.suppress(OSError):  # the disk has gone or may not be written
                file.unlink(missing_ok=True)
        raise
    return page, data


def _name(report: Report) -> str:
    point = re.sub(r"[^a-z0-9]+", "-", report.point.lower()).strip("-")[:_LONGEST_POINT]
    return f"diagnose-{started(report):%Y%m%d-%H%M%S}" + (f"-{point}" if point else "")

"""The report's short form: a text that fits a QR code, for a phone and the telephone.

Knows no Qt: `kiosk/ui/qr.py` draws the code.
"""

from __future__ import annotations

from kiosk import __version__
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Report, State
from kiosk.diagnostics.report.contents import overall, prepared, when

MAX_BYTES = 300
"""69 modules a side with error correction M: a phone reads that from a screen at arm's length."""
_LONGEST_POINT = 40
_LONGEST_VALUE = 24
_MORE_BYTES = len("\n+999")
_SIGNS = {State.FAILED: "X", State.WARNING: "!"}
"""One byte each, unlike the signs of the page."""


def short_form(report: Report) -> str:
    """At most `MAX_BYTES` of UTF-8: point and version, time and result, what failed, what warns.

    What does not fit is counted in the last line, for example `+3`.
    """
    report = prepared(report)
    state = overall(report.state, report.language)
    lines = [
        f"{report.point[:_LONGEST_POINT]} · kiosk {__version__}",
        f"{when(report)} · {state}",
    ]
    bad = [c for wanted in _SIGNS for c in report.checks if c.state is wanted]
    told = 0
    for check in bad:
        line = _line(check, report)
        room = MAX_BYTES - (_MORE_BYTES if told < len(bad) - 1 else 0)
        if len("\n".join([*lines, line]).encode()) > room:
            break
        lines.append(line)
        told += 1
    if told < len(bad):
        lines.append(f"+{len(bad) - told}")
    return "\n".join(lines)


def _line(check: Check, report: Report) -> str:
    value = catalogue.value_text(check, report.language)[:_LONGEST_VALUE]
    return f"{_SIGNS[check.state]} {check.id} {value}".rstrip()

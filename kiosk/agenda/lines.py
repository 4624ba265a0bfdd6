"""Content lines of iCalendar (RFC 5545, 3.1): a name, parameters, a value; and which are used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.agenda.links import SOURCES

TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
TEXTS = ("SUMMARY", "ORGANIZER", *SOURCES)
STAMPS = ("LAST-MODIFIED", "DTSTAMP")
WANTED = frozenset((*TIMES, *TEXTS, *STAMPS, "UID", "DURATION", "RRULE", "SEQUENCE", "STATUS"))
ZONES = ("TZID", "TZOFFSETTO", "X-LIC-LOCATION", "TZID-ALIAS-OF")
KEPT = WANTED | {"BEGIN", "END", "METHOD", *ZONES}
"""Names of the lines that anything here looks at."""

MAX_VALUE = 64 * 1024
_MAX_NAME = 64

_LINE = re.compile(r'([^\s;:"]+)((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)
_TIME_LINE = re.compile(r"([^\s;:\"]+)(.*):([^:]*)", re.DOTALL)
"""Values of times hold no colon, so that one within an unquoted zone (`UTC+07:00`) ends nothing."""
_PARAMETER = re.compile(r';\s*([^=;:"\s]+)\s*=\s*("[^"]*"|[^;"]*)')
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CARET = re.compile(r"\^([n'^])")  # RFC 6868
_ESCAPED = {"n": "\n", "'": '"', "^": "^"}
_CARRIED = ("TZID", "VALUE", "RANGE", "CN")
"""Parameters that are used: an ALTREP may hold a whole HTML page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unfolded content line. Parameter names are upper case, values unquoted."""

    name: str
    parameters: Mapping[str, str]
    value: str


def name_of(line: str) -> str:
    """The name of the property, in upper case; whatever stands there when it is none."""
    return re.split(r"[;:]", line[:_MAX_NAME], maxsplit=1)[0].strip().upper()


def parsed(text: str) -> Line | None:
    """The line when it is a property that we use."""
    name = name_of(text)
    if name not in WANTED:
        return None
    text = _CONTROL.sub("", text).lstrip()
    match = (_TIME_LINE if name in TIMES else _LINE).match(text)
    if match:
        return Line(name, _parameters(match[2]), match[3][:MAX_VALUE])
    head, colon, value = text.partition(":")  # a quote that nobody closes
    return Line(name, _parameters(head[len(name) :]), value[:MAX_VALUE]) if colon else None


def shortened(text: str) -> str:
    """The line with the parameters that are used and as much of its value as is looked at."""
    line = parsed(text)
    if line is None:
        return text[:MAX_VALUE]
    kept = {key: line.parameters[key] for key in _CARRIED if key in line.parameters}
    head = "".join(f';{key}="{value}"' for key, value in kept.items() if '"' not in value)
    return f"{line.name}{head}:{line.value}"


def unescaped(value: str) -> str:
    r"""A TEXT value without its backslashes; `\n` becomes a newline."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value, flags=re.DOTALL)


def _parameters(text: str) -> Mapping[str, str]:
    return {
        key.upper(): _CARET.sub(lambda m: _ESCAPED[m[1]], value.strip('"'))
        for key, value in _PARAMETER.findall(text)
    }

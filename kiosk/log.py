"""Logging: one line an event, JSON when a machine reads it, never a secret.

Name the logger (`logging.getLogger(__name__)`), log much, pass ids rather than texts. Addresses
are cut to their host by `redact`, and a filter does the same to whatever slips through.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from pathlib import Path

_SECRET = re.compile(
    r"(?i)\b(pin|pwd|password|passwd|token|secret|apikey|authorization)\b(\"?\s*[=:]\s*\"?)[^\s\"&,;}]+"
)
_URL = re.compile(r"\b([a-z][a-z0-9+.-]{1,20}://)(?:[^\s/@\"']*@)?([^\s/?#\"']+)[^\s\"']*", re.I)


def redact(text: str) -> str:
    """Text without what may be secret: URLs keep scheme and host, `pin=…` loses its value."""
    return _SECRET.sub(r"\1\2***", _URL.sub(r"\1\2/…", text))


class JsonFormatter(logging.Formatter):
    """One JSON object a line: `t` (UTC), `level`, `logger`, `message`, and `extra`'s `data`."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """The line, without newline."""
        fields: dict[str, object] = {
            "t": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{int(record.msecs):03d}Z",
            "level": record.levelname,
            "process": self._process,
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        data = getattr(record, "data", None)
        if isinstance(data, dict):
            fields["data"] = {key: _plain(value) for key, value in data.items()}
        if record.exc_info:
            fields["exception"] = redact(self.formatException(record.exc_info))
        return json.dumps(fields, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """For people at a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """The line, without newline."""
        return redact(super().format(record))


def set_up(
    process: str, *, as_json: bool, level: int = logging.INFO, file: Path | None = None
) -> None:
    """Send everything to standard error and, when given, to a file (JSON)."""
    root = logging.getLogger()
    root.setLevel(level)
    console = logging.StreamHandler(sys.stderr)
    console.setFormatter(JsonFormatter(process) if as_json else TextFormatter())
    root.handlers = [console]
    if file is not None:
        handler = logging.FileHandler(file, encoding="utf-8")
        handler.setFormatter(JsonFormatter(process))
        root.addHandler(handler)
    logging.captureWarnings(True)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return redact(value)
    return value if isinstance(value, int | float | bool | type(None)) else redact(str(value))

"""Logging: one line an event, JSON when a machine reads it, never a secret.

Name the logger (`logging.getLogger(__name__)`), log much, pass ids rather than texts. Addresses
are cut to their host by `redact`, and a filter does the same to whatever slips through.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import math
import re
import sys
import time
import unicodedata
from pathlib import Path

from kiosk.base.paths import state_dir
from kiosk.base.storage import make_folder

FOLDER = "logs"
"""Below the state folder: `ui.jsonl`, `media.jsonl` and their older ones."""
_FILE_BYTES = 5_000_000
_FILES = 5
_NAMES = r"(?:pin|pwd|password|passwd|passphrase|token|secret|api_?key|credentials?|authorization)"
_SECRET_NAME = re.compile(rf"(?i)(?:^|.*[\W_]){_NAMES}")
_ASSIGNED = re.compile(rf"(?i)(?<![a-z])({_NAMES}[\"']?\s*(?:=>|[=:])\s*)")
_VALUE = re.compile(
    r"(?i)(?:basic|bearer|digest)\s+[^\s\"',;}]+|\"[^\"]*\"?|'[^']*'?|[^\s\"'&,;})]+"
)
"""After a secret's name: a scheme with its credentials, a quoted text, or one word."""
_LONGEST = 4000
"""Characters of a message, a value or a traceback; what a log of ours says is far shorter."""
_LAYOUT = "\n\t"
"""Of tracebacks."""
_URL = re.compile(
    r"\b([a-z][a-z0-9+.-]{1,20}://)(?:[^\s/\"']*@)?(\[[0-9a-f:.]+\]|[^\s/?#\"':@]+)(:[0-9]+\b)?"
    r"[^\s\"']*",
    re.I,
)
_LOGIN = re.compile(r"(?<![^\s:@/\"'])[^\s:@/\"']+:[^\s@/\"']+@")
"""`user:password@` of an address that has lost its scheme."""


def redact(text: str) -> str:
    """Text without what may be secret: URLs keep scheme and host, `pin=…` loses its value."""
    text = _URL.sub(lambda m: f"{m[1]}{m[2]}{m[3] or ''}/…", text)
    text = _LOGIN.sub("***@", text)
    pieces = _ASSIGNED.split(text)  # text, name, text, name, text…
    named = (name + _hidden(rest) for name, rest in zip(pieces[1::2], pieces[2::2], strict=True))
    return pieces[0] + "".join(named)


def one_line(text: str, *, keep: str = "") -> str:
    """Text with what cannot be seen written out as in Python's source, and clipped: no stranger's
    text makes a line of its own, turns one, or speaks to a terminal. `keep`: what may stay.
    """
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    if text.isprintable():
        return text
    return "".join(one if one in keep or not _is_unseen(one) else _escaped(one) for one in text)


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "C" or category in ("Zl", "Zp")


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def is_secret_name(name: str) -> bool:
    """Whether a value under this name is a secret, whatever it looks like."""
    return _SECRET_NAME.fullmatch(name) is not None


def _hidden(text: str) -> str:
    """The text with the value that it begins with taken out."""
    value = _VALUE.match(text)
    return "***" + text[value.end() :] if value else text


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
            "message": one_line(redact(record.getMessage())),
        }
        data = getattr(record, "data", None)
        if isinstance(data, dict):
            fields["data"] = {
                one_line(str(key)): _plain(value, str(key)) for key, value in data.items()
            }
        if record.exc_info:
            said = redact(self.formatException(record.exc_info))
            fields["exception"] = one_line(said, keep=_LAYOUT)
        return json.dumps(fields, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """For people at a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """The line, without newline; a traceback follows it on lines of its own."""
        return one_line(redact(super().format(record)), keep=_LAYOUT)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        """The line before its traceback: here no text has line breaks of its own."""
        record.message = one_line(record.message)
        return super().formatMessage(record)


class _LogFile(logging.handlers.RotatingFileHandler):
    """A log file that complains once, not at every line, when the disk takes no more."""

    def __init__(self, file: Path, process: str) -> None:
        super().__init__(file, maxBytes=_FILE_BYTES, backupCount=_FILES, encoding="utf-8")
        self.setFormatter(JsonFormatter(process))
        self._is_broken = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """A bug in a log call is shown as always; what the disk does costs the lines only."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
        elif not self._is_broken:
            self._is_broken = True
            print(f"the log file is not written: {error.strerror}", file=sys.stderr)


def file_of(process: str, named: Path | None) -> Path:
    """Where a process logs: a file of its own, because each turns its own over when it is full.

    A file that is named is the UI process's; the others' stand beside it: `x-media.jsonl`.
    """
    if named is None:
        return state_dir() / FOLDER / f"{process}.jsonl"
    if process == "ui":
        return named
    return named.with_name(f"{named.stem}-{process}{named.suffix}")


def set_up(
    process: str, *, as_json: bool, level: int = logging.INFO, file: Path | None = None
) -> None:
    """Send everything to standard error and, when given, to a file (JSON, one process a file).

    The file is renamed to `.1`, `.2`… when it is full, so that months of running fit a small disk.
    One that cannot be written is said once and costs nothing else.
    """
    root = logging.getLogger()
    for old in root.handlers:
        old.close()
    root.setLevel(level)
    console = logging.StreamHandler(sys.stderr)
    console.setFormatter(JsonFormatter(process) if as_json else TextFormatter())
    root.handlers = [console]
    if file is not None:
        _add_file(root, file, process)
    logging.captureWarnings(True)


def _add_file(root: logging.Logger, file: Path, process: str) -> None:
    try:
        make_folder(file.parent)
        root.addHandler(_LogFile(file, process))
    except OSError as error:
        logging.getLogger(__name__).warning("there is no log file: %s", error.strerror)


def _plain(value: object, name: str) -> object:
    """A value that JSON can hold, without secrets in it or, by its name, being one."""
    if is_secret_name(name):
        return "***"
    if isinstance(value, str):
        return one_line(redact(value))
    is_json = isinstance(value, int | bool | type(None))
    is_finite = isinstance(value, float) and math.isfinite(value)
    return value if is_json or is_finite else one_line(redact(str(value)))

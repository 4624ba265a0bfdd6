"""A start of the kiosk: alone, written down, the whole kiosk or the plain screen of a crash loop.

Light on purpose: what decides that the whole kiosk is not to be loaded must not load it.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.base import ending, lock, notify
from kiosk.base import log as logs
from kiosk.base.config import Settings
from kiosk.base.errors import KioskError
from kiosk.base.notify import Notifier
from kiosk.base.paths import runtime_dir, state_dir
from kiosk.base.pipe import read_lines
from kiosk.base.starts import End, Kind, Starts
from kiosk.base.texts import clean

if TYPE_CHECKING:
    from kiosk.ui.safe import Case

log = logging.getLogger(__name__)

LAST_WORD_S = 12.0
"""What the end in good order may take once our parent is gone."""


class Whole(Protocol):
    """The kiosk itself."""

    def __call__(
        self, settings: Settings, notifier: Notifier, has_monitor: Callable[[bool], None]
    ) -> int:
        """Show it until it is told to end; the exit status."""


@dataclass(frozen=True, slots=True)
class Log:
    """Where it goes."""

    as_json: bool = False
    file: Path | None = None
    """None: into the state folder."""


def in_order(work: Callable[[Notifier], int]) -> int:
    """Do this, and end in order whenever we are told to; the status is 0 then."""
    ending.hold()
    notifier = notify.take()
    if notifier.is_pipe:
        _end_with_parent()
    try:
        status = work(notifier)
    finally:
        notifier.stopping()
        ending.ignore()
    return 0 if ending.is_wished() else status


def run(read: Callable[[], Settings], whole: Whole, where: Log) -> int:
    """Start what is to be started now; the exit status.

    Where nobody starts us anew (a terminal) wrong settings raise `KioskError`, and a crash is one.
    """
    return in_order(lambda notifier: _run_locked(read, whole, where, notifier))


def _run_locked(read: Callable[[], Settings], whole: Whole, where: Log, notifier: Notifier) -> int:
    settings = None if notifier.is_heard else read()  # what is wrong is said without a trace
    folder = state_dir()
    held = lock.take((folder, runtime_dir()))
    if held is None:
        print(f"kiosk: it is already running with the state folder {folder}.", file=sys.stderr)
        return ending.RUNNING_STATUS
    try:
        logs.set_up("ui", as_json=where.as_json, file=logs.file_of("ui", where.file))
        for trouble in held.troubles:
            log.warning("%s", trouble)
        if settings is not None:
            return whole(settings, notifier, lambda _there: None)
        return _run_again_and_again(read, whole, notifier, Starts(folder))
    finally:
        held.release()


def _run_again_and_again(
    read: Callable[[], Settings], whole: Whole, notifier: Notifier, starts: Starts
) -> int:
    """Somebody starts us anew however we end: it must come to something that people can see."""
    settings, fault = _try(read)
    is_safe = bool(fault) or starts.is_loop
    starts.begin(Kind.SAFE if is_safe else Kind.WHOLE)
    try:
        if settings is not None and not is_safe:
            status = whole(settings, notifier, starts.has_monitor)
        else:
            status = _run_safe(settings, fault, starts, notifier)
    except Exception as error:
        starts.end(End.FAILED, _summary(error))
        raise
    starts.end(End.GOOD if status in (0, ending.RESTART_STATUS) else End.FAILED)
    return status


def _try(read: Callable[[], Settings]) -> tuple[Settings | None, str]:
    try:
        return read(), ""
    except KioskError as error:
        log.error("%s", error)
        return None, clean(logs.redact(str(error)))


def _run_safe(settings: Settings | None, fault: str, starts: Starts, notifier: Notifier) -> int:
    from kiosk.ui import safe

    case = safe.Case(safe.Reason.CRASHES, starts.last_why)
    if settings is None:
        case = safe.Case(safe.Reason.SETTINGS, fault)
    return show_safe(case, settings, notifier, starts.has_monitor)


def show_safe(
    case: Case,
    settings: Settings | None,
    notifier: Notifier,
    has_monitor: Callable[[bool], None],
) -> int:
    """Show the plain screen until it is told to end or a real start is to be tried."""
    from PySide6.QtGui import QGuiApplication

    from kiosk.ui import translations
    from kiosk.ui.beat import Beat
    from kiosk.ui.fonts import load_fonts
    from kiosk.ui.loop import execute
    from kiosk.ui.monitor import FullScreen
    from kiosk.ui.safe import SafeWindow

    log.error("a plain screen stands in for the kiosk: %s", case.reason.value)
    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    look = (settings or Settings()).screen
    translations.install(application, look.language)
    window = SafeWindow(case, settings, ending.RESTART_STATUS)
    place = FullScreen(window, window.update, has_monitor)
    window.lock.shut()
    place.begin()
    beat = Beat(notifier.ready, notifier.feed, notifier.feed_s)
    status = execute(application)
    beat.deleteLater()
    place.end()
    window.lock.open()
    window.close()
    return status


def _end_with_parent() -> None:
    """Its closing our standard input tells us to end, and so does its death.

    Unbuffered: a buffer's lock that a thread holds for ever aborts the interpreter at its end.
    """
    source = os.fdopen(os.dup(0), "rb", buffering=0)
    work = (source, lambda _line: None, ending.wish, LAST_WORD_S)
    threading.Thread(target=read_lines, args=work, name="parent", daemon=True).start()


def _summary(error: Exception) -> str:
    return clean(logs.redact(f"{type(error).__name__}: {error}"))

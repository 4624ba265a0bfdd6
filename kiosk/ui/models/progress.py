"""On the way into the meeting, or back into it: what is being done, for how long, what is wrong."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.errors import Code
from kiosk.session.state import SessionState
from kiosk.ui import dates, words
from kiosk.ui.models.clock import Clock

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

SPEAK_AFTER_S = 1
"""UI.md, rule 5: from then on the wait is explained in words."""
OFFER_HELP_AFTER_S = 10
"""UI.md, rule 5: from then on there is a way out."""

_NEEDS_SOMEBODY = frozenset(
    {
        Code.WRONG_PIN,
        Code.REFUSED,
        Code.ADDRESS_MISSING,
        Code.ADDRESS_UNKNOWN,
        Code.ADDRESS_NOT_ALLOWED,
        Code.ADDRESS_BROKEN,
        Code.SETTINGS,
        Code.SECRET,
        Code.MEETING_OVER,
    }
)
"""The same answer comes again until the technician or the host has done something."""


@QmlElement
class ProgressModel(QObject):
    """Follows the session while it is not in the meeting it wants."""

    changed = Signal()
    waited = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._state = SessionState()
        self._seconds = 0
        clock.ticked.connect(self._count)

    def show(self, state: SessionState) -> None:
        """Follow what is so now."""
        if state != self._state:
            self._state = state
            self.changed.emit()
            self._count()

    @Slot()
    def _count(self) -> None:
        seconds = self._clock.seconds_since(self._state.waiting_since_ns)
        if seconds != self._seconds:
            self._seconds = seconds
            self.waited.emit()

    def _problem(self) -> words.Sentence | None:
        code = self._state.room.problem
        if self._state.meeting is not None and not self._state.media_alive:
            code = Code.MEDIA_BROKEN if self._is_broken() else Code.MEDIA_PROCESS
        return words.problem(code) if code else None

    def _is_broken(self) -> bool:
        """The media process does not come up: waiting alone will not help."""
        state = self._state
        return not state.media_alive and state.devices.camera.problem == Code.MEDIA_PROCESS

    @Property(str, notify=changed)
    def title(self) -> str:
        """The meeting's title, a stranger's text."""
        return self._state.meeting.title if self._state.meeting else ""

    @Property(str, notify=changed)
    def step(self) -> str:
        """What joining is doing, in words."""
        return words.step(self._state.room.step)

    @Property(str, notify=changed)
    def problemTitle(self) -> str:
        """What is wrong, in a sentence."""
        problem = self._problem()
        return problem.title if problem else ""

    @Property(str, notify=changed)
    def problemText(self) -> str:
        """What to do about it."""
        problem = self._problem()
        return problem.text if problem else ""

    @Property(bool, notify=changed)
    def isBroken(self) -> bool:
        """Picture and sound cannot be opened here: no patience is asked for, but a call."""
        return self._is_broken()

    @Property(bool, notify=changed)
    def canRetry(self) -> bool:
        """Pressing again may lead in; else somebody must change something first."""
        return self._state.room.problem not in _NEEDS_SOMEBODY

    @Property(bool, notify=changed)
    def over(self) -> bool:
        """Nothing is wrong: the meeting has ended."""
        return self._state.room.problem == Code.MEETING_OVER

    @Property(int, notify=waited)
    def seconds(self) -> int:
        """How long the person has been waiting."""
        return self._seconds

    @Property(str, notify=waited)
    def waitedFor(self) -> str:
        """The same in words: "1 phút 15 giây"."""
        return dates.span(timedelta(seconds=self._seconds))

    @Property(bool, notify=waited)
    def explains(self) -> bool:
        """The wait is long enough for words."""
        return self._seconds >= SPEAK_AFTER_S

    @Property(bool, notify=waited)
    def offersHelp(self) -> bool:
        """The wait is long enough for a way out."""
        return self._seconds >= OFFER_HELP_AFTER_S

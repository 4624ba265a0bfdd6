"""The technician's checks: what runs, what was found, what to do."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language
from kiosk.diagnostics.check import Group, State, worst
from kiosk.diagnostics.state import DiagnosticsPort, DiagnosticsState, GroupState, Phase
from kiosk.ui.models.check_rows import CheckRow, GroupRow, TaskRow
from kiosk.ui.models.check_words import SIGNS, check_texts, group_text, tasks
from kiosk.ui.models.devices import bars_of
from kiosk.ui.models.newest import Newest
from kiosk.ui.models.places import Places
from kiosk.ui.models.report import ReportModel

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_SOUND = (Group.MICROPHONE, Group.SPEAKER)


@QmlElement
class DiagnosticsModel(QObject):
    """Follows `DiagnosticsState`; one group of all is the chosen one, for its own page."""

    changed = Signal()
    groups_changed = Signal()
    checks_changed = Signal()
    tasks_changed = Signal()
    level_changed = Signal()
    quick_changed = Signal(object)
    """The small set has found something new, for the home screen: a `QuickState`."""

    def __init__(self, port: DiagnosticsPort, language: Language) -> None:
        super().__init__()
        self._port = port
        self._language = language
        self._state = DiagnosticsState()
        self._chosen = Group.CAMERA
        self._begun = False
        self._bars = 0
        self._groups = Places(GroupRow, GroupRow.show)
        self._one = GroupRow(group_text(GroupState(self._chosen), language))
        self._checks = Places(CheckRow, CheckRow.show)
        self._tasks = Places(TaskRow, TaskRow.show)
        self.report_model = ReportModel(port, language)
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_state)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self._port.subscribe(self._newest.put)

    def follow(self, *, checks: bool) -> None:
        """Another page is on the screen: one of the checks, or none.

        Whoever leaves them ends the run: its devices must be free for a meeting, and for the
        preview of the settings.
        """
        if not checks and self._state.running:
            self._port.cancel()
        self.report_model.close()

    def begin(self) -> None:
        """The page of all checks opens. The first time everything is checked by itself."""
        if not self._begun:
            self._begun = True
            if not any(group.checks for group in self._state.groups):
                self.run_all()

    def speak(self, language: Language) -> None:
        """Say everything in this language."""
        self._language = language
        self._show()
        self.report_model.speak(language)

    @Slot(object)
    def _on_state(self, state: DiagnosticsState) -> None:
        before, self._state = self._state, state
        bars = bars_of(state.level_dbfs)
        if bars != self._bars:
            self._bars = bars
            self.level_changed.emit()
        if (state.groups, state.running) != (before.groups, before.running):
            self._show()
        self.report_model.show(state.export)
        if state.quick != before.quick:
            self.quick_changed.emit(state.quick)

    def _show(self) -> None:
        if self._groups.show([group_text(one, self._language) for one in self._state.groups]):
            self.groups_changed.emit()
        if self._tasks.show(tasks(self._state, self._language)):
            self.tasks_changed.emit()
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._of(self._chosen)
        self._one.show(group_text(chosen, self._language))
        if self._checks.show(check_texts(chosen.checks, self._language)):
            self.checks_changed.emit()
        self.changed.emit()

    def _of(self, group: Group) -> GroupState:
        known = (one for one in self._state.groups if one.group is group)
        return next(known, GroupState(group))

    def _is_held(self, *groups: Group) -> bool:
        return any(self._of(group).phase is Phase.RUNNING for group in groups)

    # --- verbs ------------------------------------------------------------------------------

    @Slot()
    def run_all(self) -> None:
        """Check everything."""
        self._port.run(pictures=self.report_model.with_pictures)

    @Slot()
    def run_chosen(self) -> None:
        """Check the chosen group again, alone."""
        self._port.run((self._chosen,), pictures=self.report_model.with_pictures)

    @Slot()
    def stop(self) -> None:
        """End the run; what was found stays."""
        self._port.cancel()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Have this group's page show it."""
        self._chosen = Group(key)
        self._show_chosen()

    @Slot(str)
    def play(self, side: str) -> None:
        """`left` or `right`: a tone for the human ear."""
        self._port.play_tone(side)

    @Slot(bool)
    def heard(self, good: bool) -> None:
        """The technician heard both sides, or did not."""
        self._port.answer("speaker.heard", good)

    @Slot(bool)
    def touched(self, good: bool) -> None:
        """All points of the touch test were hit, or not."""
        self._port.answer("screen.touch_test", good)

    # --- what is so now ---------------------------------------------------------------------

    @Property(ReportModel, constant=True)
    def report(self) -> ReportModel:
        """The report page."""
        return self.report_model

    @Property(list, notify=groups_changed)
    def groups(self) -> list[GroupRow]:
        """All groups in their order."""
        return self._groups.rows

    @Property(list, notify=tasks_changed)
    def tasks(self) -> list[TaskRow]:
        """What there is to do, the worst first."""
        return self._tasks.rows

    @Property(GroupRow, constant=True)
    def chosen(self) -> GroupRow:
        """The group of the group's page."""
        return self._one

    @Property(list, notify=checks_changed)
    def checks(self) -> list[CheckRow]:
        """Its checks, what is wrong first."""
        return self._checks.rows

    @Property(bool, notify=changed)
    def running(self) -> bool:
        """A run goes on."""
        return self._state.running

    @Property(bool, notify=changed)
    def holdsCamera(self) -> bool:
        """A probe has the camera, so there is no preview."""
        return self._is_held(Group.CAMERA)

    @Property(bool, notify=changed)
    def holdsSound(self) -> bool:
        """A probe has the microphone: `bars` tells its level."""
        return self._is_held(*_SOUND)

    @Property(int, notify=level_changed)
    def bars(self) -> int:
        """Lit bars of the level meter while a probe has the microphone."""
        return self._bars

    @Property(str, notify=changed)
    def sign(self) -> str:
        """The whole machine's sign, as a group's."""
        if self._state.running:
            return "run"
        states = [check.state for group in self._state.groups for check in group.checks]
        return SIGNS[worst(states)] if states else "idle"

    @Property(str, notify=changed)
    def summary(self) -> str:
        """All of it in one sentence."""
        return summary(self._state)

    @Property(str, notify=changed)
    def duration(self) -> str:
        """How long the last run took; empty while one goes on."""
        if self._state.running or self._state.seconds == 0:
            return ""
        text = QCoreApplication.translate("Diagnostics", "The check took {seconds} s.")
        return text.format(seconds=f"{self._state.seconds:.0f}")


def summary(state: DiagnosticsState) -> str:
    """For example "2 failed, 1 to look at"."""
    if state.running:
        run = [group for group in state.groups if group.phase is not Phase.IDLE]
        done = sum(group.phase is Phase.DONE for group in run)
        text = QCoreApplication.translate("Diagnostics", "Checking: {done} of {all} done")
        return text.format(done=done, all=len(run))
    checks = [check for group in state.groups for check in group.checks]
    failed = sum(check.state is State.FAILED for check in checks)
    warned = sum(check.state is State.WARNING for check in checks)
    if not checks:
        return QCoreApplication.translate("Diagnostics", "Nothing has been checked yet")
    if failed and warned:
        text = QCoreApplication.translate("Diagnostics", "{failed} failed, {warned} to look at")
    elif failed:
        text = QCoreApplication.translate("Diagnostics", "{failed} failed")
    elif warned:
        text = QCoreApplication.translate("Diagnostics", "{warned} to look at, nothing failed")
    else:
        text = QCoreApplication.translate("Diagnostics", "Everything is in order")
    return text.format(failed=failed, warned=warned)

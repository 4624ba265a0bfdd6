"""What a run has found so far: by group for the screen, as a whole for the report."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.base.config import Language
from kiosk.diagnostics.check import (
    Check,
    Finding,
    Group,
    Level,
    Progress,
    Report,
    Series,
    Snapshot,
)
from kiosk.diagnostics.state import GroupState, Phase
from kiosk.model.meeting import POINT_ZONE

SILENT_DBFS = -100.0


class Collector:
    """Takes findings; keeps every group's last result until the group is checked again."""

    def __init__(self) -> None:
        self._groups = {group: GroupState(group) for group in Group}
        self._series: dict[Group, list[Series]] = {}
        self._snapshots: list[Snapshot] = []
        self._started = datetime.now(POINT_ZONE)
        self._began_s = time.monotonic()
        self.level_dbfs = SILENT_DBFS
        self.seconds = 0.0

    @property
    def groups(self) -> tuple[GroupState, ...]:
        """All groups in the order of the screen."""
        return tuple(self._groups.values())

    def begin_run(self, groups: Sequence[Group]) -> None:
        """These will be checked now."""
        self._started, self._began_s = datetime.now(POINT_ZONE), time.monotonic()
        for group in groups:
            self._set(group, phase=Phase.WAITING, step="", share=0.0)

    def begin(self, group: Group) -> None:
        """It is this group's turn: its old results are gone."""
        self._series[group] = []
        if group is Group.CAMERA:
            self._snapshots = []
        self._set(group, phase=Phase.RUNNING, checks=())

    def take(self, group: Group, finding: Finding) -> None:
        """One more finding of a group."""
        match finding:
            case Check():
                self._set(group, checks=(*self._groups[group].checks, finding))
            case Progress(step, share):
                self._set(group, step=step, share=share)
            case Series():
                self._series.setdefault(group, []).append(finding)
            case Snapshot():
                self._snapshots.append(finding)
            case Level(dbfs):
                self.level_dbfs = dbfs

    def end(self, group: Group) -> None:
        """The group is through, or was broken off before anything was found."""
        self.level_dbfs = SILENT_DBFS
        phase = Phase.DONE if self._groups[group].checks else Phase.IDLE
        self._set(group, phase=phase, step="", share=1.0)

    def end_run(self) -> None:
        """The run is over, or was broken off: what still waited goes back to what it was."""
        self.seconds = round(time.monotonic() - self._began_s, 1)
        for state in self.groups:
            if state.phase in (Phase.WAITING, Phase.RUNNING):
                phase = Phase.DONE if state.checks else Phase.IDLE
                self._set(state.group, phase=phase, step="", share=0.0)

    def answer(self, check: Check) -> None:
        """What a person said; replaces an earlier answer."""
        state = self._groups[check.group]
        others = tuple(one for one in state.checks if one.id != check.id)
        self._set(check.group, checks=(*others, check), phase=Phase.DONE)

    def report(self, point: str, language: Language, groups: Sequence[Group]) -> Report:
        """What is known of these groups."""
        chosen = [state for state in self.groups if state.group in groups]
        return Report(
            point=point,
            started=self._started.isoformat(timespec="seconds"),
            seconds=self.seconds,
            language=language,
            groups=tuple(state.group for state in chosen if state.phase is Phase.DONE),
            checks=tuple(check for state in chosen for check in state.checks),
            series=tuple(one for state in chosen for one in self._series.get(state.group, ())),
            snapshots=tuple(self._snapshots) if Group.CAMERA in groups else (),
        )

    def _set(self, group: Group, **changes: object) -> None:
        self._groups[group] = replace(self._groups[group], **changes)  # type: ignore[arg-type]

"""What the diagnostics found, in words: a group's row, a check's line, what there is to do.

Texts only, no QObject. What a check is called and what to do about it stands in the catalogue; here
is which values of a group are worth a place in its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from kiosk.base.config import Language
from kiosk.base.texts import clean
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Group, State, worst
from kiosk.diagnostics.state import DiagnosticsState, GroupState, Phase

SIGNS = {
    State.OK: "good",
    State.NOT_APPLICABLE: "none",
    State.WARNING: "warn",
    State.FAILED: "bad",
}
WORST_FIRST = (State.FAILED, State.WARNING, State.OK, State.NOT_APPLICABLE)
_LONGEST = 60
"""Letters of a device's or server's name: strangers' text."""
_LONGEST_VALUE = 120
"""Letters of a value: the formats of a camera, say."""
_SYNTHETIC = "synthetic"
_NAMES = ("camera", "used", "monitor")
"""Facts that hold the name of a group's device."""

_TELLING: dict[Group, tuple[tuple[str, object], ...]] = {
    Group.CAMERA: (
        ("camera.rate", ""),
        ("camera.sharpness", QT_TRANSLATE_NOOP("Checks", "blur {value}")),
        ("camera.brightness", QT_TRANSLATE_NOOP("Checks", "bright {value}")),
    ),
    Group.MICROPHONE: (
        ("microphone.noise", QT_TRANSLATE_NOOP("Checks", "noise {value}")),
        ("microphone.speech", QT_TRANSLATE_NOOP("Checks", "speech {value}")),
    ),
    Group.SPEAKER: (
        ("speaker.delay", QT_TRANSLATE_NOOP("Checks", "delay {value}")),
        ("speaker.cancelled", QT_TRANSLATE_NOOP("Checks", "echo less by {value}")),
    ),
    Group.NETWORK: (
        ("network.link", ""),
        ("network.address", ""),
        ("network.reach", ""),
    ),
    Group.CALENDAR: (
        ("calendar.meetings", ""),
        ("calendar.answer", ""),
    ),
    Group.MEETING: (
        ("meeting.version", QT_TRANSLATE_NOOP("Checks", "version {value}")),
        ("meeting.round_trip", QT_TRANSLATE_NOOP("Checks", "round trip {value}")),
    ),
    Group.CALL: (
        ("call.bitrate_up", QT_TRANSLATE_NOOP("Checks", "up {value}")),
        ("call.bitrate_down", QT_TRANSLATE_NOOP("Checks", "down {value}")),
        ("call.loss_up", QT_TRANSLATE_NOOP("Checks", "loss {value}")),
    ),
    Group.COMPUTER: (
        ("computer.load", QT_TRANSLATE_NOOP("Checks", "load {value}")),
        ("computer.disk", QT_TRANSLATE_NOOP("Checks", "free {value}")),
        ("computer.temperature", ""),
    ),
    Group.SCREEN: (
        ("screen.size", ""),
        ("screen.graphics", ""),
    ),
}


@dataclass(frozen=True, slots=True)
class GroupText:
    """All that a group's row shows. `parts`: its state, then the telling values, best first."""

    key: str
    name: str
    sign: str
    parts: tuple[str, ...]
    detail: str = ""
    busy: bool = False
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class CheckText:
    """All that a check's line shows."""

    sign: str
    name: str
    value: str
    note: str
    advice: str


@dataclass(frozen=True, slots=True)
class TaskText:
    """One thing to do, and which group it is for."""

    sign: str
    group: str
    text: str


def group_text(state: GroupState, language: Language) -> GroupText:
    """A group as it is now."""
    key, name = state.group.value, catalogue.group_name(state.group, language)
    if state.phase is Phase.RUNNING:
        return GroupText(key, name, "run", (_step(state, language),), "", True, state.share)
    if state.phase is Phase.WAITING:
        return GroupText(key, name, "wait", (_said("waits for its turn"),), "", True)
    if not state.checks:
        return GroupText(key, name, "idle", (_said("not checked yet"),))
    overall = worst([check.state for check in state.checks])
    parts = (_word(state, overall, language), *_telling(state, overall, language))
    return GroupText(key, name, SIGNS[overall], parts, device_of(state, language))


def _step(state: GroupState, language: Language) -> str:
    if state.step in catalogue.everything().step:
        return catalogue.step_text(state.step, language)
    return _said("being checked…")


def _word(state: GroupState, overall: State, language: Language) -> str:
    """The state; where nothing could be checked, why not."""
    why = check_value(state.checks[0], language) if overall is State.NOT_APPLICABLE else ""
    return _capital(why or catalogue.word(overall.value, language))


def _telling(state: GroupState, overall: State, language: Language) -> Iterator[str]:
    """The worst check by name, then the values that tell most."""
    shown = ""
    if overall in (State.WARNING, State.FAILED):
        check = next(check for check in state.checks if check.state is overall)
        shown = check.id
        yield check_name(check, language)
        if value := check_value(check, language):
            yield value
    for check_id, template in _TELLING[state.group]:
        found = next((check for check in state.checks if check.id == check_id), None)
        if found is None or found.id == shown or found.state is State.NOT_APPLICABLE:
            continue
        if value := check_value(found, language):
            yield _said(template).format(value=value) if template else value


def device_of(state: GroupState, language: Language) -> str:
    """The name of the device or server that was checked, a stranger's text; or empty."""
    facts = (check.facts[name] for check in state.checks for name in _NAMES if name in check.facts)
    device = next(facts, "")
    if device == _SYNTHETIC:
        made_up = "camera-synthetic" if state.group is Group.CAMERA else "synthetic-sound"
        return catalogue.word(made_up, language)
    if device:
        return clean(device, _LONGEST)
    if state.group in (Group.CALENDAR, Group.MEETING, Group.CALL):
        return clean(next((check.subject for check in state.checks if check.subject), ""), _LONGEST)
    return ""


def check_texts(checks: Sequence[Check], language: Language) -> list[CheckText]:
    """The lines of a group, what is wrong first, else in the order of the checks."""
    ordered = sorted(checks, key=lambda check: WORST_FIRST.index(check.state))
    return [check_text(check, language) for check in ordered]


def check_text(check: Check, language: Language) -> CheckText:
    """A check as a line."""
    return CheckText(
        sign=SIGNS[check.state],
        name=check_name(check, language),
        value=" · ".join(_outcome(check, language)),
        note=" · ".join(_notes(check, language)),
        advice=check_advice(check, language),
    )


def _outcome(check: Check, language: Language) -> Iterator[str]:
    """State and value: no sign stands without its word."""
    yield _capital(catalogue.word(check.state.value, language))
    if value := check_value(check, language):
        yield value


def _notes(check: Check, language: Language) -> Iterator[str]:
    """Which of several, the limit and where it comes from."""
    if check.group not in (Group.CAMERA, Group.MICROPHONE, Group.SPEAKER) and check.subject:
        yield clean(check.subject, _LONGEST)
    if check.limit:
        unit = catalogue.everything().unit.get(check.unit)
        limit = check.limit.replace(".", ",") if language is Language.VIETNAMESE else check.limit
        limit = f"{limit} {unit.text(language)}" if unit else clean(limit, _LONGEST)
        yield _said("should be {limit}").format(limit=limit)
    if check.id in catalogue.everything().check and (
        source := catalogue.source_of(check.id, language)
    ):
        yield source


def tasks(state: DiagnosticsState, language: Language) -> list[TaskText]:
    """What there is to do, the worst first; the same advice only once."""
    found: dict[str, TaskText] = {}
    for wanted in (State.FAILED, State.WARNING):
        for group in state.groups:
            for check in group.checks:
                text = check_advice(check, language) if check.state is wanted else ""
                if text and text not in found:
                    name = catalogue.group_name(group.group, language)
                    found[text] = TaskText(SIGNS[wanted], name, text)
    return list(found.values())


def check_name(check: Check, language: Language) -> str:
    """What the check is called; its id when a newer kiosk made it."""
    known = check.id in catalogue.everything().check
    return catalogue.name_of(check.id, language) if known else clean(check.id, _LONGEST)


def check_value(check: Check, language: Language) -> str:
    """The value with its unit; may be a stranger's text."""
    if check.id not in catalogue.everything().check:
        return clean("" if check.value is None else str(check.value), _LONGEST)
    return clean(catalogue.value_text(check, language), _LONGEST_VALUE)


def check_advice(check: Check, language: Language) -> str:
    """What to do about it; a general sentence for a fault that we do not know."""
    if check.fault and check.fault not in catalogue.everything().advice:
        return _said("Something is wrong here. Send the report to the developers.")
    return catalogue.advice(check, language)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _said(marked: object) -> str:
    """Translate a text of this module; QT_TRANSLATE_NOOP returns it typed as an object."""
    return QCoreApplication.translate("Checks", str(marked))


_MARKED = (
    QT_TRANSLATE_NOOP("Checks", "waits for its turn"),
    QT_TRANSLATE_NOOP("Checks", "not checked yet"),
    QT_TRANSLATE_NOOP("Checks", "being checked…"),
    QT_TRANSLATE_NOOP("Checks", "should be {limit}"),
    QT_TRANSLATE_NOOP("Checks", "Something is wrong here. Send the report to the developers."),
)
"""For lupdate, which does not follow `_said`."""

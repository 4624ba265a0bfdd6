"""What the screen says of states and problems, by code, in plain words.

A problem has a title (what is) and a text (what happens by itself, or what to do). English source
texts; both languages come from the translation files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from kiosk.base.errors import Code
from kiosk.model.gear import DeviceKind, DeviceState, DeviceStatus
from kiosk.model.room import Network, RoomState, Step


class Sentence(NamedTuple):
    """Plain text in the screen's language."""

    title: str
    text: str


_BY_ITSELF = QT_TRANSLATE_NOOP(
    "Words", "The machine keeps trying by itself. You need not press anything."
)
_CALL = QT_TRANSLATE_NOOP("Words", "Please call the technician.")
_SCHEDULE_BY_ITSELF = QT_TRANSLATE_NOOP(
    "Words", "The machine shows the last schedule it knows and keeps asking. No need to press."
)

_PROBLEMS: dict[Code, tuple[object, object]] = {
    Code.UNREACHABLE: (
        QT_TRANSLATE_NOOP("Words", "The line is unsteady, the machine is reconnecting"),
        QT_TRANSLATE_NOOP("Words", "Please stay seated. You need not press anything."),
    ),
    Code.REFUSED: (
        QT_TRANSLATE_NOOP("Words", "The meeting does not let this machine in"),
        QT_TRANSLATE_NOOP(
            "Words", "Please call the technician to check this machine's permission."
        ),
    ),
    Code.ROOM_NOT_OPEN: (
        QT_TRANSLATE_NOOP("Words", "The meeting room is not open yet"),
        QT_TRANSLATE_NOOP(
            "Words", "The machine goes in by itself when it opens. You need not press anything."
        ),
    ),
    Code.ROOM_FULL: (
        QT_TRANSLATE_NOOP("Words", "The meeting room is full"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The machine goes in by itself when there is room. You need not press anything.",
        ),
    ),
    Code.WRONG_PIN: (
        QT_TRANSLATE_NOOP("Words", "The meeting's entry code has changed"),
        QT_TRANSLATE_NOOP(
            "Words", "Please call the technician, or ask the chair to send the schedule again."
        ),
    ),
    Code.ID_TAKEN: (
        QT_TRANSLATE_NOOP("Words", "Another machine is in the meeting under our name"),
        QT_TRANSLATE_NOOP(
            "Words",
            "The machine tries again by itself. If this stays for a minute, call the technician.",
        ),
    ),
    Code.KICKED: (
        QT_TRANSLATE_NOOP("Words", "The chair has removed this point from the meeting"),
        QT_TRANSLATE_NOOP("Words", "To come back, press JOIN again or call the chair."),
    ),
    Code.ROOM_CLOSED: (
        QT_TRANSLATE_NOOP("Words", "The chair has closed the meeting room"),
        QT_TRANSLATE_NOOP(
            "Words", "If it opens again, the machine goes back in by itself. No need to press."
        ),
    ),
    Code.MEETING_OVER: (
        QT_TRANSLATE_NOOP("Words", "The meeting is over"),
        QT_TRANSLATE_NOOP("Words", "Please press “Home screen”. Thank you for taking part."),
    ),
    Code.MEDIA_BLOCKED: (
        QT_TRANSLATE_NOOP("Words", "Picture and sound do not get through the line"),
        _BY_ITSELF,
    ),
    Code.MEDIA_PROCESS: (
        QT_TRANSLATE_NOOP("Words", "Picture and sound are being started again"),
        QT_TRANSLATE_NOOP("Words", "This takes a few seconds. You need not press anything."),
    ),
    Code.MEDIA_BROKEN: (
        QT_TRANSLATE_NOOP("Words", "Picture and sound cannot be opened"),
        QT_TRANSLATE_NOOP(
            "Words", "Please call the technician. The machine keeps trying meanwhile."
        ),
    ),
    Code.PROTOCOL: (
        QT_TRANSLATE_NOOP("Words", "The meeting room cannot be reached yet"),
        QT_TRANSLATE_NOOP(
            "Words", "The machine tries again by itself. If this stays, call the technician."
        ),
    ),
    Code.ADDRESS_MISSING: (
        QT_TRANSLATE_NOOP("Words", "The schedule does not say how to get into the meeting"),
        QT_TRANSLATE_NOOP(
            "Words", "Please ask the chair to add the meeting's address to the schedule."
        ),
    ),
    Code.ADDRESS_UNKNOWN: (
        QT_TRANSLATE_NOOP("Words", "This machine cannot enter this meeting"),
        QT_TRANSLATE_NOOP("Words", "Please call the technician, or join on another machine."),
    ),
    Code.ADDRESS_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("Words", "This machine may not enter this meeting"),
        QT_TRANSLATE_NOOP("Words", "Please call the technician to check."),
    ),
    Code.ADDRESS_BROKEN: (
        QT_TRANSLATE_NOOP("Words", "The meeting's address in the schedule is not complete"),
        QT_TRANSLATE_NOOP("Words", "Please ask the chair to send the schedule again."),
    ),
    Code.CALENDAR_UNREACHABLE: (
        QT_TRANSLATE_NOOP("Words", "The meeting schedule cannot be reached now"),
        _SCHEDULE_BY_ITSELF,
    ),
    Code.CALENDAR_LOGIN: (
        QT_TRANSLATE_NOOP("Words", "The meeting schedule does not let this machine in"),
        QT_TRANSLATE_NOOP(
            "Words", "Please call the technician to check this machine's access to the schedule."
        ),
    ),
    Code.CALENDAR_BROKEN: (
        QT_TRANSLATE_NOOP("Words", "The meeting schedule cannot be read"),
        _SCHEDULE_BY_ITSELF,
    ),
    Code.CALENDAR_NOT_SET: (
        QT_TRANSLATE_NOOP("Words", "This machine has no meeting schedule yet"),
        QT_TRANSLATE_NOOP("Words", "Please call the technician to set it up."),
    ),
    Code.CLOCK: (
        QT_TRANSLATE_NOOP("Words", "This machine's clock is wrong"),
        QT_TRANSLATE_NOOP("Words", "Please call the technician to set the date and the time."),
    ),
    Code.DEVICE_ABSENT: (
        QT_TRANSLATE_NOOP("Words", "A device is not plugged in"),
        QT_TRANSLATE_NOOP("Words", "Plug it in again. The machine finds it by itself."),
    ),
    Code.DEVICE_BUSY: (
        QT_TRANSLATE_NOOP("Words", "The device is busy"),
        _BY_ITSELF,
    ),
    Code.DEVICE_SILENT: (
        QT_TRANSLATE_NOOP("Words", "A device is plugged in but gives nothing"),
        QT_TRANSLATE_NOOP("Words", "Unplug it and plug it in again, or call the technician."),
    ),
    Code.DEVICE_FAILED: (
        QT_TRANSLATE_NOOP("Words", "A device has stopped working"),
        QT_TRANSLATE_NOOP(
            "Words", "The machine tries again by itself. If this stays, call the technician."
        ),
    ),
    Code.SETTINGS: (
        QT_TRANSLATE_NOOP("Words", "This machine is not set up correctly"),
        _CALL,
    ),
    Code.SECRET: (
        QT_TRANSLATE_NOOP("Words", "This machine cannot read its stored login"),
        _CALL,
    ),
    Code.UPDATE: (
        QT_TRANSLATE_NOOP("Words", "This machine could not be updated"),
        _CALL,
    ),
}
_UNKNOWN = (QT_TRANSLATE_NOOP("Words", "Something is wrong with this machine"), _CALL)

_DEVICE_NAMES = {
    DeviceKind.CAMERA: QT_TRANSLATE_NOOP("Words", "Camera"),
    DeviceKind.MICROPHONE: QT_TRANSLATE_NOOP("Words", "Microphone"),
    DeviceKind.SPEAKER: QT_TRANSLATE_NOOP("Words", "Loudspeaker"),
}
_DEVICE_PROBLEMS = {
    Code.DEVICE_ABSENT: QT_TRANSLATE_NOOP("Words", "not plugged in"),
    Code.DEVICE_BUSY: QT_TRANSLATE_NOOP("Words", "busy"),
    Code.DEVICE_SILENT: QT_TRANSLATE_NOOP("Words", "gives nothing"),
}
_NETWORK = {
    Network.UNKNOWN: QT_TRANSLATE_NOOP("Words", "Network: checking"),
    Network.GOOD: QT_TRANSLATE_NOOP("Words", "Network: good"),
    Network.WEAK: QT_TRANSLATE_NOOP("Words", "Network: weak"),
    Network.LOST: QT_TRANSLATE_NOOP("Words", "Network: lost"),
}
_STEPS = {
    Step.CONNECTING: QT_TRANSLATE_NOOP("Words", "Connecting to the meeting room…"),
    Step.ENTERING: QT_TRANSLATE_NOOP("Words", "Entering the meeting room…"),
    Step.OPENING: QT_TRANSLATE_NOOP("Words", "Opening picture and sound…"),
}


def problem(code: str, service: str = "") -> Sentence:
    """What to say of an `errors.Code` value; a general sentence for a code we do not know.

    `service`: what the service is called that the machine cannot open.
    """
    known = code in Code.__members__.values()
    if code == Code.ADDRESS_UNKNOWN and service:
        said = QCoreApplication.translate("Words", "The meeting is on {service}, not opened here")
        return Sentence(said.format(service=service), _said(_PROBLEMS[Code(code)][1]))
    title, text = _PROBLEMS[Code(code)] if known else _UNKNOWN
    return Sentence(_said(title), _said(text))


def device(state: DeviceState, kind: DeviceKind) -> str:
    """A device's line: "Máy quay: tốt"."""
    if state.status is DeviceStatus.RUNNING:
        word = QCoreApplication.translate("Words", "good")
    elif state.status is DeviceStatus.STARTING:
        word = QCoreApplication.translate("Words", "starting")
    else:
        broken = QT_TRANSLATE_NOOP("Words", "not working")
        word = _said({c.value: w for c, w in _DEVICE_PROBLEMS.items()}.get(state.problem, broken))
    text = QCoreApplication.translate("Words", "{device}: {state}")
    return text.format(device=_said(_DEVICE_NAMES[kind]), state=word)


def lost(failed: Mapping[DeviceKind, DeviceState]) -> str:
    """What to do about the devices that failed: "Micrô và loa bị rút dây. Xin cắm lại."."""
    absent = [kind for kind, one in failed.items() if one.problem == Code.DEVICE_ABSENT.value]
    others = [kind for kind in failed if kind not in absent]
    said = []
    if absent:
        text = QCoreApplication.translate("Words", "{devices} unplugged. Plug in again.")
        said.append(text.format(devices=_names(absent)))
    if others:
        text = QCoreApplication.translate("Words", "{devices} not working. Please call for help.")
        said.append(text.format(devices=_names(others)))
    return " ".join(said)


def _names(kinds: Sequence[DeviceKind]) -> str:
    """The devices in one phrase: "Máy quay, micrô và loa"."""
    names = [_said(_DEVICE_NAMES[kind]) for kind in kinds]
    first, *rest = [names[0], *(name.lower() for name in names[1:])]
    if not rest:
        return first
    text = QCoreApplication.translate("Words", "{devices} and {last}")
    return text.format(devices=", ".join([first, *rest[:-1]]), last=rest[-1])


def network(quality: Network) -> str:
    """The line's quality: "Mạng: tốt"."""
    return _said(_NETWORK[quality])


def step(which: Step) -> str:
    """What joining is doing now."""
    return _said(_STEPS[which])


def _said(marked: object) -> str:
    """Translate a text of the tables above; QT_TRANSLATE_NOOP returns it typed as an object."""
    return QCoreApplication.translate("Words", str(marked))


_UNHEARD = QT_TRANSLATE_NOOP("Words", "The others do not hear us. Reconnecting by itself.")
_MICROPHONE_TAKEN = QT_TRANSLATE_NOOP("Words", "The host has muted this point's microphone.")
_BOTH_TAKEN = QT_TRANSLATE_NOOP(
    "Words", "The host has switched this point's microphone and picture off."
)
_CAMERA_TAKEN = QT_TRANSLATE_NOOP("Words", "The host has switched this point's picture off.")
_UNSEEN = QT_TRANSLATE_NOOP("Words", "The others hear this point but cannot see it.")


def notice(room: RoomState) -> str:
    """Why the others do not hear or see us although we send, the gravest first; empty: they do."""
    said = (
        (room.unheard, _UNHEARD),
        (room.microphone_moderated and room.camera_moderated, _BOTH_TAKEN),
        (room.microphone_moderated, _MICROPHONE_TAKEN),
        (room.camera_moderated, _CAMERA_TAKEN),
        (room.unseen, _UNSEEN),
    )
    return next((_said(marked) for holds, marked in said if holds), "")

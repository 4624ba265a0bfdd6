"""The settings page: what is set, what can be chosen, and the way back to what was."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language
from kiosk.model.gear import DeviceKind, wish_of
from kiosk.settings.choices import Choices
from kiosk.settings.state import ChoicesPort, ChoicesState
from kiosk.ui.models.metrics import LARGE
from kiosk.ui.models.newest import Newest
from kiosk.ui.models.options import OptionRow, OptionText, is_absent, name_of, options_of
from kiosk.ui.models.places import Places

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

VOLUME = range(0, 101, 5)
USUAL = 100
SCALE = range(USUAL, 151, 10)
"""Smaller than usual is smaller than the rules; beyond the last nothing fits."""
DISTANCE_CM = range(40, 201, 10)
"""From a desk to the far end of a meeting room's table."""
CHIME_AFTER_MS = 250
"""One chime for several presses in a row."""


@QmlElement
class ChoicesModel(QObject):
    """Follows `ChoicesState`. What is shown is what is on disk; steps go on from what was asked."""

    changed = Signal()
    options_changed = Signal()
    applied = Signal(object)
    """`ChoicesState` as it is now, for whoever acts on it."""

    def __init__(self, port: ChoicesPort, chime: Callable[[], None]) -> None:
        super().__init__()
        self._port = port
        self._state = ChoicesState()
        self._before: Choices | None = None
        self._asked: dict[str, int] = {}
        self._kind: DeviceKind | None = None
        self._about_screen = False
        self._options = Places(OptionRow, OptionRow.show)
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_state)
        self._chime = QTimer(self, singleShot=True, interval=CHIME_AFTER_MS)
        self._chime.timeout.connect(chime)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        self._port.subscribe(self._newest.put)

    def begin(self) -> None:
        """The page is opened: from here on everything can be taken back."""
        self._before = _all_of(self._state)
        self._asked.clear()
        self._about_screen = False
        self._show_kind(None)
        self._port.look()
        self.changed.emit()

    def retranslate(self) -> None:
        """The language has changed."""
        self._fill()
        self.changed.emit()

    @Slot(object)
    def _on_state(self, state: ChoicesState) -> None:
        self._state = state
        now = _all_of(state)
        self._asked = {name: v for name, v in self._asked.items() if getattr(now, name) != v}
        self._fill()
        self.applied.emit(state)
        self.changed.emit()

    def _fill(self) -> None:
        texts: tuple[OptionText, ...] = ()
        if self._kind is not None:
            texts = options_of(self._state.offered.of(self._kind), self._wish(self._kind))
        if self._options.show(texts):
            self.options_changed.emit()

    def _wish(self, kind: DeviceKind) -> str:
        return wish_of(self._state.devices, kind)

    def _name(self, kind: DeviceKind) -> str:
        return name_of(self._state.offered.of(kind), self._wish(kind))

    def _is_absent(self, kind: DeviceKind) -> bool:
        return is_absent(self._state.offered.of(kind), self._wish(kind))

    def _show_kind(self, kind: DeviceKind | None) -> None:
        self._kind = kind
        self._fill()
        self.changed.emit()

    # --- verbs ------------------------------------------------------------------------------

    @Slot()
    def turn(self) -> None:
        """To the other half of the settings: devices, or screen and voice."""
        self._about_screen = not self._about_screen
        self.changed.emit()

    @Slot(str)
    def offer(self, kind: str) -> None:
        """Show what can be chosen: camera, microphone or speaker; empty: back to all settings."""
        if not kind or kind in DeviceKind.__members__.values():
            self._port.look()
            self._show_kind(DeviceKind(kind) if kind else None)

    @Slot(str)
    def pick(self, device: str) -> None:
        """Use this device from now on."""
        if self._kind is not None:
            self._port.change(msgspec.convert({self._kind.value: device}, Choices))
        self._show_kind(None)

    @Slot(int)
    def volume(self, steps: int) -> None:
        """Louder or softer, with a chime to hear it by."""
        self._step("volume_percent", steps, VOLUME)
        self._chime.start()

    @Slot(int)
    def scale(self, steps: int) -> None:
        """Everything on the screen larger or smaller."""
        self._step("scale_percent", steps, SCALE)

    @Slot(int)
    def distance(self, steps: int) -> None:
        """People are farther away, or nearer."""
        self._step("viewing_distance_cm", steps, DISTANCE_CM)

    @Slot()
    def toggle_large(self) -> None:
        """Large text, or as it usually is."""
        large = self._state.screen.scale_percent > USUAL
        self._port.change(Choices(scale_percent=USUAL if large else LARGE))

    @Slot(bool)
    def mirror(self, mirrored: bool) -> None:
        """The own picture as in a mirror, or as the others see it."""
        self._port.change(Choices(mirrored=mirrored))

    @Slot(bool)
    def say(self, aloud: bool) -> None:
        """Say what happens, or only write it."""
        self._port.change(Choices(voice=aloud))

    @Slot(int)
    def speak(self, index: int) -> None:
        """The language that stands there in `languages`."""
        self._port.change(Choices(language=list(_OWN_NAMES)[index]))

    @Slot()
    def restore(self) -> None:
        """Everything as it was when the page was opened."""
        if self._before is not None:
            self._asked.clear()
            self._port.change(self._before)

    def _step(self, name: str, steps: int, allowed: range) -> None:
        """The next of the allowed values, also from one that stands in the file between two."""
        now = self._asked.get(name, getattr(_all_of(self._state), name))
        further = [value for value in allowed if (value - now) * steps > 0]
        if further:
            self._asked[name] = min(further, key=lambda value: abs(value - now))
            self._port.change(msgspec.convert({name: self._asked[name]}, Choices))

    # --- what QML reads ---------------------------------------------------------------------

    @Property(bool, notify=changed)
    def aboutScreen(self) -> bool:
        """The half about screen and voice is shown."""
        return self._about_screen

    @Property(str, notify=changed)
    def kind(self) -> str:
        """Whose list is open: camera, microphone, speaker or none."""
        return self._kind.value if self._kind is not None else ""

    @Property(list, notify=options_changed)
    def options(self) -> list[OptionRow]:
        """What can be chosen."""
        return self._options.rows

    @Property(str, notify=changed)
    def camera(self) -> str:
        """Name of the camera that is set; a stranger's text."""
        return self._name(DeviceKind.CAMERA)

    @Property(str, notify=changed)
    def microphone(self) -> str:
        """Name of the microphone that is set; a stranger's text."""
        return self._name(DeviceKind.MICROPHONE)

    @Property(str, notify=changed)
    def speaker(self) -> str:
        """Name of the loudspeaker that is set; a stranger's text."""
        return self._name(DeviceKind.SPEAKER)

    @Property(bool, notify=changed)
    def cameraAbsent(self) -> bool:
        """The camera that is set is not there."""
        return self._is_absent(DeviceKind.CAMERA)

    @Property(bool, notify=changed)
    def microphoneAbsent(self) -> bool:
        """The microphone that is set is not there."""
        return self._is_absent(DeviceKind.MICROPHONE)

    @Property(bool, notify=changed)
    def speakerAbsent(self) -> bool:
        """The loudspeaker that is set is not there."""
        return self._is_absent(DeviceKind.SPEAKER)

    @Property(int, notify=changed)
    def volumePercent(self) -> int:
        """0 to 100."""
        return self._state.devices.volume_percent

    @Property(bool, notify=changed)
    def mirrored(self) -> bool:
        """The own picture is shown as in a mirror."""
        return self._state.devices.mirrored

    @Property(bool, notify=changed)
    def voice(self) -> bool:
        """What happens is said."""
        return self._state.screen.voice

    @Property(int, notify=changed)
    def scalePercent(self) -> int:
        """How large everything is wished."""
        return self._state.screen.scale_percent

    @Property(int, notify=changed)
    def distanceCm(self) -> int:
        """How far away people are."""
        return self._state.screen.viewing_distance_cm

    @Property(str, notify=changed)
    def language(self) -> str:
        """In its own words."""
        return _OWN_NAMES[self._state.screen.language]

    @Property(list, constant=True)
    def languages(self) -> list[str]:
        """All of them, each in its own words."""
        return list(_OWN_NAMES.values())

    @Property(bool, notify=changed)
    def unsaved(self) -> bool:
        """The disk did not take the last change."""
        return self._state.unsaved

    @Property(bool, notify=changed)
    def canRestore(self) -> bool:
        """Something is not as it was when the page was opened."""
        return self._before is not None and self._before != _all_of(self._state)


_OWN_NAMES = {Language.VIETNAMESE: "Tiếng Việt", Language.ENGLISH: "English"}


def _all_of(state: ChoicesState) -> Choices:
    """What is set now, every field of it."""
    devices, screen = state.devices, state.screen
    return Choices(
        camera=devices.camera,
        microphone=devices.microphone,
        speaker=devices.speaker,
        volume_percent=devices.volume_percent,
        mirrored=devices.mirrored,
        language=screen.language,
        scale_percent=screen.scale_percent,
        viewing_distance_cm=screen.viewing_distance_cm,
        voice=screen.voice,
    )

"""How loud the loudspeaker is, by two large buttons for everybody: home and meeting share it.

The technician's settings page goes from silent to loud in small steps; here the steps are large
enough to be heard each, and the quietest can still be heard, so nobody silences a point by mistake.
"""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.settings.choices import Choices
from kiosk.settings.state import ChoicesPort, ChoicesState
from kiosk.ui.models.newest import Newest

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

STEPS = range(40, 101, 10)
"""In percent, a step 2.7 to 5.8 dB, all of them 23.9 dB: the loudspeaker's gain is the third power
of the volume (`media/audio.py`)."""


@QmlElement
class VolumeModel(QObject):
    """Follows the choices that hold; what is pressed is kept as the technician's choice is."""

    changed = Signal()

    def __init__(self, port: ChoicesPort | None) -> None:
        """Without a port there is nothing to set, and `available` is False."""
        super().__init__()
        self._port = port
        self._percent = ChoicesState().devices.volume_percent
        self._asked: int | None = None
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_state)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        if self._port is not None:
            self._port.subscribe(self._newest.put)

    @Slot(object)
    def _on_state(self, state: ChoicesState) -> None:
        self._percent = state.devices.volume_percent
        if self._asked == self._percent:
            self._asked = None
        self.changed.emit()

    @Slot()
    def louder(self) -> None:
        """The next step up."""
        self._ask(min((step for step in STEPS if step > self._now), default=None))

    @Slot()
    def quieter(self) -> None:
        """The next step down, never to silence."""
        self._ask(max((step for step in STEPS if step < self._now), default=None))

    def _ask(self, percent: int | None) -> None:
        if percent is not None and self._port is not None:
            self._asked = percent
            self._port.change(Choices(volume_percent=percent))
            self.changed.emit()

    @property
    def _now(self) -> int:
        return self._percent if self._asked is None else self._asked

    @Property(bool, constant=True)
    def available(self) -> bool:
        """The volume can be set here; else its controls are hidden."""
        return self._port is not None

    @Property(int, notify=changed)
    def percent(self) -> int:
        """0 to 100, as last asked for: it sounds so at once, and is on disk a moment later."""
        return self._now

    @Property(int, constant=True)
    def steps(self) -> int:
        """How many steps there are, for a row of bars."""
        return len(STEPS)

    @Property(int, notify=changed)
    def step(self) -> int:
        """How many steps are reached: 0 (below the quietest, chosen by a technician) to `steps`."""
        return sum(step <= self._now for step in STEPS)

    @Property(bool, notify=changed)
    def canLouder(self) -> bool:
        """Louder would change something."""
        return self._now < STEPS[-1]

    @Property(bool, notify=changed)
    def canQuieter(self) -> bool:
        """Quieter would change something."""
        return self._now > STEPS[0]

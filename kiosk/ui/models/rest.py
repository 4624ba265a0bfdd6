"""While no meeting is near: the devices rest, and somebody may try them for a minute."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.model.gear import DeviceKind, DeviceStatus
from kiosk.session.state import Rest, RestPort, SessionState
from kiosk.ui.models.newest import Newest

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RestModel(QObject):
    """Follows the session and `RestPort`."""

    changed = Signal()
    ready = Signal()
    """All that is tried has opened, or does not: the loudspeaker can be heard now."""

    def __init__(self, port: RestPort | None) -> None:
        """Without a port nothing ever rests."""
        super().__init__()
        self._port = port
        self._rest = Rest()
        self._rests = self._waits = self._there = False
        self._newest = Newest(self)
        self._newest.arrived.connect(self._on_rest)

    def start(self) -> None:
        """Subscribe, once everything is connected."""
        if self._port is not None:
            self._port.subscribe(self._newest.put)

    def show(self, state: SessionState) -> None:
        """Follow what is so now. A rest that does not work is told as what does not work."""
        rests = state.resting and state.media_alive
        if rests != self._rests:
            self._rests = rests
            self.changed.emit()
        if self._waits and not state.resting:
            devices = (state.devices.of(kind) for kind in DeviceKind)
            if all(one.status is not DeviceStatus.STARTING for one in devices):
                self._waits = False
                self.ready.emit()

    @Slot(object)
    def _on_rest(self, rest: Rest) -> None:
        if rest != self._rest:
            self._rest = rest
            self.changed.emit()

    @Slot()
    def try_devices(self) -> None:
        """The button was pressed."""
        if self._port is not None:
            self._waits = True
            self._port.try_devices()

    def technician(self, there: bool) -> None:
        """A technician's page is open, or not any more."""
        if self._port is not None and there != self._there:
            self._there = there
            self._port.technician(there)

    @property
    def is_resting(self) -> bool:
        """`rests` for Python."""
        return self._rests

    @Property(bool, notify=changed)
    def rests(self) -> bool:
        """Camera, microphone and loudspeaker are closed."""
        return self._rests

    @Property(bool, notify=changed)
    def trial(self) -> bool:
        """They are open for a minute because somebody tries them."""
        return self._rest.trial

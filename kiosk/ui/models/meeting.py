"""In the meeting: tiles, who speaks, and the three things one can do."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.model.gear import DeviceKind, Levels
from kiosk.model.room import TILE_COUNT, TILE_MAIN, TILE_SELF, TILE_SMALL, Tile
from kiosk.session.state import SessionPort, SessionState
from kiosk.ui import words
from kiosk.ui.models.stage import Stage
from kiosk.ui.models.tiles import TileState

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class MeetingModel(QObject):
    """Follows the session while it is in a meeting."""

    changed = Signal()
    gallery_changed = Signal()
    talking_changed = Signal()

    def __init__(self, session: SessionPort, stage: Stage) -> None:
        super().__init__()
        self._session = session
        self._stage = stage
        self._state = SessionState()
        self._tiles = [TileState(tile) for tile in range(TILE_COUNT)]
        self._gallery = False
        self._page = 0
        self._talking_while_muted = False
        self._asked: dict[DeviceKind, bool] = {}

    def show(self, state: SessionState) -> None:
        """Follow what is so now."""
        if state == self._state:
            return
        if state.meeting is None or self._state.meeting is None:
            self.close_gallery()
            self._asked.clear()
        by_number = {tile.tile: tile for tile in state.room.tiles}
        for number, tile in enumerate(self._tiles):
            tile.show(by_number.get(number, Tile(number)))
        self._state = state
        self._asked = {kind: on for kind, on in self._asked.items() if self._wish(kind) != on}
        if self._gallery and self._page >= state.room.pages:
            self._turn_to(max(0, state.room.pages - 1))
        self.changed.emit()

    def show_levels(self, levels: Levels) -> None:
        """Ten times a second."""
        if levels.talking_while_muted != self._talking_while_muted:
            self._talking_while_muted = levels.talking_while_muted
            self.talking_changed.emit()

    @property
    def talks_unheard(self) -> bool:
        """`talkingWhileMuted` for Python."""
        return self._talking_while_muted

    def _wish(self, kind: DeviceKind) -> bool:
        is_camera = kind is DeviceKind.CAMERA
        return self._state.camera_wish if is_camera else self._state.microphone_wish

    def _wished(self, kind: DeviceKind) -> bool:
        """What was last asked for, also while the session has not heard of it yet."""
        return self._asked.get(kind, self._wish(kind))

    @Slot()
    def toggle_microphone(self) -> None:
        """The other of what was last asked for."""
        self._asked[DeviceKind.MICROPHONE] = on = not self._wished(DeviceKind.MICROPHONE)
        self._session.set_microphone(on)
        self.changed.emit()

    @Slot()
    def toggle_camera(self) -> None:
        """The other of what was last asked for."""
        self._asked[DeviceKind.CAMERA] = on = not self._wished(DeviceKind.CAMERA)
        self._session.set_camera(on)
        self.changed.emit()

    @Slot()
    def open_gallery(self) -> None:
        """Show everyone, the first page."""
        self._gallery = True
        self._turn_to(0)

    @Slot()
    def close_gallery(self) -> None:
        """Back to who speaks."""
        if self._gallery:
            self._gallery = False
            self._turn_to(0)

    @Slot()
    def next_page(self) -> None:
        """More people."""
        self._turn_to(min(self._page + 1, self._state.room.pages - 1))

    @Slot()
    def previous_page(self) -> None:
        """Back by a page."""
        self._turn_to(max(0, self._page - 1))

    def _turn_to(self, page: int) -> None:
        self._page = page
        self._stage.page(self._gallery, page)
        self.gallery_changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        """A stranger's text."""
        return self._state.meeting.title if self._state.meeting else ""

    @Property(int, notify=changed)
    def participants(self) -> int:
        """All in the room, ourselves included."""
        return self._state.room.participants

    @Property(bool, notify=changed)
    def canSend(self) -> bool:
        """The meeting takes our voice and picture; else there is nothing to switch."""
        return self._state.room.can_send

    @Property(bool, notify=changed)
    def microphoneWished(self) -> bool:
        """What was last asked for: the word on the button follows it at once."""
        return self._wished(DeviceKind.MICROPHONE)

    @Property(bool, notify=changed)
    def microphoneOn(self) -> bool:
        """What really reaches the others: the sign follows it."""
        room = self._state.room
        return room.microphone_on and not room.microphone_moderated

    @Property(bool, notify=changed)
    def cameraWished(self) -> bool:
        """What was last asked for."""
        return self._wished(DeviceKind.CAMERA)

    @Property(bool, notify=changed)
    def cameraOn(self) -> bool:
        """What really reaches the others."""
        room = self._state.room
        return room.camera_on and not room.camera_moderated

    @Property(bool, notify=changed)
    def microphoneTaken(self) -> bool:
        """Whoever moderates the room has muted us: pressing does not help."""
        return self._state.room.microphone_moderated

    @Property(bool, notify=changed)
    def cameraTaken(self) -> bool:
        """Whoever moderates the room has taken our picture away."""
        return self._state.room.camera_moderated

    @Property(str, notify=changed)
    def notice(self) -> str:
        """Why the others do not hear or see us although we send; empty: they do."""
        return words.notice(self._state.room)

    @Property(bool, notify=talking_changed)
    def talkingWhileMuted(self) -> bool:
        """Somebody here speaks and nobody there hears it."""
        return self._talking_while_muted

    @Property(TileState, constant=True)
    def me(self) -> TileState:
        """Our own tile."""
        return self._tiles[TILE_SELF]

    @Property(TileState, constant=True)
    def main(self) -> TileState:
        """The big picture."""
        return self._tiles[TILE_MAIN]

    @Property(list, constant=True)
    def smalls(self) -> list[TileState]:
        """The small tiles."""
        return [self._tiles[number] for number in TILE_SMALL]

    @Property(bool, notify=gallery_changed)
    def gallery(self) -> bool:
        """Everyone is shown, by pages."""
        return self._gallery

    @Property(int, notify=gallery_changed)
    def page(self) -> int:
        """The page of everyone that is open, from 0."""
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        """How many pages everyone takes."""
        return self._state.room.pages

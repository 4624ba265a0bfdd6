"""One tile as QML sees it: who is on it and what it shows."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.model.room import PictureState, Tile

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class TileState(QObject):
    """Follows `wire.Tile` of one number."""

    changed = Signal()

    def __init__(self, tile: int) -> None:
        super().__init__()
        self._tile = Tile(tile)

    def show(self, tile: Tile) -> None:
        """Follow what is so now."""
        if tile != self._tile:
            self._tile = tile
            self.changed.emit()

    @Property(int, constant=True)
    def tile(self) -> int:
        """Number of the tile."""
        return self._tile.tile

    @Property(str, notify=changed)
    def name(self) -> str:
        """Who is on it; a stranger's text."""
        return self._tile.name

    @Property(str, notify=changed)
    def picture(self) -> str:
        """`wire.PictureState`: none, waiting, live, stalled, off or unsupported."""
        return self._tile.picture.value

    @Property(bool, notify=changed)
    def occupied(self) -> bool:
        """Somebody is on it."""
        return self._tile.picture is not PictureState.NONE

    @Property(bool, notify=changed)
    def screen(self) -> bool:
        """It is a screen that they share: to be shown whole."""
        return self._tile.screen

    @Property(bool, notify=changed)
    def talking(self) -> bool:
        """Who is on it speaks now."""
        return self._tile.talking

    @Property(bool, notify=changed)
    def microphoneOn(self) -> bool:
        """Their microphone is on."""
        return self._tile.microphone_on

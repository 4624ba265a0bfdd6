"""Which video tiles are on the screen and how large: told to the session, once a frame at most."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, QTimer, Slot
from PySide6.QtQml import QmlElement

from kiosk.model.room import TILE_COUNT, TILE_SMALL, TileSize
from kiosk.session.state import SessionPort
from kiosk.ui.tile import TilePump

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_FRAME_MS = 16


@QmlElement
class Stage(QObject):
    """Collects what the views say of their tiles and calls `SessionPort.show`."""

    def __init__(self, session: SessionPort, pump: TilePump) -> None:
        super().__init__()
        self._session = session
        self._pump = pump
        self._places: dict[tuple[str, int], TileSize] = {}
        self._gallery = False
        self._page = 0
        self._last: object = None
        self._timer = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._timer.timeout.connect(self._tell)

    @Property(TilePump, constant=True)
    def pump(self) -> TilePump:
        """Feeds the tiles."""
        return self._pump

    @Slot(str, int, float, float, bool)
    def place(self, view: str, tile: int, width: float, height: float, crop: bool) -> None:
        """A view shows a tile at a size in device pixels; 0 x 0: no longer."""
        size = TileSize(tile, round(width), round(height), crop)
        if size.width > 0 and size.height > 0:
            self._places[view, tile] = size
        else:
            self._places.pop((view, tile), None)
        self._timer.start()

    def page(self, gallery: bool, page: int) -> None:
        """Which page of everyone is open, if any."""
        self._gallery, self._page = gallery, page
        self._timer.start()

    def tiles(self) -> tuple[TileSize, ...]:
        """All tiles; where two views show the same one the larger counts."""
        sizes = []
        for tile in range(TILE_COUNT):
            places = [size for (_, at), size in self._places.items() if at == tile]
            largest = max(places, key=lambda size: size.width * size.height, default=None)
            sizes.append(largest or TileSize(tile, 0, 0))
        return tuple(sizes)

    @Slot()
    def _tell(self) -> None:
        tiles = self.tiles()
        small = sum(1 for size in tiles if size.tile in TILE_SMALL and size.width > 0)
        now = (tiles, self._pump.pixel_format, self._gallery, self._page, small)
        if now != self._last:
            self._last = now
            self._session.show(*now)

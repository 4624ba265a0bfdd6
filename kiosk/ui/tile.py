"""How the pictures in shared memory get on the screen.

`TilePump` looks at the slots once per display frame and tells the tiles that have a new picture.
`PaintedTile` draws one slot without a graphics card; with one, `kiosk.ui.feed` hands the picture
to a `VideoOutput`. Nothing here knows who is on a tile or what a meeting is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Property, QObject, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem, QQuickWindow

from kiosk.model.frames import FrameStore, SlotPicture
from kiosk.model.room import TILE_MAIN, PixelFormat
from kiosk.ui.slot import SlotView, TileView, get_live, get_pump, get_tile, set_pump, set_tile

QML_IMPORT_NAME = "Kiosk.Native"
QML_IMPORT_MAJOR_VERSION = 1

_DISPLAY_INTERVAL_MS = 16
"""60 a second: a picture waits 8 ms on average. An idle look costs 0.6 % of a core
(docs/performance.md), so there is nothing to win by looking less often."""
_AWAITED_INTERVAL_MS = 4
"""While somebody who has just pressed waits for the first picture."""


@dataclass(slots=True)
class _Arming:
    callback: Callable[[], None]
    after: int
    """The main slot's sequence when armed: only a later picture counts."""
    window: QQuickWindow | None = None
    swaps_left: int = 0


@QmlElement
@QmlUncreatable("The composition root makes the one pump and passes it down.")
class TilePump(QObject):  # type: ignore[operator] # the stub of QmlUncreatable is no decorator
    """One timer on the GUI thread for all tiles. Stops while no tile can be seen."""

    def __init__(
        self, store: FrameStore, *, gpu: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        if gpu:
            # Registers VideoFeed and loads QtMultimedia, which a machine without a graphics
            # card never pays for.
            import kiosk.ui.feed  # noqa: F401
        self.store = store
        self._gpu = gpu
        self._views: list[TileView] = []
        self._armed: _Arming | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_DISPLAY_INTERVAL_MS)
        self._timer.timeout.connect(self._look)

    @Property(bool, constant=True)
    def gpu(self) -> bool:
        """Whether tiles are drawn by a graphics card."""
        return self._gpu

    @property
    def pixel_format(self) -> PixelFormat:
        """The format that tiles want their pictures in."""
        return PixelFormat.I420 if self._gpu else PixelFormat.BGRA

    @property
    def running(self) -> bool:
        """Whether it looks at the slots at all."""
        return self._timer.isActive()

    def add(self, view: TileView) -> None:
        """Feed this tile from now on, until QML destroys it."""
        if view not in self._views:
            self._views.append(view)
        self.wake(view)

    def wake(self, view: TileView) -> None:
        """A tile may have become visible: look at it now, and from now on once a frame.

        At once, because the window draws its next frame anyway: a picture that lies there already
        is in the first frame of a new screen instead of the second.
        """
        if view.is_showing():
            view.refresh(time.monotonic_ns())
        if not self._timer.isActive():
            self._timer.start()

    def arm(self, callback: Callable[[], None]) -> None:
        """Call back once, on the GUI thread, when a main picture newer than now is on the screen.

        That is, after the frame with the picture was swapped. Replaces an earlier arming.
        """
        self.disarm()
        self._armed = _Arming(callback, self.store.sequence(TILE_MAIN))
        self._timer.setInterval(_AWAITED_INTERVAL_MS)

    def disarm(self) -> None:
        """Forget the callback (idempotent)."""
        armed, self._armed = self._armed, None
        self._timer.setInterval(_DISPLAY_INTERVAL_MS)
        if armed and armed.window and shiboken6.isValid(armed.window):
            armed.window.frameSwapped.disconnect(self._on_swapped)

    def handed_over(
        self, tile: int, sequence: int, window: QQuickWindow | None, swaps: int
    ) -> None:
        """A tile gave a new picture to the scene graph; it is on the screen after `swaps` swaps."""
        armed = self._armed
        if not armed or armed.window or window is None:
            return
        if tile == TILE_MAIN and sequence > armed.after:
            armed.window, armed.swaps_left = window, swaps
            # Queued: a direct slot would run on the render thread, which must never wait for the
            # interpreter lock.
            window.frameSwapped.connect(self._on_swapped, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _on_swapped(self) -> None:
        armed = self._armed
        if not armed or not armed.window:
            return  # a call that was queued before we disconnected
        armed.swaps_left -= 1
        if armed.swaps_left <= 0:
            self.disarm()
            armed.callback()

    @Slot()
    def _look(self) -> None:
        now_ns = time.monotonic_ns()
        showing = False
        for view in tuple(self._views):
            if not shiboken6.isValid(view):  # QML destroys its items without telling Python
                self._views.remove(view)
            elif view.is_showing():
                showing = True
                view.refresh(now_ns)
        if not showing:
            self._timer.stop()


def placement(picture: QSize, area: QSize, crop: bool) -> QRect:
    """Where in the area a picture goes: filling it, or with bars; one pixel off is not scaled."""
    if abs(picture.width() - area.width()) <= 1 and abs(picture.height() - area.height()) <= 1:
        return QRect(0, 0, picture.width(), picture.height())
    mode = (
        Qt.AspectRatioMode.KeepAspectRatioByExpanding
        if crop
        else Qt.AspectRatioMode.KeepAspectRatio
    )
    rect = QRect(0, 0, 0, 0)
    rect.setSize(picture.scaled(area, mode))
    rect.moveTo((area.width() - rect.width()) // 2, (area.height() - rect.height()) // 2)
    return rect


def draw(painter: QPainter, picture: SlotPicture, area: QSize, crop: bool) -> None:
    """Draw a BGRA picture into device pixels, straight from shared memory."""
    image = QImage(
        picture.memory,
        picture.width,
        picture.height,
        picture.width * 4,
        QImage.Format.Format_RGB32,  # its alpha is always 255; RGB32 is copied, never blended
    )
    target = placement(image.size(), area, crop)
    if target.size() == image.size():
        painter.drawImage(target.topLeft(), image)
    else:
        painter.drawImage(target, image)


@QmlElement
class PaintedTile(QQuickPaintedItem, SlotView):
    """One slot drawn by the processor: 1:1 when the picture has the tile's size, else scaled."""

    pumpChanged = Signal()  # noqa: N815 - QML's spelling
    tileChanged = Signal()  # noqa: N815
    cropChanged = Signal()  # noqa: N815
    liveChanged = Signal()  # noqa: N815
    pictureShown = Signal()  # noqa: N815
    """A new picture was drawn into the window's next frame."""

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._begin()
        self._crop = True
        self._new_sequence = 0
        self.setOpaquePainting(True)
        self.setFillColor(QColor(Qt.GlobalColor.black))
        self.visibleChanged.connect(self._on_visible)

    def _get_crop(self) -> bool:
        return self._crop

    def _set_crop(self, crop: bool) -> None:
        if crop == self._crop:
            return
        self._crop = crop
        self.cropChanged.emit()
        self.update()

    pump = Property(TilePump, get_pump, set_pump, notify=pumpChanged)
    tile = Property(int, get_tile, set_tile, notify=tileChanged)
    crop = Property(bool, _get_crop, _set_crop, notify=cropChanged)
    live = Property(bool, get_live, notify=liveChanged)

    def is_showing(self) -> bool:
        """Whether anybody could see a new picture."""
        return self.isVisible()

    def _on_other_slot(self) -> None:
        self.update()

    def _on_new(self, pump: TilePump, sequence: int) -> None:  # noqa: ARG002
        self._new_sequence = sequence
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the slot's newest picture over the whole item; black when there is none."""
        picture = self._pump.store.read(self._tile) if self._pump else None
        if picture is None or picture.pixel_format is not PixelFormat.BGRA:
            return  # the item is already filled with black
        device = painter.device()
        painter.resetTransform()  # device pixels: nothing is scaled on a dense screen either
        draw(painter, picture, QSize(device.width(), device.height()), self._crop)
        new_sequence, self._new_sequence = self._new_sequence, 0
        if new_sequence and self._pump:
            self._pump.handed_over(self._tile, picture.sequence, self.window(), swaps=1)
            self.pictureShown.emit()

    @Slot()
    def _on_visible(self) -> None:
        self._look_again()

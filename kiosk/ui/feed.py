"""Pictures for a graphics card: I420 from shared memory into a `VideoOutput`.

A file of its own because it loads QtMultimedia; `TilePump` imports it only with a graphics card.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Property, QObject, QSize, Signal, Slot
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from kiosk.model.frames import Pixels, SlotPicture
from kiosk.model.room import PixelFormat
from kiosk.ui.slot import SlotView, get_live, get_pump, get_tile, set_pump, set_tile
from kiosk.ui.tile import TilePump

QML_IMPORT_NAME = "Kiosk.Video"
QML_IMPORT_MAJOR_VERSION = 1


def to_video_frame(picture: SlotPicture) -> QVideoFrame:
    """Copy an I420 picture into a frame of Qt's (0.1 ms for 720p). Sizes are even."""
    width, height = picture.width, picture.height
    form = QVideoFrameFormat(QSize(width, height), QVideoFrameFormat.PixelFormat.Format_YUV420P)
    # WebRTC sends BT.601 with video range at every size; Qt guesses BT.709 from 720 lines on.
    form.setColorSpace(QVideoFrameFormat.ColorSpace.ColorSpace_BT601)
    form.setColorRange(QVideoFrameFormat.ColorRange.ColorRange_Video)
    frame = QVideoFrame(form)
    if not frame.map(QVideoFrame.MapMode.WriteOnly):
        raise MemoryError("no memory for a video frame")
    try:
        _copy_planes(picture.pixels.reshape(-1), frame, width, height)
    finally:
        frame.unmap()
    return frame


def _copy_planes(source: Pixels, frame: QVideoFrame, width: int, height: int) -> None:
    start = 0
    for plane, (wide, high) in enumerate(
        ((width, height), (width // 2, height // 2), (width // 2, height // 2))
    ):
        stride = frame.bytesPerLine(plane)
        target = np.frombuffer(frame.bits(plane), np.uint8)[: stride * high]
        target.reshape(high, stride)[:, :wide] = source[start : start + wide * high].reshape(
            high, wide
        )
        start += wide * high


@QmlElement
class VideoFeed(QObject, SlotView):
    """Feeds one slot to a `VideoOutput`; lives and dies with it in QML."""

    pumpChanged = Signal()  # noqa: N815 - QML's spelling
    tileChanged = Signal()  # noqa: N815
    outputChanged = Signal()  # noqa: N815
    liveChanged = Signal()  # noqa: N815

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin()
        self._output: QQuickItem | None = None

    def _get_output(self) -> QObject | None:
        return self._output

    def _set_output(self, output: QObject | None) -> None:
        if output is self._output:
            return
        if self._output:
            self._output.visibleChanged.disconnect(self._on_visible)
        self._output = output if isinstance(output, QQuickItem) else None
        if self._output:
            self._output.visibleChanged.connect(self._on_visible)
        self.outputChanged.emit()

    pump = Property(TilePump, get_pump, set_pump, notify=pumpChanged)
    tile = Property(int, get_tile, set_tile, notify=tileChanged)
    # Typed QObject: VideoOutput's own class is not known to Python.
    output = Property(QObject, _get_output, _set_output, notify=outputChanged)
    live = Property(bool, get_live, notify=liveChanged)

    def is_showing(self) -> bool:
        """Whether anybody could see a new picture."""
        return self._output is not None and self._output.isVisible()

    def _on_new(self, pump: TilePump, sequence: int) -> None:  # noqa: ARG002
        """Hand it over."""
        picture = pump.store.read(self._tile)
        if picture is None or self._output is None or picture.pixel_format is not PixelFormat.I420:
            return
        sink = self._output.property("videoSink")
        if not isinstance(sink, QVideoSink):
            raise TypeError("VideoFeed.output must be a VideoOutput")
        # We are on the GUI thread, where QML also destroys the sink: it cannot go away meanwhile.
        sink.setVideoFrame(to_video_frame(picture))
        # The render thread may be in a frame that it began before: only the second swap is surely
        # one with this picture.
        pump.handed_over(self._tile, picture.sequence, self._output.window(), swaps=2)

    @Slot()
    def _on_visible(self) -> None:
        self._look_again()

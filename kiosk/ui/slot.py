"""One slot of shared memory as a tile follows it, whoever draws the tile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

if TYPE_CHECKING:
    from kiosk.ui.tile import TilePump

_LIVE_NS = 1_000_000_000
"""A tile whose last picture is older than this is not live."""
_UNSEEN = -1


class TileView(Protocol):
    """What the pump asks of a tile, whoever draws it."""

    def is_showing(self) -> bool:
        """Whether anybody could see a new picture."""

    def refresh(self, now_ns: int) -> None:
        """Look for a new picture and have it drawn."""


class Watch:
    """Remembers which picture of a slot was seen last."""

    def __init__(self) -> None:
        self._sequence = _UNSEEN
        self._seen_ns = 0
        self.live = False
        """A picture came in the last second. What lay in the slot before does not count."""

    def reset(self) -> None:
        """The next picture counts as unseen."""
        self._sequence = _UNSEEN
        self.live = False

    def look(self, sequence: int, now_ns: int) -> bool:
        """Whether `sequence` is new."""
        if sequence == self._sequence:
            self.live = self.live and now_ns - self._seen_ns < _LIVE_NS
            return False
        self.live = self._sequence != _UNSEEN
        self._sequence, self._seen_ns = sequence, now_ns
        return sequence > 0


class SlotView:
    """What every tile has, whoever draws it: its pump, its slot, and what was seen of it last.

    The `QObject` beside it declares the properties and the signals, which Qt looks for there.
    """

    pumpChanged: SignalInstance  # noqa: N815 - QML's spelling
    tileChanged: SignalInstance  # noqa: N815
    liveChanged: SignalInstance  # noqa: N815

    def _begin(self) -> None:
        self._pump: TilePump | None = None
        self._tile = 0
        self._watch = Watch()

    def is_showing(self) -> bool:
        """Whether anybody could see a new picture."""
        raise NotImplementedError

    def _on_new(self, pump: TilePump, sequence: int) -> None:
        """A picture that was not seen yet lies in the slot."""
        raise NotImplementedError

    def _on_other_slot(self) -> None:
        """It shows another slot from now on."""

    def refresh(self, now_ns: int) -> None:
        """Look for a new picture and have it drawn."""
        assert self._pump is not None  # only the pump calls
        was_live = self._watch.live
        sequence = self._pump.store.sequence(self._tile)
        if self._watch.look(sequence, now_ns):
            self._on_new(self._pump, sequence)
        if self._watch.live != was_live:
            self.liveChanged.emit()

    def _look_again(self) -> None:
        """It may be seen now: what lies in the slot counts as new."""
        self._watch.reset()
        if self._pump:
            self._pump.wake(self)


# What the properties of a tile read and write. Functions, because PySide's tools for QML know only
# accessors that are named without a dot.


def get_pump(view: SlotView) -> TilePump | None:
    """What feeds the tile."""
    return view._pump


def set_pump(view: SlotView, pump: TilePump | None) -> None:
    """Be fed by this one."""
    if pump is view._pump:
        return
    view._pump = pump
    view.pumpChanged.emit()
    if pump:
        pump.add(view)


def get_tile(view: SlotView) -> int:
    """The slot that it shows."""
    return view._tile


def set_tile(view: SlotView, tile: int) -> None:
    """Show this slot."""
    if tile != view._tile:
        view._tile = tile
        view._watch.reset()
        view.tileChanged.emit()
        view._on_other_slot()


def get_live(view: SlotView) -> bool:
    """Whether pictures keep coming."""
    return view._watch.live

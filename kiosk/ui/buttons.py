"""Finds controls by their accessible name, for automation and tests that press real buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QObject, QPointF
from PySide6.QtQml import QQmlEngine, QQmlProperty
from PySide6.QtQuick import QQuickItem, QQuickView

Places = dict[str, tuple[int, int]]
"""The centres of controls on the screen in pixels, by accessible name."""


class Told(Protocol):
    """Hears of a button."""

    def __call__(self, name: str, **data: object) -> None:
        """Something happened."""


def walk(item: QQuickItem) -> Iterator[QQuickItem]:
    """All visible items below, parents first."""
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from walk(child)


def accessible_name(item: QQuickItem) -> str:
    """What a screen reader would say, empty for items without a name."""
    context = QQmlEngine.contextForObject(item)
    if context is None:
        return ""
    return str(QQmlProperty(item, "Accessible.name", context).read() or "")


def buttons(root: QQuickItem) -> Iterator[tuple[str, QQuickItem]]:
    """The controls that can be pressed now, by name."""
    for item in walk(root):
        if item.objectName() == "button" and item.isEnabled():
            yield accessible_name(item), item


class ButtonFinder(QObject):
    """Tells where the controls of these names are, whenever they came or moved and stand still."""

    def __init__(self, view: QQuickView, names: tuple[str, ...], tell: Told) -> None:
        super().__init__()
        self._view = view
        self._names = names
        self._tell = tell
        self._frames = 0
        self._seen: Places = {}
        self._known: Places = {}

    def look_again(self) -> None:
        """Something changed: look at the next two frames, and at more while things still move."""
        self._frames = 2
        if self._names:
            self._view.update()

    def on_frame(self) -> None:
        """A frame was swapped."""
        if not self._names or self._frames == 0:
            return
        before, self._seen = self._seen, self._look()
        self._frames = max(self._frames - 1, self._seen != before)
        for name, (x, y) in self._seen.items():
            # A layout that has just come takes a frame or two to settle.
            if before.get(name) == (x, y) != self._known.get(name):
                self._tell("button", label=name, x=x, y=y)
                self._known[name] = (x, y)
        self._known = {name: at for name, at in self._known.items() if name in self._seen}
        self._view.update()

    def _look(self) -> Places:
        found: Places = {}
        for name, item in buttons(self._view.rootObject()):
            if name in self._names and name not in found:
                centre = item.mapToGlobal(QPointF(item.width() / 2, item.height() / 2))
                found[name] = (round(centre.x()), round(centre.y()))
        return found

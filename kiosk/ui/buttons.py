"""Finds controls by their accessible name, for automation and tests that press real buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QObject, QPointF
from PySide6.QtQml import QQmlEngine, QQmlProperty
from PySide6.QtQuick import QQuickItem, QQuickView


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
    """Tells where the controls of these names are, whenever they come or move."""

    def __init__(self, view: QQuickView, names: tuple[str, ...], tell: Told) -> None:
        super().__init__()
        self._view = view
        self._names = names
        self._tell = tell
        self._frames = 0
        self._known: dict[str, tuple[int, int]] = {}

    def look_again(self) -> None:
        """Something changed: look after the next two frames, when the layout has settled."""
        self._frames = 2
        if self._names:
            self._view.update()

    def on_frame(self) -> None:
        """A frame was swapped."""
        if not self._names or self._frames == 0:
            return
        self._frames -= 1
        self._look()
        self._view.update()

    def _look(self) -> None:
        found: dict[str, tuple[int, int]] = {}
        for name, item in buttons(self._view.rootObject()):
            if name in self._names and name not in found:
                centre = item.mapToGlobal(QPointF(item.width() / 2, item.height() / 2))
                found[name] = (round(centre.x()), round(centre.y()))
        for name, (x, y) in found.items():
            if self._known.get(name) != (x, y):
                self._tell("button", label=name, x=x, y=y)
        self._known = found

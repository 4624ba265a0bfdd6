"""Devices that can be chosen, as lines of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.base.texts import clean
from kiosk.model.gear import DeviceOption

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

AUTO = "auto"
SYNTHETIC = "synthetic"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class OptionText:
    """All that a line shows. `absent`: set, but not there now."""

    id: str
    name: str
    chosen: bool = False
    absent: bool = False


def options_of(offered: Sequence[DeviceOption], chosen: str) -> tuple[OptionText, ...]:
    """The machine's own choice first, then what is there, then what is set and not there."""
    devices = [one for one in offered if one.id != AUTO]
    known = {AUTO, *(one.id for one in devices)}
    lines = [OptionText(AUTO, _own_name(AUTO), chosen == AUTO)]
    lines += [OptionText(one.id, clean(one.name, _LONGEST), one.id == chosen) for one in devices]
    if chosen not in known:
        lines.append(OptionText(chosen, name_of(offered, chosen), True, chosen != SYNTHETIC))
    return tuple(lines)


def is_absent(offered: Sequence[DeviceOption], device: str) -> bool:
    """What is set is none of the devices that are there; False while none is known."""
    there = {one.id for one in offered}
    return bool(there) and device not in there | {AUTO, SYNTHETIC}


def name_of(offered: Sequence[DeviceOption], device: str) -> str:
    """What to call the device that is set."""
    named = [one.name for one in offered if one.id == device]
    if device in (AUTO, SYNTHETIC):
        return _own_name(device)
    return clean(named[0] if named else device, _LONGEST)


def _own_name(device: str) -> str:
    if device == AUTO:
        return QCoreApplication.translate("Options", "Choose by itself")
    return QCoreApplication.translate("Options", "Synthetic device")


@QmlElement
class OptionRow(QObject):
    """A line of the list."""

    changed = Signal()

    def __init__(self, text: OptionText) -> None:
        super().__init__()
        self._text = text

    def show(self, text: OptionText) -> None:
        """Follow what is so now."""
        if text != self._text:
            self._text = text
            self.changed.emit()

    @Property(str, notify=changed)
    def key(self) -> str:
        """The device's stable id."""
        return self._text.id

    @Property(str, notify=changed)
    def name(self) -> str:
        """A stranger's text."""
        return self._text.name

    @Property(bool, notify=changed)
    def chosen(self) -> bool:
        """It is the one that is set."""
        return self._text.chosen

    @Property(bool, notify=changed)
    def absent(self) -> bool:
        """It is set and not there now."""
        return self._text.absent

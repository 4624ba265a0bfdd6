"""The about page: which kiosk this is, on what it runs, where its files are."""

from __future__ import annotations

import platform
import socket
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, Property, QCoreApplication, QObject, Signal, qVersion
from PySide6.QtQml import QmlElement

from kiosk import __version__
from kiosk.base.config import Settings
from kiosk.base.texts import clean
from kiosk.ui.models.lines import LineRow, LineText
from kiosk.ui.models.places import Places

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_LABELS = (
    QT_TRANSLATE_NOOP("About", "This point"),
    QT_TRANSLATE_NOOP("About", "Number of this point"),
    QT_TRANSLATE_NOOP("About", "Name of this machine"),
    QT_TRANSLATE_NOOP("About", "Network address"),
    QT_TRANSLATE_NOOP("About", "Kiosk version"),
    QT_TRANSLATE_NOOP("About", "System"),
    QT_TRANSLATE_NOOP("About", "Settings file"),
    QT_TRANSLATE_NOOP("About", "State folder"),
    QT_TRANSLATE_NOOP("About", "Help number"),
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the page says of the machine; what is not known is empty and left out."""

    name: str = ""
    addresses: str = ""
    versions: str = ""
    system: str = ""
    settings_file: str = ""
    state_folder: str = ""


@QmlElement
class AboutModel(QObject):
    """Looks when the page is opened: the address may have changed."""

    changed = Signal()

    def __init__(self, settings: Settings, machine: Callable[[], Machine]) -> None:
        super().__init__()
        self._settings = settings
        self._machine = machine
        self._places = Places(LineRow, LineRow.show)

    def look(self) -> None:
        """Bring everything up to date."""
        labels = [QCoreApplication.translate("About", str(label)) for label in _LABELS]
        values = map(clean, self._values())
        texts = [LineText(*pair) for pair in zip(labels, values, strict=True) if pair[1]]
        self._places.show(texts)
        self.changed.emit()

    def _values(self) -> tuple[str, ...]:
        point, machine = self._settings.point, self._machine()
        return (
            point.name,
            point.id,
            machine.name,
            machine.addresses,
            machine.versions,
            machine.system,
            machine.settings_file,
            machine.state_folder,
            self._settings.help.phone,
        )

    @Property(list, notify=changed)
    def rows(self) -> list[LineRow]:
        """Names and values; those that are not known are left out."""
        return self._places.rows


def this_machine(settings_file: str = "", state_folder: str = "") -> Machine:
    """What can be found out here and now; takes a millisecond."""
    return Machine(
        platform.node(),
        ", ".join(addresses()),
        f"{__version__} · Python {platform.python_version()} · Qt {qVersion()}",
        system(),
        settings_file,
        state_folder,
    )


def addresses() -> list[str]:
    """The IPv4 addresses of this machine that others can reach it by."""
    import psutil  # not for the start of the kiosk

    found = []
    for addresses_of_one in psutil.net_if_addrs().values():
        for one in addresses_of_one:
            if one.family == socket.AF_INET and not one.address.startswith(("127.", "169.254.")):
                found.append(one.address)
    return sorted(found)


def system() -> str:
    """For example `Debian GNU/Linux 12` or `Windows 11`."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):  # Windows, or a Linux that does not say
        return f"{platform.system()} {platform.release()}"

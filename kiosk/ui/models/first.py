"""The first start's root model: nothing is configured, so setting up is all that there is."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.base.config import Language, Settings
from kiosk.provision.state import ProvisionPort
from kiosk.system.state import SystemPort
from kiosk.ui.models.page_rows import PageRow
from kiosk.ui.models.setup import SetupModel
from kiosk.ui.models.wifi import WifiModel
from kiosk.ui.pages import Pages

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

FIRST_PAGE, WIFI_PAGE = "first", "first-wifi"


@QmlElement
class FirstModel(QObject):
    """What QML calls `app` while the point is not set up."""

    changed = Signal()

    def __init__(
        self,
        provision: ProvisionPort,
        system: SystemPort,
        settings: Settings,
        pages: Pages,
        press: Callable[[], None],
    ) -> None:
        """`press`: a press counted; it is to be heard."""
        super().__init__()
        self._settings = settings
        self._press = press
        self._page_rows = [PageRow(page) for page in pages]
        self._shown = FIRST_PAGE
        self.setup_model = SetupModel(provision, settings.screen.language)
        self.wifi_model = WifiModel(system)

    def start(self) -> None:
        """Subscribe, look at the network and for sticks."""
        self.setup_model.start()
        self.wifi_model.start()
        self.setup_model.begin()
        self.wifi_model.follow(network=True, networks=False)

    def retranslate(self, language: Language) -> None:
        """The language has changed: say everything again."""
        self.setup_model.speak(language)
        self.wifi_model.retranslate()

    @Slot()
    def pressed(self) -> None:
        """A press counted."""
        self._press()

    @Slot()
    def open_wifi(self) -> None:
        """Choose a wireless network."""
        self._show(WIFI_PAGE)

    @Slot()
    def close_wifi(self) -> None:
        """Back to what sets the point up."""
        self._show(FIRST_PAGE)

    def _show(self, page: str) -> None:
        self._shown = page
        self.wifi_model.begin()
        self.wifi_model.follow(network=True, networks=page == WIFI_PAGE)
        self.changed.emit()

    @Property(list, constant=True)
    def pages(self) -> list[PageRow]:
        """Every page that there is."""
        return self._page_rows

    @Property(str, notify=changed)
    def shown(self) -> str:
        """The page that is seen."""
        return self._shown

    @Property(SetupModel, constant=True)
    def setup(self) -> SetupModel:
        """Setting up."""
        return self.setup_model

    @Property(WifiModel, constant=True)
    def wifi(self) -> WifiModel:
        """Network and Wi-Fi."""
        return self.wifi_model

    @Property(str, constant=True)
    def helpPhone(self) -> str:
        """The technician's number, empty when not known."""
        return self._settings.help.phone

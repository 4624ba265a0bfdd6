"""The first start: nothing is configured, and one screen sets the point up."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.provision.state import ProvisionPort
from kiosk.system.state import SystemPort
from kiosk.ui.models.first import FIRST_PAGE, WIFI_PAGE, FirstModel
from kiosk.ui.pages import Built, Page, Pages
from kiosk.ui.scan import show_scan
from kiosk.ui.window import Given, RoleWindow

PAGES = Pages(
    Page(FIRST_PAGE, "setup/FirstView.qml", Built.AT_ONCE),
    Page(WIFI_PAGE, "setup/FirstWifiView.qml"),
)


class FirstWindow(RoleWindow):
    """The whole screen of a computer that is no bridge point yet; set up, it restarts itself."""

    def __init__(self, app: FirstModel, given: Given) -> None:
        super().__init__(app, "First.qml", given)
        self.app = app
        self._moment = given.moment
        self._was_shown = False
        show_scan(self.view, app.setup_model)
        app.setup_model.restart_wished.connect(self.restart)
        for signal in (app.changed, app.setup_model.changed, app.wifi_model.changed):
            signal.connect(self.buttons.look_again)

    def on_frame(self) -> None:
        """See `RoleWindow`."""
        if not self._was_shown:
            self._was_shown = True
            self._moment("first")
            self.view.rootObject().setProperty("warm", True)


def build(
    provision: ProvisionPort,
    system: SystemPort,
    given: Given,
    press: Callable[[], None] = lambda: None,
) -> FirstWindow:
    """Make the window; call on the GUI thread, after the language was installed.

    `press`: a press counted; it is to be heard.
    """
    return FirstWindow(FirstModel(provision, system, given.settings, PAGES, press), given)

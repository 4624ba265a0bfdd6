"""The bridge point: home, the meeting, and the technician's pages behind the hidden corner.

Moments (`moment(name, **data)`): `home`, `press`, `picture`, `left`, each when a frame that shows
it was swapped (`press`: when it was accepted), and `button` with the position of a control.
"""

from __future__ import annotations

from kiosk.ui.models.app import AppModel
from kiosk.ui.models.screens import Screen
from kiosk.ui.pages import MENU_PAGE, PIN_PAGE, REMINDER_PAGE, Built, Page, Pages
from kiosk.ui.ports import Ports
from kiosk.ui.tile import TilePump
from kiosk.ui.window import Given, RoleWindow

_AHEAD = Built.AFTER_THE_FIRST_FRAME

PAGES = Pages(
    # Screens: `models/screens.py` says which.
    Page("home", "home/HomeView.qml", Built.AT_ONCE),
    Page("meeting", "meeting/MeetingView.qml", _AHEAD, dark=True),
    Page("joining", "meeting/JoiningView.qml", _AHEAD, dark=True),
    Page("reconnecting", "meeting/ReconnectingView.qml", dark=True),
    Page("waiting", "meeting/WaitingView.qml", dark=True),
    Page("failed", "meeting/FailedView.qml", dark=True),
    # What lies over them.
    Page("leave", "meeting/LeaveView.qml", _AHEAD, dark=True),
    Page("help", "HelpView.qml"),
    Page(
        REMINDER_PAGE,
        "home/ReminderView.qml",
        covers=frozenset({"home", "help", "week", REMINDER_PAGE}),
    ),
    Page("week", "home/WeekView.qml"),
    # The technician's.
    Page(PIN_PAGE, "technician/PinView.qml", starts=lambda its: its.gate_model.look()),
    Page(MENU_PAGE, "technician/TechnicianView.qml", behind_the_door=True),
    Page(
        "diagnostics",
        "technician/DiagnosticsView.qml",
        behind_the_door=True,
        checks=True,
        starts=lambda its: its.diagnostics_model.begin(),
    ),
    Page("group", "technician/GroupView.qml", behind_the_door=True, checks=True),
    Page("hearing", "technician/HearingView.qml", behind_the_door=True, checks=True),
    Page("touch", "technician/TouchView.qml", behind_the_door=True, checks=True),
    Page(
        "report",
        "technician/ReportView.qml",
        behind_the_door=True,
        checks=True,
        starts=lambda its: its.diagnostics_model.report_model.open(),
    ),
    Page(
        "settings",
        "technician/SettingsView.qml",
        behind_the_door=True,
        starts=lambda its: its.choices_model.begin(),
    ),
    Page(
        "log",
        "technician/LogView.qml",
        behind_the_door=True,
        starts=lambda its: its.log_model.refresh(),
    ),
    Page(
        "about",
        "technician/AboutView.qml",
        behind_the_door=True,
        starts=lambda its: its.about_model.look(),
    ),
    Page("restart", "technician/RestartView.qml", behind_the_door=True),
)


class PointWindow(RoleWindow):
    """The whole screen of a bridge point."""

    def __init__(self, app: AppModel, pump: TilePump, given: Given) -> None:
        super().__init__(app, "Main.qml", given)
        self.app = app
        self.pump = pump
        self._moment = given.moment
        self._home_was_shown = False
        self._leaving = False
        self._connect()

    def _connect(self) -> None:
        self.app.joined.connect(self._on_press)
        self.app.changed.connect(self._on_screen)
        for signal in (
            self.app.page_changed,
            self.app.home_model.changed,
            self.app.home_model.joinable_changed,
            self.app.meeting_model.changed,  # a switch's word says what pressing it would do
            self.app.meeting_model.gallery_changed,
            self.app.progress_model.waited,
            self.app.rest_model.changed,
        ):
            signal.connect(self.buttons.look_again)
        technician = self.app.technician_model
        if technician is not None:
            technician.choices_model.applied.connect(self.look)
            technician.restart_wished.connect(self.restart)
            self.view.keyed.connect(technician.touched)
            for model in (
                technician.gate_model,
                technician.choices_model,
                technician.diagnostics_model,
            ):
                model.changed.connect(self.buttons.look_again)

    def close(self) -> None:
        """See `RoleWindow`."""
        self.pump.disarm()
        super().close()

    def _on_press(self) -> None:
        self._moment("press")
        self.pump.arm(self._on_picture)

    def _on_picture(self) -> None:
        self._moment("picture")

    def _on_screen(self) -> None:
        if self.app.current is not Screen.HOME:
            self._leaving = True
        self.buttons.look_again()

    def on_frame(self) -> None:
        """See `RoleWindow`."""
        if self.app.current is not Screen.HOME:
            return
        if not self._home_was_shown:
            self._home_was_shown = True
            self._moment("home")
            self.view.rootObject().setProperty("warm", True)
        if self._leaving:
            self._leaving = False
            self.pump.disarm()
            self._moment("left")


def build(ports: Ports, given: Given, *, gpu: bool) -> PointWindow:
    """Make the window; call on the GUI thread, after the language was installed."""
    pump = TilePump(ports.frames, gpu=gpu)
    return PointWindow(AppModel(ports, given.settings, pump, PAGES), pump, given)

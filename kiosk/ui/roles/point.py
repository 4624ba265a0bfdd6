"""The bridge point: home, the meeting, and the technician's pages behind the hidden corner."""

from __future__ import annotations

from kiosk.ui.pages import MENU_PAGE, PIN_PAGE, REMINDER_PAGE, Built, Page, Pages

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

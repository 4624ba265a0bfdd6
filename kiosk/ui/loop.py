"""The GUI thread's event loop, until we are told to end."""

from __future__ import annotations

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication

from kiosk.base import ending


def execute(application: QGuiApplication) -> int:
    """Run the event loop; end it in good order when we are told to.

    From the loop itself: a signal's handler may run in the middle of a paint, and there `quit`
    would delete the window that is being painted.
    """
    with ending.Bell() as bell:
        notifier = QSocketNotifier(bell.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: bell.is_for_the_end() and application.exit(0))
        status = application.exec()
        notifier.setEnabled(False)
    return status

"""What went wrong between us and the operating system, in a technician's words."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from kiosk.system.trouble import Trouble
from kiosk.ui.words import Sentence

PROBLEMS: dict[Trouble, tuple[object, object]] = {
    Trouble.WIFI_PASSWORD: (
        QT_TRANSLATE_NOOP("SystemWords", "The Wi-Fi network does not take this password"),
        QT_TRANSLATE_NOOP(
            "SystemWords", "Please type it again. Large and small letters are different."
        ),
    ),
    Trouble.WIFI_GONE: (
        QT_TRANSLATE_NOOP("SystemWords", "This Wi-Fi network is not in reach"),
        QT_TRANSLATE_NOOP(
            "SystemWords", "Bring the machine nearer to the Wi-Fi box, or choose another network."
        ),
    ),
    Trouble.WIFI_NO_ADDRESS: (
        QT_TRANSLATE_NOOP("SystemWords", "The Wi-Fi network gives this machine no address"),
        QT_TRANSLATE_NOOP("SystemWords", "Please switch the Wi-Fi box off and on, then try again."),
    ),
    Trouble.WIFI_KIND: (
        QT_TRANSLATE_NOOP("SystemWords", "This Wi-Fi network needs more than a password"),
        QT_TRANSLATE_NOOP("SystemWords", "Please choose another network, or use a network cable."),
    ),
    Trouble.WIFI_FAILED: (
        QT_TRANSLATE_NOOP("SystemWords", "This Wi-Fi network cannot be joined"),
        QT_TRANSLATE_NOOP("SystemWords", "Please try again, or use a network cable."),
    ),
    Trouble.NETWORK_TOOL: (
        QT_TRANSLATE_NOOP("SystemWords", "Wi-Fi cannot be set up on this machine"),
        QT_TRANSLATE_NOOP(
            "SystemWords", "NetworkManager is missing or not running. Please use a network cable."
        ),
    ),
    Trouble.REFUSED: (
        QT_TRANSLATE_NOOP("SystemWords", "The computer does not let this program do that"),
        QT_TRANSLATE_NOOP(
            "SystemWords", "The program is not installed as a kiosk. Please install it again."
        ),
    ),
    Trouble.SILENT: (
        QT_TRANSLATE_NOOP("SystemWords", "The computer did not do it in time"),
        QT_TRANSLATE_NOOP("SystemWords", "Please wait a moment and try again."),
    ),
}


def problem(trouble: str) -> Sentence:
    """What is, and what to do, by a `Trouble` value; nothing where there is none."""
    if not trouble:
        return Sentence("", "")
    said = (
        QCoreApplication.translate("SystemWords", str(one)) for one in PROBLEMS[Trouble(trouble)]
    )
    return Sentence(*said)

"""Why the operating system did not do what it was asked for; the screen has words for each."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """What a technician is told (`kiosk/ui/system_words.py`)."""

    WIFI_PASSWORD = "wifi-password"  # the wireless network did not take it
    WIFI_GONE = "wifi-gone"  # it is not in reach (any more)
    WIFI_NO_ADDRESS = "wifi-no-address"  # joined, and no router gave an address
    WIFI_KIND = "wifi-kind"  # a protection that this machine cannot be told here
    WIFI_FAILED = "wifi-failed"
    NETWORK_TOOL = "network-tool"  # what manages the network is not there or not running
    REFUSED = "refused"  # the system does not let this program do it
    SILENT = "silent"  # the system did not answer in time


class TroubleError(Exception):
    """It was not done. The message is for the log: no password, no stranger's text."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.trouble = trouble

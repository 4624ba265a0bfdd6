"""Errors that a person is told about, kept apart from bugs.

A `KioskError` carries a stable code, what happened and what to do next, in plain English for
logs and the command line. The screen translates by code (`kiosk/ui/words.py`), never by text.
Anything else that is raised is a bug and must reach the log with its traceback.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Every failure that the screen has a sentence for."""

    # conference
    UNREACHABLE = "unreachable"  # the meeting server does not answer
    REFUSED = "refused"  # the meeting server answered and will not have us
    ROOM_NOT_OPEN = "room-not-open"  # no such room (yet)
    ROOM_FULL = "room-full"
    WRONG_PIN = "wrong-pin"
    ID_TAKEN = "id-taken"
    KICKED = "kicked"
    ROOM_CLOSED = "room-closed"  # destroyed while we were in it; it may open again
    MEETING_OVER = "meeting-over"  # destroyed, and the meeting's time is over
    MEDIA_BLOCKED = "media-blocked"  # signalling works, no media path
    MEDIA_PROCESS = "media-process"  # our own media process died or hangs
    MEDIA_BROKEN = "media-broken"  # it cannot be started, or does not come up
    PROTOCOL = "protocol"  # the server said something we do not understand
    # join address
    ADDRESS_MISSING = "address-missing"
    ADDRESS_UNKNOWN = "address-unknown"  # a kind of meeting this machine cannot open
    ADDRESS_NOT_ALLOWED = "address-not-allowed"  # host is not on the allow-list
    ADDRESS_BROKEN = "address-broken"
    # agenda
    CALENDAR_UNREACHABLE = "calendar-unreachable"
    CALENDAR_LOGIN = "calendar-login"
    CALENDAR_BROKEN = "calendar-broken"
    CALENDAR_NOT_SET = "calendar-not-set"
    CLOCK = "clock"  # the PC's clock is wrong by days, so nobody knows what is today
    # devices
    DEVICE_ABSENT = "device-absent"
    DEVICE_BUSY = "device-busy"
    DEVICE_SILENT = "device-silent"  # open, but nothing comes
    DEVICE_FAILED = "device-failed"
    # settings and secrets
    SETTINGS = "settings"
    SECRET = "secret"
    UPDATE = "update"  # a new version is not to be had, not ours, or does not fit


class KioskError(Exception):
    """A failure that a person can do something about.

    `what` and `next_step` are whole sentences and never contain a secret.
    """

    def __init__(self, code: Code, what: str, next_step: str = "") -> None:
        super().__init__(f"{what} {next_step}".strip())
        self.code = code
        self.what = what
        self.next_step = next_step

"""Reminds of a meeting by chime, voice and a line on the home screen, each time once."""

from __future__ import annotations

from typing import Protocol

from kiosk.config import MeetingRules


class Announcer(Protocol):
    def announce(self, name: str) -> None: ...


class Reminders:
    def __init__(self, rules: MeetingRules, announcer: Announcer) -> None:
        self.x = 0

    def due(self, agenda, now):
        return (0, "")

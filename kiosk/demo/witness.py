"""What somebody in the room sees and hears of the others, with times: a far side to measure by.

Says each thing once: the first picture that is not black, the first voice above a whisper, that
somebody is gone. Times are `time.monotonic_ns()`, comparable on one machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.conference.protocol import Feed
from kiosk.devices.measure import level_dbfs
from kiosk.media.link import Sound
from kiosk.model.frames import Picture

HEARD_DBFS = -50.0
"""Louder than a quiet room through a microphone with noise suppression, softer than speech."""
BLACK_LUMA = 24
"""Mean brightness of a black picture: 16 in limited range, and some coding noise."""


class Witness:
    """Tells `say` what happens to the people of the room."""

    def __init__(self, say: Callable[[dict[str, Any]], None]) -> None:
        self._say = say
        self._names: dict[str, str] = {}
        self._seen: set[str] = set()
        self._heard: set[str] = set()

    def on_people(self, feeds: Sequence[Feed]) -> None:
        """Who is here now."""
        names = {feed.id: feed.name for feed in feeds}
        for feed in self._names.keys() - names.keys():
            self._tell("gone", feed)
            self._seen.discard(feed)
            self._heard.discard(feed)
        self._names = names

    def on_picture(self, feed: str, picture: Picture) -> None:
        """A picture of this feed was decoded."""
        if feed in self._seen or feed not in self._names:
            return
        if picture.planes[: picture.height].mean() > BLACK_LUMA:
            self._seen.add(feed)
            self._tell("saw", feed)

    def on_sound(self, feed: str, frame: Sound) -> None:
        """10 ms of this feed's voice were decoded."""
        if feed in self._heard or feed not in self._names:
            return
        if level_dbfs(frame) > HEARD_DBFS:
            self._heard.add(feed)
            self._tell("heard", feed)

    def _tell(self, what: str, feed: str) -> None:
        name = self._names[feed]
        self._say({what: feed, "name": name, "at_ns": time.monotonic_ns()})

"""Who publishes in a VideoRoom, kept from the server's events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kiosk.conference.protocol import Feed

OFF = "off"
"""A stream's description when its publisher has switched it off. VideoRoom tells descriptions to
everybody at once, needs no channel of our own, and foreign clients may show it as it is."""

MAX_NAME_CHARS = 120
"""Far more than a tile shows."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher with the m-lines that a subscription names. `id` as Janus wants it back."""

    id: int | str
    feed: Feed
    video_mid: str = ""
    voice_mid: str = ""


class Roster:
    """The publishers in order of arrival. The dummy and our own ghosts are not among them."""

    def __init__(self, is_ourselves: Callable[[int | str], bool]) -> None:
        self._is_ourselves = is_ourselves
        self._publishers: dict[str, Publisher] = {}
        self.dummy: Publisher | None = None

    def __getitem__(self, feed: str) -> Publisher:
        return self._publishers[feed]

    def __contains__(self, feed: str) -> bool:
        return feed in self._publishers

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Everybody."""
        return tuple(publisher.feed for publisher in self._publishers.values())

    def update(self, publishers: Iterable[Mapping[str, Any]]) -> list[str]:
        """Take a `publishers` list; answers the feeds that talk now by the server's word."""
        talking = []
        for entry in publishers:
            publisher = _publisher(entry)
            if entry.get("dummy"):
                self.dummy = publisher
            elif not self._is_ourselves(publisher.id):
                self._publishers[publisher.feed.id] = publisher
                if entry.get("talking"):
                    talking.append(publisher.feed.id)
        return talking

    def rename(self, feed: object, name: str) -> None:
        """Somebody has changed the display name."""
        old = self._publishers.get(str(feed))
        if old is not None:
            self._publishers[str(feed)] = replace(old, feed=replace(old.feed, name=_clipped(name)))

    def remove(self, feed: object) -> bool:
        """Somebody has stopped or left; answers whether we knew."""
        return self._publishers.pop(str(feed), None) is not None


def _publisher(entry: Mapping[str, Any]) -> Publisher:
    streams = [s for s in entry.get("streams", ()) if not s.get("disabled")]
    video = next((s for s in streams if s.get("type") == "video"), None)
    voice = next((s for s in streams if s.get("type") == "audio"), None)
    feed = Feed(
        id=str(entry["id"]),
        name=_clipped(str(entry.get("display") or "")),
        has_video=video is not None,
        has_voice=voice is not None,
        microphone_on=_is_on(voice),
        camera_on=_is_on(video),
    )
    return Publisher(
        entry["id"],
        feed,
        str(video["mid"]) if video else "",
        str(voice["mid"]) if voice else "",
    )


def _clipped(name: str) -> str:
    """VideoRoom bounds no name, and every name crosses the pipe to the screen with every change."""
    return name[:MAX_NAME_CHARS]


def _is_on(stream: Mapping[str, Any] | None) -> bool | None:
    if stream is None:
        return False
    if stream.get("moderated"):
        return False
    description = stream.get("description")
    return None if description is None else description != OFF

"""Who publishes in a VideoRoom, kept from the server's events."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kiosk.base.texts import MAX_NAME, clean
from kiosk.conference.janus.fields import Json, entries, identity, mapping, text
from kiosk.conference.protocol import Feed
from kiosk.media.webrtc import can_receive

log = logging.getLogger(__name__)

OFF = "off"
"""A stream's description when its publisher has switched it off. VideoRoom tells descriptions to
everybody at once, needs no channel of our own, and foreign clients may show it as it is."""
_SCREEN = ("screen", "desktop", "display", "window", "presentation", "share", "slide", "màn hình")
"""Words by which a picture's description says that it is no camera's."""
_OF = "\0"
"""Stands between a publisher's id and a screen's m-line in the screen's feed; no id holds it."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """What a subscription names of a feed. `id` as Janus wants it back."""

    id: int | str
    feed: Feed
    video_mid: str = ""
    voice_mid: str = ""
    codec: str = ""
    """Of the picture, in small letters; empty: not told."""


class Roster:
    """The feeds in order of arrival. The dummy and our own ghosts are not among them.

    Somebody who sends a second picture is two feeds: a person, and a shared screen.
    """

    def __init__(self, is_ourselves: Callable[[int | str], bool]) -> None:
        self._is_ourselves = is_ourselves
        self._publishers: dict[str, Publisher] = {}
        self._unshown: set[str] = set()
        self.dummy: Publisher | None = None

    def __getitem__(self, feed: str) -> Publisher:
        return self._publishers[feed]

    def __contains__(self, feed: str) -> bool:
        return feed in self._publishers

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Everybody, and the screens they share."""
        return tuple(publisher.feed for publisher in self._publishers.values())

    @property
    def owners(self) -> set[int | str]:
        """Who has these feeds."""
        return {publisher.id for publisher in self._publishers.values()}

    def update(self, publishers: object) -> list[str]:
        """Take a `publishers` list; answers the feeds that talk now by the server's word."""
        talking = []
        for entry in entries(publishers):
            owner = identity(entry.get("id"))
            if owner is None:
                continue
            found = _publishers(owner, entry)
            if entry.get("dummy"):
                self.dummy = found[0]
            elif not self._is_ourselves(owner):
                self._take(found)
                if entry.get("talking") is True:
                    talking.append(found[0].feed.id)
        return talking

    def rename(self, owner: object, display: object) -> None:
        """Somebody has changed the display name."""
        for publisher in self._owned(owner):
            feed = replace(publisher.feed, name=name_of(display))
            self._publishers[feed.id] = replace(publisher, feed=feed)

    def moderate(self, owner: object, mid: str, *, is_muted: bool) -> None:
        """Somebody's stream was taken off, or given back, by whoever moderates the room."""
        for publisher in self._owned(owner):
            on = None if not is_muted else False
            feed = publisher.feed
            if mid == publisher.voice_mid:
                feed = replace(feed, microphone_on=on)
            elif mid == publisher.video_mid:
                feed = replace(feed, camera_on=on)
            self._publishers[feed.id] = replace(publisher, feed=feed)

    def remove(self, owner: object) -> bool:
        """Somebody has stopped or left; answers whether we knew."""
        gone = self._owned(owner)
        for publisher in gone:
            del self._publishers[publisher.feed.id]
        return bool(gone)

    def _take(self, found: Sequence[Publisher]) -> None:
        ids = {publisher.feed.id for publisher in found}
        for known in self._owned(found[0].id):
            if known.feed.id not in ids:
                del self._publishers[known.feed.id]
        for publisher in found:
            self._publishers[publisher.feed.id] = publisher
            if not publisher.feed.can_be_shown and publisher.feed.id not in self._unshown:
                self._unshown.add(publisher.feed.id)
                log.warning(
                    "pictures of feed %s cannot be shown here: they are %s", *_told(publisher)
                )

    def _owned(self, owner: object) -> list[Publisher]:
        first = identity(owner)
        return [one for one in self._publishers.values() if one.id == first]


def name_of(display: object) -> str:
    """A name to show. Some clients put JSON there, with the name as its `display`."""
    name = text(display)
    if name.lstrip().startswith("{"):
        try:
            inner = mapping(json.loads(name)).get("display")
        except (ValueError, RecursionError):
            inner = None
        name = text(inner, name)
    return clean(name, MAX_NAME)


def _told(publisher: Publisher) -> tuple[str, str]:
    return clean(publisher.feed.id, MAX_NAME), clean(publisher.codec, MAX_NAME)


def _publishers(owner: int | str, entry: Json) -> list[Publisher]:
    """The person first, then the screens."""
    streams = [one for one in entries(entry.get("streams")) if one.get("disabled") is not True]
    videos = [one for one in streams if one.get("type") == "video" and text(one.get("mid"))]
    voice = next(
        (one for one in streams if one.get("type") == "audio" and text(one.get("mid"))), None
    )
    video = next((one for one in videos if not _is_screen(one)), None)
    name = name_of(entry.get("display"))
    person = Feed(
        id=str(owner),
        name=name,
        has_video=video is not None,
        has_voice=voice is not None,
        microphone_on=_is_on(voice),
        camera_on=_is_on(video),
        can_be_shown=_can_be_shown(video),
    )
    mid = text(voice.get("mid")) if voice else ""
    screens = [one for one in videos if one is not video]
    return [_publisher(owner, person, video, mid), *(_screen(owner, name, one) for one in screens)]


def _screen(owner: int | str, name: str, stream: Json) -> Publisher:
    feed = Feed(
        id=f"{owner}{_OF}{text(stream.get('mid'))}",
        name=name,
        has_voice=False,
        microphone_on=None,
        camera_on=_is_on(stream),
        is_screen=True,
        can_be_shown=_can_be_shown(stream),
    )
    return _publisher(owner, feed, stream, "")


def _publisher(owner: int | str, feed: Feed, video: Json | None, voice_mid: str) -> Publisher:
    if video is None:
        return Publisher(owner, feed, "", voice_mid)
    return Publisher(owner, feed, text(video.get("mid")), voice_mid, _codec_of(video))


def _is_screen(stream: Json) -> bool:
    said = text(stream.get("description")).casefold()
    return any(word in said for word in _SCREEN)


def _codec_of(stream: Json) -> str:
    return text(stream.get("codec")).casefold()


def _can_be_shown(stream: Json | None) -> bool:
    return stream is None or can_receive(_codec_of(stream))


def _is_on(stream: Json | None) -> bool | None:
    if stream is None:
        return False
    if stream.get("moderated") is True:
        return False
    description = text(stream.get("description"))
    return None if not description else description != OFF

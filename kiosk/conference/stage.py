"""Who is shown where and who is heard: last-N for a screen of one large and six small tiles.

Pure. Small tiles keep their place as long as their feed is there, so that faces do not hop about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.conference.protocol import VIDEO_SLOTS, Feed

LAYER_HEIGHTS = (180, 360, 720)
"""What the simulcast layers 0 to 2 carry of a 720p camera."""
ENOUGH = 0.6
"""A layer is good enough for a tile when it has this share of its height: from 60 cm the eye does
not see the difference on a moving picture, and the line pays for every layer."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Feeds on tiles: `main` on the large one, `small` from the first small one on."""

    main: str = ""
    small: tuple[str, ...] = ()
    page: int = 0
    pages: int = 1


def arrange(
    feeds: Sequence[Feed], recent: Sequence[str], previous: Stage, small_tiles: int
) -> Stage:
    """The stage with a shared screen, or else who spoke last, in the large tile.

    `recent`: latest speaker first.
    """
    present = [feed.id for feed in feeds]
    if not present:
        return Stage()
    room = min(small_tiles, VIDEO_SLOTS - 1)
    main = _main(feeds, recent, previous)
    others = [feed for feed in present if feed != main]
    order = [f for f in recent if f in others] + [f for f in others if f not in recent]
    return Stage(main, _keep_places(previous.small, order[:room]))


def arrange_gallery(feeds: Sequence[Feed], page: int, small_tiles: int) -> Stage:
    """A page of everybody, in the order of their names; no large tile."""
    room = max(1, min(small_tiles, VIDEO_SLOTS - 1))
    order = [feed.id for feed in sorted(feeds, key=lambda feed: (feed.name.casefold(), feed.id))]
    pages = max(1, -(-len(order) // room))
    page = max(0, min(page, pages - 1))
    return Stage("", tuple(order[page * room : (page + 1) * room]), page, pages)


def choose_voices(feeds: Sequence[Feed], recent: Sequence[str], most: int) -> tuple[str, ...]:
    """Whose voice is received. Everybody's where that is possible, so no first syllable is lost.

    In larger rooms: who spoke last, then open microphones, then those we know nothing of.
    """
    heard = [feed for feed in feeds if feed.has_voice]
    rank = {feed: index for index, feed in enumerate(recent)}

    def order(feed: Feed) -> tuple[int, int]:
        openness = {True: 0, None: 1, False: 2}[feed.microphone_on]
        return (rank[feed.id] if feed.id in rank else len(rank) + openness, openness)

    return tuple(feed.id for feed in sorted(heard, key=order)[:most])


def layer_for(tile_height: int) -> int:
    """The smallest simulcast layer that is good enough for a tile of this height in pixels."""
    for layer, height in enumerate(LAYER_HEIGHTS):
        if height >= ENOUGH * tile_height:
            return layer
    return len(LAYER_HEIGHTS) - 1


def _main(feeds: Sequence[Feed], recent: Sequence[str], previous: Stage) -> str:
    present = {feed.id for feed in feeds}
    screens = [feed.id for feed in feeds if feed.is_screen and feed.camera_on is not False]
    if screens:
        return screens[-1]  # who shared last has something to show
    for feed in (*recent[:1], previous.main):
        if feed in present:
            return feed
    with_picture = [feed.id for feed in feeds if feed.has_video]
    return with_picture[0] if with_picture else feeds[0].id


def _keep_places(previous: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """`wanted` in an order in which whoever had a place keeps it."""
    places: list[str] = [""] * len(wanted)
    for index, feed in enumerate(previous[: len(wanted)]):
        if feed in wanted:
            places[index] = feed
    waiting = iter(feed for feed in wanted if feed not in places)
    return tuple(feed or next(waiting) for feed in places)

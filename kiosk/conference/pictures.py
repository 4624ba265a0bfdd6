"""Watches the received pictures: which are live, which are stuck and need a key frame.

About one switch in ten gets no key frame for 3 s, because a publisher ignores a request within
300 ms of its last one (measured, `docs/performance.md`). Pure; time comes from outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.model.room import PictureState

FIRST_S = 0.35
"""No first picture after this long: ask for a key frame. The slowest of 300 switches was 460 ms."""
GAP_S = 0.5
"""A live picture stuck this long is asked for as well (15 pictures a second come every 67 ms)."""
STALLED_S = 1.5
"""Stuck this long, the screen says so."""
ASK_AGAIN_S = 0.4
ASK_MOST_S = 3.0


@dataclass(slots=True)
class _Watch:
    since_s: float
    last_s: float = -1.0
    asked_s: float = -1e9
    wait_s: float = 0.0


@dataclass(slots=True)
class PictureWatch:
    """By video slot: `expect` on a switch, `arrived` on a picture, `overdue` ten times a second."""

    _slots: dict[int, _Watch] = field(default_factory=dict)

    def expect(self, slot: int, now_s: float) -> None:
        """Somebody new is in the slot."""
        self._slots[slot] = _Watch(now_s)

    def forget(self, slot: int) -> None:
        """Nobody is in the slot, or somebody with the camera off."""
        self._slots.pop(slot, None)

    def arrived(self, slot: int, now_s: float) -> bool:
        """A picture came; answers whether it was the slot's first."""
        watch = self._slots.get(slot)
        if watch is None:
            return False
        first = watch.last_s < 0
        watch.last_s = now_s
        watch.wait_s = 0.0
        return first

    def state(self, slot: int, now_s: float) -> PictureState:
        """What the tile shows."""
        watch = self._slots.get(slot)
        if watch is None:
            return PictureState.NONE
        if watch.last_s < 0:
            return PictureState.WAITING
        return PictureState.STALLED if now_s - watch.last_s > STALLED_S else PictureState.LIVE

    def overdue(self, now_s: float) -> list[int]:
        """Slots to ask a key frame for now; asks less and less often while nothing comes."""
        slots = []
        for slot, watch in self._slots.items():
            limit_s = FIRST_S if watch.last_s < 0 else GAP_S
            waited_s = now_s - max(watch.last_s, watch.since_s)
            if waited_s >= limit_s and now_s - watch.asked_s >= watch.wait_s:
                watch.asked_s = now_s
                watch.wait_s = min(max(watch.wait_s * 1.5, ASK_AGAIN_S), ASK_MOST_S)
                slots.append(slot)
        return slots

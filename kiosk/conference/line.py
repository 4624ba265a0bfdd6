"""Whether the line to the room is alive, and how good it is. Pure; fed with counters once a second.

Frames and bytes are watched, not states: a peer connection says `connected` for five seconds after
the cable was pulled, and after a lost WebSocket for ever.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from kiosk.media.linkstats import LinkStats
from kiosk.model.room import Network

SILENT_S = 2.5
"""Nothing at all came for this long: say so. Janus sends reports at least once a second."""
RESTART_S = 6.0
"""ICE restart. LiveKit waits 2 to 3 s after `disconnected`, which comes 5 s after the outage; a
five-second outage heals by itself within a second and is left alone."""
RESTART_AGAIN_S = 5.0
REJOIN_S = 15.0
"""Join anew: Janus hangs up 5 to 15 s after its own side of ICE has failed."""

WEAK_LOSS_PERCENT = 4.0
"""LiveKit calls video with 2 to 6 % loss poor, Jitsi gives 4 % half its points."""
WEAK_RTT_MS = 300.0
"""ITU-T G.114: beyond 150 ms one way a conversation suffers."""
WINDOW_S = 5.0
"""Loss is judged over this long, so that one burst does not make the sign flicker."""


UNANSWERED = 3
"""So many checks of our way out in a row without an answer: nothing of ours arrives. libwebrtc
sends one every 2.5 s, and after the first that is not answered about every second (measured). At
15 % loss both ways three in a row are lost in 2 of 100 cases."""


class Action(Enum):
    """What the line needs."""

    NONE = "none"
    RESTART = "restart"
    REJOIN = "rejoin"


@dataclass(slots=True)
class Line:
    """Feed `update` about once a second with counters and the time in seconds."""

    started_s: float
    rtt_ms: float = -1.0
    loss_percent: float = -1.0
    is_alive: bool = False
    """Something has come and not stopped coming."""
    _last_alive_s: float = 0.0
    _bytes: int = -1
    _restarted_s: float = -1e9
    _is_told_lost: bool = False
    _answered: int = -1
    _sent_at_answer: int = 0
    _unanswered: int = 0
    _unheard_since_s: float = -1.0
    _history: deque[tuple[float, LinkStats]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._last_alive_s = self.started_s

    def update(self, now_s: float, stats: LinkStats) -> Action:
        """Take the counters; answers what to do now."""
        if stats.bytes_received > max(self._bytes, 0):
            self._last_alive_s = now_s
            self.is_alive = True
        self._bytes = stats.bytes_received
        self._judge(now_s, stats)
        self._watch_way_out(now_s, stats)
        silent_s = now_s - self._last_alive_s
        if silent_s >= SILENT_S:
            self.is_alive = False
        lost_s = max(silent_s, now_s - self._unheard_since_s if self.is_unheard else 0.0)
        if lost_s >= REJOIN_S:
            return Action.REJOIN
        if lost_s >= RESTART_S and now_s - self._restarted_s >= RESTART_AGAIN_S:
            self._restarted_s = now_s
            return Action.RESTART
        return Action.NONE

    def tell_arriving(self, arriving: bool) -> None:
        """The server says whether what we send arrives."""
        self._is_told_lost = not arriving
        if arriving:
            self._unanswered = 0

    @property
    def is_unheard(self) -> bool:
        """What we send does not arrive, while the others' packets come."""
        return self._is_told_lost or self._unanswered >= UNANSWERED

    @property
    def is_well(self) -> bool:
        """Both ways work."""
        return self.is_alive and not self.is_unheard

    @property
    def network(self) -> Network:
        """The quality in words."""
        if not self.is_alive:
            return Network.LOST if self._last_alive_s > self.started_s else Network.UNKNOWN
        if self.is_unheard or self.loss_percent >= WEAK_LOSS_PERCENT or self.rtt_ms >= WEAK_RTT_MS:
            return Network.WEAK
        return Network.GOOD

    def _watch_way_out(self, now_s: float, stats: LinkStats) -> None:
        """Reports of what arrives go on when nothing does any more; checks that nobody answers tell
        it.
        """
        if stats.checks_answered != self._answered:
            self._answered, self._sent_at_answer = stats.checks_answered, stats.checks_sent
        self._unanswered = max(0, stats.checks_sent - self._sent_at_answer)
        if not self.is_unheard:
            self._unheard_since_s = now_s

    def _judge(self, now_s: float, stats: LinkStats) -> None:
        self._history.append((now_s, stats))
        while now_s - self._history[0][0] > WINDOW_S:
            self._history.popleft()
        first = self._history[0][1]
        lost = stats.packets_lost - first.packets_lost
        arrived = stats.packets_received - first.packets_received
        received_loss = 100.0 * max(lost, 0) / (arrived + lost) if arrived + lost > 0 else 0.0
        self.loss_percent = max(received_loss, stats.remote_loss_percent)
        self.rtt_ms = stats.rtt_ms

"""Whether the line to the room is alive, and how good it is. Pure; fed with counters once a second.

Frames and bytes are watched, not states: a peer connection says `connected` for five seconds after
the cable was pulled, and after a lost WebSocket for ever.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from kiosk.media.linkstats import LinkStats
from kiosk.model.wire import Network

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
        silent_s = now_s - self._last_alive_s
        if silent_s >= SILENT_S:
            self.is_alive = False
        if silent_s >= REJOIN_S:
            return Action.REJOIN
        if silent_s >= RESTART_S and now_s - self._restarted_s >= RESTART_AGAIN_S:
            self._restarted_s = now_s
            return Action.RESTART
        return Action.NONE

    @property
    def network(self) -> Network:
        """The quality in words."""
        if not self.is_alive:
            return Network.LOST if self._last_alive_s > self.started_s else Network.UNKNOWN
        if self.loss_percent >= WEAK_LOSS_PERCENT or self.rtt_ms >= WEAK_RTT_MS:
            return Network.WEAK
        return Network.GOOD

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

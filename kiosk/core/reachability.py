"""Whether the servers that the kiosk needs can be reached: the network sign outside a meeting.

Inside a meeting the media's own figures say more (`kiosk.model.wire.RoomState.network`).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence

from kiosk.base import retry
from kiosk.model.room import Network

log = logging.getLogger(__name__)

Host = tuple[str, int]

PERIOD_S = 10.0
PERIOD_IN_TROUBLE_S = 3.0
"""Shorter while something fails, so that the sign follows a pulled cable within seconds."""
RESTING_FACTOR = 6
"""While the machine rests, once a minute, and every 18 s in trouble."""
TIMEOUT_S = 3.0
FIRST_TIMEOUT_S = 0.9
"""So that the screen has a first answer within a second of the start."""
WEAK_RTT_MS = 300.0
"""Our own judgement, not a standard: conversations turn uneasy from about this delay on
(ITU-T G.114 allows 150 ms each way), and meeting programs ask for 100 to 120 ms."""
FAILURES_TO_LOST = 2
"""Our own judgement: one lost connection attempt happens on any line, two in a row do not."""


class Reachability:
    """Opens and closes a TCP connection to each host every ten seconds.

    `hosts` is asked anew each time; `publish` gets the verdict and the shortest round trip in
    milliseconds (None when nothing answered), on the loop's thread.
    """

    def __init__(
        self,
        hosts: Callable[[], Sequence[Host]],
        publish: Callable[[Network, float | None], None],
        *,
        period_s: float = PERIOD_S,
        period_in_trouble_s: float = PERIOD_IN_TROUBLE_S,
        is_resting: Callable[[], bool] = lambda: False,
    ) -> None:
        """`is_resting`: no meeting is near, and nobody waits for the sign."""
        self._is_resting = is_resting
        self._hosts = hosts
        self._publish = publish
        self._period_s = period_s
        self._period_in_trouble_s = period_in_trouble_s
        self._failures = 0

    async def run(self) -> None:
        """Check until cancelled."""
        timeout_s = FIRST_TIMEOUT_S
        while True:
            rounds = await asyncio.gather(*(_round_trip_ms(h, timeout_s) for h in self._hosts()))
            network, rtt_ms = self._judge(rounds)
            self._publish(network, rtt_ms)
            timeout_s = TIMEOUT_S
            is_well = network in (Network.GOOD, Network.UNKNOWN)
            period_s = self._period_s if is_well else self._period_in_trouble_s
            await asyncio.sleep(
                retry.jittered(period_s * (RESTING_FACTOR if self._is_resting() else 1))
            )

    def _judge(self, rounds: Sequence[float | None]) -> tuple[Network, float | None]:
        """All failing twice in a row: lost. Some failing, once, or slow: weak."""
        answers = [rtt_ms for rtt_ms in rounds if rtt_ms is not None]
        rtt_ms = min(answers, default=None)
        self._failures = self._failures + 1 if rounds and rtt_ms is None else 0
        if not rounds:
            return Network.UNKNOWN, None
        if rtt_ms is None:
            is_lost = self._failures >= FAILURES_TO_LOST
            return (Network.LOST if is_lost else Network.WEAK), None
        is_weak = len(answers) < len(rounds) or rtt_ms > WEAK_RTT_MS
        return (Network.WEAK if is_weak else Network.GOOD), rtt_ms


async def _round_trip_ms(host: Host, timeout_s: float) -> float | None:
    """Time of a TCP handshake, name look-up included; None when it fails."""
    begun_s = time.perf_counter()
    try:
        async with asyncio.timeout(timeout_s):
            _, writer = await asyncio.open_connection(*host)
    except (OSError, UnicodeError) as error:  # TimeoutError is an OSError
        log.debug("not reached", extra={"data": {"host": host[0], "why": type(error).__name__}})
        return None
    rtt_ms = (time.perf_counter() - begun_s) * 1000
    writer.transport.abort()
    return rtt_ms

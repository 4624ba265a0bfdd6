"""The figures of a test call, from counters that were read twice a second. Pure.

Loss is counted on the sound, 50 packets a second that are never sent again. Everything comes back
from the server, so what is lost on the way up is missing on the way down as well: `loss_down` is
what is missing beyond that.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.diagnostics.check import Series
from kiosk.media.linkstats import LinkStats

WARM_UP_S = 3.0
"""The bitrate starts at 300 kbit/s and climbs for two to three seconds (measured on loopback)."""
_LOSS_SPAN = 4
"""Samples that a point of the loss curve spans: the server reports about once a second."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The counters at a time since the connection stood."""

    at_s: float
    stats: LinkStats


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one call; -1 where nothing was told. All but loss without the call's first seconds."""

    bitrate_up_mbps: float
    bitrate_down_mbps: float
    loss_up_percent: float
    loss_down_percent: float
    jitter_ms: float
    rtt_ms: float
    concealed_percent: float
    fps_sent: float
    fps_received: float
    limited_by_line: bool


def figures(samples: Sequence[Sample]) -> Figures:
    """Of at least two samples."""
    steady = [one for one in samples if one.at_s >= WARM_UP_S]
    first, last = (steady if len(steady) >= 2 else samples)[0], samples[-1]
    period_s = last.at_s - first.at_s
    before, after = first.stats, last.stats
    loss_up = _loss_up(samples)
    return Figures(
        bitrate_up_mbps=_mbps(after.bytes_sent - before.bytes_sent, period_s),
        bitrate_down_mbps=_mbps(after.bytes_received - before.bytes_received, period_s),
        loss_up_percent=loss_up,
        loss_down_percent=_loss_down(samples, loss_up),
        jitter_ms=_median([one.stats.voice.jitter_ms for one in samples]),
        rtt_ms=_median([one.stats.rtt_ms for one in samples]),
        concealed_percent=_percent(
            after.voice.samples_concealed - before.voice.samples_concealed,
            after.voice.samples - before.voice.samples,
        ),
        fps_sent=_frames_sent(before, after) / period_s,
        fps_received=(after.frames_decoded - before.frames_decoded) / period_s,
        limited_by_line=any(one.stats.limited_by_line for one in steady),
    )


def curves(samples: Sequence[Sample]) -> list[Series]:
    """Bitrate, loss and round trip over time, for the report."""
    steps = [figures(pair) for pair in itertools.pairwise(samples)]
    spans = [figures(samples[max(0, end - _LOSS_SPAN) : end + 1]) for end in range(1, len(samples))]
    plots = (
        ("call.bitrate", "call.up", [one.bitrate_up_mbps for one in steps]),
        ("call.bitrate", "call.down", [one.bitrate_down_mbps for one in steps]),
        ("call.loss", "call.up", [one.loss_up_percent for one in spans]),
        ("call.loss", "call.down", [one.loss_down_percent for one in spans]),
        ("call.rtt", "", [one.stats.rtt_ms for one in samples[1:]]),
    )
    times = tuple(round(one.at_s, 2) for one in samples[1:])
    return [
        Series(name, times, tuple(round(max(0.0, value), 3) for value in values), label)
        for name, label, values in plots
    ]


def _loss_up(samples: Sequence[Sample]) -> float:
    """Up to the server's last report that brought something new: what came after is not in it."""
    voices = [one.stats.voice for one in samples]
    lost = [voice.remote_packets_lost - voices[0].remote_packets_lost for voice in voices]
    reported = lost.index(lost[-1]) if lost[-1] > 0 else len(voices) - 1
    return _percent(lost[-1], voices[reported].packets_sent - voices[0].packets_sent)


def _loss_down(samples: Sequence[Sample], loss_up: float) -> float:
    before, after = samples[0].stats.voice, samples[-1].stats.voice
    lost = after.packets_lost - before.packets_lost
    missing = _percent(lost, lost + after.packets_received - before.packets_received)
    if missing < 0 or loss_up < 0:
        return missing
    arrived = max(1e-9, 1 - loss_up / 100)
    return max(0.0, 100 * (1 - (1 - missing / 100) / arrived))


def _frames_sent(before: LinkStats, after: LinkStats) -> int:
    """Of the fastest layer."""
    earlier = dict(before.frames_sent)
    return max((count - earlier.get(rid, 0) for rid, count in after.frames_sent), default=0)


def _percent(part: int, whole: int) -> float:
    return min(100.0, 100.0 * max(0, part) / whole) if whole > 0 else -1.0


def _mbps(octets: int, seconds: float) -> float:
    return octets * 8 / seconds / 1e6


def _median(values: list[float]) -> float:
    return statistics.median([value for value in values if value >= 0] or [-1.0])

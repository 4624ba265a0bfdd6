"""The counters of a peer connection, read from a W3C statistics report.

https://www.w3.org/TR/webrtc-stats/ names the fields. Knows no library: `webrtc` hands it reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

RELAY = "relay"
"""The type of a candidate at a TURN server."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Counters of the sound, whose packets are never sent again: they show what the line loses."""

    packets_sent: int = 0
    remote_packets_lost: int = 0
    """Of `packets_sent`, as the other side has reported it so far."""
    packets_received: int = 0
    packets_lost: int = 0
    jitter_ms: float = -1.0
    """Of what is received (RFC 3550, 6.4.1); -1 where unknown."""
    samples: int = 0
    """That were played."""
    samples_concealed: int = 0
    """Of `samples`: made up because nothing had come in time; not where silence was meant."""


@dataclass(frozen=True, slots=True)
class LinkStats:
    """Counters of a peer connection since its start; -1 where unknown."""

    bytes_received: int = 0
    rtt_ms: float = -1.0
    packets_received: int = 0
    packets_lost: int = 0
    remote_loss_percent: float = -1.0
    """Of what we send, as the other side reports it."""
    bytes_sent: int = 0
    voice: Voice = Voice()
    frames_sent: tuple[tuple[str, int], ...] = ()
    """By layer of the picture, its `rid`."""
    frames_decoded: int = 0
    limited_by_line: bool = False
    """The encoder sends less than it could, because the line does not take more."""
    checks_sent: int = -1
    """Of the path in use (STUN requests, RFC 7675); some in two seconds, also while it is idle."""
    checks_answered: int = -1
    path: str = ""
    """Our end of the path in use: `host`, `srflx`, `prflx` or `relay`."""


def summary(reports: Iterable[Any]) -> LinkStats:
    """Add up what matters of a report."""
    of: dict[str, list[Any]] = {}
    for report in reports:
        of.setdefault(str(report.type), []).append(report)
    pairs = [pair for pair in of.get("candidate-pair", ()) if pair.nominated]
    inbound, outbound = of.get("inbound-rtp", []), of.get("outbound-rtp", [])
    layers = [one for one in outbound if str(one.kind) == "video"]
    return LinkStats(
        bytes_received=_sum(pairs, "bytes_received"),
        rtt_ms=_largest(pairs, "current_round_trip_time", 1000.0),
        packets_received=_sum(inbound, "packets_received"),
        packets_lost=_sum(inbound, "packets_lost"),
        remote_loss_percent=_largest(of.get("remote-inbound-rtp", ()), "fraction_lost", 100.0),
        bytes_sent=_sum(pairs, "bytes_sent"),
        voice=_voice(inbound, outbound, of.get("remote-inbound-rtp", ())),
        frames_sent=tuple((str(one.rid or ""), one.frames_sent or 0) for one in layers),
        frames_decoded=_sum(inbound, "frames_decoded"),
        limited_by_line=any(str(one.quality_limitation_reason) == "bandwidth" for one in layers),
        checks_sent=int(_largest(pairs, "requests_sent", 1.0)),
        checks_answered=int(_largest(pairs, "responses_received", 1.0)),
        path=_path(pairs, of.get("local-candidate", ())),
    )


def _voice(inbound: Iterable[Any], outbound: Iterable[Any], remote: Iterable[Any]) -> Voice:
    received, sent, reported = (
        [one for one in some if str(one.kind) == "audio"] for some in (inbound, outbound, remote)
    )
    concealed = _sum(received, "concealed_samples") - _sum(received, "silent_concealed_samples")
    return Voice(
        packets_sent=_sum(sent, "packets_sent"),
        remote_packets_lost=_sum(reported, "packets_lost"),
        packets_received=_sum(received, "packets_received"),
        packets_lost=_sum(received, "packets_lost"),
        jitter_ms=_largest(received, "jitter", 1000.0),
        samples=_sum(received, "total_samples_received"),
        samples_concealed=max(0, concealed),
    )


def _sum(reports: Iterable[Any], name: str) -> int:
    """Losses can be told as negative numbers where packets came twice: they count as none."""
    return sum(max(0, getattr(report, name, None) or 0) for report in reports)


def _largest(reports: Iterable[Any], name: str, factor: float) -> float:
    values = [getattr(report, name, None) for report in reports]
    return max((value * factor for value in values if value is not None), default=-1.0)


def _path(pairs: Iterable[Any], candidates: Iterable[Any]) -> str:
    used = {str(pair.local_candidate_id) for pair in pairs}
    return next((str(one.candidate_type) for one in candidates if str(one.id) in used), "")

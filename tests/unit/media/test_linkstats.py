"""A statistics report as the binding gives it, with fields that are absent."""

from __future__ import annotations

from types import SimpleNamespace as Report

from kiosk.media.linkstats import LinkStats, Voice, summary

PAIR = Report(
    type="candidate-pair",
    nominated=True,
    bytes_received=5000,
    bytes_sent=7000,
    current_round_trip_time=0.044,
    local_candidate_id="c2",
)
IDLE_PAIR = Report(type="candidate-pair", nominated=False)
CANDIDATES = [
    Report(type="local-candidate", id="c1", candidate_type="host"),
    Report(type="local-candidate", id="c2", candidate_type="relay"),
]
VOICE_IN = Report(
    type="inbound-rtp",
    kind="audio",
    packets_received=90,
    packets_lost=10,
    jitter=0.007,
    total_samples_received=48_000,
    concealed_samples=3000,
    silent_concealed_samples=1000,
)
VIDEO_IN = Report(
    type="inbound-rtp",
    kind="video",
    packets_received=300,
    packets_lost=-2,  # some came twice
    frames_decoded=29,
    jitter=0.5,
)
OUT = [
    Report(type="outbound-rtp", kind="audio", packets_sent=100),
    Report(
        type="outbound-rtp",
        kind="video",
        rid="h",
        packets_sent=200,
        frames_sent=30,
        quality_limitation_reason="none",
    ),
    Report(
        type="outbound-rtp",
        kind="video",
        rid="l",
        packets_sent=None,
        frames_sent=None,
        quality_limitation_reason="bandwidth",
    ),
]
REMOTE = [
    Report(type="remote-inbound-rtp", kind="audio", packets_lost=4, fraction_lost=0.05),
    Report(type="remote-inbound-rtp", kind="video", packets_lost=None, fraction_lost=None),
]


def test_a_call_in_both_directions() -> None:
    assert summary([PAIR, IDLE_PAIR, *CANDIDATES, VOICE_IN, VIDEO_IN, *OUT, *REMOTE]) == LinkStats(
        bytes_received=5000,
        rtt_ms=44.0,
        packets_received=390,
        packets_lost=10,
        remote_loss_percent=5.0,
        bytes_sent=7000,
        voice=Voice(100, 4, 90, 10, 7.0, 48_000, 2000),
        frames_sent=(("h", 30), ("l", 0)),
        frames_decoded=29,
        limited_by_line=True,
        path="relay",
    )


def test_nothing_is_known_at_the_start() -> None:
    assert summary([]) == LinkStats()
    assert summary([IDLE_PAIR]) == LinkStats()

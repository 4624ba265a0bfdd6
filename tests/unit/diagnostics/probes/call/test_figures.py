"""Figures of calls whose truth is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.diagnostics.check import State
from kiosk.diagnostics.probes.call.call import judge
from kiosk.diagnostics.probes.call.figures import Sample, curves, figures
from kiosk.media.linkstats import LinkStats, Voice


def call(
    *,
    up: float = 0.0,
    down: float = 0.0,
    mbps: float = 2.0,
    rtt_ms: float = 20.0,
    jitter_ms: float = 3.0,
    concealed: float = 0.0,
    fps: float = 30.0,
    **changes: object,
) -> list[Sample]:
    """Ten seconds in which these shares are lost each way."""

    def at(second: float) -> Sample:
        sent = round(50 * second)
        lost_up = round(sent * up)
        lost = round(sent * (1 - (1 - up) * (1 - down)))
        voice = Voice(
            sent,
            lost_up,
            sent - lost,
            lost,
            jitter_ms,
            round(48_000 * second),
            round(48_000 * second * concealed),
        )
        octets = round(second * mbps * 125_000)
        stats = LinkStats(
            bytes_received=octets,
            bytes_sent=octets,
            rtt_ms=rtt_ms,
            voice=voice,
            frames_sent=(("h", round(fps * second)), ("l", round(fps / 2 * second))),
            frames_decoded=round(fps * second),
            **changes,  # type: ignore[arg-type]
        )
        return Sample(second, stats)

    return [at(number / 2) for number in range(21)]


def bad(samples: list[Sample]) -> dict[str, str]:
    checks = judge(figures(samples))
    return {
        check.id.partition(".")[2]: f"{check.state} {check.fault}"
        for check in checks
        if check.fault
    }


@given(st.floats(0, 0.4), st.floats(0, 0.4))
def test_loss_is_told_apart_by_direction(up: float, down: float) -> None:
    measured = figures(call(up=up, down=down))
    assert measured.loss_up_percent == pytest.approx(100 * up, abs=0.3)
    assert measured.loss_down_percent == pytest.approx(100 * down, abs=0.7)


def test_a_report_that_comes_late_does_not_hide_loss() -> None:
    samples = call(up=0.1)
    late = [
        *samples[:19],
        *(Sample(one.at_s, _with_loss_of(one, samples[18])) for one in samples[19:]),
    ]
    assert figures(late).loss_up_percent == pytest.approx(10, abs=0.3)


def test_rates_are_those_of_the_steady_call() -> None:
    measured = figures(call(mbps=1.5, fps=24, concealed=0.02, rtt_ms=44, jitter_ms=9))
    assert measured.bitrate_up_mbps == pytest.approx(1.5, rel=0.01)
    assert measured.bitrate_down_mbps == pytest.approx(1.5, rel=0.01)
    assert measured.fps_sent == pytest.approx(24, rel=0.01), "the fastest layer"
    assert measured.fps_received == pytest.approx(24, rel=0.01)
    assert measured.concealed_percent == pytest.approx(2, rel=0.01)
    assert (measured.rtt_ms, measured.jitter_ms) == (44, 9)


def test_a_call_in_which_nothing_comes_back() -> None:
    silence = [Sample(number / 2, LinkStats(bytes_sent=number * 60_000)) for number in range(21)]
    checks = {check.id: check for check in judge(figures(silence))}
    assert checks["call.bitrate_down"].state is State.FAILED
    assert checks["call.loss_down"].state is State.NOT_APPLICABLE
    assert checks["call.quality"].state is State.FAILED


@pytest.mark.parametrize(
    ("truth", "expected"),
    [
        ({}, {}),
        ({"up": 0.1}, {"loss_up": "failed call-loss-up", "quality": "failed call-bad"}),
        ({"down": 0.1}, {"loss_down": "failed call-loss-down", "quality": "failed call-bad"}),
        ({"down": 0.04}, {"loss_down": "warning call-loss-down", "quality": "warning call-weak"}),
        ({"rtt_ms": 200}, {"rtt": "warning call-slow", "quality": "warning call-weak"}),
        ({"jitter_ms": 60}, {"jitter": "warning call-jitter", "quality": "warning call-weak"}),
        (
            {"concealed": 0.08},
            {"concealed": "warning call-concealed", "quality": "warning call-weak"},
        ),
        (
            {"mbps": 0.5, "limited_by_line": True, "fps": 14},
            {
                "bitrate_up": "warning call-narrow-up",
                "bitrate_down": "warning call-narrow-down",
                "fps_received": "warning call-few-received",
                "quality": "warning call-weak",
            },
        ),
        (
            {"fps": 6},
            {"fps_sent": "failed call-few-sent", "fps_received": "failed call-few-received"},
        ),
    ],
)
def test_what_each_weakness_turns(truth: dict[str, float], expected: dict[str, str]) -> None:
    assert bad(call(**truth)) == expected


def test_curves_are_as_long_as_their_time() -> None:
    plots = curves(call(up=0.1, down=0.05))
    assert {len(one.x) for one in plots} == {len(one.y) for one in plots} == {20}
    assert [one.name for one in plots] == ["call.bitrate"] * 2 + ["call.loss"] * 2 + ["call.rtt"]
    assert plots[2].y[-1] == pytest.approx(10, abs=2)


def _with_loss_of(one: Sample, earlier: Sample) -> LinkStats:
    from dataclasses import replace

    lost = earlier.stats.voice.remote_packets_lost
    return replace(one.stats, voice=replace(one.stats.voice, remote_packets_lost=lost))

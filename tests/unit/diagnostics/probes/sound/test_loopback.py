"""Made-up rooms between loudspeaker and microphone, with the real canceller."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.chirp import Side
from kiosk.devices.measure import level_dbfs
from kiosk.diagnostics.check import Check, State
from kiosk.diagnostics.probes.sound import gear as sound_gear
from kiosk.diagnostics.probes.sound import loopback
from kiosk.diagnostics.probes.sound.loopback import Event, Score, Take, compose
from kiosk.diagnostics.probes.sound.stage import tone
from kiosk.media.echo import EchoCanceller
from tests.unit.devices import truth

FRAME = 480
TAIL = 100
"""Frames of silence behind the score."""


@pytest.fixture(scope="module")
def canceller() -> EchoCanceller:
    echo = EchoCanceller()
    assert echo.wait_ready(60)
    return echo


def taken(
    score: Score,
    delay_frames: int,
    gains: tuple[float, float],
    noise_dbfs: float,
) -> Take:
    """Every 10 ms a frame is played and one captured: the air sums both sides, this much later."""
    silence = np.zeros(FRAME, np.int16)
    played = [*score.frames, *[silence] * TAIL]
    left_gain, right_gain = gains
    room = truth.recorded(truth.noise(noise_dbfs, len(played) / 100, 3)).reshape(-1, FRAME)
    events: list[Event] = []
    for number, frame in enumerate(played):
        events.append(Event(True, frame, number if number < len(score.frames) else -1))
        heard = room[number].astype(np.float64)
        if number >= delay_frames:
            echo = played[number - delay_frames].astype(np.float64)
            sides = np.column_stack((echo, echo)) if echo.ndim == 1 else echo
            heard = heard + (left_gain * sides[:, 0] + right_gain * sides[:, 1]) / 2
        events.append(Event(False, np.clip(heard, -32768, 32767).astype(np.int16)))
    return Take(events, score)


def by_id(checks: list[Check]) -> dict[str, Check]:
    assert tuple(check.id for check in checks) == loopback.OF_ROOM
    return {check.id: check for check in checks}


def faults(checks: dict[str, Check]) -> dict[str, str]:
    return {check_id: check.fault for check_id, check in checks.items() if check.fault}


@pytest.mark.parametrize("channels", [1, 2])
def test_good_room(canceller: EchoCanceller, channels: int) -> None:
    take = taken(compose(0.512, channels), 12, (0.3, 0.3), -60)
    checks = by_id(loopback.judge(take, canceller))
    assert faults(checks) == {}
    assert checks["speaker.delay"].value == pytest.approx(120, abs=2)
    assert checks["speaker.echo_return"].value == pytest.approx(20 * np.log10(0.3), abs=1)
    assert checks["speaker.left"].value == ("yes" if channels == 2 else "mono")
    left_db = checks["speaker.cancelled"].value
    assert isinstance(left_db, float)
    assert left_db > 20


def test_late_echo_is_named_and_explains_what_stays(canceller: EchoCanceller) -> None:
    checks = by_id(loopback.judge(taken(compose(0.512, 2), 70, (0.3, 0.3), -60), canceller))
    assert faults(checks) == {"speaker.delay": "speaker-late"}
    assert checks["speaker.delay"].value == pytest.approx(700, abs=2)
    assert checks["speaker.cancelled"].value == "too-late"


def test_side_that_is_dead_is_told(canceller: EchoCanceller) -> None:
    checks = by_id(loopback.judge(taken(compose(0.512, 2), 12, (0.3, 0.0), -60), canceller))
    assert faults(checks) == {"speaker.right": "speaker-right-silent"}


def test_nothing_heard(canceller: EchoCanceller) -> None:
    facts = {"used": "A", "others": "B"}
    take = taken(compose(0.512, 2), 12, (0.0, 0.0), -60)
    checks = by_id(loopback.judge(take, canceller, facts=facts))
    assert faults(checks) == {"speaker.chirp": "speaker-not-heard"}
    assert checks["speaker.chirp"].facts == {**facts, "noise": "-60"}
    explained = by_id(loopback.judge(take, canceller, cause="volume-low"))
    assert faults(explained) == {}


def test_nothing_heard_in_a_noisy_room(canceller: EchoCanceller) -> None:
    checks = by_id(loopback.judge(taken(compose(0.512, 2), 12, (0.0, 0.0), -30), canceller))
    assert faults(checks) == {"speaker.chirp": "speaker-room-noisy"}


def test_noise_hides_what_the_canceller_leaves(canceller: EchoCanceller) -> None:
    checks = by_id(loopback.judge(taken(compose(0.512, 2), 12, (0.3, 0.3), -40), canceller))
    assert faults(checks) == {}
    assert checks["speaker.chirp"].state is State.OK


def test_microphone_of_zeros_is_not_the_loudspeakers_fault(canceller: EchoCanceller) -> None:
    take = taken(compose(0.512, 2), 12, (0.0, 0.0), -60)
    dead = [e if e.is_played else Event(False, e.frame * 0) for e in take.events]
    checks = loopback.judge(Take(dead, take.score), canceller)
    assert {check.state for check in checks} == {State.NOT_APPLICABLE}


def test_score_that_was_not_played_is_not_heard(canceller: EchoCanceller) -> None:
    events = [Event(False, truth.recorded(truth.noise(-60, 0.01, i))) for i in range(200)]
    checks = by_id(loopback.judge(Take(events, compose(0.512, 1)), canceller))
    assert faults(checks) == {"speaker.chirp": "speaker-not-heard"}


@given(st.integers(1, 100), st.sampled_from([1, 2]))
def test_score_is_whole_frames_at_its_level(percent: int, channels: int) -> None:
    score = compose((percent / 100) ** 3, channels)
    shape = (FRAME,) if channels == 1 else (FRAME, 2)
    assert {frame.shape for frame in score.frames} == {shape}
    assert max(int(np.abs(frame).max()) for frame in score.frames) < 32_767
    assert -60 <= score.chirps.level_dbfs <= loopback.LEVEL_DBFS


def test_tone_is_on_its_side() -> None:
    for side in Side:
        block = np.concatenate(tone(side, 1.0, 2))
        assert block.shape == (72_000, 2)
        assert level_dbfs(block[:, side]) == pytest.approx(-20, abs=3)
        assert not block[:, 1 - side].any()
    assert np.concatenate(tone(Side.LEFT, 1.0, 1)).shape == (72_000,)


def test_strangers_names_are_short_and_plain() -> None:
    assert sound_gear.clipped("a\nb\x1b[31m  c") == "a b [31m c"
    assert len(sound_gear.clipped("ữ" * 500)) == sound_gear.FACT_LENGTH

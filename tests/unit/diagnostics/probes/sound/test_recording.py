"""Made-up recordings of a microphone: one cause, one complaint."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.diagnostics.check import State
from kiosk.diagnostics.probes.sound import recording
from tests.unit.devices import truth

SECONDS = 4.0
QUIET = truth.noise(-62, SECONDS, 1)


def complaints(sound: truth.Sound, cause: str = "") -> dict[str, str]:
    checks = recording.judge(sound, subject="pulse:mic", cause=cause)
    assert tuple(check.id for check in checks) == recording.OF_SOUND
    return {check.id: check.fault for check in checks if check.fault}


@pytest.mark.parametrize(
    ("sound", "expected"),
    [
        (truth.recorded(QUIET), {}),
        (truth.recorded(QUIET, truth.speech(-28, SECONDS, 2)), {}),
        (np.zeros(192_000, np.int16), {"microphone.silence": "microphone-silent"}),
        (
            truth.recorded(QUIET, truth.sine(100, -50, SECONDS)),
            {"microphone.hum": "microphone-hums"},
        ),
        (
            truth.recorded(QUIET, truth.sine(50, -25, SECONDS)),
            {"microphone.hum": "microphone-hums"},
        ),
        (truth.recorded(truth.noise(-35, SECONDS, 3)), {"microphone.noise": "microphone-noisy"}),
        (
            truth.recorded(QUIET, truth.speech(3, SECONDS, 4)),
            {"microphone.clipping": "microphone-clips"},
        ),
        (
            truth.recorded(QUIET, np.full(QUIET.size, 0.03)),
            {"microphone.dc": "microphone-offset"},
        ),
        (
            truth.recorded(truth.noise(-80, SECONDS, 5), truth.speech(-58, SECONDS, 6)),
            {"microphone.speech": "microphone-faint"},
        ),
    ],
    ids=["quiet", "speech", "dead", "hum", "loud hum", "noise", "clipped", "offset", "faint"],
)
def test_one_cause_one_complaint(sound: truth.Sound, expected: dict[str, str]) -> None:
    assert complaints(sound) == expected


def test_known_cause_explains_silence_and_faint_speech() -> None:
    assert complaints(np.zeros(192_000, np.int16), "microphone-off") == {}
    faint = truth.recorded(truth.noise(-80, SECONDS, 5), truth.speech(-58, SECONDS, 6))
    assert complaints(faint, "volume-low") == {}
    (speech,) = [c for c in recording.judge(faint, cause="volume-low") if c.id.endswith("speech")]
    assert (speech.state, speech.value) == (State.NOT_APPLICABLE, "volume-low")


@settings(max_examples=25)
@given(st.floats(-90, -10), st.floats(-90, 0), st.integers(0, 99), st.booleans())
def test_nothing_that_is_heard_breaks_it(noise: float, loud: float, seed: int, hums: bool) -> None:
    parts = [truth.noise(noise, 2.5, seed), truth.speech(loud, 2.5, seed)]
    if hums:
        parts.append(truth.sine(50, loud, 2.5))
    for check in recording.judge(truth.recorded(*parts)):
        assert bool(check.fault) == (check.state in (State.WARNING, State.FAILED))


def test_rate_is_right_although_frames_come_in_bursts() -> None:
    rng = np.random.default_rng(1)
    due = np.arange(400) * 10_000_000
    bursts = due // 30_000_000 * 30_000_000 + rng.integers(0, 5_000_000, 400)
    times_ns = [int(each) for each in np.maximum.accumulate(bursts)]
    check = recording.judge_rate(times_ns, 4.0, subject="pulse:mic", channels=1)
    assert check.state is State.OK
    assert check.value == pytest.approx(48_000, rel=0.005)


@pytest.mark.parametrize("count", [0, 1, 50])
def test_stream_that_stops_is_told(count: int) -> None:
    times_ns = [i * 10_000_000 for i in range(count)]
    check = recording.judge_rate(times_ns, 6.0, subject="pulse:mic", channels=1)
    assert (check.state, check.fault) == (State.FAILED, "microphone-stalls")


def test_curve_has_the_tone_and_silence_has_none() -> None:
    curve = recording.spectrum(truth.recorded(QUIET, truth.sine(1000, -20, SECONDS)))
    assert curve is not None
    assert curve.x[int(np.argmax(curve.y))] == pytest.approx(1000, rel=0.02)
    assert recording.spectrum(np.zeros(192_000, np.int16)) is None
    assert recording.spectrum(np.empty(0, np.int16)) is None

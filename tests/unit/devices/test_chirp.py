"""The loopback test finds its sweeps where, and as loud as, a made-up room has put them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices import chirp
from kiosk.devices.chirp import Side
from kiosk.devices.measure import SILENCE_DBFS, level_dbfs
from tests.unit.devices.truth import (
    RATE,
    Sound,
    Values,
    level_of,
    noise,
    recorded,
    room,
    speech,
    through,
)

PLAYED_DBFS = -20.0
CHIRPS = chirp.make_chirps(PLAYED_DBFS)
SECONDS = 3.6
SIZE = round(SECONDS * RATE)
SWEEP = slice(round(0.2 * RATE), round(0.5 * RATE))

seeds = st.integers(0, 10_000)
delays = st.floats(1, 540)
some = settings(max_examples=25)


def heard(delay_ms: float, gain_db: float, *, seed: int = 1, reverb_s: float = 0.0) -> Values:
    return through(CHIRPS.sound, room(seed, delay_ms, gain_db, reverb_s), SIZE)


def background(kind: str, dbfs: float, seed: int) -> Values:
    if kind == "speech":
        return speech(dbfs, SECONDS, seed, share=0.8, pitch_hz=90 + seed % 130)
    return noise(dbfs, SECONDS, seed, below_hz={"white": RATE / 2, "band": 6000}[kind])


@given(st.floats(-60, -4))
def test_sweeps_have_the_level_asked_for(dbfs: float) -> None:
    sound = chirp.make_chirps(dbfs).sound
    assert level_dbfs(sound[SWEEP]) == pytest.approx(dbfs, abs=0.1)
    assert sound[SWEEP.start - 1] == 0
    assert sound[SWEEP.stop] == 0


@some
@given(seeds, delays, st.sampled_from(["white", "band", "speech"]))
def test_delay_within_2_ms_and_level_within_1_db_at_10_db(
    seed: int, delay_ms: float, kind: str
) -> None:
    sound = recorded(heard(delay_ms, -12), background(kind, PLAYED_DBFS - 12 - 10, seed))
    found = chirp.find_chirps(sound)
    assert found.found
    assert found.delay_ms == pytest.approx(delay_ms, abs=2)
    assert found.level_dbfs == pytest.approx(PLAYED_DBFS - 12, abs=1)
    assert found.echo_return_db(CHIRPS) == pytest.approx(-12, abs=1)
    assert found.agreement_ms < 2
    assert min(found.peaks_db) > 20


@some
@given(seeds, st.floats(5, 450), st.floats(0.1, 0.5), st.floats(-30, 0))
def test_a_room_with_reverberation(
    seed: int, delay_ms: float, reverb_s: float, gain_db: float
) -> None:
    sound = heard(delay_ms, gain_db, seed=seed, reverb_s=reverb_s)
    late = round(delay_ms * RATE / 1000)
    truth = level_of(sound[SWEEP.start + late : SWEEP.stop + late])
    found = chirp.find_chirps(recorded(sound, noise(truth - 20, SECONDS, seed)))
    assert found.found
    assert found.delay_ms == pytest.approx(delay_ms, abs=2)
    assert found.level_dbfs == pytest.approx(truth, abs=2)


@pytest.mark.parametrize("kind", ["white", "band", "speech"])
def test_mostly_right_10_db_below_the_background(kind: str) -> None:
    results = []
    for seed in range(20):
        delay_ms = 20 + 25 * seed
        level = PLAYED_DBFS - 15
        sound = recorded(heard(delay_ms, -15), background(kind, level + 10, seed))
        found = chirp.find_chirps(sound)
        assert not found.found or found.delay_ms == pytest.approx(delay_ms, abs=2)
        results.append(found.found)
    assert sum(results) >= 18


@settings(max_examples=50)
@given(seeds, st.sampled_from(["white", "band", "speech"]), st.floats(-60, -15))
def test_nothing_is_found_where_nothing_was_played(seed: int, kind: str, dbfs: float) -> None:
    found = chirp.find_chirps(recorded(background(kind, dbfs, seed)))
    assert not found.found
    assert found.delay_ms == 0
    assert found.level_dbfs == SILENCE_DBFS


@pytest.mark.parametrize("samples", [0, 10, SIZE])
def test_silence_and_too_short(samples: int) -> None:
    found = chirp.find_chirps(np.zeros(samples, np.int16))
    assert not found.found
    assert found.peaks_db == (0, 0, 0)


def test_counts_from_where_playing_began() -> None:
    before = noise(-60, 0.7, 1)
    sound = recorded(np.concatenate((before, heard(80, -10) + noise(-60, SECONDS, 2))))
    assert chirp.find_chirps(sound, before.size).delay_ms == pytest.approx(80, abs=2)
    assert chirp.find_chirps(sound).delay_ms == 0


def test_a_turned_polarity_is_no_obstacle() -> None:
    found = chirp.find_chirps(recorded(-heard(120, -10), noise(-60, SECONDS, 1)))
    assert found.delay_ms == pytest.approx(120, abs=2)


def test_two_of_three_sweeps_are_enough_and_one_is_not() -> None:
    sound = recorded(heard(60, -10), noise(-60, SECONDS, 1))
    quiet = recorded(noise(-60, SECONDS, 1))
    sound[:RATE] = quiet[:RATE]  # somebody plugs the loudspeaker in
    found = chirp.find_chirps(sound)
    assert found.found
    assert found.delay_ms == pytest.approx(60, abs=2)
    sound[: 2 * RATE] = quiet[: 2 * RATE]
    assert not chirp.find_chirps(sound).found


def test_a_delay_that_jumps_is_not_believed() -> None:
    first, second, third = (heard(delay, -10) for delay in (60, 100, 160))
    at, then = RATE, 2 * RATE
    sound = recorded(np.concatenate((first[:at], second[at:then], third[then:])))
    assert not chirp.find_chirps(sound).found


def _reduced(by_db: float, noise_dbfs: float, seed: int = 1) -> tuple[Sound, Sound]:
    echo, rest = heard(120, -10, seed=seed, reverb_s=0.3), noise(noise_dbfs, SECONDS, seed)
    return recorded(echo, rest), recorded(echo * 10 ** (-by_db / 20), rest)


@some
@given(seeds, st.floats(0, 30))
def test_reduction_within_1_db(seed: int, by_db: float) -> None:
    raw, processed = _reduced(by_db, -75, seed)
    found = chirp.find_chirps(raw)
    assert chirp.reduction_db(raw, processed, found) == pytest.approx(by_db, abs=1)


def test_reduction_has_bounds() -> None:
    raw, processed = _reduced(60, -50)
    found = chirp.find_chirps(raw)
    assert 15 < chirp.reduction_db(raw, processed, found) < 35  # the noise hides the rest
    assert chirp.reduction_db(raw, np.zeros_like(raw), found) == chirp.MOST_REDUCTION_DB
    lost = chirp.find_chirps(np.zeros_like(raw))
    assert chirp.reduction_db(raw, processed, lost) == 0


def test_the_canceller_may_learn_by_the_first_sweep() -> None:
    raw, processed = _reduced(25, -75)
    processed[:RATE] = raw[:RATE]
    found = chirp.find_chirps(raw)
    assert chirp.reduction_db(raw, processed, found) == pytest.approx(25, abs=1)


@pytest.mark.parametrize("side", list(Side))
def test_sides_keep_apart(side: Side) -> None:
    block = chirp.on_side(CHIRPS.sound, side)
    assert block.shape == (CHIRPS.sound.size, 2)
    sides = chirp.split_channels(block)
    assert (sides[side] == CHIRPS.sound).all()
    assert not sides[1 - side].any()
    assert all(each.flags.c_contiguous for each in sides)

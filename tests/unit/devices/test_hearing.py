"""Every measure of a recording against sounds whose truth is known; the stated errors hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices import hearing
from kiosk.devices.measure import SILENCE_DBFS
from tests.unit.devices.truth import RATE, level_of, noise, recorded, sine, speech

SECONDS = 3.0
seeds = st.integers(0, 10_000)
some = settings(max_examples=25)


@some
@given(seeds, st.floats(-75, -20))
def test_floor_of_white_noise_within_half_a_db(seed: int, dbfs: float) -> None:
    sound = recorded(noise(dbfs, SECONDS, seed))
    assert hearing.noise_floor_dbfs(sound) == pytest.approx(dbfs, abs=0.5)


@some
@given(seeds, st.floats(-65, -20))
def test_floor_of_rumble_within_one_db(seed: int, dbfs: float) -> None:
    sound = recorded(noise(dbfs, SECONDS, seed, below_hz=500))
    assert hearing.noise_floor_dbfs(sound) == pytest.approx(dbfs, abs=1.0)


@some
@given(seeds, st.floats(0.3, 0.8), st.floats(-40, -20))
def test_floor_does_not_hear_speech(seed: int, share: float, dbfs: float) -> None:
    sound = recorded(noise(-55, 4, seed), speech(dbfs, 4, seed, share=share))
    assert hearing.noise_floor_dbfs(sound) == pytest.approx(-55, abs=0.5)


def test_floor_does_not_see_dc() -> None:
    sound = recorded(noise(-60, SECONDS, 1), np.full(round(SECONDS * RATE), 0.2))
    assert hearing.noise_floor_dbfs(sound) == pytest.approx(-60, abs=0.5)


@some
@given(seeds, st.floats(-45, -15), st.sampled_from([20.0, 40.0]))
def test_speech_level_within_half_a_db_over_a_quiet_room(
    seed: int, dbfs: float, over_db: float
) -> None:
    sound = recorded(noise(dbfs - over_db, 4, seed), speech(dbfs, 4, seed))
    assert hearing.speech_level_dbfs(sound) == pytest.approx(dbfs, abs=0.5)


@some
@given(seeds, st.floats(-45, -15))
def test_speech_level_within_one_db_over_a_loud_room(seed: int, dbfs: float) -> None:
    sound = recorded(noise(dbfs - 10, 4, seed), speech(dbfs, 4, seed))
    assert hearing.speech_level_dbfs(sound) == pytest.approx(dbfs, abs=1.0)


@some
@given(seeds, st.floats(-80, -15), st.sampled_from([200.0, 500.0, 24_000.0]))
def test_nobody_speaks_in_noise(seed: int, dbfs: float, below_hz: float) -> None:
    assert hearing.speech_level_dbfs(recorded(noise(dbfs, SECONDS, seed, below_hz))) is None


def test_clicks_and_hum_are_no_speech() -> None:
    clicks = noise(-60, SECONDS, 1)
    clicks[:: RATE // 4] = 0.5
    assert hearing.speech_level_dbfs(recorded(clicks)) is None
    assert hearing.speech_level_dbfs(recorded(noise(-70, 3, 1), sine(50, -30, 3))) is None


@given(st.lists(st.integers(3, 40), max_size=20), st.lists(st.integers(1, 2), max_size=20), seeds)
def test_clipped_runs_are_counted_exactly(long: list[int], short: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    sound = rng.integers(-20_000, 20_000, 100 * (len(long) + len(short) + 1)).astype(np.int16)
    for number, length in enumerate(rng.permutation(np.array(long + short, int))):
        sound[number * 100 : number * 100 + length] = rng.choice([32_600, 32_767, -32_768])
    assert hearing.clipped_runs(sound) == len(long)
    assert hearing.clipping_share(sound) == pytest.approx(sum(long) / sound.size)


def test_loud_speech_is_clipped_only_when_too_loud() -> None:
    spoken = speech(-20, SECONDS, 5)
    assert hearing.clipped_runs(recorded(spoken * 0.9 / np.abs(spoken).max())) == 0
    assert hearing.clipped_runs(recorded(spoken * 4 / np.abs(spoken).max())) > 20


@some
@given(
    seeds,
    st.sampled_from([50.0, 100.0, 150.0, 200.0, 300.0]),
    st.floats(-0.005, 0.005),
    st.floats(-60, -25),
)
def test_hum_has_its_frequency_and_level(
    seed: int, nominal: float, off: float, dbfs: float
) -> None:
    hz = nominal * (1 + off)
    sound = recorded(noise(dbfs - 10, 4, seed), sine(hz, dbfs, 4, phase=seed))
    found = hearing.hum(sound)
    assert found is not None
    assert found.hz == pytest.approx(hz, abs=0.2)
    assert found.level_dbfs == pytest.approx(dbfs, abs=1.0)
    assert found.over_db >= hearing.HUM_OVER_DB


@some
@given(seeds, st.sampled_from([50.0, 100.0, 150.0]), st.floats(80, 220))
def test_hum_is_heard_below_speech(seed: int, hz: float, pitch_hz: float) -> None:
    spoken = speech(-25, 4, seed, pitch_hz=pitch_hz)
    found = hearing.hum(recorded(noise(-60, 4, seed), spoken, sine(hz, -38, 4)))
    assert found is not None
    assert found.hz == pytest.approx(hz, abs=0.2)
    assert found.level_dbfs == pytest.approx(-38, abs=1.0)


def test_the_strongest_hum_is_told() -> None:
    sound = recorded(noise(-70, 4, 1), sine(50, -45, 4), sine(150, -40, 4), sine(100, -50, 4))
    found = hearing.hum(sound)
    assert found is not None
    assert found.hz == pytest.approx(150, abs=0.2)


@settings(max_examples=60)
@given(seeds, st.floats(80, 220), st.floats(0.5, 0.95))
def test_no_hum_in_noise_and_speech(seed: int, pitch_hz: float, share: float) -> None:
    assert hearing.hum(recorded(noise(-40, 4, seed))) is None
    assert hearing.hum(recorded(noise(-40, 4, seed, below_hz=500))) is None
    spoken = speech(-25, 4, seed, pitch_hz=pitch_hz, share=share)
    assert hearing.hum(recorded(noise(-65, 4, seed), spoken)) is None


def test_no_hum_where_it_cannot_be_told_or_heard() -> None:
    assert hearing.hum(recorded(sine(50, -30, 1.9))) is None
    assert hearing.hum(recorded(noise(-95, 4, 1), sine(50, -75, 4))) is None
    assert hearing.hum(recorded(noise(-60, 4, 1), sine(70, -30, 4))) is None


@some
@given(seeds, st.floats(-20, 20), st.floats(1.0, 4.0))
def test_dc_within_a_twentieth_of_a_percent(seed: int, percent: float, seconds: float) -> None:
    parts = [noise(-30, seconds, seed), sine(50, -13, seconds, phase=seed)]
    sound = recorded(*parts, np.full(parts[0].size, percent / 100))
    assert hearing.dc_offset_percent(sound) == pytest.approx(percent, abs=0.05)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_zeros_are_counted_exactly(zeros: int, others: int) -> None:
    sound = np.r_[np.zeros(zeros), np.ones(others)].astype(np.int16)
    assert hearing.zero_share(sound) == pytest.approx(zeros / (zeros + others))


def test_a_muted_microphone() -> None:
    sound = np.zeros(4 * RATE, np.int16)
    assert hearing.zero_share(sound) == 1
    assert hearing.noise_floor_dbfs(sound) == SILENCE_DBFS
    assert hearing.speech_level_dbfs(sound) is None
    assert hearing.hum(sound) is None
    assert hearing.dc_offset_percent(sound) == 0
    assert set(hearing.spectrum_dbfs(sound).dbfs) == {SILENCE_DBFS}


@pytest.mark.parametrize("samples", [0, 1, 2, 100, 960])
def test_nearly_nothing_recorded(samples: int) -> None:
    sound = np.full(samples, 32_767, np.int16)
    assert hearing.noise_floor_dbfs(sound) == SILENCE_DBFS
    assert hearing.speech_level_dbfs(sound) is None
    assert hearing.hum(sound) is None
    assert hearing.clipped_runs(sound) == (1 if samples >= 3 else 0)
    assert hearing.spectrum_dbfs(sound) == hearing.Spectrum((), ())


@some
@given(st.floats(30, 18_000), st.floats(-70, -10))
def test_spectrum_shows_a_sine_where_and_how_it_is(hz: float, dbfs: float) -> None:
    spectrum = hearing.spectrum_dbfs(recorded(noise(-95, SECONDS, 1), sine(hz, dbfs, SECONDS)))
    top = int(np.argmax(spectrum.dbfs))
    assert spectrum.dbfs[top] == pytest.approx(dbfs, abs=1.5)
    assert spectrum.hz[top] == pytest.approx(hz, abs=max(3.0, hz * 0.02))


def test_spectrum_fits_a_plot() -> None:
    spectrum = hearing.spectrum_dbfs(recorded(noise(-40, SECONDS, 1)))
    assert 200 < len(spectrum.hz) == len(spectrum.dbfs) <= 400
    assert list(spectrum.hz) == sorted(set(spectrum.hz))
    assert spectrum.hz[0] >= 19
    assert spectrum.hz[-1] <= 20_000


def test_made_up_speech_has_its_level() -> None:
    spoken = speech(-20, SECONDS, 3)
    assert level_of(spoken[spoken != 0]) == pytest.approx(-20, abs=0.1)

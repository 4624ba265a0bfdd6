from __future__ import annotations

import itertools

import numpy as np

from kiosk.diagnostics.probes.call.media import HEIGHT, RATE, WIDTH, BusyPicture, voice_frames


def test_pictures_are_720p_and_no_two_in_a_row_are_alike() -> None:
    film = BusyPicture()
    pictures = [film.draw(number) for number in range(3 * RATE)]
    for before, after in itertools.pairwise(pictures):
        assert after.shape == (HEIGHT * 3 // 2, WIDTH)
        assert after.dtype == np.uint8
        assert (before != after).mean() > 0.1


def test_no_picture_of_a_long_call_falls_out_of_its_range() -> None:
    film = BusyPicture()
    for number in range(0, 3000, 97):
        grey = film.draw(number)[:HEIGHT]
        assert 40 < grey.min() < grey.max() < 216


def test_the_voice_fits_itself_and_is_neither_silent_nor_clipped() -> None:
    frames = voice_frames()
    wave = np.concatenate([*frames, *frames[:1]]).astype(int)
    assert len(frames) == 100
    assert {frame.shape for frame in frames} == {(480,)}
    assert 6000 < np.abs(wave).max() <= 8000
    assert np.abs(np.diff(wave)).max() < 6000, "no click where it begins again"

"""Sounds and pictures whose truth is known because they were made so.

Sounds are int16 mono at 48 kHz, levels dBFS of the effective value. Pictures are luma (height,
width) uint8 in limited range (16 black, 235 white), 1280x720 unless said otherwise.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

RATE = 48_000
WIDTH, HEIGHT = 1280, 720

Values = npt.NDArray[np.float64]
Sound = npt.NDArray[np.int16]
Luma = npt.NDArray[np.uint8]


# Sounds: made as float (1.0 is full scale), added up, rounded once.


def level_of(values: Values) -> float:
    """Effective level."""
    return float(10 * np.log10(np.mean(values**2)))


def at_level(values: Values, dbfs: float) -> Values:
    return values * 10 ** ((dbfs - level_of(values)) / 20)


def recorded(*parts: Values) -> Sound:
    """The sum, cut off as a sound card does."""
    return np.clip(np.round(sum(parts) * 32768), -32768, 32767).astype(np.int16)


def sine(hz: float, dbfs: float, seconds: float, phase: float = 0.3) -> Values:
    at = np.arange(round(seconds * RATE)) / RATE
    return 10 ** (dbfs / 20) * np.sqrt(2) * np.sin(2 * np.pi * hz * at + phase)


def noise(dbfs: float, seconds: float, seed: int, below_hz: float = RATE / 2) -> Values:
    """White up to `below_hz`."""
    white = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    spectrum = np.fft.rfft(white)
    spectrum[np.fft.rfftfreq(white.size, 1 / RATE) > below_hz] = 0
    return at_level(np.fft.irfft(spectrum, white.size), dbfs)


def speech(
    dbfs: float, seconds: float, seed: int, *, pitch_hz: float = 125.0, share: float = 0.6
) -> Values:
    """Like speech: syllables of a wandering pitch with formants and hiss, and pauses between.

    `dbfs` is the level of the syllables (edges of 20 ms included), `share` how much of the time
    they take.
    """
    rng = np.random.default_rng(seed)
    size = round(seconds * RATE)
    envelope, at = np.zeros(size), round(0.1 * RATE)
    while at < size:
        length = round(rng.uniform(0.12, 0.3) * RATE)
        envelope[at : at + length] = _syllable(length, rng)[: size - at]
        at += length + round(length * (1 / share - 1) * rng.uniform(0.5, 1.5))
    voice = _voice(size, pitch_hz, rng)
    spoken = voice * envelope
    return spoken * 10 ** (dbfs / 20) / np.sqrt(np.mean(spoken[envelope > 0] ** 2))


def _syllable(length: int, rng: np.random.Generator) -> Values:
    edge = min(round(0.02 * RATE), length // 2)
    ramp = np.minimum(1.0, np.minimum(np.arange(length), np.arange(length)[::-1]) / edge)
    return np.sin(np.pi / 2 * ramp) * rng.uniform(0.7, 1.0)


def _voice(size: int, pitch_hz: float, rng: np.random.Generator) -> Values:
    turning_points = np.arange(0, size + RATE // 5, RATE // 5)
    wander = rng.uniform(0.85, 1.2, turning_points.size)
    turns = np.cumsum(pitch_hz * np.interp(np.arange(size), turning_points, wander)) / RATE
    voice = 0.1 * rng.standard_normal(size)
    for number in range(1, 30):
        formants = (np.exp(-(((number * pitch_hz - hz) / 150) ** 2)) for hz in (500, 1500, 2500))
        height = (0.05 + sum(formants)) / np.sqrt(number)
        voice += height * np.sin(2 * np.pi * number * turns + number)
    return voice


def room(seed: int, delay_ms: float, gain_db: float, reverb_s: float = 0.0) -> Values:
    """Impulse response: a delay, a loss, and a tail that falls by 60 dB in `reverb_s`."""
    delay = round(delay_ms * RATE / 1000)
    response = np.zeros(delay + max(1, round(reverb_s * RATE)))
    response[delay] = 1.0
    if reverb_s:
        tail = np.arange(1, response.size - delay)
        grain = np.random.default_rng(seed).standard_normal(tail.size)
        response[delay + 1 :] = 0.02 * grain * 10 ** (-3 * tail / tail.size)
    return response * 10 ** (gain_db / 20)


def through(sound: Sound, response: Values, size: int) -> Values:
    """Played in a room: `size` samples of what the microphone gets."""
    whole = 1 << (sound.size + response.size).bit_length()
    spectrum = np.fft.rfft(sound / 32768, whole) * np.fft.rfft(response, whole)
    heard = np.fft.irfft(spectrum, whole)[:size]
    return np.concatenate((heard, np.zeros(max(0, size - heard.size))))


# Pictures: made as float luma, noise added, rounded once.


def scene(seed: int, width: int = WIDTH, height: int = HEIGHT) -> Values:
    """A room with things in it: flat shapes with sharp edges on a shaded wall. Mean about 110."""
    rng = np.random.default_rng(seed)
    wall = np.linspace(140, 90, height)[:, None] + np.linspace(-10, 10, width)[None, :]
    picture = wall.astype(np.float64)
    for _ in range(60):
        left, top = rng.integers(0, width - 40), rng.integers(0, height - 40)
        wide, high = rng.integers(20, width // 4), rng.integers(20, height // 4)
        picture[top : top + high, left : left + wide] = rng.uniform(30, 210)
    return cv2.GaussianBlur(picture, (0, 0), 0.6 * width / WIDTH + 0.2)


def texture(seed: int, width: int = WIDTH, height: int = HEIGHT) -> Values:
    """As photographs are on average: amplitude falls with spatial frequency. Mean 110."""
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft2(rng.standard_normal((height, width)))
    down, across = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :]
    spectrum /= np.maximum(np.hypot(down, across), 1 / width)
    picture = np.fft.irfft2(spectrum, (height, width))
    return np.clip(110 + (picture - picture.mean()) / picture.std() * 35, 16, 235)


def blurred(picture: Values, sigma_at_640: float) -> Values:
    """`sigma_at_640`: pixels of a picture scaled to a width of 640."""
    sigma = sigma_at_640 * picture.shape[1] / 640
    return cv2.GaussianBlur(picture, (0, 0), sigma) if sigma else picture


def taken(picture: Values, sigma: float, seed: int) -> Luma:
    """As a sensor takes it: with noise of `sigma`, rounded, cut off."""
    grain = np.random.default_rng(seed).standard_normal(picture.shape, np.float32) * sigma
    return np.clip(np.round(picture + grain), 16, 235).astype(np.uint8)


def backlit(seed: int) -> Values:
    """People before a window that fills the upper and the side parts: they are shadows."""
    picture = scene(seed) * 0.3 + 15
    picture[: HEIGHT // 2, :] = 250
    picture[:, : WIDTH // 5] = 250
    return with_person(picture, 0.5, luma=30.0)


def with_person(picture: Values, at: float, luma: float = 60.0) -> Values:
    """A head and shoulders, `at` 0 (left) to 1 (right): a third of the picture."""
    height, width = picture.shape
    out = picture.copy()
    x = round(at * width)
    cv2.ellipse(out, (x, height), (width // 6, height // 2), 0, 0, 360, luma, -1)
    cv2.circle(out, (x, round(height * 0.4)), height // 7, luma + 20, -1)
    return out


def times(count: int, fps: float, jitter_s: float, seed: int, lost: Sequence[int] = ()) -> Values:
    """When pictures arrive; those numbered in `lost` are left out."""
    wanted = np.asarray([n for n in range(count) if n not in lost])
    return wanted / fps + np.random.default_rng(seed).normal(0, jitter_s, wanted.size)

"""What some seconds of a camera's pictures say: rate, frozen, covered, light, sharpness, flicker.

Films a source and judges the take. One cause is told once: a covered lens is not also called dark
and blurred, so checks whose cause is known already do not apply. Chooses and opens no camera.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kiosk.base.errors import KioskError
from kiosk.devices import pace, seeing
from kiosk.devices.camera_source import PictureSource
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Series, State
from kiosk.diagnostics.starved import REASON, Meter
from kiosk.model.frames import Picture, Pixels

FILM_S = 3.0
"""Long enough for 30 swings of a lamp's alias and for 15 pictures of a camera that is far too slow;
two same pictures of a live one never come in that time."""
WARM_UP_S = 1.0
"""Automatic exposure and focus need about so long after opening; these pictures do not count."""
_LOOK_EVERY_S = 0.5
"""Six looks: a person who walks past close to the lens covers two."""
_FROZEN_SHARE = 0.9
"""A camera that shows each of three pictures a second ten times stands still for those who look."""
_SLOW_MS = 1000.0
CHECKS = (
    "camera.rate",
    "camera.gap",
    "camera.frozen",
    "camera.covered",
    "camera.brightness",
    "camera.contrast",
    "camera.sharpness",
    "camera.backlight",
    "camera.flicker",
)
"""All that `judge` tells, in this order."""


@dataclass(slots=True)
class Take:
    """What is kept of the pictures."""

    times_s: list[float] = field(default_factory=list)
    grids: list[pace.Grid] = field(default_factory=list)
    looks: list[tuple[Pixels, Pixels | None]] = field(default_factory=list)
    """Luma (height, width) of a picture and of the one before it."""
    still: list[bool] = field(default_factory=list)
    """Of every picture but the first: whether it is the same as the one before."""
    last: Picture | None = None
    stopped: bool = False
    """The camera failed while it was filmed."""
    starved: Meter | None = None
    """Ran while these pictures came."""
    _sample: Pixels | None = None

    def add(self, picture: Picture) -> None:
        """Take the next picture."""
        luma = picture.planes[: picture.height]
        at_s = picture.captured_ns / 1e9
        if at_s - (self.times_s[0] if self.times_s else at_s) >= _LOOK_EVERY_S * len(self.looks):
            before = None if self.last is None else self.last.planes[: self.last.height]
            self.looks.append((luma, before))
        self.times_s.append(at_s)
        self.grids.append(pace.grid_of(luma))
        sample = seeing.sample_of(luma)
        if self._sample is not None:
            self.still.append(seeing.same_content(sample, self._sample))
        self._sample = sample
        self.last = picture


def film(
    source: PictureSource,
    on_share: Callable[[float], None],
    *,
    warm_up_s: float = WARM_UP_S,
    film_s: float = FILM_S,
) -> Take:
    """Watch the source; `on_share` hears how far it is (0 to 1). A camera that fails ends it."""
    take = Take()
    begun_s = time.monotonic()
    told_s = begun_s
    try:
        while (now_s := time.monotonic()) < begun_s + warm_up_s + film_s:
            if now_s - told_s > _LOOK_EVERY_S:
                told_s = now_s
                on_share((now_s - begun_s) / (warm_up_s + film_s))
            picture = source.read()
            if time.monotonic() >= begun_s + warm_up_s:
                take.starved = take.starved or Meter()
                take.add(picture)
    except KioskError:
        take.stopped = True
    if take.starved is not None:
        take.starved.stop()
    return take


def intervals(take: Take) -> Series:
    """The time between pictures for the report."""
    start_s = take.times_s[0] if take.times_s else 0.0
    pairs = list(zip(take.times_s, take.times_s[1:], strict=False))
    return Series(
        "camera.intervals",
        tuple(round(second - start_s, 3) for _, second in pairs),
        tuple(round((second - first) * 1000, 1) for first, second in pairs),
    )


def judge(take: Take, subject: str) -> Iterator[Check]:
    """All of `CHECKS`, in order."""
    if take.stopped or not take.looks:
        yield found("camera.rate", State.FAILED, 0.0, fault="camera-stopped", subject=subject)
        yield from skipped(CHECKS[1:], subject)
        return
    rate = _rate(take, subject)
    yield rate
    yield _gap(take, subject) if rate.state is State.OK else _as_the_rate("camera.gap", rate)
    covers = [seeing.cover(luma) for luma, _ in take.looks]
    if _most([cover is not seeing.Cover.NONE for cover in covers]):
        yield _skip("camera.frozen", subject)  # a dark sensor may well send the same picture
        yield _yes("camera.covered", "camera-covered", subject, {"cover": covers[-1].value})
        yield from skipped(CHECKS[4:], subject)
        return
    frozen = bool(take.still) and sum(take.still) >= _FROZEN_SHARE * len(take.still)
    yield (
        _yes("camera.frozen", "camera-frozen", subject) if frozen else _no("camera.frozen", subject)
    )
    yield _no("camera.covered", subject)
    yield from _light(take, subject)
    can_tell = not frozen and rate.state is State.OK
    yield _flicker(take, subject) if can_tell else _as_the_rate("camera.flicker", rate)


def _as_the_rate(check_id: str, rate: Check) -> Check:
    """What cannot be told without a good rate: for the reason why the rate itself is not told."""
    if rate.value == REASON:
        return found(check_id, State.NOT_APPLICABLE, REASON, subject=rate.subject)
    return _skip(check_id, rate.subject)


def skipped(check_ids: tuple[str, ...], subject: str = "") -> Iterator[Check]:
    """These checks do not apply."""
    for check_id in check_ids:
        yield _skip(check_id, subject)


def _rate(take: Take, subject: str) -> Check:
    measured = pace.pace(take.times_s)
    if measured is None:
        check = judged("camera.rate", len(take.times_s) / FILM_S, subject=subject)
    else:
        facts = {"jitter": f"{measured.jitter_ms:.1f} ms"}
        check = judged("camera.rate", measured.rate_fps, subject=subject, facts=facts)
    return take.starved.rate(check) if take.starved is not None else check


def _gap(take: Take, subject: str) -> Check:
    measured = pace.pace(take.times_s)
    longest = measured.longest_gap_ms if measured is not None else _SLOW_MS
    check = judged("camera.gap", longest, subject=subject)
    return take.starved.delay(check) if take.starved is not None else check


def _light(take: Take, subject: str) -> Iterator[Check]:
    """Brightness, contrast, sharpness, backlight."""
    lights = [seeing.light(luma) for luma, _ in take.looks]
    backlit = _most([light.is_backlit for light in lights])
    level = statistics.median(seeing.brightness(luma) for luma, _ in take.looks)
    brightness = judged("camera.brightness", level, subject=subject)
    spread = statistics.median(seeing.contrast(luma) for luma, _ in take.looks)
    contrast = judged("camera.contrast", spread, subject=subject)
    if backlit:
        brightness = _skip("camera.brightness", subject)
    if backlit or brightness.state is not State.OK:
        contrast = _skip("camera.contrast", subject)
    yield brightness
    yield contrast
    bad = {brightness.state, contrast.state} & {State.WARNING, State.FAILED}
    yield _skip("camera.sharpness", subject) if bad else _sharpness(take, subject)
    ratio = {"ratio": f"{statistics.median(light.ratio for light in lights):.1f}"}
    if backlit:
        yield found(
            "camera.backlight",
            State.WARNING,
            "yes",
            fault="camera-backlit",
            subject=subject,
            facts=ratio,
        )
    else:
        yield found("camera.backlight", State.OK, "no", subject=subject, facts=ratio)


def _sharpness(take: Take, subject: str) -> Check:
    blurs = [seeing.blur_px(luma, before) for luma, before in take.looks]
    return judged("camera.sharpness", statistics.median(blurs), subject=subject)


def _flicker(take: Take, subject: str) -> Check:
    measured = pace.flicker(take.grids, take.times_s)
    if measured is None:
        return _skip("camera.flicker", subject)
    facts = {"seen": f"{measured.seen_hz:.1f} Hz"} if measured.is_flickering else {}
    check = judged("camera.flicker", measured.percent, subject=subject, facts=facts)
    return take.starved.absence(check) if take.starved is not None else check


def _most(told: list[bool]) -> bool:
    return sum(told) * 2 > len(told)


def _yes(check_id: str, fault: str, subject: str, facts: dict[str, str] | None = None) -> Check:
    return found(check_id, State.FAILED, "yes", fault=fault, subject=subject, facts=facts)


def _no(check_id: str, subject: str) -> Check:
    return found(check_id, State.OK, "no", subject=subject)


def _skip(check_id: str, subject: str) -> Check:
    return found(check_id, State.NOT_APPLICABLE, subject=subject)

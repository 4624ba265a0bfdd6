"""The cameras: which there are, whether they open, and what the one that is used delivers.

The best camera that opens is checked in full; of the others only that they open, and how. A driver
may hang at any line of this: what was found before has been told.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.base.errors import Code, KioskError
from kiosk.base.texts import clean
from kiosk.devices import v4l2, vision
from kiosk.devices.camera_source import MODES, PictureSource, open_choice
from kiosk.devices.catalog import (
    AUTO,
    SYNTHETIC,
    CameraChoice,
    Look,
    camera_choices,
    identity,
    is_named,
)
from kiosk.devices.holders import holders
from kiosk.devices.synthetic import SyntheticCapture
from kiosk.diagnostics import optics
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Progress, Request, Snapshot, State, Tell

_LENT_WITHIN_S = 3.0
"""The kiosk gives its camera to us when we start; a read that is under way takes two seconds."""
_LENT_POLL_S = 0.2
_OPEN_NO_MORE_S = 15.0
"""After this no further camera is tried: a silent one takes ten seconds, and we have thirty."""
_SNAPSHOT_WIDTH = 640
_TEXT_LIMIT = 60
_OPENED = ("camera.kind", "camera.formats", "camera.mode", "camera.height")


@dataclass(frozen=True, slots=True)
class _Failure:
    fault: str
    program: str = ""


def probe(request: Request, tell: Tell, look: Look = camera_choices) -> None:
    """Check the cameras of the settings' wish and all others. `look`: a made-up machine's."""
    begun_s = time.monotonic()
    wish = request.settings.devices.camera
    tell(Progress("camera-list"))
    cameras = _there(wish, look)
    tell(judged("camera.present", len(cameras)))
    tell(_chosen(wish, cameras))
    tell(Progress("camera-open", 0.1))
    if not _check_first(cameras, tell, begun_s, pictures=request.pictures):
        ids = _OPENED + optics.CHECKS
        for check in optics.skipped(ids if cameras else ("camera.opens", *ids)):
            tell(check)
    tell(Progress("camera-others", 1.0))


def _there(wish: str, look: Look) -> list[CameraChoice]:
    """All cameras that are there, the one to use first."""
    if wish == SYNTHETIC:
        return [CameraChoice(SYNTHETIC, SYNTHETIC, SYNTHETIC), *_there(AUTO, look)]
    return [choice for choice in look(wish) if _is_there(choice)]


def _is_there(choice: CameraChoice) -> bool:
    if not isinstance(choice.source, int):
        return identity(choice) is not None
    try:  # Windows has no nodes: only opening tells
        vision.Capture(choice.source, MODES[-1]).close()
    except KioskError:
        return False
    return True


def _chosen(wish: str, cameras: Sequence[CameraChoice]) -> Check:
    if wish in (AUTO, SYNTHETIC) or not cameras:
        return found("camera.chosen", State.NOT_APPLICABLE)
    if any(is_named(choice, wish) for choice in cameras):
        return found("camera.chosen", State.OK, "yes", subject=subject_of(cameras[0]))
    facts = {"other": clean(cameras[0].name, _TEXT_LIMIT)}
    return found("camera.chosen", State.WARNING, "no", fault="camera-chosen-missing", facts=facts)


def _check_first(
    cameras: Sequence[CameraChoice], tell: Tell, begun_s: float, *, pictures: bool
) -> bool:
    """All about the first that opens, a little about the rest. False when none opens."""
    done = False
    for choice in cameras:
        if time.monotonic() - begun_s > _OPEN_NO_MORE_S:
            tell(found("camera.opens", State.NOT_APPLICABLE, subject=subject_of(choice)))
            continue
        opened = _open(choice)
        tell(_opens(choice, opened))
        if isinstance(opened, _Failure):
            continue
        try:
            if done:
                _tell_mode(choice, opened, tell)
            else:
                _check_in_full(choice, opened, tell, pictures=pictures)
        finally:
            opened.close()
        done = True
    return done


def _open(choice: CameraChoice) -> PictureSource | _Failure:
    """Open it, with patience while it is still the kiosk's."""
    until_s = time.monotonic() + _LENT_WITHIN_S
    while True:
        try:
            return SyntheticCapture() if choice.id == SYNTHETIC else open_choice(choice)
        except KioskError as error:
            failure = _explained(choice, error)
        if failure.fault != "camera-held-by-kiosk" or time.monotonic() > until_s:
            return failure
        time.sleep(_LENT_POLL_S)


def _explained(choice: CameraChoice, error: KioskError) -> _Failure:
    """Why it does not open, and who has it."""
    if choice.is_file:
        return _Failure("camera-unreadable")
    for holder in holders(str(choice.source)):
        if holder.is_kiosk:
            return _Failure("camera-held-by-kiosk")
        return _Failure("camera-busy", clean(holder.program, _TEXT_LIMIT))
    if error.code is Code.DEVICE_SILENT:
        return _Failure("camera-silent")
    if not isinstance(choice.source, int) and not os.access(choice.source, os.R_OK | os.W_OK):
        return _Failure("camera-denied")
    return _Failure("camera-busy-unknown")


def _opens(choice: CameraChoice, opened: PictureSource | _Failure) -> Check:
    subject, facts = subject_of(choice), {"camera": clean(choice.name, _TEXT_LIMIT)}
    if not isinstance(opened, _Failure):
        return found("camera.opens", State.OK, "yes", subject=subject, facts=facts)
    if opened.program:
        facts["program"] = opened.program
    is_ours = opened.fault == "camera-held-by-kiosk"
    state = State.WARNING if is_ours else State.FAILED
    return found("camera.opens", state, "no", fault=opened.fault, subject=subject, facts=facts)


def _check_in_full(
    choice: CameraChoice, source: PictureSource, tell: Tell, *, pictures: bool
) -> None:
    subject = subject_of(choice)
    tell(found("camera.kind", State.OK, _kind(choice), subject=subject))
    tell(_formats(choice, subject))
    _tell_mode(choice, source, tell)
    tell(Progress("camera-rate", 0.2))
    take = optics.film(source, lambda share: tell(Progress("camera-rate", 0.2 + 0.6 * share)))
    tell(Progress("camera-look", 0.8))
    tell(optics.intervals(take))
    for check in optics.judge(take, subject):
        tell(check)
    if pictures and take.last is not None:
        jpeg = vision.jpeg_of(take.last.planes, _SNAPSHOT_WIDTH)
        tell(Snapshot("camera-picture", jpeg))


def _tell_mode(choice: CameraChoice, source: PictureSource, tell: Tell) -> None:
    """Size and format as they come, which may not be what was asked for."""
    subject = subject_of(choice)
    try:
        source.read()
    except KioskError:
        detail = ""
    else:
        detail = source.detail
    size = re.match(r"(\d+)x(\d+)( [A-Z0-9]{4}\b)?", detail)
    if size is None:
        for check in optics.skipped(("camera.mode", "camera.height"), subject):
            tell(check)
        return
    tell(found("camera.mode", State.OK, size[0], subject=subject))
    tell(judged("camera.height", int(size[2]), subject=subject))


def _formats(choice: CameraChoice, subject: str) -> Check:
    try:
        offers = () if choice.is_file else v4l2.offers(str(choice.source))
    except OSError:  # the synthetic one, Windows, no rights
        offers = ()
    if not offers:
        return found("camera.formats", State.NOT_APPLICABLE, subject=subject)
    text = ", ".join(str(offer) for offer in offers)
    return found("camera.formats", State.OK, clean(text, _TEXT_LIMIT), subject=subject)


def _kind(choice: CameraChoice) -> str:
    if choice.is_file:
        return "camera-film"
    return "camera-synthetic" if choice.id == SYNTHETIC else "camera-device"


def subject_of(choice: CameraChoice) -> str:
    """The stable id; of a film only its name."""
    return f"file:{clean(choice.name, _TEXT_LIMIT)}" if choice.is_file else clean(choice.id, 200)

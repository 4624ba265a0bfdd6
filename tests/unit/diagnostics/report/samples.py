"""A made-up report with everything in it: every check of the catalogue, curves, a picture."""

from __future__ import annotations

import base64
import math

from kiosk.base.config import Language
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Group, Report, Series, Snapshot, State

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBw"
    "YGCAsICQoKCgoKBggLDAsKDAkKCgr/wAALCAAIAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL"
    "/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJi"
    "coKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ip"
    "qrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AOfr/9k="
)
"""A grey picture of 8 by 8 points."""
CAMERA = "usb-046d_HD_Pro_Webcam_C920-video-index0"
BAD = (
    judged("camera.rate", 8.2, subject=CAMERA, seconds=3.1),
    judged("camera.brightness", 41.0, subject=CAMERA),
    judged("microphone.hum", -48.0, facts={"hz": "50"}),
    judged("network.certificate_days", 2.0, subject="meet.xa-binh-an.gov.vn"),
    judged("call.loss_up", 7.3),
    found("computer.autostart", State.WARNING, "no", fault="computer-autostart"),
)
CURVES = (
    Series(
        "microphone.spectrum",
        tuple(float(hz) for hz in range(20, 20000, 40)),
        tuple(
            -60 - 12 * math.log10(hz / 20) + 3 * math.sin(hz / 90) + (22 if hz == 100 else 0)
            for hz in range(20, 20000, 40)
        ),
    ),
    Series(
        "camera.intervals",
        tuple(i * 0.0334 for i in range(90)),
        tuple(33.4 + 6 * math.sin(i) + (140 if i == 40 else 0) for i in range(90)),
    ),
    Series(
        "call.bitrate", tuple(range(1, 11)), tuple(1.6 - 1.2 / i for i in range(1, 11)), "call.up"
    ),
    Series(
        "call.bitrate", tuple(range(1, 11)), tuple(1.3 - 1.1 / i for i in range(1, 11)), "call.down"
    ),
    Series("call.loss", tuple(range(1, 11)), (0, 0, 3.1, 8, 9.5, 7, 6, 7.4, 8, 7.7), "call.up"),
    Series("call.loss", tuple(range(1, 11)), (0, 0, 0, 0.4, 0, 0, 1.2, 0, 0, 0), "call.down"),
    Series("call.rtt", tuple(range(1, 11)), (21, 22, 25, 60, 58, 33, 30, 28, 29, 27)),
)


def good(check_id: str) -> Check:
    """The check of the catalogue with a value that is well within its limits."""
    entry = catalogue.entry(check_id)
    low, high = entry.good_from, entry.good_to
    if low is not None and high is not None:
        return judged(check_id, (low + high) / 2)
    if low is not None:
        return judged(check_id, low + abs(low) * 0.2)
    if high is not None:
        return judged(check_id, high - abs(high) * 0.4)
    return found(check_id, State.OK, 1.0 if entry.unit else "yes")


def report(
    checks: tuple[Check, ...] = BAD,
    *,
    language: Language = Language.VIETNAMESE,
    point: str = "ap-3",
    with_good: bool = True,
) -> Report:
    """A run at a point; `with_good`: all other checks of the catalogue are there and good."""
    told = {check.id for check in checks}
    others = [
        good(check_id)
        for check_id in catalogue.everything().check
        if check_id not in told and not check_id.endswith((".probe", ".quick"))
    ]
    return Report(
        point=point,
        started="2026-11-25T19:10:58+07:00",
        seconds=31.4,
        language=language,
        groups=tuple(Group),
        checks=(*checks, *(others if with_good else ())),
        series=CURVES,
        snapshots=(Snapshot("camera-picture", JPEG),),
    )

"""A fault is made, and the right check says so with the right advice, and no other check does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.diagnostics.check import Group
from kiosk.diagnostics.starved import REASON
from tests.end2end.measured import Measured
from tests.end2end.rooms import not_the_machines, room
from tests.end2end.site import Site


def test_a_healthy_point_is_found_healthy_in_less_than_a_minute(
    site: Site, films: Callable[[str], Path], measured: Measured
) -> None:
    site.put_meeting()
    kiosk = site.kiosk(devices={"camera": f"file:{films('good')}"})
    with room(site):
        diagnosis = kiosk.diagnose("--language", "vi")
    measured("all checks", diagnosis.seconds * 1000)
    document = diagnosis.document
    assert document["version"] == 1
    assert document["point"] == site.point_id
    found = {one["id"].partition(".")[0] for one in document["checks"]}
    assert found == {group.value for group in Group}
    assert not_the_machines(diagnosis.bad) == []
    states = {one["state"] for one in document["checks"]}
    assert diagnosis.status == (2 if "failed" in states else 1 if "warning" in states else 0)
    assert document["seconds"] < 45
    for one in document["checks"]:
        assert set(one) >= {"id", "state", "value", "unit", "limit", "limit_source", "advice"}
        assert bool(one["advice"]) == (one["state"] in ("warning", "failed")), one


CAMERA_FAULTS = [
    ("black", {"camera.covered": "failed camera-covered"}),
    ("taped", {"camera.covered": "failed camera-covered"}),
    ("frozen", {"camera.frozen": "failed camera-frozen"}),
    ("slow", {"camera.rate": "failed camera-slow"}),
    ("blurred", {"camera.sharpness": "warning camera-blurred"}),
    ("backlit", {"camera.backlight": "warning camera-backlit"}),
    ("flicker", {"camera.flicker": "warning camera-flicker"}),
]


@pytest.mark.parametrize(
    ("film", "expected"), CAMERA_FAULTS, ids=[each[0] for each in CAMERA_FAULTS]
)
def test_a_camera_fault_is_told_and_nothing_else(
    site: Site, films: Callable[[str], Path], film: str, expected: dict[str, str]
) -> None:
    kiosk = site.kiosk(devices={"camera": f"file:{films(film)}"})
    diagnosis = kiosk.diagnose("--only", "camera")
    [check] = [one for one in diagnosis.document["checks"] if one["id"] in expected]
    if check["value"] == REASON:  # it says itself that it could not be measured just now
        assert diagnosis.bad == {}
    else:
        assert diagnosis.bad == expected
        assert check["advice"]


def test_a_camera_that_has_gone_is_told(site: Site, tmp_path: Path) -> None:
    kiosk = site.kiosk(devices={"camera": f"file:{tmp_path / 'unplugged.avi'}"})
    diagnosis = kiosk.diagnose("--only", "camera")
    assert diagnosis.bad == {"camera.present": "failed camera-absent"}
    assert diagnosis.status == 2

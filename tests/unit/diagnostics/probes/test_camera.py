"""Every fault of a camera turns the right check its colour, and no other one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.base.config import DeviceChoice, Language, Settings
from kiosk.base.errors import Code, KioskError
from kiosk.devices.catalog import CameraChoice, camera_choices
from kiosk.devices.holders import holders
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import (
    Check,
    Finding,
    Group,
    Progress,
    Request,
    Series,
    Snapshot,
    State,
)
from kiosk.diagnostics.probes import camera
from kiosk.diagnostics.runner import RunHandlers, Runner
from kiosk.diagnostics.starved import REASON
from tests.films import Kind, write_film

ALL = {key for key in catalogue.everything().check if key.startswith("camera.")}
NOT_THE_PROBES = {"camera.probe", "camera.quick"}
BAD = (State.WARNING, State.FAILED)
BLIND = {"frozen", "brightness", "contrast", "sharpness", "backlight", "flicker"}

pytestmark = pytest.mark.skipif(
    bool(camera_choices("auto")), reason="this machine has cameras of its own"
)


def findings(wish: str, *, pictures: bool = False) -> list[Finding]:
    """What the probe tells; of a busy machine, which does leave gaps, what it tells the third time.

    A gap that is the camera's or the probe's comes every time.
    """
    settings = Settings(devices=DeviceChoice(camera=wish))
    for _ in range(3):
        told: list[Finding] = []
        camera.probe(Request(Group.CAMERA, settings, pictures=pictures), told.append)
        if "camera.gap" not in bad(told):
            break
    return told


def checks(told: list[Finding]) -> dict[str, Check]:
    found = [one for one in told if isinstance(one, Check)]
    assert len({(one.id, one.subject) for one in found}) == len(found), "a check was told twice"
    return {one.id: one for one in found}


def bad(told: list[Finding]) -> dict[str, str]:
    return {each.id: each.fault for each in checks(told).values() if each.state in BAD}


def skipped(told: list[Finding]) -> set[str]:
    """What the film cannot tell; what a busy machine could not measure is not counted."""
    return {
        each.id.partition(".")[2]
        for each in checks(told).values()
        if each.state is State.NOT_APPLICABLE and each.value != REASON
    }


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("films")
    for kind in Kind:
        write_film(folder / f"{kind}.avi", kind)
    return folder


def test_good_camera_is_good_in_every_check(films: Path) -> None:
    told = findings(f"file:{films / 'good.avi'}")
    found = checks(told)
    assert set(found) == ALL - NOT_THE_PROBES
    assert bad(told) == {}
    assert skipped(told) == {"formats"}  # a film offers none
    assert found["camera.kind"].value == "camera-film"
    assert found["camera.mode"].value == "1280x720"
    assert {each.subject for each in found.values()} == {"", "file:good.avi"}
    [curve] = [one for one in told if isinstance(one, Series)]
    assert curve.name in catalogue.everything().series
    assert len(curve.x) == len(curve.y) > 20
    assert list(curve.x) == sorted(curve.x)
    assert not [one for one in told if isinstance(one, Snapshot)]
    shares = [one.share for one in told if isinstance(one, Progress)]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("kind", "check", "fault", "state", "unknown"),
    [
        (Kind.BLACK, "camera.covered", "camera-covered", State.FAILED, BLIND),
        (Kind.TAPED, "camera.covered", "camera-covered", State.FAILED, BLIND),
        (Kind.FROZEN, "camera.frozen", "camera-frozen", State.FAILED, {"flicker"}),
        (Kind.SLOW, "camera.rate", "camera-slow", State.FAILED, {"gap", "flicker"}),
        (Kind.BLURRED, "camera.sharpness", "camera-blurred", State.WARNING, set()),
        (
            Kind.BACKLIT,
            "camera.backlight",
            "camera-backlit",
            State.WARNING,
            {"brightness", "contrast"},
        ),
        (Kind.FLICKER, "camera.flicker", "camera-flicker", State.WARNING, set()),
    ],
)
def test_each_fault_is_told_by_one_check(
    films: Path, kind: Kind, check: str, fault: str, state: State, unknown: set[str]
) -> None:
    told = findings(f"file:{films / f'{kind}.avi'}")
    found = checks(told)
    assert set(found) == ALL - NOT_THE_PROBES
    if found[check].value == REASON:  # it says itself that it could not be measured just now
        assert bad(told) == {}
        return
    assert bad(told) == {check: fault}
    assert found[check].state is state
    assert skipped(told) == {"formats"} | unknown
    for language in Language:
        assert "?" not in catalogue.advice(found[check], language)


def test_camera_that_is_gone_is_absent_and_nothing_else_is_said(tmp_path: Path) -> None:
    told = findings(f"file:{tmp_path / 'gone.avi'}")
    assert bad(told) == {"camera.present": "camera-absent"}
    assert set(checks(told)) == ALL - NOT_THE_PROBES
    assert {each.state for each in checks(told).values()} == {State.FAILED, State.NOT_APPLICABLE}


def test_named_camera_that_is_missing_here_is_absent() -> None:
    assert bad(findings("/dev/v4l/by-id/usb-gone")) == {"camera.present": "camera-absent"}


def test_film_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "broken.avi").write_bytes(b"RIFF" + bytes(2000))
    told = findings(f"file:{tmp_path / 'broken.avi'}")
    assert bad(told) == {"camera.opens": "camera-unreadable"}
    assert set(checks(told)) == ALL - NOT_THE_PROBES


def test_small_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "small.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, (320, 240))
    rng = np.random.default_rng(1)
    for _ in range(30):
        writer.write(rng.integers(60, 190, (240, 320, 3), np.uint8))
    writer.release()
    height = checks(findings(f"file:{path}"))["camera.height"]
    assert (height.state, height.value, height.fault) == (State.FAILED, 240, "camera-small")


def test_synthetic_camera_is_good_and_says_what_it_is() -> None:
    told = findings("synthetic")
    assert bad(told) == {}
    assert checks(told)["camera.kind"].value == "camera-synthetic"


def test_picture_only_when_the_technician_agrees(films: Path) -> None:
    told = findings(f"file:{films / 'good.avi'}", pictures=True)
    [snapshot] = [one for one in told if isinstance(one, Snapshot)]
    assert snapshot.name in catalogue.everything().word
    decoded = cv2.imdecode(np.frombuffer(snapshot.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None
    assert decoded.shape == (360, 640, 3)


async def test_by_the_real_runner_with_the_advice_of_a_stopped_one(films: Path) -> None:
    """As a process, within its time: it needs four to five seconds, its limit is thirty."""
    told: list[Finding] = []

    async def begin(_group: Group) -> None:
        """Nothing is lent."""

    settings = Settings(devices=DeviceChoice(camera=f"file:{films / 'good.avi'}"))
    handlers = RunHandlers(begin, lambda _group, finding: told.append(finding), lambda _group: None)
    await Runner(lambda group: Request(group, settings), handlers).run([Group.CAMERA])
    assert bad(told) == {}
    assert set(checks(told)) == ALL - NOT_THE_PROBES


# --- several cameras, with films for them ---------------------------------------------------


def several(films: Path, wish: str, *names: str) -> list[Finding]:
    """A machine with these cameras; the wish comes first where it is one of them."""
    there = [CameraChoice(f"usb-{name}", str(films / f"{name}.avi"), name, True) for name in names]
    told: list[Finding] = []
    settings = Settings(devices=DeviceChoice(camera=wish))
    camera.probe(
        Request(Group.CAMERA, settings),
        told.append,
        lambda wanted: sorted(there, key=lambda each: each.id != wanted),
    )
    return told


def test_the_chosen_camera_gets_everything_the_others_little(films: Path) -> None:
    told = [
        each
        for each in several(films, "usb-good", "black", "good", "slow")
        if isinstance(each, Check)
    ]
    assert [each.id for each in told if each.state in BAD] == []
    assert checks(several(films, "usb-good", "good"))["camera.chosen"].value == "yes"
    for name, ids in (
        ("good", ALL - NOT_THE_PROBES - {"camera.present"}),
        ("black", {"camera.opens", "camera.mode", "camera.height"}),
        ("slow", {"camera.opens", "camera.mode", "camera.height"}),
    ):
        assert {each.id for each in told if each.subject == f"file:{name}"} == ids
    assert told[0].value == 3


def test_chosen_camera_that_is_missing_is_told_and_the_other_one_checked(films: Path) -> None:
    told = several(films, "usb-gone", "good")
    assert bad(told) == {"camera.chosen": "camera-chosen-missing"}
    assert checks(told)["camera.chosen"].facts == {"other": "good"}
    assert checks(told)["camera.opens"].state is State.OK
    assert checks(told)["camera.brightness"].state is State.OK


def test_first_camera_that_does_not_open_leaves_the_second_to_be_checked(
    films: Path, tmp_path: Path
) -> None:
    for name in ("broken", "good"):
        (tmp_path / f"{name}.avi").symlink_to(films / f"{name}.avi")
    (tmp_path / "broken.avi").unlink()
    (tmp_path / "broken.avi").write_bytes(b"RIFF" + bytes(2000))
    told = several(tmp_path, "auto", "broken", "good")
    [failed] = [each for each in told if isinstance(each, Check) and each.state in BAD]
    assert (failed.id, failed.subject, failed.fault) == (
        "camera.opens",
        "file:broken",
        "camera-unreadable",
    )
    assert checks(told)["camera.flicker"].subject == "file:good"


# --- why a camera does not open, with a file for its node -----------------------------------

HOLD = "import sys; held = open(sys.argv[1]); print('holding', flush=True); sys.stdin.read()"


@pytest.fixture
def node(tmp_path: Path) -> CameraChoice:
    (tmp_path / "video0").touch()
    return CameraChoice("usb-cam", str(tmp_path / "video0"), "Cam")


def explained(node: CameraChoice, *words: str) -> tuple[str, str]:
    """Fault and program while another program with these words on its command line has it."""
    command = [sys.executable, "-c", HOLD, str(node.source), *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"holding\n"
        assert holders(str(node.source))
        failure = camera._explained(node, KioskError(Code.DEVICE_SILENT, "It sends nothing."))
        program.kill()
    return failure.fault, failure.program


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's /proc")
def test_program_that_has_the_camera_is_named(node: CameraChoice) -> None:
    fault, program = explained(node)
    assert fault == "camera-busy"
    assert program.startswith("python")


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's /proc")
def test_kiosk_that_has_the_camera_is_told_apart(node: CameraChoice) -> None:
    assert explained(node, "kiosk.conference.worker")[0] == "camera-held-by-kiosk"


def test_camera_that_nobody_has_is_silent_or_busy_or_denied(node: CameraChoice) -> None:
    silent = KioskError(Code.DEVICE_SILENT, "It sends nothing.")
    busy = KioskError(Code.DEVICE_BUSY, "It does not open.")
    assert camera._explained(node, silent).fault == "camera-silent"
    assert camera._explained(node, busy).fault == "camera-busy-unknown"
    if os.geteuid() != 0:  # nothing is denied to root
        Path(str(node.source)).chmod(0)
        assert camera._explained(node, busy).fault == "camera-denied"


def test_strangers_text_is_short_and_on_one_line() -> None:
    choice = CameraChoice("id\n\x1b[31m" + "x" * 300, "/dev/video0", "a\nb")
    assert "\n" not in camera.subject_of(choice)
    assert "\x1b" not in camera.subject_of(choice)
    assert len(camera.subject_of(choice)) <= 200

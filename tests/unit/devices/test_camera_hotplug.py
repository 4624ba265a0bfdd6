"""Cameras that are pulled, replaced, come back or hang, with films in their place."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import pytest

from kiosk.base.errors import Code
from kiosk.devices.camera import Camera
from kiosk.devices.catalog import CameraChoice
from kiosk.model.frames import Picture
from kiosk.model.gear import STARTING, DeviceState, DeviceStatus
from tests.films import Kind, pictures, write_film

PATIENCE_S = 20.0
NEVER_S = (600.0,)
"""No retry by the clock: what comes back within our patience was noticed."""


class Point:
    """A machine whose cameras are films in a folder; the first of them is the one wished for."""

    def __init__(
        self, folder: Path, same_picture_s: float = 5.0, retry_s: Sequence[float] = NEVER_S
    ) -> None:
        self.folder = folder
        self.film = write_film(folder / "source.avi", seconds=0.5)
        self.states: list[DeviceState] = []
        self.pictures: list[Picture] = []
        self.camera = Camera(
            self.pictures.append,
            self.states.append,
            same_picture_s=same_picture_s,
            stuck_s=1.5,
            retry_s=retry_s,
            look=self.look,
        )

    def look(self, wish: str) -> list[CameraChoice]:
        if not wish.startswith("file:"):
            return []
        first = CameraChoice(wish, wish.removeprefix("file:"), Path(wish).name, is_file=True)
        spare = self.folder / "spare.avi"
        others = [CameraChoice(f"file:{spare}", str(spare), spare.name, is_file=True)]
        return [first, *(others if spare.exists() else [])]

    def plug(self, name: str) -> Path:
        """A node of its own, as a camera that is plugged in gets one."""
        (self.folder / "new").write_bytes(self.film.read_bytes())
        return (self.folder / "new").rename(self.folder / name)

    def until(self, wanted: Callable[[DeviceState], bool], since: int = 0) -> None:
        begun = time.monotonic()
        while not any(wanted(state) for state in self.states[since:]):
            assert time.monotonic() - begun < PATIENCE_S, self.states
            time.sleep(0.01)


@pytest.fixture
def point(tmp_path: Path) -> Iterator[Point]:
    point = Point(tmp_path)
    yield point
    point.camera.close()


@pytest.fixture
def freezing(tmp_path: Path) -> Iterator[Point]:
    """The same with less patience for a picture that stands still, and with retries."""
    point = Point(tmp_path, same_picture_s=1.0, retry_s=(0.1,))
    yield point
    point.camera.close()


def runs(name: str) -> Callable[[DeviceState], bool]:
    return lambda state: state.status is DeviceStatus.RUNNING and state.name == name


def failed(code: Code) -> Callable[[DeviceState], bool]:
    return lambda state: state.status is DeviceStatus.FAILED and state.problem == code


def camera_threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith("camera")]


def test_camera_that_is_pulled_is_absent_and_runs_again_when_it_is_back(point: Point) -> None:
    path = point.plug("hall.avi")
    point.camera.open(f"file:{path}")
    point.until(runs("hall.avi"))
    path.unlink()
    mark = len(point.states)
    point.until(failed(Code.DEVICE_ABSENT), mark)
    mark = len(point.states)
    point.plug("hall.avi")
    point.until(runs("hall.avi"), mark)


def test_camera_that_is_replaced_by_another_is_opened_anew(point: Point) -> None:
    path = point.plug("hall.avi")
    point.camera.open(f"file:{path}")
    point.until(runs("hall.avi"))
    mark = len(point.states)
    point.plug("hall.avi")
    point.until(failed(Code.DEVICE_ABSENT), mark)
    point.until(runs("hall.avi"), mark)


def test_another_camera_stands_in_until_the_chosen_one_is_back(point: Point) -> None:
    path = point.plug("hall.avi")
    point.plug("spare.avi")
    point.camera.open(f"file:{path}")
    point.until(runs("hall.avi"))
    mark = len(point.states)
    path.unlink()
    point.until(runs("spare.avi"), mark)
    mark = len(point.states)
    point.plug("hall.avi")
    point.until(runs("hall.avi"), mark)
    assert not [state for state in point.states[mark:] if state.status is DeviceStatus.FAILED]


def test_chosen_camera_that_does_not_open_leaves_the_other_one_running(point: Point) -> None:
    path = point.folder / "hall.avi"
    path.write_bytes(b"RIFF" + bytes(2000))
    point.plug("spare.avi")
    point.camera.open(f"file:{path}")
    point.until(runs("spare.avi"))
    time.sleep(4)  # it is tried again meanwhile
    seen = point.states[1:]
    assert all(state.name == "spare.avi" for state in seen), seen
    assert all(state.status is DeviceStatus.RUNNING for state in seen), seen


def test_another_camera_stands_in_for_one_that_froze_until_that_moves_again(
    freezing: Point,
) -> None:
    path = write_film(freezing.folder / "hall.avi", Kind.FROZEN, seconds=0.5)
    freezing.plug("spare.avi")
    freezing.camera.open(f"file:{path}")
    freezing.until(failed(Code.DEVICE_SILENT))
    freezing.until(runs("spare.avi"))
    mark = len(freezing.states)
    time.sleep(4)  # the frozen one is tried again meanwhile
    seen = freezing.states[mark:]
    assert all(runs("spare.avi")(state) for state in seen), seen
    mark = len(freezing.states)
    freezing.plug("hall.avi")
    freezing.until(runs("hall.avi"), mark)


def test_camera_that_freezes_again_is_told_again(freezing: Point) -> None:
    """It moves when it is opened, and then no more: that is no camera that is still frozen."""
    path = freezing.folder / "hall.avi"
    code = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(path), cv2.CAP_OPENCV_MJPEG, code, 30, (1280, 720))
    moving = list(pictures(Kind.GOOD, 10, 30))
    for picture in (*moving, *[moving[-1]] * 75):
        writer.write(picture)
    writer.release()
    freezing.plug("spare.avi")
    freezing.camera.open(f"file:{path}")
    mark = 0
    for _ in range(2):
        freezing.until(runs("hall.avi"), mark)
        freezing.until(failed(Code.DEVICE_SILENT), mark)
        mark = len(freezing.states)
        freezing.until(runs("spare.avi"), mark)


def test_frozen_camera_without_another_one_is_told_once(freezing: Point) -> None:
    path = write_film(freezing.folder / "hall.avi", Kind.FROZEN, seconds=0.5)
    freezing.camera.open(f"file:{path}")
    freezing.until(failed(Code.DEVICE_SILENT))
    mark = len(freezing.states)
    time.sleep(2)  # opened anew meanwhile
    assert freezing.states[mark:] == []
    freezing.plug("hall.avi")
    freezing.until(runs("hall.avi"), mark)


def test_given_back_camera_leaves_no_thread_and_opens_again(point: Point) -> None:
    path = point.plug("hall.avi")
    point.camera.open(f"file:{path}")
    point.until(runs("hall.avi"))
    mark = len(point.states)
    point.camera.open("none")
    deadline = time.monotonic() + PATIENCE_S
    while camera_threads() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert camera_threads() == []
    point.until(lambda state: state == STARTING, mark)
    count = len(point.pictures)
    time.sleep(0.3)
    assert (len(point.pictures), point.states[mark:]) == (count, [STARTING])
    point.camera.open("none")
    point.camera.open(f"file:{path}")
    point.until(runs("hall.avi"), mark)


def test_read_that_hangs_is_told_and_so_is_its_return(point: Point) -> None:
    """A film that comes through a pipe and stops coming: `read` blocks, as in a driver."""
    path = point.folder / "hanging.mjpeg"
    os.mkfifo(path)
    jpegs = [cv2.imencode(".jpg", each)[1].tobytes() for each in pictures(Kind.GOOD, 40, 30)]
    flow = threading.Event()

    def write() -> None:
        with contextlib.suppress(BrokenPipeError), path.open("wb") as pipe:
            for _ in range(4):
                pipe.writelines(jpegs)
            pipe.flush()
            flow.wait(PATIENCE_S)
            for _ in range(4):
                pipe.writelines(jpegs)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        point.camera.open(f"file:{path}")
        point.until(runs("hanging.mjpeg"))
        point.until(failed(Code.DEVICE_SILENT))
        mark = len(point.states)
        flow.set()
        point.until(runs("hanging.mjpeg"), mark)
    finally:
        flow.set()
        point.camera.close()
        writer.join(PATIENCE_S)

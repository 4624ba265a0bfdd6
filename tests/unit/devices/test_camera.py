"""The camera runs, fails and comes back, with video files for cameras."""

import queue
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.base.errors import Code
from kiosk.devices.camera import Camera
from kiosk.model.frames import Picture
from kiosk.model.gear import DeviceState, DeviceStatus

Colour = tuple[int, int, int]


def film(path: Path, colours: list[Colour], size: tuple[int, int] = (640, 480)) -> None:
    """A motion JPEG film at 30/s, one colour a picture."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, size)
    for colour in colours:
        writer.write(np.full((size[1], size[0], 3), colour, np.uint8))
    writer.release()


class Seen:
    """What a camera told."""

    def __init__(self) -> None:
        self.pictures: queue.Queue[Picture] = queue.Queue()
        self.states: queue.Queue[DeviceState] = queue.Queue()
        self.camera = Camera(self.pictures.put, self.states.put, same_picture_s=0.5)

    def until(self, wanted: Callable[[DeviceState], bool], timeout_s: float = 15) -> DeviceState:
        deadline = time.monotonic() + timeout_s
        while True:
            state = self.states.get(timeout=max(0.01, deadline - time.monotonic()))
            if wanted(state):
                return state


@pytest.fixture
def seen() -> Iterator[Seen]:
    seen = Seen()
    yield seen
    seen.camera.close()


def is_running(state: DeviceState) -> bool:
    return state.status is DeviceStatus.RUNNING


def failed(code: Code) -> Callable[[DeviceState], bool]:
    return lambda state: state.status is DeviceStatus.FAILED and state.problem == code


def test_synthetic_camera_says_what_it_is(seen: Seen) -> None:
    seen.camera.open("synthetic")
    state = seen.until(is_running)
    assert state.synthetic
    assert seen.pictures.get(timeout=10).planes.shape == (1080, 1280)


def test_film_is_cut_to_wide_scaled_and_repeated(seen: Seen, tmp_path: Path) -> None:
    film(tmp_path / "hall.avi", [(i * 20, 40, 200) for i in range(6)])
    seen.camera.open(f"file:{tmp_path / 'hall.avi'}")
    state = seen.until(is_running)
    assert (state.name, state.synthetic) == ("hall.avi", False)
    pictures = [seen.pictures.get(timeout=10) for _ in range(14)]  # more than twice the film
    assert {picture.planes.shape for picture in pictures} == {(1080, 1280)}
    assert pictures[-1].captured_ns - pictures[0].captured_ns > 12 * 20_000_000  # at its rate


def test_no_such_film_is_absent_and_comes_when_it_is_there(seen: Seen, tmp_path: Path) -> None:
    path = tmp_path / "later.avi"
    seen.camera.open(f"file:{path}")
    seen.until(failed(Code.DEVICE_ABSENT))
    film(tmp_path / "new.avi", [(i * 20, 40, 200) for i in range(6)])
    (tmp_path / "new.avi").rename(path)
    seen.until(is_running)


@pytest.mark.skipif(Path("/dev/video0").exists(), reason="this machine has a camera")
def test_auto_without_camera_is_absent_not_synthetic(seen: Seen) -> None:
    seen.camera.open("auto")
    state = seen.until(failed(Code.DEVICE_ABSENT))
    assert not state.synthetic
    assert seen.pictures.empty()


def test_frozen_picture_is_a_failure_until_it_changes(seen: Seen, tmp_path: Path) -> None:
    path = tmp_path / "frozen.avi"
    film(path, [(50, 60, 70)] * 20)
    seen.camera.open(f"file:{path}")
    seen.until(failed(Code.DEVICE_SILENT))
    while not seen.pictures.empty():
        seen.pictures.get()
    with pytest.raises(queue.Empty):  # reopened, and still that picture: nothing goes out
        seen.until(is_running, timeout_s=2.5)
    assert seen.pictures.empty()
    film(tmp_path / "moving.avi", [(i * 20, 40, 200) for i in range(10)])
    (tmp_path / "moving.avi").rename(path)
    seen.until(is_running)


def test_damaged_film_is_told_and_does_not_end_the_thread(seen: Seen, tmp_path: Path) -> None:
    path = tmp_path / "broken.avi"
    path.write_bytes(b"RIFF" + bytes(2000))
    seen.camera.open(f"file:{path}")
    seen.until(failed(Code.DEVICE_BUSY))
    seen.camera.open("synthetic")
    seen.until(is_running)


def test_after_close_nothing_comes(seen: Seen) -> None:
    seen.camera.open("synthetic")
    seen.pictures.get(timeout=10)
    seen.camera.close()
    seen.camera.close()
    while not seen.pictures.empty():
        seen.pictures.get()
    time.sleep(0.1)
    assert seen.pictures.empty()


def test_latest_wish_wins(seen: Seen, tmp_path: Path) -> None:
    film(tmp_path / "hall.avi", [(i * 20, 40, 200) for i in range(6)])
    for _ in range(3):
        seen.camera.open(f"file:{tmp_path / 'hall.avi'}")
        seen.camera.open("synthetic")
    seen.until(lambda state: is_running(state) and state.synthetic)
    time.sleep(0.2)
    assert all(state.synthetic or not is_running(state) for state in list(seen.states.queue))

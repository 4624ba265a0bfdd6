"""Setting up step by step, as the screen sees it: stick, camera, code, consent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import cv2
import pytest

from kiosk.base import config, pinhash
from kiosk.base.config import Language
from kiosk.base.paths import provisioned_file
from kiosk.devices import sticks
from kiosk.provision.codes import texts_of
from kiosk.provision.errors import Reason
from kiosk.provision.service import Provisioning
from kiosk.provision.state import Candidate, ProvisionState, Step
from tests.unit.base.test_secret import Memory
from tests.unit.provision.points import CODE, NOW, POINT, made
from tests.unit.provision.test_codes import drawn

PATIENCE_S = 180.0


class Desk:
    """Somebody before the screen."""

    def __init__(self, service: Provisioning) -> None:
        self.service = service
        self.state = ProvisionState()
        self._news = asyncio.Event()
        service.subscribe(self._on_state)

    def _on_state(self, state: ProvisionState) -> None:
        self.state = state
        self._news.set()

    async def wait(self, is_so: Callable[[ProvisionState], object]) -> ProvisionState:
        async with asyncio.timeout(PATIENCE_S):
            while not is_so(self.state):
                self._news.clear()
                await self._news.wait()
        return self.state


@pytest.fixture
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    import keyring

    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setattr(pinhash, "_LOG2_N", 10)
    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    yield tmp_path / "state"
    keyring.set_keyring(before)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is told to be a stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(sticks, "sticks", lambda: (sticks.Stick(str(folder), "KINGSTON"),))
    return folder


@pytest.fixture
async def desk(state_folder: Path) -> AsyncIterator[Desk]:
    service = Provisioning(
        asyncio.get_running_loop(),
        state_folder,
        language=lambda: Language.VIETNAMESE,
        now=lambda: NOW,
    )
    yield Desk(service)
    await service.aclose()


async def test_a_stick_that_is_put_in(desk: Desk, stick: Path, state_folder: Path) -> None:
    file = stick / "kp01.kiosk"
    file.write_bytes(made(CODE))
    desk.service.look(True)
    state = await desk.wait(lambda now: now.step is Step.CODE)
    assert (state.point, state.commune) == (POINT.name, POINT.commune)
    desk.service.enter_code("0000 0000 0000")
    state = await desk.wait(lambda now: now.problem)
    assert (state.step, state.problem.reason) == (Step.CODE, Reason.CODE_WRONG)
    desk.service.enter_code(CODE)
    state = await desk.wait(lambda now: now.step is Step.CONFIRM)
    assert state.problem is None
    assert ("Tên điểm cầu", POINT.name) in [(line.label, line.value) for line in state.lines]
    assert not provisioned_file(state_folder).exists()
    desk.service.accept()
    state = await desk.wait(lambda now: now.step is Step.DONE)
    assert state.wiped is True
    assert not file.exists()
    assert config.load(provisioned_file(state_folder)).point.id == POINT.id


async def test_a_used_file_says_so_and_is_taken_away(desk: Desk, stick: Path) -> None:
    data = made()
    for number in range(2):
        (stick / "kp01.kiosk").write_bytes(data)
        desk.service.choose(Candidate(str(stick), "KINGSTON", "kp01.kiosk", "kp01.kiosk"))
        if number == 0:
            await desk.wait(lambda now: now.step is Step.CONFIRM)
            desk.service.accept()
            await desk.wait(lambda now: now.step is Step.DONE)
            desk.service._put(ProvisionState())  # the program has started again
    state = await desk.wait(lambda now: now.problem)
    assert state.problem.reason is Reason.USED
    assert state.problem.said(Language.VIETNAMESE)[0] == "Tệp này đã dùng rồi."
    assert not (stick / "kp01.kiosk").exists()


async def test_back_forgets_everything(desk: Desk, stick: Path) -> None:
    (stick / "kp01.kiosk").write_bytes(made())
    desk.service.choose(Candidate(str(stick), "KINGSTON", "kp01.kiosk", "kp01.kiosk"))
    await desk.wait(lambda now: now.step is Step.CONFIRM)
    desk.service.back()
    await desk.wait(lambda now: now == ProvisionState())
    desk.service.accept()
    await asyncio.sleep(0.2)
    assert desk.state == ProvisionState()


async def test_several_files_are_offered_and_none_is_read_by_itself(
    desk: Desk, stick: Path
) -> None:
    for name in ("a", "b"):
        (stick / f"{name}.kiosk").write_bytes(made())
    desk.service.look(True)
    state = await desk.wait(lambda now: len(now.candidates) == 2)
    assert state.step is Step.CHOOSE
    desk.service.choose(state.candidates[1])
    await desk.wait(lambda now: now.step is Step.CONFIRM)


async def test_codes_before_the_camera(state_folder: Path, tmp_path: Path) -> None:
    """The real child with a film of a hand that shows one code after the other."""
    data, film = made(), tmp_path / "codes.avi"
    writer = cv2.VideoWriter(str(film), cv2.VideoWriter.fourcc(*"MJPG"), 10, (1280, 720))
    for text in texts_of(data):
        for _ in range(4):
            writer.write(cv2.cvtColor(drawn(text, 7), cv2.COLOR_GRAY2BGR))
    writer.release()
    lent: list[bool] = []

    async def lend(needed: bool) -> None:
        lent.append(needed)

    service = Provisioning(
        asyncio.get_running_loop(),
        state_folder,
        language=lambda: Language.VIETNAMESE,
        camera=lambda: f"file:{film}",
        lend_camera=lend,
        now=lambda: NOW,
    )
    desk = Desk(service)
    service.scan()
    state = await desk.wait(lambda now: now.scan.have)
    assert state.scan.of == len(texts_of(data))
    assert state.scan.picture.startswith(b"\xff\xd8")
    state = await desk.wait(lambda now: now.step is Step.CONFIRM)
    assert state.point == POINT.name
    assert lent == [True, False]
    await service.aclose()


async def test_no_camera(state_folder: Path, tmp_path: Path) -> None:
    service = Provisioning(
        asyncio.get_running_loop(),
        state_folder,
        language=lambda: Language.VIETNAMESE,
        camera=lambda: f"file:{tmp_path / 'none.avi'}",
    )
    desk = Desk(service)
    service.scan()
    state = await desk.wait(lambda now: now.problem)
    assert (state.step, state.problem.reason) == (Step.CHOOSE, Reason.NO_CAMERA)
    await service.aclose()

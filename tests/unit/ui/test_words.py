from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.base.config import Language
from kiosk.base.errors import Code
from kiosk.model.wire import DeviceState, DeviceStatus, Network, Step
from kiosk.ui import words

Speak = Callable[[Language], None]
TECHNICAL = ("server", "ICE", "pin", "URL", "WebRTC", "TLS", "http", "timeout", "lỗi mã", "process")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", list(Code))
def test_every_problem_has_a_sentence(speak: Speak, language: Language, code: Code) -> None:
    speak(language)
    said = words.problem(code.value)
    assert said != words.problem("a code of a later version")
    assert said.title
    assert not said.title.endswith(".")  # a headline
    assert said.text.endswith(".")
    assert not any(
        term.lower() in f"{said.title} {said.text}".lower().split() for term in TECHNICAL
    )


@pytest.mark.parametrize("code", list(Code))
def test_every_problem_says_what_happens_or_what_to_do(speak: Speak, code: Code) -> None:
    speak(Language.VIETNAMESE)
    text = words.problem(code.value).text
    assert (
        "không cần bấm gì" in text
        or "máy sẽ tự" in text.lower()
        or text.startswith(("Xin ", "Muốn ", "Nếu "))
    )


def test_an_unknown_code_has_a_sentence_too(speak: Speak) -> None:
    speak(Language.VIETNAMESE)
    said = words.problem("a code of a later version")
    assert said == ("Máy này đang gặp trục trặc", "Xin gọi kỹ thuật.")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (DeviceState(DeviceStatus.RUNNING), "Máy quay: tốt"),
        (DeviceState(DeviceStatus.STARTING), "Máy quay: đang mở"),
        (DeviceState(DeviceStatus.FAILED, problem="device-absent"), "Máy quay: chưa cắm"),
        (DeviceState(DeviceStatus.FAILED, problem="device-failed"), "Máy quay: không hoạt động"),
        (DeviceState(DeviceStatus.FAILED), "Máy quay: không hoạt động"),
    ],
)
def test_devices(speak: Speak, state: DeviceState, said: str) -> None:
    speak(Language.VIETNAMESE)
    assert words.device(state, words.DeviceKind.CAMERA) == said


def test_each_device_network_and_step_has_its_own_words(speak: Speak) -> None:
    speak(Language.VIETNAMESE)
    good = DeviceState(DeviceStatus.RUNNING)
    assert len({words.device(good, kind) for kind in words.DeviceKind}) == len(words.DeviceKind)
    assert words.network(Network.WEAK) == "Mạng: yếu"
    assert len({words.network(quality) for quality in Network}) == len(Network)
    assert words.step(Step.OPENING) == "Đang mở hình và tiếng…"
    assert len({words.step(step) for step in Step}) == len(Step)

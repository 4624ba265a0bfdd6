from __future__ import annotations

import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from kiosk.base.config import Language
from kiosk.base.errors import Code
from kiosk.model.gear import DeviceKind, DeviceState, DeviceStatus
from kiosk.model.room import Network, RoomState, Step
from kiosk.ui import translations, words

Speak = Callable[[Language], None]
JARGON = (
    *("server", "ICE", "pin", "URL", "WebRTC", "TLS", "http", "timeout", "lỗi mã", "process"),
    *("máy chủ", "mật khẩu", "chương trình", "UDP", "TCP", "TURN", "DNS", "dBFS", "tín hiệu"),
    *("giao thức", "chứng chỉ", "tường lửa", "thiết bị giả lập", "máy chuyển tiếp"),
)
TONE = ("hãy", "vui lòng", "giấy mời", "người chủ trì")
COLOURS = ("xanh", "đỏ", "vàng", "cam", "tím", "nâu")
UNWANTED = re.compile(
    "|".join(rf"\b{re.escape(word)}\b" for word in (*JARGON, *TONE, *COLOURS)), re.IGNORECASE
)
TECHNICIANS = {
    *("About", "AboutView", "Checks", "Diagnostics", "DiagnosticsView", "DeviceCard"),
    *("DeviceSettings", "Gate", "GroupView", "HearingView", "LogView", "MicrophoneMeter"),
    *("OptionButton", "Options", "PinView", "Preview", "ReportView", "RestartView"),
    *("ScreenSettings", "SettingRow", "SettingsView", "StickButton", "TaskCard", "TaskLine"),
    *("TechnicianPage", "TechnicianView", "TouchView"),
    *("Access", "AccessView", "FirstView", "FirstWifiView", "FramedPage", "Keyboard", "NumberPad"),
    *("ProvisionView", "Setup", "SetupActions", "SetupPane", "SystemWords", "TypedField", "Wifi"),
    *("WifiActions", "WifiPane", "WifiView"),
}
"""Contexts of the technician's pages; every other one is read by the ward head."""


def ward_head_texts() -> list[str]:
    """Every Vietnamese text of the ward head's screens."""
    said = []
    for context in ET.parse(translations.FOLDER / "kiosk_vi.ts").getroot().iter("context"):
        if context.findtext("name") not in TECHNICIANS:
            said += ["".join(one.itertext()).strip() for one in context.iter("translation")]
    quick = translations.FOLDER.parent / "diagnostics" / "quick.toml"
    read = tomllib.loads(quick.read_text(encoding="utf-8"))
    return said + [one["vi"] for part in ("check", "advice") for one in read[part].values()]


def test_the_ward_head_reads_plain_and_polite_words() -> None:
    texts = ward_head_texts()
    assert len(texts) > 150
    assert [text for text in texts if UNWANTED.search(text)] == []


@pytest.mark.parametrize(
    "text", ["Hãy gọi.", "Chạm nút xanh", "Máy chủ họp", "Giấy mời", "mật khẩu"]
)
def test_the_old_words_are_found(text: str) -> None:
    assert UNWANTED.search(text)


@pytest.mark.parametrize(
    ("kinds", "vietnamese", "english"),
    [
        ("", "", ""),
        ("m", "Micrô bị rút dây. Xin cắm lại.", "Microphone unplugged. Plug in again."),
        (
            "ms",
            "Micrô và loa bị rút dây. Xin cắm lại.",
            "Microphone and loudspeaker unplugged. Plug in again.",
        ),
        (
            "cms",
            "Máy quay, micrô và loa bị rút dây. Xin cắm lại.",
            "Camera, microphone and loudspeaker unplugged. Plug in again.",
        ),
    ],
)
def test_lost_devices_in_one_sentence(
    speak: Speak, kinds: str, vietnamese: str, english: str
) -> None:
    absent = DeviceState(DeviceStatus.FAILED, problem="device-absent")
    failed = {kind: absent for kind in DeviceKind if kind.value[0] in kinds}
    speak(Language.VIETNAMESE)
    assert words.lost(failed) == vietnamese
    speak(Language.ENGLISH)
    assert words.lost(failed) == english


def test_a_lost_and_a_broken_device_are_both_named(speak: Speak) -> None:
    speak(Language.VIETNAMESE)
    failed = {
        DeviceKind.CAMERA: DeviceState(DeviceStatus.FAILED, problem="device-failed"),
        DeviceKind.SPEAKER: DeviceState(DeviceStatus.FAILED, problem="device-absent"),
    }
    said = words.lost(failed)
    assert said == "Loa bị rút dây. Xin cắm lại. Máy quay chưa chạy. Xin gọi kỹ thuật."


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", list(Code))
def test_every_problem_has_a_sentence(speak: Speak, language: Language, code: Code) -> None:
    speak(language)
    said = words.problem(code.value)
    assert said != words.problem("a code of a later version")
    assert said.title
    assert not said.title.endswith(".")  # a headline
    assert said.text.endswith(".")
    assert not UNWANTED.search(f"{said.title} {said.text}")


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
        (DeviceState(DeviceStatus.FAILED, problem="device-failed"), "Máy quay: chưa chạy"),
        (DeviceState(DeviceStatus.FAILED), "Máy quay: chưa chạy"),
    ],
)
def test_devices(speak: Speak, state: DeviceState, said: str) -> None:
    speak(Language.VIETNAMESE)
    assert words.device(state, DeviceKind.CAMERA) == said


def test_each_device_network_and_step_has_its_own_words(speak: Speak) -> None:
    speak(Language.VIETNAMESE)
    good = DeviceState(DeviceStatus.RUNNING)
    assert len({words.device(good, kind) for kind in DeviceKind}) == len(DeviceKind)
    assert words.network(Network.WEAK) == "Mạng: yếu"
    assert len({words.network(quality) for quality in Network}) == len(Network)
    assert words.step(Step.OPENING) == "Đang mở hình và tiếng…"
    assert len({words.step(step) for step in Step}) == len(Step)


@pytest.mark.parametrize(
    ("room", "word"),
    [
        (RoomState(), ""),
        (RoomState(microphone_moderated=True), "Chủ tọa đã tắt micrô của điểm cầu này."),
        (
            RoomState(microphone_moderated=True, camera_moderated=True),
            "Chủ tọa đã tắt micrô và hình của điểm cầu này.",
        ),
        (RoomState(camera_moderated=True), "Chủ tọa đã tắt hình của điểm cầu này."),
        (RoomState(microphone_moderated=True, unheard=True), "chưa nghe được"),
        (RoomState(unseen=True), "không nhìn thấy"),
    ],
)
def test_that_the_others_do_not_hear_or_see_us_is_said(
    speak: Speak, room: RoomState, word: str
) -> None:
    speak(Language.VIETNAMESE)
    said = words.notice(room)
    assert (word in said) if word else said == ""

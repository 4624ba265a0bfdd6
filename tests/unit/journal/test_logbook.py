from __future__ import annotations

import asyncio
import re
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.base.config import Language
from kiosk.base.errors import Code
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import State
from kiosk.journal import events
from kiosk.journal.history import History
from kiosk.journal.logbook import Logbook
from kiosk.journal.state import LogLine
from kiosk.model.meeting import POINT_ZONE
from kiosk.settings.choices import Choices
from tests.history import write

ROOT = Path(__file__).resolve().parents[3]


async def test_the_newest_first_on_the_loop(tmp_path: Path) -> None:
    old = events.Event(datetime.now(UTC) - timedelta(hours=2), "joined", {"title": "cũ"})
    write(tmp_path, old)
    history = await asyncio.to_thread(History, tmp_path)
    history.add("network-lost")
    answer: asyncio.Future[tuple[tuple[LogLine, ...], int]] = asyncio.Future()
    logbook = Logbook(history, asyncio.get_running_loop())
    threading.Thread(
        target=lambda: logbook.fetch(
            1.0, lambda lines: answer.set_result((lines, threading.get_ident()))
        )
    ).start()
    lines, thread = await asyncio.wait_for(answer, 60)
    assert thread == threading.get_ident()
    assert [line.kind for line in lines] == ["network-lost", "started"]
    assert [line.serious for line in lines] == [True, False]
    assert lines[0].at.tzinfo is POINT_ZONE
    history.close()


ALL_FACTS = {
    "version": "1.0",
    "before": "0.9",
    "last": "25/11/2026 15:09",
    "title": "Giao ban",
    "problem": "unreachable",
    "device": "camera",
    "name": "Logi C270",
    "state": "failed",
    "check": "computer.disk",
    "fields": "camera, volume_percent",
    "stick": "KINGSTON",
    "part": "session",
    "file": "session.json",
    "why": "DecodeError",
    "side": "ahead",
    "days": "366",
    "time": "0:12",
}


@pytest.mark.parametrize("kind", sorted(catalogue.everything().log))
def test_every_kind_is_a_sentence_in_both_languages(kind: str) -> None:
    for language in Language:
        text = catalogue.log_text(kind, ALL_FACTS, language)
        assert text.endswith("."), text
        assert "?" not in text
        assert "{" not in text


def test_every_kind_that_the_code_writes_has_a_sentence() -> None:
    """Also the ones that stand in other files than the history's."""
    known = catalogue.everything().log
    assert known.keys() >= events.SERIOUS
    sources = [*(ROOT / "kiosk/diagnostics").rglob("*.py"), ROOT / "kiosk/core/technician.py"]
    call = r"(?:\.add|_tell|\.tell|_on_event)\(\s*\"([a-z-]+)\""
    for path in sources:
        for kind in re.findall(call, path.read_text(encoding="utf-8")):
            assert kind in known, f"{path.name}: {kind}"


def test_values_are_said_in_words() -> None:
    vietnamese = Language.VIETNAMESE
    lost = {"device": "camera", "problem": "device-absent"}
    assert catalogue.log_text("device-lost", lost, vietnamese) == (
        "Máy quay không dùng được: không thấy thiết bị, có thể đã bị rút dây."
    )
    fields = {"fields": "camera, volume_percent"}
    assert catalogue.log_text("choice-changed", fields, vietnamese) == (
        "Đã đổi cài đặt: máy quay, âm lượng."
    )
    clock = {"side": "behind", "days": "366", "time": "0:12"}
    assert catalogue.log_text("clock-wrong", clock, vietnamese) == (
        "Đồng hồ máy chạy chậm 366 ngày 0:12 (giờ:phút) so với máy chủ."
    )
    quick = {"check": "computer.disk", "state": "failed"}
    assert "Ổ đĩa còn trống" in catalogue.log_text("quick-failed", quick, vietnamese)


@pytest.mark.parametrize("code", list(Code))
def test_every_problem_has_a_word(code: Code) -> None:
    assert f"problem-{code.value}" in catalogue.everything().word


def test_every_state_and_choice_has_a_word() -> None:
    words = catalogue.everything().word
    assert {f"state-{state.value}" for state in State} <= words.keys()
    assert {f"fields-{name}" for name in Choices.__struct_fields__} <= words.keys()


def test_a_newer_kiosks_events_are_named() -> None:
    assert catalogue.log_text("vote-opened", {}, Language.ENGLISH) == "vote-opened"

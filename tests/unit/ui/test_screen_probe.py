"""The probe as the runner starts it, without a screen, with Qt's own, and with a real X server."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize

from kiosk.base import config
from kiosk.base.config import Language, Settings
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Finding, Group, Request, State
from kiosk.diagnostics.runner import RunHandlers, Runner
from kiosk.ui.screen_probe import has_display, size_check, touch_check
from tests.screen import Screen

SCREEN_CHECKS = {"screen.size", "screen.touch", "screen.graphics"}


def run_probe(settings: Settings | None = None) -> dict[str, Check]:
    """The real process, in the environment as it is."""
    told: list[Finding] = []

    async def begin(_group: Group) -> None:
        """Nothing to wait for."""

    handlers = RunHandlers(begin, lambda _group, one: told.append(one), lambda _group: None)
    runner = Runner(lambda group: Request(group, settings or Settings()), handlers)
    asyncio.run(asyncio.wait_for(runner.run([Group.SCREEN]), 60))
    return {one.id: one for one in told if isinstance(one, Check)}


def test_without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    found = run_probe()
    assert set(found) == SCREEN_CHECKS
    assert {check.state for check in found.values()} == {State.NOT_APPLICABLE}
    assert catalogue.value_text(found["screen.size"], Language.ENGLISH) == "no screen is found"


def test_an_x_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":65432")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert run_probe()["screen.touch"].state is State.NOT_APPLICABLE


def test_on_qts_own_screen() -> None:
    found = run_probe()
    assert set(found) == SCREEN_CHECKS
    assert found["screen.graphics"].value == "software"
    assert found["screen.size"].fault == "screen-small"  # offscreen has 800 x 800
    for check in found.values():
        advice = catalogue.advice(check, Language.VIETNAMESE)
        assert bool(advice) == bool(check.fault)
        assert "?" not in advice


@pytest.fixture
def x_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A 1920 x 1080 screen without a graphics card."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb")
    with Screen(1920, 1080) as screen:
        for name, value in screen.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)
        yield


@pytest.mark.system
@pytest.mark.usefixtures("x_server")
def test_on_a_real_x_server() -> None:
    found = run_probe(config.parse("[screen]\nwidth_mm = 527\n"))
    assert found["screen.size"].value == "1920 × 1080, 527 mm"
    assert found["screen.size"].state is State.OK
    assert found["screen.touch"].fault == "screen-touch-absent"
    assert found["screen.graphics"].value in ("software", "gpu")


def test_whom_qt_would_find() -> None:
    assert has_display("win32", {})
    assert has_display("linux", {"QT_QPA_PLATFORM": "offscreen"})
    assert has_display("linux", {"QT_QPA_PLATFORM": "vnc:size=1280x800"})
    assert has_display("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert has_display("linux", {"DISPLAY": "thin-client:0"})
    assert not has_display("linux", {})
    assert not has_display("linux", {"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"})


FULL_HD = QSize(1920, 1080)


def test_size() -> None:
    assert size_check(FULL_HD, 527.0, Settings(), "HDMI-1").value == "1920 × 1080, 527 mm"
    assert size_check(QSize(1080, 1920), 296.0, Settings(), "").state is State.OK
    for width_mm in (0.0, 16.0, 9000.0):
        check = size_check(FULL_HD, width_mm, Settings(), "HDMI-1")
        assert check.fault == "screen-size-unknown"
        assert "screen.width_mm" in catalogue.advice(check, Language.VIETNAMESE)
    told = config.parse("[screen]\nwidth_mm = 600\n")
    assert size_check(FULL_HD, 0.0, told, "").state is State.OK
    small = size_check(QSize(1024, 768), 300.0, Settings(), "VGA-1")
    assert small.fault == "screen-small"
    assert "1280 × 720" in catalogue.advice(small, Language.ENGLISH)


def test_touch() -> None:
    assert touch_check([]).fault == "screen-touch-absent"
    found = touch_check(["ILITEK ILITEK-TP " + "x" * 100, "second"])
    assert found.state is State.OK
    assert len(str(found.value)) == 60


def test_what_the_person_says_of_the_touch_test() -> None:
    assert catalogue.answered("screen.touch_test", good=True).state is State.OK
    assert catalogue.answered("screen.touch_test", good=False).fault == "screen-touch-test"

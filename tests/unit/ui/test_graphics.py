from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.base.config import Graphics
from kiosk.ui import graphics


@pytest.mark.parametrize(
    ("name", "software"),
    [
        ("llvmpipe (LLVM 15.0.6, 256 bits)", True),
        ("softpipe", True),
        ("SVGA3D; build: RELEASE;", True),
        ("Google SwiftShader", True),
        ("Microsoft Basic Display Adapter", True),
        ("", True),
        ("Mesa Intel(R) UHD Graphics 600 (GLK 2)", False),
        ("AMD Radeon Graphics (radeonsi, raven)", False),
        ("Intel(R) UHD Graphics 630", False),
    ],
)
def test_which_names_are_a_processor(name: str, software: bool) -> None:
    assert graphics.is_software(name) is software


@pytest.mark.parametrize("setting", [Graphics.GPU, Graphics.SOFTWARE])
def test_a_setting_is_not_questioned(setting: Graphics) -> None:
    asked: list[str] = []
    choice = graphics.decide(setting, has_device=False, renderer=lambda: str(asked.append("asked")))
    assert choice is setting
    assert asked == []


def test_without_a_device_nothing_is_probed() -> None:
    asked: list[str] = []
    choice = graphics.decide(
        Graphics.AUTO, has_device=False, renderer=lambda: str(asked.append("asked"))
    )
    assert choice is Graphics.SOFTWARE
    assert asked == []


def test_with_a_device_the_renderer_decides() -> None:
    gpu = graphics.decide(Graphics.AUTO, has_device=True, renderer=lambda: "Mesa Intel(R) HD")
    none = graphics.decide(Graphics.AUTO, has_device=True, renderer=lambda: "llvmpipe")
    assert (gpu, none) == (Graphics.GPU, Graphics.SOFTWARE)


def test_render_node(tmp_path: Path) -> None:
    assert not graphics._has_render_node(tmp_path / "absent")
    (tmp_path / "card0").touch()
    assert not graphics._has_render_node(tmp_path)
    (tmp_path / "renderD128").touch()
    assert graphics._has_render_node(tmp_path)


def test_no_opengl_is_no_renderer(qapp: object) -> None:
    assert graphics._opengl_renderer() == ""  # the offscreen platform has none


# Other tests of this process have drawn windows already; a program chooses before its first one.
@pytest.mark.qt_log_ignore("Scenegraph already initialized")
def test_the_environment_can_say_software(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QUICK_BACKEND", "software")
    assert graphics.choose(Graphics.GPU) is Graphics.SOFTWARE

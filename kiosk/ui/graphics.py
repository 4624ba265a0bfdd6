"""Whether a graphics card draws the screen, decided once before the first window.

An OpenGL that a processor imitates (llvmpipe) costs ten times what Qt's own software drawing does
(docs/performance.md), so it counts as no card.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from kiosk.base.config import Graphics

log = logging.getLogger(__name__)

_SOFTWARE_RENDERERS = (
    "llvmpipe",
    "softpipe",
    "swrast",
    "swiftshader",
    "svga3d",  # VMware's, without 3D acceleration on the host
    "microsoft basic",  # Windows without a driver for its card
    "hyper-v video",
    "remote display",
)
_GL_RENDERER = 0x1F01
"""GL_RENDERER of the OpenGL registry."""


def is_software(renderer: str) -> bool:
    """Whether a renderer or adapter of this name is the processor in disguise; empty: none."""
    name = renderer.lower()
    return not name or any(word in name for word in _SOFTWARE_RENDERERS)


def decide(setting: Graphics, *, has_device: bool, renderer: Callable[[], str]) -> Graphics:
    """Who draws: `gpu` or `software`. Asks for the renderer's name only when that matters."""
    if setting is not Graphics.AUTO:
        return setting
    if not has_device or is_software(renderer()):
        return Graphics.SOFTWARE
    return Graphics.GPU


def choose(setting: Graphics) -> Graphics:
    """Decide and set Qt up for it. Call after the application object, before the first window.

    `QT_QUICK_BACKEND=software` in the environment counts as the setting `software`.
    """
    if os.environ.get("QT_QUICK_BACKEND") == "software":
        setting = Graphics.SOFTWARE
    if sys.platform == "win32":
        choice = decide(setting, has_device=True, renderer=_windows_adapter)
    else:
        choice = decide(setting, has_device=_has_render_node(), renderer=_opengl_renderer)
    if choice is Graphics.SOFTWARE:
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    log.info("graphics: %s", choice.value)
    return choice


def _has_render_node(folder: Path = Path("/dev/dri")) -> bool:
    """Whether the kernel offers a card that can draw."""
    return any(folder.glob("renderD*"))


def _opengl_renderer() -> str:
    """The OpenGL renderer's name, empty when there is no OpenGL."""
    surface = QOffscreenSurface()
    surface.create()
    context = QOpenGLContext()
    if not context.create() or not context.makeCurrent(surface):
        return ""
    try:
        return str(context.functions().glGetString(_GL_RENDERER))
    finally:
        context.doneCurrent()


def _windows_adapter() -> str:
    """Name of the display adapter that carries the desktop, empty when there is none."""
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    class DisplayDevice(ctypes.Structure):
        """DISPLAY_DEVICEW of wingdi.h."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("DeviceName", wintypes.WCHAR * 32),
            ("DeviceString", wintypes.WCHAR * 128),
            ("StateFlags", wintypes.DWORD),
            ("DeviceID", wintypes.WCHAR * 128),
            ("DeviceKey", wintypes.WCHAR * 128),
        )

    primary = 0x4  # DISPLAY_DEVICE_PRIMARY_DEVICE
    device = DisplayDevice()
    device.cb = ctypes.sizeof(device)
    number = 0
    while ctypes.windll.user32.EnumDisplayDevicesW(None, number, ctypes.byref(device), 0):
        if device.StateFlags & primary:
            return str(device.DeviceString)
        number += 1
    return ""

"""Which versions run here: for a report, and for whoever is told of a fault on the telephone."""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import sys
from importlib import metadata
from pathlib import Path

from kiosk import __version__

_PACKAGES = {
    "qt": "PySide6-Essentials",
    "opencv": "opencv-python-headless",
    "webrtc": "wrtc",
    "echo": "livekit",
}


def versions() -> dict[str, str]:
    """Name and version, the kiosk's own first. Imports none of the libraries."""
    found = {"kiosk": __version__, "python": platform.python_version()}
    found |= {name: _of_package(package) for name, package in _PACKAGES.items()}
    return found | {"portaudio": _portaudio(), "system": system_name()}


def system_name() -> str:
    """For example `Debian GNU/Linux 12 (bookworm), 6.1.0-18-amd64, x86_64`."""
    parts = [platform.release(), platform.machine()]
    if sys.platform == "linux":
        try:
            parts.insert(0, platform.freedesktop_os_release()["PRETTY_NAME"])
        except (OSError, KeyError):
            parts.insert(0, "Linux")
    else:
        parts.insert(0, f"{platform.system()} {platform.version()}")
    return ", ".join(parts)


def _of_package(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"


def _portaudio() -> str:
    """`Pa_GetVersionText` may be called before anything is opened (portaudio.h)."""
    name = ctypes.util.find_library("portaudio") or _bundled_portaudio()
    try:
        library = ctypes.CDLL(name) if name else None
        if library is None:
            return "?"
        library.Pa_GetVersionText.restype = ctypes.c_char_p
        text: bytes = library.Pa_GetVersionText()
    except (OSError, AttributeError):
        return "?"
    return text.decode("ascii", "replace").partition(",")[0].removeprefix("PortAudio ")


def _bundled_portaudio() -> str:
    """The one that sounddevice brings along on Windows."""
    try:
        files = metadata.files("sounddevice") or []
    except metadata.PackageNotFoundError:
        return ""
    for file in files:
        if file.name == "libportaudio64bit.dll":
            return str(Path(str(file.locate())))
    return ""

"""Where the QML lies."""

from __future__ import annotations

from pathlib import Path

QML = Path(__file__).resolve().parent / "qml"

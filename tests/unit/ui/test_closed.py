"""No file of the screen knows a way out of it: looked at as text, every QML file and every module.

docs/lockdown.md says what each of these would open.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.base.paths import ROOT
from kiosk.ui.paths import QML

QML_FILES = sorted(QML.rglob("*.qml"))
PYTHON_FILES = sorted((ROOT / "kiosk").rglob("*.py"))
IMPORTS = {
    "QtQml", "QtQuick", "QtQuick.Layouts", "QtQuick.Window", "QtMultimedia",
    "Kiosk", "Kiosk.Models", "Kiosk.Native", "Kiosk.Video",
}  # fmt: skip
"""No dialogs, no Controls (whose text fields bring context menus), no web, no Qt.labs."""
WAYS_OUT = {
    "a browser or a file manager": r"openUrlExternally",
    "the program's end": r"Qt\s*\.\s*(quit|exit)\b",
    "a file dialog": r"\b(File|Folder|Font|Color)Dialog\b",
    "another window": r"(?<![.\w])(Window|ApplicationWindow|Popup|Menu|ContextMenu)\s*\{",
    "what is dropped": r"\bDropArea\b|\bDrag\s*\.",
    "keys": r"\bShortcut\s*\{|\bKeys\s*\.",
    "a server": r"\bXMLHttpRequest\b|\bWebSocket\b",
    "code from a text": r"\beval\s*\(|createQmlObject|new\s+Function\b",
    "markup": r"\b(RichText|StyledText|MarkdownText|AutoText|onLinkActivated|onLinkHovered)\b",
    "selected text": r"\b(selectByMouse|selectByKeyboard|persistentSelection)\b",
}
TEXT_TYPES = re.compile(r"(?<![.\w])(Text|TextEdit|TextInput|TextField|TextArea|Label)\s*\{")
ONLY_WORDS = "Kiosk/Words.qml"
LISTENS = "Kiosk/RealKeys.qml"
"""On the pages where a technician types: the one file that may listen to keys."""
PYTHON_WAYS_OUT = {
    "a browser": r"\bQDesktopServices\b|\bimport webbrowser\b|\bwebbrowser\.",
    "a program of the desktop": r"\bxdg-open\b|\bos\.startfile\b|\bgio open\b",
    "a dialog": r"\bQ(File|Message|Input|Color|Font|Print)Dialog\b|\bQMessageBox\b|\bQtWidgets\b",
    "the clipboard": r"\bclipboard\(",
    "a shell": r"shell\s*=\s*True|\bos\.(system|popen)\b",
    "the debugger of QML": r"QQmlDebuggingEnabler|qmljsdebugger",
}


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", re.sub(r"(?<!:)//[^\n]*", "", text), flags=re.S)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_files_to_look_at() -> None:
    assert len(QML_FILES) > 50
    assert len(PYTHON_FILES) > 150


@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_view_has(way: str) -> None:
    pattern = re.compile(WAYS_OUT[way])
    found = [
        f"{name(path)}: {match[0]}"
        for path in QML_FILES
        if not (way == "keys" and path.as_posix().endswith(LISTENS))
        for match in pattern.finditer(without_comments(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize("way", PYTHON_WAYS_OUT)
def test_no_module_has(way: str) -> None:
    pattern = re.compile(PYTHON_WAYS_OUT[way])
    found = [
        f"{name(path)}: {match[0]}"
        for path in PYTHON_FILES
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_views_import_what_has_no_dialogs_menus_or_web() -> None:
    found = {
        match[1]
        for path in QML_FILES
        for match in re.finditer(
            r"^import\s+([A-Z][\w.]*)", path.read_text(encoding="utf-8"), flags=re.M
        )
    }
    assert found <= IMPORTS


def test_every_text_is_plain() -> None:
    """Names and titles are strangers': `Words` shows them as they are, links and markup too."""
    bare = [
        f"{name(path)}: {match[1]}"
        for path in QML_FILES
        if not path.as_posix().endswith(ONLY_WORDS)
        for match in TEXT_TYPES.finditer(without_comments(path.read_text(encoding="utf-8")))
    ]
    assert bare == []
    words = (QML / ONLY_WORDS).read_text(encoding="utf-8")
    assert re.findall(r"textFormat:\s*([\w.]+)", words) == ["Text.PlainText"]


def test_the_debugger_of_qml_cannot_be_reached_from_the_command_line() -> None:
    """Qt reads `-qmljsdebugger` and its kin from the arguments that the application is given."""
    made = [
        match[1]
        for path in PYTHON_FILES
        for match in re.finditer(r"QGuiApplication\((\w[^)]*)\)", path.read_text(encoding="utf-8"))
    ]
    assert made
    assert set(made) == {"sys.argv[:1]"}

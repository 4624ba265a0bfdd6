"""Which files of Qt are packed."""

from __future__ import annotations

from pathlib import Path

import PySide6
import pytest

from installer.linux.pack import elf, qt, used
from tests.processes import ROOT

PACKAGE = Path(PySide6.__file__).parent


def test_modules_are_read_from_every_form_of_import(tmp_path):
    (tmp_path / "a.py").write_text(
        "from PySide6.QtCore import QObject\nimport PySide6.QtSvg\n"
        "def later():\n    from PySide6 import QtMultimedia, shiboken\n"
    )
    (tmp_path / "A.qml").write_text("import QtQuick\nimport QtQuick.Layouts 6.5\nimport Kiosk\n")
    assert used.python_modules(tmp_path) == {"QtCore", "QtSvg", "QtMultimedia"}
    assert used.qml_modules(tmp_path) == {"QtQuick", "QtQuick.Layouts"}


def test_what_a_kept_library_needs_is_kept_and_nothing_else(tmp_path):
    needs = {"a": ("b", "libc"), "b": ("c",), "c": ("a",), "unused": ("d",)}
    files = {name: tmp_path / name for name in (*needs, "d")}

    def ask(some):
        return {file: needs[file.name] for file in some}

    kept = elf.closure([files["a"]], files.get, ask)
    assert {file.name for file in kept} == {"a", "b", "c"}


@pytest.fixture(scope="module")
def main() -> set[str]:
    package = ROOT / "kiosk"
    wanted = qt.main_part(used.python_modules(package), used.qml_modules(package))
    return {str(file.relative_to(PACKAGE)) for file in qt.kept(PACKAGE, wanted)}


def test_everything_that_the_program_draws_with_is_packed(main):
    assert main > {
        "__init__.py",
        "QtQuick.abi3.so",
        "QtOpenGL.abi3.so",  # types of QtQuick are derived from its
        "Qt/lib/libQt6Quick.so.6",
        "Qt/qml/QtQuick/Layouts/qmldir",
        "Qt/qml/QtQml/WorkerScript/qmldir",
        "Qt/plugins/platforms/libqwayland.so",
        "Qt/plugins/multimedia/libffmpegmediaplugin.so",
    }
    names = {name.split(".so.")[0] for name in main}
    assert names > {"Qt/lib/libicudata", "Qt/lib/libavcodec", "libpyside6qml.abi3"}


def test_nothing_that_opens_files_pages_or_menus_of_a_desktop_is_packed(main):
    words = ("WebEngine", "Dialogs", "Widgets", "Controls", "gtk3", "portal", "ibus", "Designer")
    assert [name for name in main if any(word in name for word in words)] == []


def test_no_packed_library_of_qt_lacks_another_of_qt(main):
    libraries = [PACKAGE / name for name in main if elf.is_elf(PACKAGE / name)]
    needed = {name for names in elf.needs(libraries).values() for name in names}
    lost = {name for name in needed if name.startswith(("libQt6", "libpyside", "libicu", "libav"))}
    assert lost - {Path(name).name for name in main} == set()


def test_the_web_part_has_its_process_and_is_only_what_the_main_part_lacks(main):
    wanted = qt.main_part({"QtQuick"}, {"QtQuick"})
    web = qt.kept(PACKAGE, qt.web_part(wanted)) - qt.kept(PACKAGE, wanted)
    names = {str(file.relative_to(PACKAGE)) for file in web}
    assert {"Qt/libexec/QtWebEngineProcess", "Qt/lib/libQt6WebEngineCore.so.6"} < names
    assert "Qt/lib/libQt6Quick.so.6" not in names


@pytest.mark.parametrize(
    ("modules", "qml"), [({"QtNoSuch"}, {"QtQuick"}), ({"QtQuick"}, {"QtNoSuch"})]
)
def test_what_this_qt_does_not_have_ends_the_build(modules, qml):
    with pytest.raises(SystemExit, match="QtNoSuch"):
        qt.kept(PACKAGE, qt.main_part(modules, qml))

"""Qt on no screen, with both languages compiled from the sources."""

from __future__ import annotations

import subprocess
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from kiosk.base.config import Language
from kiosk.model.frames import FrameStore
from kiosk.ui import translations

TOOLS = Path(sysconfig.get_path("scripts"))
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt or QML fails the test that brought it up."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with kiosk_{vi,en}.qm."""
    folder = tmp_path_factory.mktemp("translations")
    for source in translations.FOLDER.glob("kiosk_*.ts"):
        target = folder / f"{source.stem}.qm"
        command = [TOOLS / "pyside6-lrelease", "-silent", source, "-qm", target]
        subprocess.run(command, check=True)
    return folder


@pytest.fixture
def speak(qapp: QCoreApplication, compiled: Path) -> Iterator[Callable[[Language], None]]:
    """Switch the language for this test."""
    before = QLocale()

    def switch(language: Language) -> None:
        assert translations.install(qapp, language, compiled)

    yield switch
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def store() -> Iterator[FrameStore]:
    """Slots of this test's own."""
    with FrameStore.create() as made:
        yield made

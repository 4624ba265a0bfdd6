from __future__ import annotations

import re
import runpy
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator

from kiosk.base.config import Language
from kiosk.ui import translations

PLACEHOLDER = re.compile(r"%n|%\d|\{\w+\}")
UPDATE = SimpleNamespace(**runpy.run_path(str(translations.FOLDER / "update.py")))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed files, brought up to date with the sources as they are now."""
    folder = tmp_path_factory.mktemp("fresh")
    for source in translations.FOLDER.glob("*.ts"):
        shutil.copy(source, folder)
    UPDATE.find_texts(folder)
    return folder


def messages(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Context, source and translations (several for a number's forms)."""
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = translation.findall("numerusform") or [translation]
            texts = [form.text or "" for form in forms]
            yield context.findtext("name") or "", message.findtext("source") or "", texts


@pytest.mark.parametrize("language", list(Language))
def test_no_text_is_without_translation(fresh: Path, language: Language) -> None:
    path = fresh / f"kiosk_{language.value}.ts"
    assert UPDATE.unfinished(path) == [], "run: python assets/translations/update.py"


@pytest.mark.parametrize("language", list(Language))
def test_no_translation_is_left_over(fresh: Path, language: Language) -> None:
    name = f"kiosk_{language.value}.ts"
    committed = {message[:2] for message in messages(translations.FOLDER / name)}
    assert committed == {message[:2] for message in messages(fresh / name)}


@pytest.mark.parametrize("language", list(Language))
def test_placeholders_agree(fresh: Path, language: Language) -> None:
    for context, source, texts in messages(fresh / f"kiosk_{language.value}.ts"):
        wanted = sorted(PLACEHOLDER.findall(source))
        for text in texts:
            found = sorted(PLACEHOLDER.findall(text))
            # "1 minute" may leave its number out.
            assert found == wanted or (
                len(texts) > 1 and found == [p for p in wanted if p != "%n"]
            ), f"{context}: {source!r} -> {text!r}"


def test_vietnamese_is_vietnamese(fresh: Path) -> None:
    same = {
        source
        for _, source, texts in messages(fresh / "kiosk_vi.ts")
        if source in texts and PLACEHOLDER.sub("", source).strip(" :.,·–()/")
    }
    assert same == set()


def test_install_speaks_vietnamese(qapp: QCoreApplication, speak: object) -> None:
    assert callable(speak)
    speak(Language.VIETNAMESE)
    assert QCoreApplication.translate("Words", "Camera") == "Máy quay"
    assert QLocale().language() == QLocale.Language.Vietnamese


def test_a_missing_file_is_told_and_survived(
    qapp: QCoreApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = QLocale()
    try:
        assert not translations.install(qapp, Language.VIETNAMESE, tmp_path)
    finally:
        QLocale.setDefault(before)
    assert "pyside6-lrelease" in caplog.text
    assert "kiosk_vi.qm" in caplog.text
    assert QCoreApplication.translate("Words", "Camera") == "Camera"


def test_the_other_language_takes_the_place_of_the_first(
    qapp: QCoreApplication, speak: Callable[[Language], None]
) -> None:
    for _ in range(3):
        speak(Language.VIETNAMESE)
        assert QCoreApplication.translate("Words", "Camera") == "Máy quay"
        speak(Language.ENGLISH)
        assert QCoreApplication.translate("Words", "Camera") == "Camera"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(qapp.findChildren(QTranslator, "kiosk")) == 1

"""Loads the screen's language. The installer compiles the files (docs/translations.md)."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from kiosk.base.config import Language
from kiosk.base.paths import ASSETS

log = logging.getLogger(__name__)

FOLDER = ASSETS / "translations"
_NAME = "kiosk"
_COUNTRIES = {
    Language.VIETNAMESE: QLocale.Country.Vietnam,
    Language.ENGLISH: QLocale.Country.UnitedKingdom,  # day before month, 24-hour clock
}
_LANGUAGES = {
    Language.VIETNAMESE: QLocale.Language.Vietnamese,
    Language.ENGLISH: QLocale.Language.English,
}


def install(app: QCoreApplication, language: Language, folder: Path = FOLDER) -> bool:
    """Speak this language from now on. False, with a log line, when its file is missing.

    Call after the application object and before the first text, or later: then whoever shows texts
    must ask for them again. Without the file the screen shows the English source texts, or stays
    in the language before: poor, but it runs.
    """
    QLocale.setDefault(QLocale(_LANGUAGES[language], _COUNTRIES[language]))
    path = folder / f"kiosk_{language.value}.qm"
    translator = QTranslator(app)
    if not translator.load(str(path)):
        log.error(
            "%s: cannot be loaded, the screen stays in English; compile it: pyside6-lrelease %s",
            path,
            path.with_suffix(".ts"),
        )
        translator.deleteLater()
        return False
    for before in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(before)
        before.deleteLater()
    translator.setObjectName(_NAME)
    app.installTranslator(translator)
    return True

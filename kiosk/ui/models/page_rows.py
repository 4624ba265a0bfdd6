"""The table of pages as QML makes the window from it."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from kiosk.ui.pages import Built, Page

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PageRow(QObject):
    """A `Page`."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    @Property(str, constant=True)
    def name(self) -> str:
        """What it is opened by."""
        return self._page.name

    @Property(str, constant=True)
    def view(self) -> str:
        """Its file, as seen from the window's root."""
        return self._page.view

    @Property(bool, constant=True)
    def atOnce(self) -> bool:
        """It is built with the window."""
        return self._page.built is Built.AT_ONCE

    @Property(bool, constant=True)
    def ahead(self) -> bool:
        """It is built after the first frame."""
        return self._page.built is Built.AFTER_THE_FIRST_FRAME

"""The real QML with made-up data, drawn by the processor on no display."""

from __future__ import annotations

import math
import os
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    QSize,
    Qt,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QSignalSpy, QTest

from kiosk.base.config import Language, Settings
from kiosk.model.frames import FrameStore
from kiosk.ui import translations
from kiosk.ui.buttons import walk
from kiosk.ui.roles.point import PointWindow
from kiosk.ui.samples.ports import SampleSession
from kiosk.ui.samples.screens import FIRST, SETTINGS, open_first, open_sample, set_scene
from kiosk.ui.window import Given

HARMLESS = (
    "This plugin does not support",  # offscreen has no window activation
    "Unable to open default EGL display",
)


@dataclass(frozen=True)
class Panel:
    """A screen: pixels and diagonal."""

    width: int
    height: int
    inches: float
    distance_cm: int = 60

    @property
    def px_per_mm(self) -> float:
        return math.hypot(self.width, self.height) / (self.inches * 25.4)

    def __str__(self) -> str:
        far = "" if self.distance_cm == 60 else f"-{self.distance_cm}cm"
        return f"{self.width}x{self.height}-{self.inches}in{far}"


@pytest.fixture
def application(qapp: QGuiApplication) -> QGuiApplication:
    """The one of pytest-qt, shared with all other tests."""
    return qapp


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both languages, compiled from the files as they are."""
    folder = tmp_path_factory.mktemp("translations")
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    for language in Language:
        source = translations.FOLDER / f"kiosk_{language.value}.ts"
        command = [tool, source, "-qm", folder / f"kiosk_{language.value}.qm"]
        subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
def messages() -> Iterator[list[str]]:
    """What Qt and QML complain of; anything at all fails the test."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not text.startswith(HARMLESS):
            heard.append(text)

    before = qInstallMessageHandler(hear)
    yield heard
    qInstallMessageHandler(before)
    assert not heard


def until(condition: Callable[[], bool], patience_s: float = 20.0) -> bool:
    """Let Qt work until the condition holds; False when it never does. For busy machines."""
    end_s = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > end_s:
            return False
        QTest.qWait(5)
    return True


def settle(view: QQuickView, frames: int = 3, patience_s: float = 5.0) -> None:
    """Let the layout come to rest: so many frames, one after the other, that move nothing.

    What moves for ever is left alone after the patience.
    """
    swapped = QSignalSpy(view.frameSwapped)
    end_s = time.monotonic() + patience_s
    before, still = None, 0
    while still < frames and time.monotonic() < end_s:
        count = swapped.count()
        view.update()
        until(lambda seen=count: swapped.count() > seen)  # type: ignore[misc]
        now = [
            (item.mapToScene(QPointF()), item.width(), item.height())
            for item in walk(view.rootObject())
        ]
        before, still = now, still + 1 if now == before else 0


LEFT = Qt.MouseButton.LeftButton


def press(view: QQuickView, at: QPoint, at_ms: int = 0) -> None:
    """The button goes down; the event says that it was at `at_ms`, 0: now.

    `QTest.mouseClick` makes up its events' times, and when a finger pressed is what counts.
    """
    _send(view, QEvent.Type.MouseButtonPress, at, LEFT, at_ms)


def release(view: QQuickView, at: QPoint, at_ms: int = 0) -> None:
    """The button goes up."""
    _send(view, QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.NoButton, at_ms)


def tap(view: QQuickView, at: QPoint, at_ms: int = 0) -> None:
    """Press and release."""
    press(view, at, at_ms)
    release(view, at, at_ms)


def now_ms() -> int:
    """What an event says that happens now."""
    return time.monotonic_ns() // 1_000_000


def _send(
    view: QQuickView, kind: QEvent.Type, at: QPoint, down: Qt.MouseButton, at_ms: int
) -> None:
    where = QPointF(at)
    event = QMouseEvent(
        kind, where, view.mapToGlobal(where), LEFT, down, Qt.KeyboardModifier.NoModifier
    )
    event.setTimestamp(at_ms or now_ms())
    QCoreApplication.sendEvent(view, event)


@dataclass
class Shown:
    """A screen on the display."""

    window: PointWindow
    session: SampleSession

    def picture(self) -> QImage:
        return self.window.view.grabWindow()


Show = Callable[..., Shown]


@pytest.fixture
def show(application: QGuiApplication, compiled: Path, messages: list[str]) -> Iterator[Show]:
    """Show a sample: `show("home-ready", Panel(...), Language.VIETNAMESE)`."""
    stores: list[FrameStore] = []
    windows: list[PointWindow] = []

    def open_it(
        name: str,
        panel: Panel,
        language: Language = Language.VIETNAMESE,
        settings: Settings = SETTINGS,
    ) -> Shown:
        assert translations.install(application, language, compiled)
        stores.append(FrameStore.create())
        settings = msgspec.structs.replace(
            settings,
            screen=msgspec.structs.replace(
                settings.screen,
                language=language,
                viewing_distance_cm=panel.distance_cm,
            ),
        )

        def speak(language: Language) -> None:
            translations.install(application, language, compiled)

        session = None
        if name in FIRST:
            window = open_first(name, Given(settings, px_per_mm=panel.px_per_mm, speak=speak))
        else:
            window, session = open_sample(name, stores[-1], settings, panel.px_per_mm, speak=speak)
        windows.append(window)
        window.show(QSize(panel.width, panel.height))
        settle(window.view, frames=1)
        set_scene(name, window)
        settle(window.view)
        return Shown(window, session)

    yield open_it
    for window in windows:
        window.close()
    QTest.qWait(10)
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()
    for store in stores:
        store.close()

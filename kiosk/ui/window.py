"""What the window of every role has: view, sizes, fonts, language, and what happened when.

A role (`kiosk.ui.roles`) brings its root model and its table of pages.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine, QQmlError
from PySide6.QtQuick import QQuickView

from kiosk.base.config import Language, Settings
from kiosk.base.ending import RESTART_STATUS
from kiosk.settings.state import ChoicesState
from kiosk.ui import monitor, translations
from kiosk.ui.buttons import ButtonFinder
from kiosk.ui.fonts import load_fonts
from kiosk.ui.icons import PROVIDER, IconProvider
from kiosk.ui.models.metrics import Metrics
from kiosk.ui.models.taps import TapGuard
from kiosk.ui.monitor import FullScreen
from kiosk.ui.paths import QML
from kiosk.ui.qr import PROVIDER as QR_PROVIDER
from kiosk.ui.qr import QrProvider
from kiosk.ui.view import KioskView

log = logging.getLogger(__name__)

_ONLY_IN_QML = (TapGuard,)
"""Types that QML makes itself; importing them is what makes them known to it."""
_HAND_OVER = b"""
import QtQml
import Kiosk
import Kiosk.Models
QtObject {
    required property Metrics metrics
    Component.onCompleted: Theme.metrics = metrics
}
"""


class Moments(Protocol):
    """Hears what happened on the screen."""

    def __call__(self, name: str, **data: object) -> None:
        """`name` happened now."""


def silent(name: str, **data: object) -> None:
    """For whoever does not measure."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a window is told by whoever opens it."""

    settings: Settings
    moment: Moments = silent
    announce: tuple[str, ...] = ()
    """Accessible names of controls whose position is told by the moment `button`."""
    px_per_mm: float = 0.0
    """The panel's density where the monitor is not to be asked; 0: ask it."""
    speak: Callable[[Language], object] | None = None
    """Installs a language; None: the program's own."""
    has_monitor: Callable[[bool], object] = bool
    """Told whether anybody can see the window, when that changes."""


class RootModel(Protocol):
    """What QML calls `app`: a role's own, a `QObject`."""

    def start(self) -> None:
        """Subscribe to everything; once."""

    def retranslate(self, language: Language) -> None:
        """The language has changed: say everything again."""


class RoleWindow(QObject):
    """Owns the view and all that QML sees. `show` it; `close` it before the application ends.

    Make it on the GUI thread, after the language was installed.
    """

    def __init__(self, root: RootModel, root_view: str, given: Given) -> None:
        """`root_view`: the QML file below `qml/views` that takes `root` as its `app`."""
        super().__init__()
        application = QCoreApplication.instance()
        assert application is not None, "the application object comes first"
        load_fonts()
        self._root = root
        self._given = given
        self._screen = given.settings.screen
        self._speak = given.speak or partial(translations.install, application)
        self._drawn = False
        self.view = KioskView()
        # The engine's child, because Theme reads it until the engine is gone.
        self.metrics = Metrics(self.view.engine())
        self.buttons = ButtonFinder(self.view, given.announce, given.moment)
        self._load(root_view)
        view = self.view
        self._place = FullScreen(view, self._fit, given.has_monitor)
        view.widthChanged.connect(self._fit)
        view.heightChanged.connect(self._fit)
        view.screenChanged.connect(self._fit)
        # Queued: a direct slot runs on the render thread, which must never wait for Python.
        view.frameSwapped.connect(self._on_frame, Qt.ConnectionType.QueuedConnection)

    def _load(self, root_view: str) -> None:
        view, engine = self.view, self.view.engine()
        engine.warnings.connect(_log_warnings)
        engine.addImportPath(str(QML))
        engine.addImageProvider(PROVIDER, IconProvider())
        engine.addImageProvider(QR_PROVIDER, QrProvider())
        _set_metrics(engine, self.metrics)
        view.setTitle(self._given.settings.point.name)
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.setInitialProperties({"app": self._root})
        view.setSource(QUrl.fromLocalFile(str(QML / "views" / root_view)))
        if view.errors():
            raise RuntimeError(view.errors()[0].toString())
        problem = view.rootObject().property("problem")
        if problem:
            raise RuntimeError(problem)

    def look(self, choices: ChoicesState) -> None:
        """Look and language are chosen anew: at once, everywhere."""
        before, self._screen = self._screen, choices.screen
        if self._screen.language is not before.language:
            self._speak(self._screen.language)
            self.view.engine().retranslate()
            self._root.retranslate(self._screen.language)
        self._fit()

    def restart(self) -> None:
        """End the program, so that it is started anew."""
        log.info("restarting, as the technician asked")
        QCoreApplication.exit(RESTART_STATUS)

    def show(self, size: QSize | None = None) -> None:
        """Fill the monitor as soon as there is one, locked, or be a window of this size, which can
        be closed.
        """
        if size is None and self._given.settings.screen.fullscreen:
            self.view.lock.shut()
            self._place.begin()
        else:
            self.view.resize(size or QSize(1280, 720))
            self._fit()
            self.view.show()
        self._root.start()

    def close(self) -> None:
        """Take the window down, QML before the models that it reads (idempotent)."""
        self.view.lock.open()
        self._place.end()
        self.view.hide()
        self.view.setSource(QUrl())
        # Loaders only mark their screens for deletion: they must not outlive the models either.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.view.deleteLater()

    def _fit(self) -> None:
        view = self.view
        width_mm = view.width() / self._density()
        look = self._screen
        self.metrics.fit(
            view.width(),
            view.height(),
            width_mm,
            look.viewing_distance_cm,
            look.scale_percent,
        )

    def _density(self) -> float:
        """Logical pixels in a millimetre of the screen."""
        if self._given.px_per_mm > 0:
            return self._given.px_per_mm
        screen = self.view.screen()
        if screen is None or screen.geometry().width() <= 0:  # until there is a monitor
            return Metrics().panel.px_per_mm
        width_mm = self._given.settings.screen.width_mm or monitor.width_mm(screen)
        if round(width_mm) not in monitor.PLAUSIBLE_MM:
            width_mm = Metrics().panel.width_mm
        return screen.geometry().width() / width_mm

    def on_frame(self) -> None:
        """A frame is on the screen; for a role to tell its moments by."""

    def _on_frame(self) -> None:
        if not self._drawn:
            self._drawn = True
            self.view.rootObject().setProperty("drawn", True)
        self.on_frame()
        self.buttons.on_frame()


def _set_metrics(engine: QQmlEngine, metrics: Metrics) -> None:
    """Hand the sizes to the `Theme` singleton before any view is made.

    Through a component, because `QQmlEngine.singletonInstance` waits for the type loader's thread
    with the interpreter lock held, and that thread needs the lock for Python's types: a deadlock
    (PySide6 6.11.3; can go when that call gives the lock up).
    """
    component = QQmlComponent(engine)
    component.setData(_HAND_OVER, QUrl())
    done = component.createWithInitialProperties({"metrics": metrics})
    if done is None:
        raise RuntimeError(component.errorString())
    done.deleteLater()


def _log_warnings(warnings: list[QQmlError]) -> None:
    for warning in warnings:
        log.error("QML: %s", warning.toString())

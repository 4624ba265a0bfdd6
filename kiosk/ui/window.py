"""The window: puts models, tiles, fonts and QML together, and says what happened when.

Moments (`moment(name, **data)`): `home`, `press`, `picture`, `left`, each when a frame that shows
it was swapped (`press`: when it was accepted), and `button` with the position of a control.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine, QQmlError
from PySide6.QtQuick import QQuickView

from kiosk.base.config import Language, Settings
from kiosk.settings.state import ChoicesState
from kiosk.ui import translations
from kiosk.ui.buttons import ButtonFinder
from kiosk.ui.fonts import load_fonts
from kiosk.ui.icons import PROVIDER, IconProvider
from kiosk.ui.models.app import AppModel
from kiosk.ui.models.metrics import Metrics
from kiosk.ui.models.screens import Screen
from kiosk.ui.models.taps import TapGuard
from kiosk.ui.models.technician import RESTART_STATUS
from kiosk.ui.paths import QML
from kiosk.ui.ports import Ports
from kiosk.ui.qr import PROVIDER as QR_PROVIDER
from kiosk.ui.qr import QrProvider
from kiosk.ui.roles.point import PAGES
from kiosk.ui.tile import TilePump

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
_PLAUSIBLE_MM = range(100, 3001)
"""Monitors that do not know their width say 0, or the width of something else."""


class Moments(Protocol):
    """Hears what happened on the screen."""

    def __call__(self, name: str, **data: object) -> None:
        """`name` happened now."""


def silent(name: str, **data: object) -> None:
    """For whoever does not measure."""


class KioskWindow(QObject):
    """Owns the view and all that QML sees. `show` it; `close` it before the application ends."""

    def __init__(
        self,
        app: AppModel,
        pump: TilePump,
        settings: Settings,
        moment: Moments,
        announce: tuple[str, ...],
        px_per_mm: float,
        speak: Callable[[Language], object],
    ) -> None:
        super().__init__()
        self.app = app
        self.pump = pump
        self._settings = settings
        self._screen = settings.screen
        self._speak = speak
        self._moment = moment
        self._px_per_mm = px_per_mm
        self._drawn = False
        self._home_was_shown = False
        self._leaving = False
        self.view = QQuickView()
        # The engine's child, because Theme reads it until the engine is gone.
        self.metrics = Metrics(self.view.engine())
        self._buttons = ButtonFinder(self.view, announce, moment)
        self._load()
        self._connect()

    def _load(self) -> None:
        view, engine = self.view, self.view.engine()
        engine.warnings.connect(_log_warnings)
        engine.addImportPath(str(QML))
        engine.addImageProvider(PROVIDER, IconProvider())
        engine.addImageProvider(QR_PROVIDER, QrProvider())
        _set_metrics(engine, self.metrics)
        view.setTitle(self._settings.point.name)
        view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        view.setInitialProperties({"app": self.app})
        view.setSource(QUrl.fromLocalFile(str(QML / "views" / "Main.qml")))
        if view.errors():
            raise RuntimeError(view.errors()[0].toString())
        problem = view.rootObject().property("problem")
        if problem:
            raise RuntimeError(problem)

    def _connect(self) -> None:
        view = self.view
        view.widthChanged.connect(self._fit)
        view.heightChanged.connect(self._fit)
        view.screenChanged.connect(self._fit)
        # Queued: a direct slot runs on the render thread, which must never wait for Python.
        view.frameSwapped.connect(self._on_frame, Qt.ConnectionType.QueuedConnection)
        self.app.joined.connect(self._on_press)
        self.app.changed.connect(self._on_screen)
        for signal in (
            self.app.page_changed,
            self.app.home_model.changed,
            self.app.home_model.joinable_changed,
            self.app.meeting_model.changed,  # a switch's word says what pressing it would do
            self.app.meeting_model.gallery_changed,
            self.app.progress_model.waited,
        ):
            signal.connect(self._buttons.look_again)
        technician = self.app.technician_model
        if technician is not None:
            technician.choices_model.applied.connect(self._on_choices)
            technician.restart_wished.connect(self._restart)
            for model in (
                technician.gate_model,
                technician.choices_model,
                technician.diagnostics_model,
            ):
                model.changed.connect(self._buttons.look_again)

    def _on_choices(self, choices: ChoicesState) -> None:
        """Look and language are chosen anew: at once, everywhere."""
        before, self._screen = self._screen, choices.screen
        if self._screen.language is not before.language:
            self._speak(self._screen.language)
            self.view.engine().retranslate()
            self.app.retranslate(self._screen.language)
        self._fit()

    def _restart(self) -> None:
        log.info("restarting, as the technician asked")
        QCoreApplication.exit(RESTART_STATUS)

    def show(self, size: QSize | None = None) -> None:
        """Fill the screen, or be a window of this size."""
        if size is None and self._settings.screen.fullscreen:
            self.view.resize(self.view.screen().size())
            self._fit()
            self.view.showFullScreen()
        else:
            self.view.resize(size or QSize(1280, 720))
            self._fit()
            self.view.show()
        self.app.start()

    def close(self) -> None:
        """Take the window down, QML before the models that it reads (idempotent)."""
        self.pump.disarm()
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
        if self._px_per_mm > 0:
            return self._px_per_mm
        screen = self.view.screen()
        width_mm: float = self._settings.screen.width_mm or screen.physicalSize().width()
        if round(width_mm) not in _PLAUSIBLE_MM:
            width_mm = Metrics().panel.width_mm
        return screen.geometry().width() / width_mm

    def _on_press(self) -> None:
        self._moment("press")
        self.pump.arm(self._on_picture)

    def _on_picture(self) -> None:
        self._moment("picture")

    def _on_screen(self) -> None:
        if self.app.current is not Screen.HOME:
            self._leaving = True
        self._buttons.look_again()

    def _on_frame(self) -> None:
        if not self._drawn:
            self._drawn = True
            self.view.rootObject().setProperty("drawn", True)
        if self.app.current is Screen.HOME:
            if not self._home_was_shown:
                self._home_was_shown = True
                self._moment("home")
                self.view.rootObject().setProperty("warm", True)
            if self._leaving:
                self._leaving = False
                self.pump.disarm()
                self._moment("left")
        self._buttons.on_frame()


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


def build(
    ports: Ports,
    settings: Settings,
    *,
    gpu: bool,
    moment: Moments = silent,
    announce: tuple[str, ...] = (),
    px_per_mm: float = 0.0,
    speak: Callable[[Language], object] | None = None,
) -> KioskWindow:
    """Make the window; call on the GUI thread, after the language was installed.

    `announce`: accessible names of controls whose position is told by the moment `button`.
    `px_per_mm`: the panel's density where the monitor is not to be asked; 0: ask it.
    `speak` installs a language.
    """
    application = QCoreApplication.instance()
    assert application is not None, "the application object comes first"
    load_fonts()
    pump = TilePump(ports.frames, gpu=gpu)
    app = AppModel(ports, settings, pump, PAGES)
    speak = speak or partial(translations.install, application)
    return KioskWindow(app, pump, settings, moment, announce, px_per_mm, speak)

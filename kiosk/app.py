"""The UI process, put together: core thread, media process, window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.base import ending
from kiosk.base import log as logs
from kiosk.base.config import Graphics, Settings
from kiosk.base.hosts import needs_loopback
from kiosk.base.notify import Notifier
from kiosk.base.paths import is_open_to_others, runtime_dir, state_dir, wanted_state_dir
from kiosk.core.core import Core
from kiosk.core.moments import AgendaMoments, DiagnosticsMoments, SessionMoments, tell_moment
from kiosk.model.frames import FrameStore

if TYPE_CHECKING:
    from kiosk.ui.ports import Ports

log = logging.getLogger(__name__)


STEP_S = 90.0
"""What a step of the start may take on the slowest PC, cold, before a manager loses hope."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says beside the settings."""

    log_json: bool = False
    log_file: Path | None = None
    screen: str = ""
    """Show this screen alone, with made-up data."""
    settings_file: str = ""
    """For the technician's eyes."""
    first_start: bool = False
    """Nothing is configured: the only screen is the one that sets the point up."""
    announce: tuple[str, ...] = ()
    """Accessible names of controls whose position is logged."""


def run(
    settings: Settings,
    options: Options,
    notifier: Notifier | None = None,
    has_monitor: Callable[[bool], object] = bool,
) -> int:
    """Show the kiosk until it is told to end; the exit status. See `kiosk.starting`.

    `has_monitor` is told whether anybody can see it.
    """
    watcher = notifier or Notifier()
    if options.screen:
        with FrameStore.create() as store:
            return _run_sample(settings, options, store, watcher)
    return _run_whole(settings, options, watcher, has_monitor)


def _run_whole(
    settings: Settings,
    options: Options,
    notifier: Notifier,
    has_monitor: Callable[[bool], object],
) -> int:
    folder, runtime = state_dir(), runtime_dir()
    if folder != wanted_state_dir():
        log.error("the state folder %s cannot be used: %s stands in", wanted_state_dir(), folder)
    if is_open_to_others(folder):  # made by somebody else, so its rights are not ours to change
        log.warning("the state folder %s can be read by others: chmod 700", folder)
    # Alone: while it is imported Shiboken walks through all loaded modules, and ends the
    # process when another thread loads one meanwhile (6.11.3).
    import shiboken6  # noqa: F401

    if ending.is_wished():
        return 0
    notifier.status("loading", STEP_S)
    with FrameStore.create() as store:
        arguments = _worker_arguments(settings, options)
        # Before Qt is imported: the media process loads on another core meanwhile.
        core = Core(settings, store, folder, arguments, runtime, notifier)
        core.start()
        try:
            return _run_window(options, store, core, notifier, has_monitor)
        finally:
            core.stop()


def _worker_arguments(settings: Settings, options: Options) -> tuple[str, ...]:
    arguments: list[str] = []
    if needs_loopback(settings):
        arguments.append("--loopback")
    if settings.meeting.ca_file:
        arguments.append(f"--ca-file={settings.meeting.ca_file}")  # may begin with a dash
    if options.log_json:
        arguments.append("--log-json")
    arguments += ["--log-file", str(logs.file_of("media", options.log_file))]
    return tuple(arguments)


def _run_window(
    options: Options,
    store: FrameStore,
    core: Core,
    notifier: Notifier,
    has_monitor: Callable[[bool], object],
) -> int:
    from PySide6.QtGui import QGuiApplication

    from kiosk.ui import graphics, translations
    from kiosk.ui.announcer import PRESS
    from kiosk.ui.beat import Beat
    from kiosk.ui.loop import execute
    from kiosk.ui.models.newest import Newest
    from kiosk.ui.roles import first
    from kiosk.ui.roles.point import build
    from kiosk.ui.window import Given, RoleWindow

    if ending.is_wished():  # loading all this is the longest part of the start
        return 0
    notifier.status("making the screen", STEP_S)
    technician, settings = core.technician, core.chosen
    application = QGuiApplication(sys.argv[:1])
    graphics_choice = graphics.choose(settings.screen.graphics)
    tell_moment("graphics", detail=graphics_choice.value)
    translations.install(application, settings.screen.language)
    SessionMoments(core.session)
    AgendaMoments(core.agenda.subscribe)
    DiagnosticsMoments(technician.diagnostics.subscribe)

    def moment(name: str, **data: object) -> None:
        tell_moment(name, **data)
        if name == "home":
            technician.home_stands()

    def ready() -> None:
        notifier.ready()
        notifier.status("running")

    def tell_monitor(there: bool) -> None:
        has_monitor(there)
        core.nights.set_display(there)

    given = Given(settings, moment, options.announce, has_monitor=tell_monitor)
    window: RoleWindow
    if options.first_start:
        press = partial(core.session.play_sound, str(PRESS))
        window = first.build(technician.provision, technician.system, given, press)
    else:
        ports = _ports(core, store, options.settings_file)
        window = build(ports, given, gpu=graphics_choice is Graphics.GPU)
    window.show()
    nightly = Newest()
    nightly.arrived.connect(lambda _wished: window.restart("as every night"))
    core.nights.on_restart(partial(nightly.put, True))
    beat = Beat(ready, core.pulse.beat, notifier.feed_s)
    status = execute(application)
    notifier.stopping()
    for watch in (beat, nightly):
        watch.deleteLater()
    window.close()
    return status


def _ports(core: Core, store: FrameStore, settings_file: str) -> Ports:
    """What the screen may ask of the core."""
    from kiosk.ui.announcer import Announcer
    from kiosk.ui.models.about import this_machine
    from kiosk.ui.models.clock import Clock
    from kiosk.ui.ports import Ports, TechnicianPorts

    technician, screen = core.technician, core.chosen.screen
    return Ports(
        session=core.session,
        today=core.today,
        frames=store,
        announcer=Announcer(core.session, screen.language, screen.voice),
        clock=Clock(lunar=screen.lunar_date),
        rest=core.resting,
        technician=TechnicianPorts(
            technician.gate,
            technician.diagnostics,
            core.choices,
            technician.logbook,
            technician.system,
            technician.passwords,
            partial(this_machine, settings_file, str(state_dir())),
            technician.provision,
        ),
    )


def _run_sample(settings: Settings, options: Options, store: FrameStore, notifier: Notifier) -> int:
    from PySide6.QtGui import QGuiApplication

    from kiosk.ui import graphics, translations
    from kiosk.ui.beat import Beat
    from kiosk.ui.loop import execute
    from kiosk.ui.samples.screens import show_sample

    application = QGuiApplication(sys.argv[:1])
    graphics.choose(Graphics.SOFTWARE)  # the drawn people are painted tiles
    translations.install(application, settings.screen.language)
    window = show_sample(options.screen, settings, store)
    beat = Beat(notifier.ready, notifier.feed, notifier.feed_s)
    status = execute(application)
    beat.deleteLater()
    window.close()
    return status

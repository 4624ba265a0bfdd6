"""The UI process, put together: core thread, media process, window."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.base import ending, lock
from kiosk.base import log as logs
from kiosk.base.config import Graphics, Settings
from kiosk.base.hosts import needs_loopback
from kiosk.base.paths import is_open_to_others, runtime_dir, state_dir, wanted_state_dir
from kiosk.core.core import Core
from kiosk.core.moments import AgendaMoments, DiagnosticsMoments, SessionMoments, tell_moment
from kiosk.model.frames import FrameStore

log = logging.getLogger(__name__)


EXIT_RUNNING = 3
"""Another kiosk uses the same state folder."""


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


def run(settings: Settings, options: Options) -> int:
    """Show the kiosk until it is told to end; the exit status.

    Whatever it had come to when it was told, what is up is taken down in order; then it is 0.
    """
    ending.hold()
    try:
        status = _run(settings, options)
    finally:
        ending.ignore()
    return 0 if ending.is_wished() else status


def _run(settings: Settings, options: Options) -> int:
    if options.screen:
        logs.set_up("ui", as_json=options.log_json, file=options.log_file)
        with FrameStore.create() as store:
            return _run_sample(settings, options, store)
    folder, runtime = state_dir(), runtime_dir()
    held = lock.take((folder, runtime))
    if held is None:
        print(f"kiosk: it is already running with the state folder {folder}.", file=sys.stderr)
        return EXIT_RUNNING
    try:
        logs.set_up("ui", as_json=options.log_json, file=log_file(options, "ui"))
        for trouble in held.troubles:
            log.warning("%s", trouble)
        return _run_alone(settings, options, folder, runtime)
    finally:
        held.release()


def _run_alone(settings: Settings, options: Options, folder: Path, runtime: Path) -> int:
    """Nobody else uses the state folder."""
    if folder != wanted_state_dir():
        log.error("the state folder %s cannot be used: %s stands in", wanted_state_dir(), folder)
    if is_open_to_others(folder):  # made by somebody else, so its rights are not ours to change
        log.warning("the state folder %s can be read by others: chmod 700", folder)
    # Alone: while it is imported Shiboken walks through all loaded modules, and ends the
    # process when another thread loads one meanwhile (6.11.3).
    import shiboken6  # noqa: F401

    if ending.is_wished():
        return 0
    with FrameStore.create() as store:
        # Before Qt is imported: the media process loads on another core meanwhile.
        core = Core(settings, store, folder, _worker_arguments(settings, options), runtime)
        core.start()
        try:
            return _run_window(options, store, core)
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
    media_log = log_file(options, "media")
    if media_log is not None:
        arguments += ["--log-file", str(media_log)]
    return tuple(arguments)


def log_file(options: Options, process: str) -> Path | None:
    """Where a process logs: a file of its own, because both turn theirs over when it is full.

    `--log-file x.jsonl` is the UI process's; the media process gets `x-media.jsonl` beside it.
    """
    if options.screen:
        return options.log_file
    if options.log_file is None:
        return state_dir() / logs.FOLDER / f"{process}.jsonl"
    if process == "ui":
        return options.log_file
    return options.log_file.with_name(f"{options.log_file.stem}-{process}{options.log_file.suffix}")


def _run_window(options: Options, store: FrameStore, core: Core) -> int:
    from PySide6.QtGui import QGuiApplication

    from kiosk.ui import graphics, translations
    from kiosk.ui.announcer import PRESS, Announcer
    from kiosk.ui.models.about import this_machine
    from kiosk.ui.models.clock import Clock
    from kiosk.ui.ports import Ports, TechnicianPorts
    from kiosk.ui.roles import first
    from kiosk.ui.roles.point import build
    from kiosk.ui.window import Given, RoleWindow

    if ending.is_wished():  # loading all this is the longest part of the start
        return 0
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

    ports = Ports(
        session=core.session,
        today=core.today,
        frames=store,
        announcer=Announcer(core.session, settings.screen.language, settings.screen.voice),
        clock=Clock(lunar=settings.screen.lunar_date),
        technician=TechnicianPorts(
            technician.gate,
            technician.diagnostics,
            core.choices,
            technician.logbook,
            technician.system,
            technician.passwords,
            partial(this_machine, options.settings_file, str(state_dir())),
            technician.provision,
        ),
    )
    given = Given(settings, moment, options.announce)
    window: RoleWindow
    if options.first_start:
        press = partial(core.session.play_sound, str(PRESS))
        window = first.build(technician.provision, technician.system, given, press)
    else:
        window = build(ports, given, gpu=graphics_choice is Graphics.GPU)
    window.show()
    status = _execute(application)
    window.close()
    return status


def _run_sample(settings: Settings, options: Options, store: FrameStore) -> int:
    from PySide6.QtGui import QGuiApplication

    from kiosk.ui import graphics, translations
    from kiosk.ui.samples.screens import show_sample

    application = QGuiApplication(sys.argv[:1])
    graphics.choose(Graphics.SOFTWARE)  # the drawn people are painted tiles
    translations.install(application, settings.screen.language)
    window = show_sample(options.screen, settings, store)
    status = _execute(application)
    window.close()
    return status


def _execute(application: object) -> int:
    """Run the event loop; end it in good order when we are told to.

    From the loop itself: a signal's handler may run in the middle of a paint, and there `quit`
    would delete the window that is being painted.
    """
    from PySide6.QtCore import QSocketNotifier
    from PySide6.QtGui import QGuiApplication

    assert isinstance(application, QGuiApplication)
    with ending.Bell() as bell:
        notifier = QSocketNotifier(bell.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: bell.is_for_the_end() and application.exit(0))
        status = application.exec()
        notifier.setEnabled(False)
    return status

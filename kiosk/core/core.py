"""The core: one asyncio loop in a thread of its own with session, agenda and network watch.

No Qt here. The screen calls the session's verbs and subscribes; callbacks come on this thread.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from functools import partial
from pathlib import Path

from kiosk.agenda.day import Day, needed_hosts
from kiosk.agenda.service import AgendaService
from kiosk.agenda.today import Today
from kiosk.base.config import Settings
from kiosk.base.notify import Notifier
from kiosk.base.onloop import Telling
from kiosk.base.unwaited import UnwaitedExecutor
from kiosk.core.news import News
from kiosk.core.nights import Around, Nights
from kiosk.core.pulse import Pulse
from kiosk.core.reachability import Reachability
from kiosk.core.resting import START_S, Reason, Resting
from kiosk.core.technician import Technician
from kiosk.journal.history import History
from kiosk.model.frames import FrameStore
from kiosk.model.meeting import Agenda, AgendaState
from kiosk.model.room import Network
from kiosk.session.media_venue import MediaVenue
from kiosk.session.memory import Memory
from kiosk.session.session import Session
from kiosk.settings.choosing import Choosing
from kiosk.update.places import machine_name, places

log = logging.getLogger(__name__)

STOP_S = 6.0


class AgendaFeed(Telling[Agenda]):
    """The agenda for whoever subscribes; calls back on the core thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop, Agenda(AgendaState.LOADING))

    def publish(self, agenda: Agenda) -> None:
        """On the core thread."""
        self._put(agenda)


class Core:
    """Owns the thread. `start` returns at once: the media process loads beside the screen."""

    def __init__(
        self,
        settings: Settings,
        store: FrameStore,
        folder: Path,
        worker_arguments: tuple[str, ...],
        runtime: Path | None = None,
        notifier: Notifier | None = None,
    ) -> None:
        """`folder` holds the state; `runtime` what must survive the program only.

        `notifier`: whoever watches over this process.
        """
        self._settings = settings
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(UnwaitedExecutor())
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)
        self.agenda = AgendaFeed(self._loop)
        history = History(folder)
        tell = history.add
        self.choices = Choosing(
            self._loop,
            settings,
            folder,
            act=lambda now: self.session.use_devices(now.devices),
            list_devices=lambda on_list: self.session.list_devices(on_list),
            tell=tell,
        )
        memory = Memory(folder, runtime, tell)
        venue = partial(MediaVenue, store, worker_arguments)
        self.session = Session(self.choices.settings, venue, memory, self._loop)
        watcher = notifier or Notifier()
        self.pulse = Pulse(self._loop, watcher, lambda: self.session.media_is_well)
        self.today = Today(self._loop, settings.meeting, folder, tell=tell)
        self.resting = Resting(self._loop, self.session.rest)
        self.technician = Technician(
            self.session,
            self.choices,
            history,
            folder,
            self._loop,
            lambda: self.today.day,
            self.resting,
        )
        self.nights = Nights(
            self._loop,
            runtime,
            self._around(),
            look=News(folder, places().state, tell).look,
            may_restart=watcher.is_heard and settings.update.nightly_restart,
            machine=machine_name(),
        )
        self.agenda.subscribe(self.today.on_agenda)
        self.today.subscribe(self._on_day)
        self._service = AgendaService(
            settings,
            folder,
            self.agenda.publish,
            tell=tell,
            hear_clock=self.technician.clock.hear,
        )
        self._reachability = Reachability(
            self._hosts, self._on_network, is_resting=lambda: self.session.state.resting
        )
        self._main: asyncio.Task[None] | None = None

    def _around(self) -> Around:
        """What the nights' decisions ask of the rest."""
        return Around(
            in_meeting=lambda: self.session.state.meeting is not None,
            agenda=lambda: self.today.day.agenda,
            technician=lambda: self.technician.is_inside,
            is_well=lambda: self.session.media_is_well and not self.technician.keeper.failing,
        )

    @property
    def chosen(self) -> Settings:
        """The settings that hold: the file's with the choices over them."""
        return self.choices.settings

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Leave the room, end the media process and the thread (idempotent, bounded)."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._cancel)
            self._thread.join(STOP_S)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._main = self._loop.create_task(self._work())
        try:
            self._loop.run_until_complete(self._main)
        except asyncio.CancelledError:
            log.info("the core has stopped")
        finally:
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    async def _work(self) -> None:
        parts = {
            "session": self.session.run,
            "agenda": self._service.run,
            "today": self.today.run,
            "reachability": self._reachability.run,
            "nights": self.nights.run,
            **self.technician.parts,
        }
        keeper = self.technician.keeper
        self.resting.hold(Reason.START, START_S)
        try:
            async with asyncio.TaskGroup() as group:
                for name, part in parts.items():
                    group.create_task(keeper.keep(name, part))
        finally:
            await self.technician.aclose()

    def _cancel(self) -> None:
        self.technician.stop()
        if self._main is not None:
            self._main.cancel()

    def _on_network(self, network: Network, _rtt_ms: float | None) -> None:
        self.session.set_network(network)

    def _on_day(self, day: Day) -> None:
        self.session.prepare(day.prepared)
        self.resting.on_day(day)
        self.technician.on_agenda(day.agenda)

    def _hosts(self) -> list[tuple[str, int]]:
        return needed_hosts(self.today.day, self._settings)

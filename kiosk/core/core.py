"""The core: one asyncio loop in a thread of its own with session, agenda and network watch.

No Qt here. The screen calls the session's verbs and subscribes; callbacks come on this thread.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.agenda import reminded
from kiosk.agenda.day import choose
from kiosk.agenda.service import AgendaService
from kiosk.base.config import Settings
from kiosk.base.hosts import host_of
from kiosk.base.onloop import OnLoop
from kiosk.base.storage import Tell
from kiosk.base.unwaited import UnwaitedExecutor
from kiosk.core.reachability import Reachability
from kiosk.core.technician import Technician
from kiosk.model.frames import FrameStore
from kiosk.model.meeting import POINT_ZONE, Agenda, AgendaState
from kiosk.model.room import Network
from kiosk.session.memory import Memory
from kiosk.session.session import Session

log = logging.getLogger(__name__)

STOP_S = 6.0


class AgendaFeed:
    """The agenda for whoever subscribes; calls back on the core thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._listeners: list[Callable[[Agenda], None]] = []
        self.agenda = Agenda(AgendaState.LOADING)

    def subscribe(self, on_agenda: Callable[[Agenda], None]) -> None:
        """On any thread: first what is known now, then every change."""
        self._loop.call_soon_threadsafe(self._subscribe, on_agenda)

    def publish(self, agenda: Agenda) -> None:
        """On the core thread."""
        self.agenda = agenda
        for listener in self._listeners:
            listener(agenda)

    def _subscribe(self, on_agenda: Callable[[Agenda], None]) -> None:
        self._listeners.append(on_agenda)
        on_agenda(self.agenda)


class Reminded(OnLoop):
    """Until when reminders were given; the screen has no file to keep it in."""

    def __init__(self, folder: Path, loop: asyncio.AbstractEventLoop, tell: Tell) -> None:
        super().__init__(loop)
        self._folder = folder
        self._until = reminded.load(folder, datetime.now(POINT_ZONE), tell)

    @property
    def until(self) -> datetime | None:
        """What the runs before have kept; None: not known."""
        return self._until

    def keep(self, until: datetime) -> None:
        """On any thread: one was given now. Returns at once."""
        self._post(self._spawn_later, asyncio.to_thread, reminded.save, self._folder, until)


class Core:
    """Owns the thread. `start` returns at once: the media process loads beside the screen."""

    def __init__(
        self,
        settings: Settings,
        store: FrameStore,
        folder: Path,
        worker_arguments: tuple[str, ...],
        runtime: Path | None = None,
    ) -> None:
        """`folder` holds the state; `runtime` what must survive the program only."""
        self._settings = settings
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(UnwaitedExecutor())
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)
        self.agenda = AgendaFeed(self._loop)
        self.technician = Technician(settings, folder, self._loop, lambda: self.agenda.agenda)
        chosen, tell = self.technician.settings, self.technician.history.add
        memory = Memory(folder, runtime, tell)
        self.session = Session(chosen, store, memory, self._loop, worker_arguments)
        self.reminded = Reminded(folder, self._loop, tell)
        self.technician.join(self.session)
        self.agenda.subscribe(self.technician.on_agenda)
        self._service = AgendaService(
            settings,
            folder,
            self.agenda.publish,
            tell=tell,
            hear_clock=self.technician.clock.hear,
        )
        self._reachability = Reachability(self._hosts, self._on_network)
        self._main: asyncio.Task[None] | None = None

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
            "reachability": self._reachability.run,
            **self.technician.parts,
        }
        keeper = self.technician.keeper
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

    def _hosts(self) -> list[tuple[str, int]]:
        """What the kiosk needs now: the calendar and the next meeting's server."""
        rules = self._settings.meeting
        chosen = choose(self.agenda.agenda, datetime.now(POINT_ZONE), rules)
        soon = [*chosen.joinable, *([chosen.next] if chosen.next else [])]
        urls = [self._settings.calendar.url]
        urls += [meeting.address.url for meeting in soon[:1] if meeting.address is not None]
        return [host for url in urls if (host := host_of(url)) is not None]

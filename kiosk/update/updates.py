"""What `kiosk update` does, put together: look, fetch, install, take back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kiosk.base import lock
from kiosk.base.config import Update
from kiosk.base.errors import Code, KioskError
from kiosk.base.paths import wanted_state_dir
from kiosk.model.meeting import POINT_ZONE
from kiosk.update import health, links, night, taking
from kiosk.update.guard import owner_of
from kiosk.update.health import Health
from kiosk.update.install import Installer, InstallError
from kiosk.update.night import Answer
from kiosk.update.offer import Offer
from kiosk.update.packages import Package, Packages
from kiosk.update.places import PREVIOUS, Places
from kiosk.update.record import Probation, Record, Why, load_probation, load_record, save
from kiosk.update.store import need_space
from kiosk.update.version import Version, version_or_none

ASK_AGAIN_S = 20 * 3600.0
"""The server is asked once a night, and again while something is to be fetched."""

Say = Callable[[str], None]


class Updates:
    """Made by the command line. Its verbs block, and raise `KioskError` or OSError."""

    def __init__(
        self,
        settings: Update,
        places: Places,
        installer: Installer,
        say: Say,
        *,
        machine: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(POINT_ZONE),
    ) -> None:
        """`machine` names this one among all: it decides its minute of the night."""
        self._settings = settings
        self._places = places
        self._installer = installer
        self._say = say
        self._machine = machine
        self._now = now
        self._packages = Packages(settings, places, installer)

    @property
    def record(self) -> Record:
        """What is remembered."""
        return load_record(self._places.state)

    def running(self) -> Version:
        """The version that `current` leads to. Raises `KioskError(UPDATE)` where none does."""
        found = links.version_of(self._places)
        if found is None:
            raise KioskError(
                Code.UPDATE,
                "This kiosk was not installed from a package, so it cannot be updated here.",
                "Update it where it came from.",
            )
        return found

    def check(self) -> Offer | None:
        """A newer version that the publisher has; None: there is none."""
        with self._alone():
            return self._newer(self._ask())

    def apply(self, file: Path, *, now: bool = False) -> None:
        """Install a file that somebody has brought. `now`: even if a meeting is on."""
        with self._alone():
            answer = Answer.NOW if now else night.may_disturb(self._now(), *self._health())
            if answer not in (Answer.NOW, Answer.TECHNICIAN):
                raise KioskError(
                    Code.UPDATE, f"Not now: {answer.value}.", "Try later, or add --now."
                )
            package = self._packages.bring(file, self.running())
            taking.want(self._places, package.version)
            self._install(package)

    def rollback(self) -> Version:
        """Go back to the version before; which one that is."""
        with self._alone():
            running, before = self.running(), self.before()
            if before is None or before == running:
                raise KioskError(
                    Code.UPDATE,
                    f"There is no version before {running} on this machine.",
                    "Bring the one that is wanted: kiosk update --apply FILE.",
                )
            back = Probation(str(running), str(before), back=Why.BY_HAND.value)
            if not taking.take_back(self._places, back):
                raise KioskError(Code.UPDATE, f"Version {before} is gone.", "Bring its file.")
            self._installer.restart()
            return before

    def tonight(self) -> None:
        """What the timer does: fetch, and switch, where both may be done now."""
        with self._alone():
            answer = self._may_switch()
            if answer is not Answer.NOW:
                self._say(f"Nothing is done: {answer.value}.")
                return
            try:
                self._tonight()
            except (KioskError, OSError) as error:
                self._remember(problem=str(error)[:200])
                raise

    def _tonight(self) -> None:
        if self._installer.unfinished():
            self._finish()
            return
        tried = self.tried()
        if tried is not None and tried.version == str(self.running()):
            self._say("Nothing is done: a new version is being tried.")
            return
        package = self._waiting() or self._fetched()
        if package is None:
            self._say(f"Version {self.running()} stays: there is nothing newer.")
            return
        answer = self._may_switch()  # fetching may have taken an hour
        if answer is not Answer.NOW:
            self._say(f"The new version waits: {answer.value}.")
            return
        self._install(package)

    def _finish(self) -> None:
        """The power went in the middle of an installation; what ran before runs."""
        package = self._waiting()
        if package is not None:
            self._install(package)
        else:
            self._say("Finishing an installation that was cut off …")
            self._installer.finish()

    def _fetched(self) -> Package | None:
        """The newer package that the publisher has; None: there is none, or it is a bad one."""
        if not self._settings.url or not self._is_due():
            return None
        found = self._newer(self._ask())
        if found is None or self.record.is_bad(Version(found.version)):
            return None
        return self._packages.fetch(found)

    def _is_due(self) -> bool:
        record = self.record
        offered = version_or_none(record.offered)
        is_waited_for = (
            offered is not None and offered > self.running() and not record.is_bad(offered)
        )
        is_recent = 0 <= time.time() - record.checked < ASK_AGAIN_S
        return not is_recent or record.problem != "" or is_waited_for

    def _waiting(self) -> Package | None:
        found, record = self._packages.waiting(self.running()), self.record
        return next((package for package in found if not record.is_bad(package.version)), None)

    def _ask(self) -> Offer | None:
        found = self._packages.ask()
        offered = found.version if found is not None else ""
        self._remember(checked=time.time(), offered=offered, problem="")
        return found

    def _newer(self, found: Offer | None) -> Offer | None:
        return found if found is not None and Version(found.version) > self.running() else None

    def _install(self, package: Package) -> None:
        need_space(self._places.program, self._installer.unpacked_bytes(package.file))
        self._say(f"Installing version {package.version} …")
        before = self.running()
        try:
            self._installer.install(*package)
        except InstallError as error:
            self._remember(problem=str(error)[:200])
            raise
        self._remember(problem="")
        self._packages.clear()
        self._say(f"{self.running()} is switched to; {before} is kept until it has proven itself.")

    def tried(self) -> Probation | None:
        """The version that has to prove itself; None: none has to."""
        return load_probation(self._places.state)

    def before(self) -> Version | None:
        """The version to go back to; None: there is none."""
        probation = self.tried()
        if probation is not None and probation.version == str(self.running()):
            return Version(probation.previous)
        return links.version_of(self._places, PREVIOUS)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """For the administrator only, and one at a time."""
        if not self._installer.is_administrator():
            raise KioskError(
                Code.UPDATE,
                "Only the administrator may update the kiosk.",
                "Run the same again with sudo (Windows: in a window opened as administrator).",
            )
        self.running()
        self._packages.open()
        held = lock.take((self._places.state,))
        if held is None:
            raise KioskError(
                Code.UPDATE, "Another update is running.", "Wait for it, then try again."
            )
        try:
            yield
        finally:
            held.release()

    def _remember(self, **fields: Any) -> None:
        save(self._places.state, replace(self.record, **fields))

    def _may_switch(self) -> Answer:
        return night.may_switch(self._now(), self._machine, *self._health())

    def _health(self) -> tuple[Health | None, float]:
        """What is known of the kiosk, and how old that is in seconds."""
        state = wanted_state_dir()
        found = health.load(health.files(state), owner_of(state))
        return found, 0.0 if found is None else health.uptime_s() - found.written_s

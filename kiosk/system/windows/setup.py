"""Making a PC a kiosk and making it what it was again, with a record on disk in between.

Each value is written into the record before it is changed, so that a setup that was cut off can be
taken back too. Setting up twice changes nothing more: the record keeps what was there first.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from kiosk.base import storage
from kiosk.base.errors import Code, KioskError
from kiosk.system.windows.changes import ACCOUNT, USER, Setting, Step
from kiosk.system.windows.plan import Plan
from kiosk.system.windows.registry import Registry, Value, above
from kiosk.system.windows.steps import ACTIVE_SCHEME, SCHEME

log = logging.getLogger(__name__)

RECORD = "restore.json"
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Before(msgspec.Struct):
    """A value as it was, as we wrote it, and the keys that were made for it, lowest first."""

    key: str
    name: str
    was: Value | None
    ours: Value
    made: list[str] = msgspec.field(default_factory=list)


class Record(msgspec.Struct):
    """What was changed. Holds no password."""

    values: list[Before] = msgspec.field(default_factory=list)
    steps: dict[str, list[list[str]]] = msgspec.field(default_factory=dict)
    """Name of a step -> the commands that take it back."""
    account_made: bool = False
    scheme: str = ""


class Accounts(Protocol):
    """Local accounts. All methods may raise OSError."""

    def exists(self, name: str) -> bool:
        """Whether the account is there."""

    def create(self, name: str) -> None:
        """An ordinary user with a password that nobody knows, which signs in by itself."""

    def renew(self, name: str) -> None:
        """The same for one that is there."""

    def profile(self, name: str) -> Path:
        """The account's folder, made where it is missing."""

    def delete(self, name: str) -> None:
        """The account with its folder and the password that was kept for it."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What reaches Windows."""

    registry: Registry
    accounts: Accounts
    run: Callable[[tuple[str, ...]], tuple[int, str]]
    """Exit status and what was printed."""


class Setup:
    """Changes a machine by a plan. `file` is the record."""

    def __init__(self, hands: Hands, file: Path) -> None:
        self._hands = hands
        self._file = file
        self._record = storage.load(file, msgspec.json.Decoder(Record).decode) or Record()

    def apply(self, plan: Plan) -> None:
        """Do all of it. Raises `KioskError` where something does not go; `undo` takes it back."""
        self._make_account()
        for setting in plan.machine:
            self._set(setting)
        self._prepare_user(plan.user)
        for name, data in plan.files.items():
            storage.write_atomically(self._file.parent / name, data)
        for step in plan.steps:
            self._do(step, tuple(plan.files))

    def undo(self) -> list[str]:
        """Take everything back, the last first; what could not be, in sentences."""
        left: list[str] = []
        for name in reversed(list(self._record.steps)):
            self._undo_step(name)
        for before in reversed(self._record.values):
            left += self._restore(before)
        self._record.values.clear()
        if self._record.account_made:
            self._hands.accounts.delete(ACCOUNT)
        storage.remove(self._file)
        return left

    def _make_account(self) -> None:
        accounts = self._hands.accounts
        if not accounts.exists(ACCOUNT):
            self._record.account_made = True
            self._save()
            accounts.create(ACCOUNT)
        elif self._record.account_made:
            accounts.renew(ACCOUNT)
        else:
            raise KioskError(
                Code.SETTINGS,
                f"There is an account named '{ACCOUNT}' already that this setup has not made.",
                "Rename or delete it, then set up again.",
            )

    def _set(self, setting: Setting) -> None:
        registry, value = self._hands.registry, setting.value
        known = self._known(setting)
        if known is None:
            made = [key for key in above(setting.key) if not registry.has_key(key)]
            was = registry.read(setting.key, setting.name)
            self._record.values.append(Before(setting.key, setting.name, was, value, made))
        else:
            known.ours = value
        self._save()
        registry.write(setting.key, setting.name, value)

    def _known(self, setting: Setting) -> Before | None:
        same = (setting.key, setting.name)
        return next((one for one in self._record.values if (one.key, one.name) == same), None)

    def _restore(self, before: Before) -> list[str]:
        registry = self._hands.registry
        now = registry.read(before.key, before.name)
        if now == before.was:
            return []  # cut off before it was changed
        if now != before.ours:
            return [f"{before.key}: {before.name} was changed by somebody since, and stays."]
        if before.was is not None:
            registry.write(before.key, before.name, before.was)
            return []
        registry.delete(before.key, before.name)
        for key in before.made:
            if not registry.delete_empty(key):
                break
        return []

    def _prepare_user(self, settings: Iterable[Setting]) -> None:
        """Into the account's own hive, which goes with the account."""
        hive = self._hands.accounts.profile(ACCOUNT) / "NTUSER.DAT"
        self._run(("reg.exe", "load", USER, str(hive)))
        try:
            for setting in settings:
                self._hands.registry.write(setting.key, setting.name, setting.value)
        finally:
            self._run(("reg.exe", "unload", USER))

    def _do(self, step: Step, files: tuple[str, ...]) -> None:
        if step.name in self._record.steps:
            self._undo_step(step.name)
        if not self._record.scheme:
            self._record.scheme = self._active_scheme()
        fill = {ACTIVE_SCHEME: self._record.scheme}
        undo = [[fill.get(word, word) for word in command] for command in step.undo]
        self._record.steps[step.name] = undo
        self._save()
        place = {name: str(self._file.parent / name) for name in files}
        for command in step.do:
            self._run(tuple(place.get(word, word) for word in command))

    def _active_scheme(self) -> str:
        _, printed = self._hands.run(("powercfg.exe", "/getactivescheme"))
        found = _GUID.search(printed)
        return found[0] if found and found[0] != SCHEME else "SCHEME_BALANCED"

    def _undo_step(self, name: str) -> None:
        for command in self._record.steps.pop(name):
            status, _ = self._hands.run(tuple(command))
            if status:
                log.warning("'%s' ended with status %d", command[0], status)

    def _run(self, command: tuple[str, ...]) -> None:
        status, printed = self._hands.run(command)
        if status:
            raise KioskError(
                Code.SETTINGS,
                f"'{' '.join(command[:2])}' ended with status {status}: {printed.strip()[:200]}",
                "Mend that and set up again; what was done so far is taken back by --undo.",
            )

    def _save(self) -> None:
        storage.write_atomically(self._file, msgspec.json.encode(self._record))

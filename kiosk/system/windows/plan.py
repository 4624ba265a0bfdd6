"""Which settings make a Windows PC a kiosk. Pure: from what machine it is to what is changed.

Sources: Microsoft's documentation of the policies named here ("Policy CSP", "Shell Launcher",
"Customize power settings", "Winlogon and automatic logon"). What a policy needs an edition for is
decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.system.windows.changes import Setting, Step
from kiosk.system.windows.registry import text
from kiosk.system.windows.steps import power, shell_launcher, task
from kiosk.system.windows.tasks import guard_xml, update_xml
from kiosk.system.windows.values import CLOSED, QUIET, SIGN_IN, USER_POLICIES, USER_SETTINGS

OLDEST_BUILD = 17763
"""Windows 10 1809: the oldest that still has long-term support (LTSC 2019)."""

_LAUNCHER_EDITION = re.compile(r"(?:Enterprise|Education|IoTEnterprise)[A-Z]*", re.ASCII)
"""Long-term editions end in S, those without a media player in N, and so on."""


GUARD_FILE, UPDATE_FILE = "guard.xml", "update.xml"


class Shell(StrEnum):
    """How the program becomes all that the account sees."""

    LAUNCHER = "shell-launcher"  # the system starts it instead of the desktop, and again
    POLICY = "user-shell"  # the policy "custom user interface", and the guarding task


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides: what Windows says of itself, and where the program is."""

    edition: str
    """`EditionID`: `Professional`, `IoTEnterpriseS`, `Core`…"""
    build: int
    is_64_bit: bool
    folder: str
    r"""Where the program was installed, `C:\Program Files\Kiosk`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is changed, in its order; `user` in the account's own hive."""

    shell: Shell
    machine: tuple[Setting, ...]
    user: tuple[Setting, ...]
    files: Mapping[str, bytes]
    """Written beside the record; the steps name them."""
    steps: tuple[Step, ...]


def refusal(machine: Machine) -> str:
    """Why this PC cannot become a kiosk, in a sentence; empty: it can."""
    if not machine.is_64_bit:
        return "This Windows has 32 bits: a 64-bit Windows 10 or 11 is needed."
    if machine.build < OLDEST_BUILD:
        return (
            f"This Windows is too old (build {machine.build}): {OLDEST_BUILD} or newer is needed."
        )
    return ""


def shell_of(machine: Machine) -> Shell:
    """Shell Launcher where the edition has it."""
    return Shell.LAUNCHER if _LAUNCHER_EDITION.fullmatch(machine.edition) else Shell.POLICY


def plan(machine: Machine) -> Plan:
    """What this PC needs."""
    shell, command = shell_of(machine), command_of(machine)
    user = [*USER_SETTINGS]
    steps = [
        power(),
        task("Guard", GUARD_FILE, "starts the program again within a minute"),
        task("Update", UPDATE_FILE, "looks for an update at night"),
    ]
    if shell is Shell.LAUNCHER:
        steps.append(shell_launcher(machine.folder + r"\current\setup", command))
    else:
        why = "the program is the account's whole desktop"
        user.append(Setting(USER_POLICIES + r"\System", "Shell", text(command), why))
    program = program_of(machine)
    files = {GUARD_FILE: guard_xml(program), UPDATE_FILE: update_xml(program)}
    return Plan(shell, (*SIGN_IN, *QUIET, *CLOSED), tuple(user), files, tuple(steps))


def program_of(machine: Machine) -> str:
    """The interpreter without a console, of the version that is current."""
    return machine.folder + r"\current\pythonw.exe"


def command_of(machine: Machine) -> str:
    """What is started at sign-in. The folder is quoted: it has a blank."""
    return f'"{program_of(machine)}" -B -m kiosk supervise'

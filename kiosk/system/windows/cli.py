"""`kiosk windows`: make this PC a kiosk, take that back, or only say what would be changed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from kiosk.base.errors import Code, KioskError
from kiosk.base.program import run as run_program
from kiosk.system.windows.plan import Machine, Plan, plan, refusal
from kiosk.system.windows.registry import Registry, Value, system_registry
from kiosk.system.windows.setup import RECORD, Hands, Setup

_VERSION = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_FOLDER = r"C:\Program Files\Kiosk"
_COMMAND_S = 120.0
"""PowerShell and the task scheduler take their time on a slow disk."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `windows` to the commands."""
    parser = commands.add_parser("windows", help="make a Windows PC a kiosk, or what it was before")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--show", action="store_true", help="say what would be changed, and why")
    what.add_argument("--apply", action="store_true", help="change it (as administrator)")
    what.add_argument("--undo", action="store_true", help="change everything back")
    parser.add_argument("--folder", default=_FOLDER, help=f"where the program is ({_FOLDER})")
    parser.add_argument("--edition", default="", help="with --show: for another edition")
    parser.set_defaults(command=run)


def run(parsed: argparse.Namespace) -> int:
    """Do what the command line says; the exit status."""
    if parsed.show:
        print("\n".join(told(plan(_shown_machine(parsed)), parsed.folder)))
        return 0
    if sys.platform != "win32":
        raise KioskError(Code.SETTINGS, "This is no Windows.", "On Linux: installer/linux.")
    try:
        registry = system_registry()
        setup = Setup(_hands(registry), record_file())
        if parsed.undo:
            print("\n".join([*setup.undo(), "This PC is what it was before."]))
            return 0
        machine = look(registry, parsed.folder)
        if reason := refusal(machine):
            raise KioskError(Code.SETTINGS, reason)
        setup.apply(plan(machine))
    except PermissionError as error:
        raise KioskError(
            Code.SETTINGS, "Windows does not let this account change it.", "Be an administrator."
        ) from error
    print("This PC is a kiosk. Restart it.")
    return 0


def record_file() -> Path:
    """What was changed, for the way back: in a folder that only administrators write."""
    return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Kiosk" / RECORD


def look(registry: Registry, folder: str) -> Machine:
    """What this PC is. Not by `platform`: that asks WMI, which hangs where it is broken."""
    return Machine(
        edition=_text(registry.read(_VERSION, "EditionID")),
        build=int(_text(registry.read(_VERSION, "CurrentBuildNumber")) or 0),
        is_64_bit=os.environ.get("PROCESSOR_ARCHITECTURE", "").upper() in ("AMD64", "ARM64"),
        folder=folder,
    )


def told(planned: Plan, folder: str) -> list[str]:
    """The plan in lines for a technician."""
    lines = [f"shell: {planned.shell.value}, in {folder}"]
    for setting in (*planned.machine, *planned.user):
        lines.append(f"{setting.key}: {setting.name} = {setting.value.data}   ({setting.why})")
    for step in planned.steps:
        lines += [f"{' '.join(command)}   ({step.why})" for command in step.do]
    return lines


def _shown_machine(parsed: argparse.Namespace) -> Machine:
    if parsed.edition or sys.platform != "win32":
        return Machine(parsed.edition or "Professional", 19045, True, parsed.folder)
    return look(system_registry(), parsed.folder)


def _text(value: Value | None) -> str:
    return str(value.data) if value is not None else ""


def _hands(registry: Registry) -> Hands:
    from kiosk.system.windows.accounts import system_accounts

    return Hands(registry, system_accounts(), _run)


def _run(command: tuple[str, ...]) -> tuple[int, str]:
    try:
        output = run_program(command, _COMMAND_S)
    except OSError as error:
        return 1, f"{command[0]}: {error.strerror}"
    return (output.status, output.text) if output is not None else (1, "it took too long")

r"""The kinds of change: a value of the registry, or commands of Windows' own."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.system.windows.registry import Value, number

ACCOUNT = "kiosk"
USER = r"HKU\kiosk-setup"
"""Where the hive of the account is loaded while it is prepared."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of the registry, and what for."""

    key: str
    name: str
    value: Value
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """A command of Windows' own, and the one that takes it back. Each a list of arguments."""

    name: str
    do: tuple[tuple[str, ...], ...]
    undo: tuple[tuple[str, ...], ...]
    why: str


def numbers(key: str, why: str, **values: int) -> tuple[Setting, ...]:
    """Several DWORDs of one key."""
    return tuple(Setting(key, name, number(value), why) for name, value in values.items())

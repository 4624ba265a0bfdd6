"""The registry behind an interface, so that what is written can be tested anywhere."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Protocol

import msgspec

Data = int | str | list[str]
"""A number, a text or bytes in hexadecimal digits, several texts."""


class Kind(StrEnum):
    """The types of values that are used."""

    NUMBER = "dword"
    TEXT = "string"
    BYTES = "binary"
    TEXTS = "multi"
    EXPANDED = "expand"


class Value(msgspec.Struct, frozen=True):
    """What a name in a key holds. `data` of `BYTES` is in hexadecimal digits."""

    kind: Kind
    data: Data


def number(data: int) -> Value:
    """A DWORD."""
    return Value(Kind.NUMBER, data)


def text(data: str) -> Value:
    """A REG_SZ."""
    return Value(Kind.TEXT, data)


class Registry(Protocol):
    r"""Keys are written out from the root, `HKLM\SOFTWARE\…`. All methods may raise OSError."""

    def read(self, key: str, name: str) -> Value | None:
        """What stands there; None when there is nothing."""

    def write(self, key: str, name: str, value: Value) -> None:
        """Make the key, and those above it, where they are missing."""

    def delete(self, key: str, name: str) -> None:
        """Take a value away (idempotent)."""

    def has_key(self, key: str) -> bool:
        """Whether the key is there."""

    def delete_empty(self, key: str) -> bool:
        """Take a key away that holds nothing; whether it is gone."""


def above(key: str) -> list[str]:
    """The key and those above it, without the root, the lowest first."""
    parts = key.split("\\")
    return ["\\".join(parts[:count]) for count in range(len(parts), 1, -1)]


def system_registry() -> Registry:
    """The real one, its 64-bit side also for a 32-bit process. Raises OSError without Windows."""
    if sys.platform == "win32":
        return _WindowsRegistry()
    raise OSError("only Windows has a registry")


if sys.platform == "win32":
    import contextlib
    import winreg

    _CODES = {
        Kind.NUMBER: winreg.REG_DWORD,
        Kind.TEXT: winreg.REG_SZ,
        Kind.BYTES: winreg.REG_BINARY,
        Kind.TEXTS: winreg.REG_MULTI_SZ,
        Kind.EXPANDED: winreg.REG_EXPAND_SZ,
    }
    _KINDS = {code: kind for kind, code in _CODES.items()}
    _ROOTS = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKU": winreg.HKEY_USERS}

    def _split(key: str) -> tuple[int, str]:
        root, _, path = key.partition("\\")
        return _ROOTS[root], path

    def _open(key: str, access: int) -> winreg.HKEYType:
        root, path = _split(key)
        return winreg.OpenKeyEx(root, path, 0, access | winreg.KEY_WOW64_64KEY)

    class _WindowsRegistry:
        def read(self, key: str, name: str) -> Value | None:
            try:
                with _open(key, winreg.KEY_READ) as opened:
                    data, code = winreg.QueryValueEx(opened, name)
            except FileNotFoundError:
                return None
            if code not in _KINDS:
                raise OSError(f"{key}: {name} has a type that cannot be kept")
            return Value(_KINDS[code], (data or b"").hex() if code == winreg.REG_BINARY else data)

        def write(self, key: str, name: str, value: Value) -> None:
            is_bytes = value.kind is Kind.BYTES
            data = bytes.fromhex(str(value.data)) if is_bytes else value.data
            root, path = _split(key)
            access = winreg.KEY_WRITE | winreg.KEY_WOW64_64KEY
            with winreg.CreateKeyEx(root, path, 0, access) as opened:
                winreg.SetValueEx(opened, name, 0, _CODES[value.kind], data)

        def delete(self, key: str, name: str) -> None:
            with contextlib.suppress(FileNotFoundError), _open(key, winreg.KEY_WRITE) as opened:
                winreg.DeleteValue(opened, name)

        def has_key(self, key: str) -> bool:
            try:
                _open(key, winreg.KEY_READ).Close()
            except FileNotFoundError:
                return False
            return True

        def delete_empty(self, key: str) -> bool:
            try:
                with _open(key, winreg.KEY_READ) as opened:
                    keys, values, _ = winreg.QueryInfoKey(opened)
            except FileNotFoundError:
                return True
            if keys or values:
                return False
            root, path = _split(key)
            winreg.DeleteKeyEx(root, path, winreg.KEY_WOW64_64KEY, 0)
            return True

"""Writing a settings file: what differs from the defaults, as TOML."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec

from kiosk.base.config import Settings


def written(settings: Settings) -> str:
    """The text of a settings file that reads as these settings; defaults are left out."""
    tree, default = msgspec.to_builtins(settings), msgspec.to_builtins(Settings())
    tables = {
        table: {key: value for key, value in fields.items() if value != default[table][key]}
        for table, fields in tree.items()
    }
    return as_toml({table: fields for table, fields in tables.items() if fields})


def as_toml(tables: Mapping[str, Mapping[str, object]]) -> str:
    """Tables of strings, numbers, truth values and lists of them: TOML has them as JSON does."""
    return "".join(
        f"[{table}]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in fields.items())
        for table, fields in tables.items()
    )


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

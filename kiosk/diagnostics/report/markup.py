"""HTML and SVG that cannot be broken out of: whatever is not `Markup` yet is escaped."""

from __future__ import annotations

from html import escape

_VOID = frozenset({"meta", "img", "br"})
"""Elements of HTML that have no end tag."""


class Markup(str):
    """Text that is HTML already; only this module and fixed assets make it."""

    __slots__ = ()


def element(name: str, /, *inside: str, **attributes: str | float) -> Markup:
    """`<name attributes>inside</name>`; a trailing `_` of an attribute's name goes, others are `-`.

    Plain strings, inside and as values, are escaped.
    """
    written = "".join(f' {_named(key)}="{_text(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(*inside)}</{name}>")


def joined(*parts: str) -> Markup:
    """All parts one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _text(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 2):g}"

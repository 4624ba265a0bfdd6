"""Texts of invitations: safe to show, and without the links, which carry pins and passwords."""

from __future__ import annotations

from kiosk.agenda.links import without_links
from kiosk.base.texts import MAX_TEXT, clean


def plain(text: str, limit: int = MAX_TEXT) -> str:
    """The text as `clean` makes it, links cut out before."""
    return clean(without_links(text), limit)

"""What is stored under a secret's name: the bare text, or one text for each set of settings.

Settings and passwords belong together, but lie in two places that no write can change at once. So
a set of settings has an id, and a password that comes with it is stored beside the one before;
`chosen` takes the one whose settings hold. Renaming the settings file is then the one step that
changes all of it, and going back is that step again (docs/provisioning.md).
"""

from __future__ import annotations

import json

_MARK = "kiosk-versions:"
"""No password that a person makes up begins like this."""
_KEPT = 2
"""Of this set of settings and of the one before."""


def chosen(stored: str, settings_id: str) -> str:
    """The text for these settings; the newest where none belongs to them."""
    versions = _versions(stored)
    if versions is None:
        return stored
    newest = next(reversed(versions.values()), "")
    return versions.get(settings_id, newest)


def added(stored: str, settings_id: str, new_id: str, value: str) -> str:
    """`stored` with a text for new settings, beside the one for those that hold now."""
    return _packed({settings_id: chosen(stored, settings_id), new_id: value})


def replaced(stored: str, settings_id: str, value: str) -> str:
    """`stored` with another text for the settings that hold now."""
    versions = _versions(stored)
    if versions is None:
        return value
    return _packed({**versions, settings_id: value})


def _versions(stored: str) -> dict[str, str] | None:
    if not stored.startswith(_MARK):
        return None
    try:
        tree = json.loads(stored.removeprefix(_MARK))
    except (ValueError, RecursionError):
        return None
    is_right = isinstance(tree, dict) and all(isinstance(each, str) for each in tree.values())
    return tree if is_right else None


def _packed(versions: dict[str, str]) -> str:
    kept = dict(list(versions.items())[-_KEPT:])
    return _MARK + json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

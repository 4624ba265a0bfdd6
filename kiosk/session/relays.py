"""The TURN servers of the settings with their password: ways around a network without UDP."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from kiosk.base import secret
from kiosk.base.config import MeetingRules
from kiosk.base.errors import KioskError
from kiosk.model.room import Relay

log = logging.getLogger(__name__)


async def find(
    rules: MeetingRules, get_secret: Callable[[str], Awaitable[str]]
) -> tuple[Relay, ...]:
    """All of them, or none where the user or the password is missing: WebRTC takes none without.

    `get_secret`: `ask` or `wait` of a `secret.Asker`.
    """
    if not rules.relays:
        return ()
    try:
        password = await get_secret(secret.RELAY)
    except KioskError as error:
        log.warning("the relays are not used: %s", error.what)
        return ()
    if not password or not rules.relay_user:
        log.warning("the relays are not used: their user or password is not set")
        return ()
    return tuple(Relay(url, rules.relay_user, password) for url in rules.relays)

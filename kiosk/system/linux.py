"""Linux: NetworkManager by `nmcli`, restart and power by systemd's `systemctl`.

A password reaches nmcli through its standard input, as a password file: other users of the
computer see command lines. Connections are named by their UUID, which we choose, because nmcli
takes names that begin with a dash for options.
"""

from __future__ import annotations

import contextlib
import logging
import os
import uuid

from kiosk.base.errors import Code, KioskError
from kiosk.system import nmcli
from kiosk.system.asking import ask
from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.terse import quoted
from kiosk.system.wifi import check_password, name_of

log = logging.getLogger(__name__)

ANSWER_S = 5.0
SCAN_S = 20.0
"""nmcli waits for a scan of 15 s at most."""
JOIN_S = 45
"""For radio, password and address together; nmcli gives up by itself, we five seconds later."""
POWER_S = 15.0
_TRIES = "connection.auth-retries"
"""How often a password is tried before it counts as wrong; 0: for ever (nm-settings-nmcli(5))."""
_PASSWORD = "802-11-wireless-security.psk"
_MOST_SAVED = 50
"""Stored connections that are looked at."""


class Linux:
    """A `Computer`."""

    def networks(self) -> tuple[WifiNetwork, ...]:
        """See `Computer`."""
        known = frozenset(self._saved())
        return nmcli.networks_in(self._list(rescan="auto", limit_s=SCAN_S), known)

    def used(self) -> WifiNetwork | None:
        """See `Computer`."""
        found = nmcli.networks_in(self._list(rescan="no", limit_s=ANSWER_S), frozenset())
        return next((one for one in found if one.used), None)

    def join(self, network: WifiNetwork, password: str, *, hidden: bool = False) -> None:
        """See `Computer`."""
        stored = self._saved().get(network.key, ())
        if stored and not password:
            self._bring_up(stored[0], "")
            return
        if network.guard is Guard.OTHER:
            raise KioskError(Code.WIFI_KIND, "This network needs more than a password.")
        if network.guard is Guard.PASSWORD:
            check_password(password, modern=network.modern)
        made = self._add(network, hidden=hidden)
        try:
            self._bring_up(made, password)
        except KioskError:
            with contextlib.suppress(KioskError):
                self._delete(made)
            raise
        # Nobody is there to type it again: an access point that refuses us once is tried for ever.
        _nmcli("connection", "modify", "uuid", made, _TRIES, "0")
        for older in stored:  # only now: one that worked is not given up for one that does not
            self._delete(older)

    def forget(self, network: WifiNetwork) -> None:
        """See `Computer`."""
        for stored in self._saved().get(network.key, ()):
            self._delete(stored)

    def restart(self) -> None:
        """See `Computer`."""
        _systemctl("reboot")

    def switch_off(self) -> None:
        """See `Computer`."""
        _systemctl("poweroff")

    def _list(self, *, rescan: str, limit_s: float) -> str:
        return _nmcli("device", "wifi", "list", "--rescan", rescan, fields=nmcli.LIST, s=limit_s)

    def _saved(self) -> dict[str, list[str]]:
        """UUIDs of what is stored, by the network's key."""
        found = nmcli.stored_in(_nmcli("connection", "show", fields=nmcli.SAVED))
        saved: dict[str, list[str]] = {}
        for one, key in list(found.items())[:_MOST_SAVED]:
            known = key or nmcli.ssid_in(
                _nmcli("connection", "show", "uuid", one, fields=nmcli.SSID)
            )
            saved.setdefault(known, []).append(one)
        return saved

    def _add(self, network: WifiNetwork, *, hidden: bool) -> str:
        """Store it without its password; the new connection's UUID."""
        own = str(uuid.uuid4())
        name = os.fsdecode(name_of(network.key))  # bytes that are no UTF-8 are passed on
        protection: tuple[str, ...] = ()
        if network.guard is Guard.PASSWORD:
            kind = "sae" if network.modern else "wpa-psk"
            protection = ("wifi-sec.key-mgmt", kind, "wifi-sec.psk-flags", "0")
        _nmcli(
            *("connection", "add", "type", "wifi", "con-name", nmcli.OURS + network.key),
            *("ifname", "*", "connection.uuid", own, "wifi.hidden", "yes" if hidden else "no"),
            *("connection.autoconnect-retries", "0", _TRIES, "1", "ssid", name, *protection),
        )
        return own

    def _bring_up(self, connection: str, password: str) -> None:
        given = f"{_PASSWORD}:{quoted(password)}\n".encode() if password else b""
        file = ("passwd-file", "/dev/stdin") if given else ()
        _nmcli(
            *("--wait", str(JOIN_S), "connection", "up", "uuid", connection, *file),
            s=JOIN_S + 5,
            given=given,
        )

    def _delete(self, connection: str) -> None:
        _nmcli("connection", "delete", "uuid", connection)


def _nmcli(*words: str, fields: str = "", s: float = 0.0, given: bytes = b"") -> str:
    """What nmcli prints, within `ANSWER_S` or `s` seconds. Raises `KioskError`."""
    options = ("--terse", "--colors", "no", "--fields", fields) if fields else ()
    what = " ".join(("nmcli", *words[:2]))
    done = ask(
        ("nmcli", *options, *words),
        s or ANSWER_S,
        absent=Code.NETWORK_TOOL,
        given=given,
        what=what,
    )
    nmcli.check(done.status, done.text)
    return done.text


def _systemctl(verb: str) -> None:
    """Raises `KioskError`: what is refused must be said, for the screen waits for the end."""
    command = ("systemctl", "--no-ask-password", verb)
    done = ask(command, POWER_S, absent=Code.SYSTEM_REFUSED)
    if done.status != 0:
        log.error("systemctl %s was refused: %s", verb, done.text.strip()[:200])
        raise KioskError(Code.SYSTEM_REFUSED, f"systemctl {verb} was refused.")

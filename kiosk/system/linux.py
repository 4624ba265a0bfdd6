"""Linux: NetworkManager by `nmcli`, restart and power by systemd's `systemctl`.

A password reaches nmcli through its standard input (`--ask`): other users of the computer see
command lines. Connections are named by their UUID, which we choose, because nmcli
takes names that begin with a dash for options.
"""

from __future__ import annotations

import contextlib
import logging
import os
import uuid

from kiosk.system import nmcli
from kiosk.system.asking import ask
from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.trouble import Trouble, TroubleError
from kiosk.system.wifi import check_password, name_of

log = logging.getLogger(__name__)

ANSWER_S = 10.0
SCAN_S = 20.0
"""nmcli waits for a scan of 15 s at most."""
JOIN_S = 45
"""For radio, password and address together; nmcli gives up by itself, we five seconds later."""
POWER_S = 15.0
_NO_PASSWORD = "x"
"""Too short to be one (IEEE 802.11): the answer where nmcli asks once more, for the password
was wrong. At an input's end it would wait, and with a password file ask the file for ever."""
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
            raise TroubleError(Trouble.WIFI_KIND, "This network needs more than a password.")
        if network.guard is Guard.PASSWORD:
            check_password(password, modern=network.modern)
        made = self._add(network, hidden=hidden)
        try:
            self._bring_up(made, password)
        except TroubleError:
            with contextlib.suppress(TroubleError):
                self._delete(made)
            raise
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
            *("connection.autoconnect-retries", "0", "ssid", name, *protection),
        )
        return own

    def _bring_up(self, connection: str, password: str) -> None:
        _nmcli(
            *(("--ask",) if password else ()),
            *("--wait", str(JOIN_S), "connection", "up", "uuid", connection),
            s=JOIN_S + 5,
            given=f"{password}\n{_NO_PASSWORD}\n".encode() if password else b"",
        )

    def _delete(self, connection: str) -> None:
        _nmcli("connection", "delete", "uuid", connection)


def _nmcli(*words: str, fields: str = "", s: float = 0.0, given: bytes = b"") -> str:
    """What nmcli prints, within `ANSWER_S` or `s` seconds. Raises `TroubleError`."""
    options = ("--terse", "--colors", "no", "--fields", fields) if fields else ()
    what = " ".join(("nmcli", *words[:2]))
    done = ask(
        ("nmcli", *options, *words),
        s or ANSWER_S,
        absent=Trouble.NETWORK_TOOL,
        given=given,
        what=what,
    )
    nmcli.check(done.status, done.text)
    return done.text


def _systemctl(verb: str) -> None:
    """Raises `TroubleError`: what is refused must be said, for the screen waits for the end."""
    command = ("systemctl", "--no-ask-password", verb)
    done = ask(command, POWER_S, absent=Trouble.REFUSED)
    if done.status != 0:
        log.error("systemctl %s was refused: %s", verb, done.text.strip()[:200])
        raise TroubleError(Trouble.REFUSED, f"systemctl {verb} was refused.")

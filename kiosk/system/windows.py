"""Windows: `netsh wlan`, and `shutdown`. Its decisions are tested; it was never run on Windows.

netsh takes a password from a file only. It lies in a folder that is its owner's alone, for as long
as netsh reads it.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from kiosk.system import netsh
from kiosk.system.asking import ask
from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.trouble import Trouble, TroubleError
from kiosk.system.wifi import check_password

ANSWER_S = 10.0
JOIN_S = 45.0
_LOOK_S = 1.0


class Windows:
    """A `Computer`."""

    def networks(self) -> tuple[WifiNetwork, ...]:
        """See `Computer`."""
        profiles = netsh.profiles_in(_netsh("show", "profiles"))
        return netsh.networks_in(_netsh("show", "networks", "mode=bssid"), self._used(), profiles)

    def used(self) -> WifiNetwork | None:
        """See `Computer`."""
        return next((one for one in self.networks() if one.used), None)

    def join(self, network: WifiNetwork, password: str, *, hidden: bool = False) -> None:
        """See `Computer`."""
        if network.guard is Guard.OTHER:
            raise TroubleError(Trouble.WIFI_KIND, "This network needs more than a password.")
        if password or not network.known:
            if network.guard is Guard.PASSWORD:
                check_password(password, modern=network.modern)
            _store(netsh.profile(network, password, hidden=hidden))
        _netsh("connect", f"name={netsh.profile_of(network.key)}")
        end_s = time.monotonic() + JOIN_S
        while self._used() != network.key:
            if time.monotonic() > end_s:
                self.forget(network)
                raise TroubleError(Trouble.WIFI_FAILED, "Windows did not get into the network.")
            time.sleep(_LOOK_S)

    def forget(self, network: WifiNetwork) -> None:
        """See `Computer`."""
        _netsh("delete", "profile", f"name={netsh.profile_of(network.key)}")

    def restart(self) -> None:
        """See `Computer`."""
        _shutdown("/r")

    def switch_off(self) -> None:
        """See `Computer`."""
        _shutdown("/s")

    def _used(self) -> str:
        return netsh.used_in(_netsh("show", "interfaces"))


def _store(profile: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "profile.xml"
        file.write_text(profile, encoding="utf-8")
        _netsh("add", "profile", f"filename={file}", "user=all")


def _netsh(*words: str) -> str:
    done = ask(("netsh", "wlan", *words), ANSWER_S, absent=Trouble.NETWORK_TOOL, what="netsh wlan")
    if done.status != 0:
        raise TroubleError(Trouble.WIFI_FAILED, f"netsh wlan {words[0]} failed.")
    return done.text


def _shutdown(how: str) -> None:
    done = ask(("shutdown", how, "/t", "0"), ANSWER_S, absent=Trouble.REFUSED)
    if done.status != 0:
        raise TroubleError(Trouble.REFUSED, f"shutdown {how} was refused.")

"""Inside wifi.sh's machine: kiosk/system against a real NetworkManager, radio and access point."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.system import linux
from kiosk.system.linux import Linux
from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.trouble import Trouble, TroubleError
from kiosk.system.wifi import key_of, shown

NAME = "Khu phố 1: -x\\".encode()
PASSWORD = ' a\\b:"c  d=#'
HIDDEN, HIDDEN_PASSWORD = b"an", "an mot hai ba"
PATIENCE_S = 120.0


def say(text: str) -> None:
    print(f"wifi: {text}", flush=True)


def until(what: str, condition: Callable[[], object]) -> object:
    end_s = time.monotonic() + PATIENCE_S
    while not (found := condition()):
        assert time.monotonic() < end_s, what
        time.sleep(1)
    return found


def code_of(call: Callable[[], None]) -> Trouble | None:
    try:
        call()
    except TroubleError as error:
        return error.trouble
    return None


class Spy:
    """Looks at every command line of the machine, as any user may."""

    def __init__(self) -> None:
        self.seen: set[bytes] = set()
        self._ends = False
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Spy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends = True
        self._thread.join()

    def _look(self) -> None:
        while not self._ends:
            for folder in Path("/proc").iterdir():
                if folder.name.isdigit():
                    try:
                        self.seen.add((folder / "cmdline").read_bytes())
                        self.seen.add((folder / "environ").read_bytes())
                    except OSError:
                        pass
            time.sleep(0.02)


def listed(computer: Linux) -> WifiNetwork | None:
    return next((one for one in computer.networks() if one.key == key_of(NAME)), None)


def check(computer: Linux) -> None:
    found = until("the network is listed", lambda: listed(computer))
    assert isinstance(found, WifiNetwork)
    say(f"listed: {found.name!r} {found.guard.value} {found.strength} %")
    assert found.name == NAME.decode()
    assert found.guard is Guard.PASSWORD
    assert not found.known
    assert computer.used() is None
    began_s = time.monotonic()
    wrong = code_of(lambda: computer.join(found, "not the password"))
    say(f"a wrong password: {wrong} after {time.monotonic() - began_s:.0f} s")
    assert wrong is Trouble.WIFI_PASSWORD
    assert not listed(computer).known  # type: ignore[union-attr]
    with Spy() as spy:
        began_s = time.monotonic()
        computer.join(found, PASSWORD)
        say(f"joined after {time.monotonic() - began_s:.0f} s")
    nmcli = [line for line in spy.seen if b"nmcli" in line]
    assert nmcli, "the spy has seen nothing"
    assert not any(PASSWORD.encode() in line or b"a\\\\b" in line for line in spy.seen)
    say(f"the password is in none of {len(spy.seen)} command lines and environments")
    used = computer.used()
    assert used is not None
    assert used.key == key_of(NAME)
    now = listed(computer)
    assert now is not None
    assert now.known
    stored = "".join(
        p.read_text() for p in Path("/etc/NetworkManager/system-connections").iterdir()
    )
    assert "psk=" in stored
    say("stored by NetworkManager, for root alone")
    computer.join(now, "")
    say("joined again with what is stored")
    hidden = WifiNetwork(key_of(HIDDEN), shown(HIDDEN), 0)
    computer.join(hidden, HIDDEN_PASSWORD, hidden=True)
    say("joined a hidden one")
    computer.forget(now)
    assert not listed(computer).known  # type: ignore[union-attr]
    say("forgotten")
    os.kill(int(Path("/run/hostapd.pid").read_text()), signal.SIGTERM)
    gone = code_of(lambda: computer.join(found, PASSWORD))
    say(f"an access point that is gone: {gone}")
    assert gone in (Trouble.WIFI_GONE, Trouble.WIFI_PASSWORD)


if __name__ == "__main__":
    linux.ANSWER_S = linux.SCAN_S = 60.0  # an emulated processor, on a machine with other work
    linux.JOIN_S = 90
    check(Linux())
    say("all as it should be")

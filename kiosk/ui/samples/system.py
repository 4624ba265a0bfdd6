"""A made-up operating system for the screens: networks, restart, passwords (see `samples`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.base.errors import Code
from kiosk.settings.state import PasswordState, PasswordStep
from kiosk.system.state import Guard, Link, NetworkState, SystemState, Verb, WifiNetwork
from kiosk.system.trouble import Trouble
from kiosk.system.wifi import key_of, shown

PASSWORD = "nha van hoa 2026"
"""What every network takes here."""


def _network(name: str, strength: int, guard: Guard = Guard.PASSWORD, **more: bool) -> WifiNetwork:
    data = name.encode()
    return WifiNetwork(key_of(data), shown(data), strength, guard, **more)


HOME = _network("Nhà văn hóa khu phố 1", 78, known=True)
CAFE = _network("Cafe Vườn Lài", 55)
NETWORKS = (
    HOME,
    CAFE,
    _network("UBND phường An Phú Đông – công cộng", 52, Guard.OPEN),
    _network("VNPT_Hoa_5G_lau_2_nha_anh_Binh_99", 41),
    _network("truong-hoc", 38, Guard.OTHER),
    _network("TP-LINK_8A3C", 22),
    _network("<b>Khách</b>", 12),
)
WIRED = SystemState(NetworkState(Link.WIRED, address="192.168.1.23", has_way_out=True), NETWORKS)
JOINED = SystemState(
    NetworkState(Link.WIFI, HOME.name, 78, "192.168.1.23", has_way_out=True),
    (replace(HOME, used=True), *NETWORKS[1:]),
)
ALONE = SystemState(NetworkState(Link.NONE), NETWORKS)
NO_TOOL = SystemState(
    NetworkState(Link.NONE), (), failed=Verb.LOOK, problem=Trouble.NETWORK_TOOL.value
)
GOING = replace(WIRED, doing=Verb.RESTART)


class SampleSystem:
    """A `SystemPort` without a computer behind it; `asked` says what it was asked for."""

    def __init__(self, state: SystemState) -> None:
        self.state = state
        self.asked: list[tuple[str, ...]] = []
        self._listeners: list[Callable[[SystemState], None]] = []

    def subscribe(self, on_state: Callable[[SystemState], None]) -> None:
        """See `SystemPort`."""
        self._listeners.append(on_state)
        on_state(self.state)

    def set(self, state: SystemState) -> None:
        """Say this from now on."""
        self.state = state
        for listener in self._listeners:
            listener(state)

    def follow(self, *, network: bool, networks: bool) -> None:
        """Everything is always up to date."""
        self.asked.append(("follow", str(network), str(networks)))

    def join(self, key: str, password: str) -> None:
        """In at once with the right password."""
        self.asked.append(("join", key, password))
        known = any(one.key == key and one.known for one in self.state.networks or ())
        self._join(key, right=password == PASSWORD or (known and not password))

    def join_hidden(self, name: str, password: str) -> None:
        """The same."""
        self.asked.append(("join-hidden", name, password))
        self._join(key_of(name.encode()), right=password == PASSWORD)

    def _join(self, key: str, *, right: bool) -> None:
        if right:
            self.set(replace(self.state, about=key, done=Verb.JOIN, failed=Verb.NONE))
        else:
            problem = Trouble.WIFI_PASSWORD.value
            self.set(replace(self.state, about=key, failed=Verb.JOIN, problem=problem))

    def forget(self, key: str) -> None:
        """At once."""
        self.asked.append(("forget", key))
        self.set(replace(self.state, about=key, done=Verb.FORGET))

    def acknowledge(self) -> None:
        """It is read."""
        if self.state.doing is Verb.NONE and self.state.failed is not Verb.LOOK:
            self.set(replace(self.state, failed=Verb.NONE, problem="", done=Verb.NONE))

    def restart(self) -> None:
        """It goes down for ever."""
        self.asked.append(("restart",))
        self.set(replace(self.state, doing=Verb.RESTART))

    def switch_off(self) -> None:
        """It is refused."""
        self.asked.append(("off",))
        problem = Trouble.REFUSED.value
        self.set(replace(self.state, failed=Verb.SWITCH_OFF, problem=problem))


class SamplePasswords:
    """A `PasswordPort` whose calendar takes `PASSWORD` alone."""

    def __init__(self, state: PasswordState) -> None:
        self.state = state
        self.asked: list[tuple[str, str]] = []
        self._listeners: list[Callable[[PasswordState], None]] = []

    def subscribe(self, on_state: Callable[[PasswordState], None]) -> None:
        """See `PasswordPort`."""
        self._listeners.append(on_state)
        on_state(self.state)

    def store(self, name: str, password: str) -> None:
        """Tried and stored at once."""
        self.asked.append((name, password))
        if name != "calendar":
            self._set(PasswordState(name, PasswordStep.UNTESTED))
        elif password == PASSWORD:
            self._set(PasswordState(name, PasswordStep.STORED))
        else:
            self._set(PasswordState(name, PasswordStep.REFUSED, Code.CALENDAR_LOGIN.value))

    def acknowledge(self) -> None:
        """It is read."""
        self._set(PasswordState())

    def _set(self, state: PasswordState) -> None:
        self.state = state
        for listener in self._listeners:
            listener(state)

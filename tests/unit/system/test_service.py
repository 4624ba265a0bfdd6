"""The service tells what is so, does one thing at a time, and keeps no password."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest

from kiosk.system import service
from kiosk.system.lan import Lan
from kiosk.system.service import System
from kiosk.system.state import Link, SystemState, Verb, WifiNetwork
from kiosk.system.trouble import Trouble, TroubleError
from kiosk.system.wifi import key_of

NETWORK = WifiNetwork(key_of(b"UBND"), "UBND", 70)
PASSWORD = "khong ai biet"


class Made:
    """A `Computer` that does what it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.problem: Trouble | None = None
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def _do(self, *what: object) -> None:
        self.asked.append(what)
        assert self.may_go_on.wait(20)
        if self.problem is not None:
            raise TroubleError(self.problem, "So it is.")

    def networks(self) -> tuple[WifiNetwork, ...]:
        self._do("networks")
        return (NETWORK,)

    def used(self) -> WifiNetwork | None:
        return NETWORK

    def join(self, network: WifiNetwork, password: str, *, hidden: bool = False) -> None:
        self._do("join", network.key, password, hidden)

    def forget(self, network: WifiNetwork) -> None:
        self._do("forget", network.key)

    def restart(self) -> None:
        self._do("restart")

    def switch_off(self) -> None:
        self._do("off")


class Watched:
    """The service with its states written down."""

    def __init__(self, lan: Lan) -> None:
        self.computer = Made()
        self.told: list[str] = []
        self.states: list[SystemState] = []
        self._news = asyncio.Event()
        self.system = System(
            asyncio.get_running_loop(),
            self.computer,
            lambda: lan,
            lambda kind: self.told.append(kind),
        )
        self.system.subscribe(self._on_state)
        self._task = asyncio.create_task(self.system.run())

    def _on_state(self, state: SystemState) -> None:
        self.states.append(state)
        self._news.set()

    async def until(self, condition: Callable[[SystemState], bool]) -> SystemState:
        async with asyncio.timeout(20):
            while not (self.states and condition(self.states[-1])):
                self._news.clear()
                await self._news.wait()
        return self.states[-1]

    async def aclose(self) -> None:
        self.computer.may_go_on.set()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self.system.aclose()


@pytest.fixture
async def watched() -> AsyncIterator[Watched]:
    made = Watched(Lan("wlan0", wireless=True, address="10.0.0.5", has_default_route=True))
    yield made
    await made.aclose()


async def test_nothing_is_asked_until_somebody_follows(watched: Watched) -> None:
    await watched.until(lambda _state: True)
    assert watched.states == [SystemState()]
    watched.system.follow(network=True, networks=True)
    state = await watched.until(lambda s: s.networks is not None and s.network.name != "")
    assert state.networks == (NETWORK,)
    assert (state.network.link, state.network.name, state.network.strength) == (
        Link.WIFI, "UBND", 70,
    )  # fmt: skip
    assert state.network.has_way_out


@pytest.mark.parametrize(
    ("lan", "link", "address"),
    [
        (Lan(), Link.NONE, ""),
        (Lan("eth0", address="10.0.0.5", has_default_route=True), Link.WIRED, "10.0.0.5"),
        (Lan("eth0", address="169.254.1.2"), Link.WIRED, ""),
    ],
)
async def test_how_we_are_joined(lan: Lan, link: Link, address: str) -> None:
    watched = Watched(lan)
    watched.system.follow(network=True, networks=False)
    state = await watched.until(lambda s: s.network.link is not Link.UNKNOWN)
    assert (state.network.link, state.network.address) == (link, address)
    assert state.network.has_way_out is lan.has_default_route
    await watched.aclose()


async def test_joining_is_told_from_the_beginning_to_the_end(watched: Watched) -> None:
    watched.system.follow(network=False, networks=True)
    await watched.until(lambda s: s.networks is not None)
    watched.computer.may_go_on.clear()
    watched.system.join(NETWORK.key, PASSWORD)
    await watched.until(lambda s: s.doing is Verb.JOIN and s.about == NETWORK.key)
    watched.system.join(NETWORK.key, "another")
    watched.system.restart()
    watched.computer.may_go_on.set()
    state = await watched.until(lambda s: s.done is Verb.JOIN)
    assert state.doing is Verb.NONE
    changing = [asked for asked in watched.computer.asked if asked[0] != "networks"]
    assert changing == [("join", NETWORK.key, PASSWORD, False)]
    assert PASSWORD not in repr(watched.states)


async def test_a_failure_stays_until_it_is_read(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    watched.system.follow(network=False, networks=True)
    await watched.until(lambda s: s.networks is not None)
    watched.computer.problem = Trouble.WIFI_PASSWORD
    watched.system.join(NETWORK.key, PASSWORD)
    state = await watched.until(lambda s: s.failed is Verb.JOIN)
    assert (state.problem, state.about) == (Trouble.WIFI_PASSWORD.value, NETWORK.key)
    assert PASSWORD not in caplog.text
    watched.system.acknowledge()
    await watched.until(lambda s: s.failed is Verb.NONE)


async def test_a_network_that_is_gone_is_said(watched: Watched) -> None:
    watched.system.join("4142", PASSWORD)
    state = await watched.until(lambda s: s.failed is Verb.JOIN)
    assert state.problem == Trouble.WIFI_GONE.value


async def test_hidden_ones_are_joined_by_their_name(watched: Watched) -> None:
    watched.system.join_hidden("Khu phố", PASSWORD)
    await watched.until(lambda s: s.done is Verb.JOIN)
    assert watched.computer.asked == [("join", key_of("Khu phố".encode()), PASSWORD, True)]
    watched.system.join_hidden("x" * 33, PASSWORD)
    await watched.until(lambda s: s.failed is Verb.JOIN)


async def test_no_list_says_why_and_comes_back(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "NETWORKS_S", 0.01)
    watched.computer.problem = Trouble.NETWORK_TOOL
    watched.system.follow(network=False, networks=True)
    state = await watched.until(lambda s: s.failed is Verb.LOOK)
    assert (state.networks, state.problem) == ((), Trouble.NETWORK_TOOL.value)
    watched.computer.problem = None
    watched.system.follow(network=False, networks=True)
    await watched.until(lambda s: s.networks == (NETWORK,) and s.failed is Verb.NONE)


@pytest.mark.parametrize(
    ("verb", "asked", "event"),
    [("restart", "restart", "computer-restart"), ("switch_off", "off", "computer-off")],
)
async def test_a_computer_that_does_not_go_down_is_said(
    verb: str, asked: str, event: str, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "DOWN_S", 0.05)
    getattr(watched.system, verb)()
    state = await watched.until(lambda s: s.failed is not Verb.NONE)
    assert (state.failed.value.replace("-", "_"), state.problem) == (
        verb, Trouble.SILENT.value,
    )  # fmt: skip
    assert watched.computer.asked == [(asked,)]
    assert watched.told == [event]

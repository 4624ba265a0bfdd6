"""With real TCP connections on loopback."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator

import pytest

from kiosk.core.reachability import TIMEOUT_S, WEAK_RTT_MS, Host, Reachability
from kiosk.model.room import Network


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.asynccontextmanager
async def listening(port: int = 0) -> AsyncIterator[Host]:
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", port)
    async with server:
        yield server.sockets[0].getsockname()[:2]


class Watched:
    def __init__(self, hosts: list[Host]) -> None:
        self.hosts = hosts
        self.said: list[tuple[Network, float | None]] = []
        self._new = asyncio.Event()
        self._watch = Reachability(
            lambda: self.hosts, self._on_said, period_s=0.02, period_in_trouble_s=0.02
        )

    def _on_said(self, network: Network, rtt_ms: float | None) -> None:
        self.said.append((network, rtt_ms))
        self._new.set()

    async def until(self, network: Network) -> None:
        async with asyncio.timeout(30):
            while not self.said or self.said[-1][0] is not network:
                self._new.clear()
                await self._new.wait()

    async def __aenter__(self) -> "Watched":
        self._task = asyncio.create_task(self._watch.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task


async def test_a_server_that_answers_is_a_good_network() -> None:
    async with listening() as host, Watched([host]) as watched:
        await watched.until(Network.GOOD)
        rtt_ms = watched.said[-1][1]
        assert rtt_ms is not None
        assert 0 < rtt_ms < WEAK_RTT_MS


async def test_nothing_to_check_is_unknown() -> None:
    async with Watched([]) as watched:
        await watched.until(Network.UNKNOWN)
        assert watched.said == [(Network.UNKNOWN, None)] * len(watched.said)


async def test_one_failure_is_weak_and_two_are_lost() -> None:
    async with Watched([("127.0.0.1", free_port())]) as watched:
        await watched.until(Network.LOST)
        assert watched.said[:2] == [(Network.WEAK, None), (Network.LOST, None)]


async def test_one_of_two_servers_away_is_weak_and_stays_so() -> None:
    async with listening() as host, Watched([host, ("127.0.0.1", free_port())]) as watched:
        await watched.until(Network.WEAK)
        seen = len(watched.said)
        while len(watched.said) < seen + 3:  # noqa: ASYNC110 - counts what is published
            await asyncio.sleep(0.01)
        assert {network for network, _ in watched.said} == {Network.WEAK}


async def test_a_network_that_comes_back_is_good_again() -> None:
    port = free_port()
    async with Watched([("127.0.0.1", port)]) as watched:
        await watched.until(Network.LOST)
        async with listening(port):
            await watched.until(Network.GOOD)
        await watched.until(Network.LOST)


async def test_new_hosts_are_checked_from_the_next_time_on() -> None:
    async with listening() as host, Watched([]) as watched:
        await watched.until(Network.UNKNOWN)
        watched.hosts = [host]
        await watched.until(Network.GOOD)


async def test_the_first_answer_comes_within_a_second_though_the_host_is_silent() -> None:
    """A full backlog: the kernel drops our SYN, as a firewall or a dead line does."""
    silent = socket.socket()
    silent.bind(("127.0.0.1", 0))
    silent.listen(0)
    fillers = [socket.socket() for _ in range(4)]
    try:
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(silent.getsockname())
        begun_s = time.monotonic()
        async with Watched([silent.getsockname()]) as watched:
            await watched.until(Network.WEAK)
            assert watched.said[0][1] is None
            assert time.monotonic() - begun_s < TIMEOUT_S  # not the usual limit but 0.9 s
    finally:
        for each in (silent, *fillers):
            each.close()


@pytest.mark.parametrize("name", ["no-such-host.invalid", "a" * 70, "..", ""])
async def test_a_name_that_cannot_be_found_is_a_failure(name: str) -> None:
    async with Watched([(name, free_port())]) as watched:
        await watched.until(Network.LOST)

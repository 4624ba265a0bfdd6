"""Verbs from other threads, a state that is told once a change, tasks that end."""

from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import dataclass

import pytest

from kiosk.base.onloop import Channel, Telling


@dataclass(frozen=True)
class Shown:
    number: int = 0
    word: str = ""


class Counter(Telling[Shown]):
    """Counts what it is asked to, from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop, Shown())
        self.began = asyncio.Event()

    def add(self, number: int) -> None:
        self._post(self._add, number)

    def hang(self) -> None:
        self._post(self._spawn_later, self._hang)

    def fail(self) -> None:
        self._post(self._spawn_later, self._fail)

    async def aclose(self) -> None:
        await self._end_tasks()

    def _add(self, number: int) -> None:
        self._set(number=self._state.number + number)

    async def _hang(self) -> None:
        self.began.set()
        await asyncio.Event().wait()

    async def _fail(self) -> None:
        self.began.set()
        raise ValueError("a bug")


async def test_listeners_hear_the_state_and_then_every_change() -> None:
    counter = Counter(asyncio.get_running_loop())
    heard: list[Shown] = []
    counter.subscribe(heard.append)
    thread = threading.Thread(target=lambda: [counter.add(number) for number in (1, 0, 2)])
    thread.start()
    await asyncio.to_thread(thread.join)
    await asyncio.sleep(0)
    assert heard == [Shown(0), Shown(1), Shown(3)]


async def test_a_channel_tells_what_comes_and_not_what_was() -> None:
    channel: Channel[int] = Channel(asyncio.get_running_loop())
    early: list[int] = []
    late: list[int] = []
    await asyncio.to_thread(channel.subscribe, early.append)
    await asyncio.sleep(0)
    channel.tell(1)
    channel.subscribe(late.append)
    await asyncio.sleep(0)
    channel.tell(1)
    assert (early, late) == ([1, 1], [1])


async def test_what_goes_on_is_ended() -> None:
    counter = Counter(asyncio.get_running_loop())
    counter.hang()
    await counter.began.wait()
    await counter.aclose()
    await counter.aclose()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert not others


async def test_a_bug_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    counter = Counter(asyncio.get_running_loop())
    counter.fail()
    with caplog.at_level(logging.ERROR):
        await counter.began.wait()
        await asyncio.sleep(0.01)
    assert "a bug" in caplog.text


def test_a_verb_after_the_end_does_nothing() -> None:
    loop = asyncio.new_event_loop()
    counter = Counter(loop)
    channel: Channel[int] = Channel(loop)
    loop.close()
    counter.add(1)
    channel.subscribe(lambda _value: None)

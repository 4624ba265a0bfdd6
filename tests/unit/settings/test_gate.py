"""The technician's door: waits that grow, survive a restart and believe no clock."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base import secret
from kiosk.base.errors import Code, KioskError
from kiosk.base.secret import is_pin
from kiosk.settings.gate import FILE, WAITS_S, Gate, wait_s
from kiosk.settings.state import GateState

PIN = "258036"
PATIENCE_S = 20.0


class Keyring:
    """Where the pin is; counts how often it is asked, and can be made to wait or fail."""

    def __init__(self, pin: str = PIN) -> None:
        self.pin = pin
        self.asked = 0
        self.locked = False
        self.answer = threading.Event()
        self.answer.set()

    def __call__(self) -> str:
        self.asked += 1
        assert self.answer.wait(PATIENCE_S)
        if self.locked:
            raise KioskError(Code.SECRET, "The keyring is locked.", "Unlock it.")
        return self.pin


class Door:
    """A gate with everything around it written down."""

    def __init__(self, folder: Path, keyring: Keyring | None = None) -> None:
        self.keyring = keyring or Keyring()
        self.events: list[str] = []
        self.shown: list[GateState] = []
        self.now_ns = 50 * 10**9
        self.gate = Gate(
            folder,
            self.keyring,
            asyncio.get_running_loop(),
            on_event=self.events.append,
            monotonic_ns=lambda: self.now_ns,
        )
        self.gate.subscribe(self.shown.append)

    @property
    def state(self) -> GateState:
        return self.shown[-1]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 - a file tells nobody that it was written
                await asyncio.sleep(0.005)

    async def enter(self, pin: str) -> GateState:
        """Try a pin and wait for the answer."""
        asked = self.keyring.asked
        self.gate.enter(pin)
        await self.until(lambda: self.keyring.asked > asked and not self.state.checking)
        return self.state

    async def sit_out(self) -> None:
        self.now_ns = max(self.now_ns, self.state.locked_until_ns)
        self.gate.subscribe(self.shown.append)  # looks at the clock, as the timer would
        await self.until(lambda: self.state.locked_until_ns == 0)


@asynccontextmanager
async def door(folder: Path, keyring: Keyring | None = None) -> AsyncIterator[Door]:
    made = Door(folder, keyring)
    await made.until(lambda: bool(made.shown))
    try:
        yield made
    finally:
        await made.gate.aclose()


def waiting_s(one: Door) -> float:
    return max(0.0, (one.state.locked_until_ns - one.now_ns) / 1e9)


async def test_the_right_pin_opens(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        state = await one.enter(PIN)
        assert state.is_open
        assert one.events == ["technician-entered"]
        one.gate.close()
        await one.until(lambda: not one.state.is_open)
        assert not (tmp_path / FILE).exists()  # nothing was wrong, nothing is kept


async def test_waits_grow_and_are_capped(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        waits = []
        for _ in range(len(WAITS_S) + 2):
            state = await one.enter("0000")
            assert not state.is_open
            waits.append(waiting_s(one))
            if state.locked_until_ns:
                await one.sit_out()
        assert waits == [*WAITS_S, WAITS_S[-1], WAITS_S[-1]]
        assert one.events.count("pin-wrong") == len(waits)
        assert one.events.count("pin-locked") == sum(wait > 0 for wait in waits)


async def test_no_pin_is_taken_during_a_wait(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        for _ in range(3):
            await one.enter("0000")
        asked = one.keyring.asked
        one.now_ns = one.state.locked_until_ns - 1
        one.gate.enter(PIN)
        await asyncio.sleep(0.1)
        assert one.keyring.asked == asked
        assert not one.state.is_open
        one.now_ns += 1
        assert (await one.enter(PIN)).is_open


async def test_the_right_pin_forgives(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        await one.enter("0000")
        await one.enter("0000")
        assert (await one.enter(PIN)).wrong == 0
    async with door(tmp_path) as one:
        assert one.state.wrong == 0


async def test_a_power_cut_buys_no_try(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        for _ in range(4):
            await one.enter("0000")
            await one.sit_out()
        await one.enter("0000")
        assert waiting_s(one) == 60
    async with door(tmp_path) as two:
        assert two.state.wrong == 5
        assert waiting_s(two) == 60
        await two.sit_out()
        await two.enter("0000")
        assert waiting_s(two) == 300


async def test_a_wait_that_was_sat_out_does_not_come_back(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        for _ in range(4):
            await one.enter("0000")
            await one.sit_out()
        await one.until(lambda: b'"waited":true' in (tmp_path / FILE).read_bytes())
    async with door(tmp_path) as two:
        assert two.state.wrong == 4
        assert waiting_s(two) == 0


async def test_no_clock_opens_the_door(tmp_path: Path) -> None:
    """What is kept has no time in it: setting the clock or the file's date changes nothing."""
    async with door(tmp_path) as one:
        for _ in range(2):
            await one.enter("0000")
        await one.enter("0000")
    for stamp in (0, 4_000_000_000):
        os.utime(tmp_path / FILE, (stamp, stamp))
        async with door(tmp_path) as two:
            assert waiting_s(two) == wait_s(3)


async def test_two_presses_are_one_try(tmp_path: Path) -> None:
    keyring = Keyring()
    async with door(tmp_path, keyring) as one:
        keyring.answer.clear()
        one.gate.enter("0000")
        one.gate.enter("0000")
        one.gate.enter(PIN)
        await one.until(lambda: one.state.checking)
        keyring.answer.set()
        await one.until(lambda: not one.state.checking)
        assert one.state.wrong == 1
        assert not one.state.is_open


async def test_a_page_that_was_left_does_not_open(tmp_path: Path) -> None:
    keyring = Keyring()
    async with door(tmp_path, keyring) as one:
        keyring.answer.clear()
        one.gate.enter(PIN)
        one.gate.close()
        await one.until(lambda: one.state.checking)
        keyring.answer.set()
        await one.until(lambda: not one.state.checking)
        assert not one.state.is_open
        assert one.events == []


@pytest.mark.parametrize("pin", ["", "123", "12345678901234", "abcd", "١٢٣٤"])
async def test_what_cannot_be_typed_is_no_pin(tmp_path: Path, pin: str) -> None:
    async with door(tmp_path, Keyring(pin)) as one:
        one.gate.look()
        await one.until(lambda: one.state.pin_is_set is not None)
        assert one.state.pin_is_set is False
        state = await one.enter(pin or "0000")
        assert (state.is_open, state.wrong) == (False, 0)


async def test_a_pin_that_is_set_later_is_found(tmp_path: Path) -> None:
    keyring = Keyring("")
    async with door(tmp_path, keyring) as one:
        assert one.state.pin_is_set is None
        one.gate.look()
        await one.until(lambda: one.state.pin_is_set is False)
        keyring.pin = PIN
        one.gate.look()
        await one.until(lambda: one.state.pin_is_set is True)


async def test_a_keyring_that_gives_nothing_is_said(tmp_path: Path) -> None:
    keyring = Keyring()
    keyring.locked = True
    async with door(tmp_path, keyring) as one:
        state = await one.enter(PIN)
        assert (state.pin_is_set, state.problem) == (None, Code.SECRET.value)
        assert (state.is_open, state.wrong) == (False, 0)
        keyring.locked = False
        assert (await one.enter(PIN)).is_open
        assert one.state.problem == ""


async def test_a_disk_that_takes_nothing_still_locks(tmp_path: Path) -> None:
    file_in_the_way = tmp_path / "file"
    file_in_the_way.write_bytes(b"")
    async with door(file_in_the_way / "state") as one:
        for _ in range(3):
            await one.enter("0000")
        assert waiting_s(one) == 5


@pytest.mark.parametrize("left", [b"", b"{", b'{"wrong":-1}', b'{"wrong":"x"}', b"[]"])
async def test_a_broken_file_does_not_count(tmp_path: Path, left: bytes) -> None:
    (tmp_path / FILE).write_bytes(left)
    async with door(tmp_path) as one:
        assert (await one.enter(PIN)).is_open


async def test_no_pin_is_logged_or_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with door(tmp_path) as one:
        for pin in ("733190", PIN):
            await one.enter(pin)
        one.keyring.pin = "geheim733190"
        await one.enter("733190")
        assert one.state.pin_is_set is False
    kept = (tmp_path / FILE).read_text()
    for pin in ("733190", PIN):
        assert pin not in caplog.text
        assert pin not in kept


@given(st.text(max_size=14))
def test_a_pin_is_four_to_twelve_digits(text: str) -> None:
    assert is_pin(text) == (4 <= len(text) <= 12 and set(text) <= set("0123456789"))


@given(st.integers(min_value=0, max_value=10**6))
def test_waits_never_shrink(wrong: int) -> None:
    assert wait_s(wrong) <= wait_s(wrong + 1) <= 900


async def test_keyring_that_never_answers_lets_go_of_the_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secret, "ANSWER_S", 0.05)
    keyring = Keyring()
    keyring.answer.clear()
    async with door(tmp_path, keyring) as one:
        state = await one.enter(PIN)
        assert (state.is_open, state.checking, state.problem) == (False, False, Code.SECRET)
        keyring.answer.set()
        monkeypatch.undo()
        one.gate.enter(PIN)
        await one.until(lambda: one.state.is_open)

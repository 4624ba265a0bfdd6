"""The technician's door: waits that grow, survive a restart and believe no clock."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base import pinhash, secret
from kiosk.base.errors import Code, KioskError
from kiosk.base.secret import is_pin
from kiosk.settings import waits
from kiosk.settings.gate import Gate
from kiosk.settings.pin import PinPlace
from kiosk.settings.state import GateState, PinChange
from kiosk.settings.waits import FILE, WAITS_S, wait_s

PIN = "258036"
OTHER = "9041"
STORED = "$scrypt$ln=10,r=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$/jqVTWSZAAj2wxFfY+9MaGVsK4/Jt3S3HCS2y+cRb2I"
"""Of `PIN`, with costs that many tries can pay."""
PATIENCE_S = 20.0


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hash costs is for `test_pinhash.py`."""
    monkeypatch.setattr(pinhash, "_LOG2_N", 10)


class Keyring:
    """Where the pin is; counts how often it is asked, and can be made to wait or fail."""

    def __init__(self, pin: str = STORED) -> None:
        self.pin = pin
        self.asked = 0
        self.put: list[str] = []
        self.takes = True
        self.locked = False
        self.answer = threading.Event()
        self.answer.set()

    def __call__(self) -> str:
        self.asked += 1
        assert self.answer.wait(PATIENCE_S)
        if self.locked:
            raise KioskError(Code.SECRET, "The keyring is locked.", "Unlock it.")
        return self.pin

    def take(self, stored: str) -> None:
        if not self.takes:
            raise KioskError(Code.SECRET, "The keyring is read-only.", "Change it elsewhere.")
        self.pin = stored
        self.put.append(stored)


class Door:
    """A gate with everything around it written down."""

    def __init__(self, folder: Path, keyring: Keyring | None, now_ns: int) -> None:
        self.keyring = keyring or Keyring()
        self.events: list[str] = []
        self.shown: list[GateState] = []
        self.now_ns = now_ns
        self.gate = Gate(
            folder,
            PinPlace(self.keyring, self.keyring.take),
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

    async def change(self, old: str, new: str) -> GateState:
        """Try to change it and wait for the answer."""
        asked = self.keyring.asked
        self.gate.change(old, new)
        await self.until(lambda: self.keyring.asked > asked and not self.state.checking)
        return self.state

    async def sit_out(self) -> None:
        self.now_ns = max(self.now_ns, self.state.locked_until_ns)
        self.gate.subscribe(self.shown.append)  # looks at the clock, as the timer would
        await self.until(lambda: self.state.locked_until_ns == 0)


@asynccontextmanager
async def door(
    folder: Path, keyring: Keyring | None = None, now_ns: int = 50 * 10**9
) -> AsyncIterator[Door]:
    made = Door(folder, keyring, now_ns)
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
        await one.until(lambda: b'"until_ns":0' in (tmp_path / FILE).read_bytes())
    async with door(tmp_path) as two:
        assert two.state.wrong == 4
        assert waiting_s(two) == 0


async def test_no_clock_opens_the_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting the clock or the file's date neither opens the door nor lengthens the wait."""
    async with door(tmp_path) as one:
        for _ in range(3):
            await one.enter("0000")
    for stamp in (0, 4_000_000_000):
        os.utime(tmp_path / FILE, (stamp, stamp))
        monkeypatch.setattr(time, "time", lambda stamp=stamp: float(stamp))
        async with door(tmp_path) as two:
            assert waiting_s(two) == wait_s(3)


async def test_a_restart_of_the_program_goes_on_with_the_wait(tmp_path: Path) -> None:
    """The PC was on meanwhile: that time counts."""
    async with door(tmp_path) as one:
        for _ in range(4):
            await one.enter("0000")
            await one.sit_out()
        await one.enter("0000")
        began_ns = one.now_ns
    async with door(tmp_path, now_ns=began_ns + 40 * 10**9) as two:
        assert waiting_s(two) == 20
    async with door(tmp_path, now_ns=began_ns + 61 * 10**9) as three:
        assert (waiting_s(three), three.state.wrong) == (0, 5)


@given(
    wrong=st.integers(3, 12),
    on_before_s=st.integers(0, 10**7),
    on_since_s=st.integers(0, 2000),
)
def test_a_power_cut_makes_no_wait_shorter_and_none_longer_than_anew(
    wrong: int, on_before_s: int, on_since_s: int
) -> None:
    """`time.monotonic` begins near 0 with the PC: what was kept by the old one is of no use."""
    kept = waits.after(wrong, on_before_s * 10**9)
    left_s = kept.left_ns(on_since_s * 10**9) / 1e9
    assert on_since_s + left_s >= wait_s(wrong)
    assert left_s <= wait_s(wrong)


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
async def test_a_damaged_file_counts_as_the_longest_wait_also_after_a_restart(
    tmp_path: Path, left: bytes
) -> None:
    (tmp_path / FILE).write_bytes(left)
    for _ in range(2):
        async with door(tmp_path) as one:
            assert waiting_s(one) == WAITS_S[-1]
    async with door(tmp_path) as one:
        await one.sit_out()
        assert (await one.enter(PIN)).is_open


async def test_a_machine_without_the_file_is_a_new_one(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        assert waiting_s(one) == 0
        assert (await one.enter(PIN)).is_open


async def test_a_bare_pin_from_before_is_stored_as_a_hash_when_it_is_first_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with door(tmp_path, Keyring(PIN)) as one:
        one.gate.look()
        await one.until(lambda: bool(one.keyring.put))
        assert pinhash.is_hash(one.keyring.pin)
        assert (await one.enter(PIN)).is_open
        assert one.keyring.put == [one.keyring.pin]  # once
    assert PIN not in caplog.text


async def test_a_store_that_takes_no_hash_still_opens(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keyring = Keyring(PIN)
    keyring.takes = False
    async with door(tmp_path, keyring) as one:
        one.gate.look()
        await one.until(lambda: "not as a hash" in caplog.text)
        assert (await one.enter(PIN)).is_open
    assert caplog.text.count("not as a hash") == 1


async def test_the_pin_is_changed_from_behind_the_door_only(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        one.gate.change(PIN, OTHER)
        await asyncio.sleep(0.05)
        assert one.keyring.put == []
        await one.enter(PIN)
        state = await one.change(PIN, OTHER)
        assert (state.change, state.is_open) == (PinChange.DONE, True)
        assert one.events[-1] == "pin-changed"
        assert pinhash.is_hash(one.keyring.pin)
        one.gate.close()
        await one.until(lambda: one.state.change is PinChange.NONE)
        assert not (await one.enter(PIN)).is_open
        assert (await one.enter(OTHER)).is_open


async def test_a_wrong_old_pin_counts_as_at_the_door(tmp_path: Path) -> None:
    async with door(tmp_path) as one:
        await one.enter(PIN)
        for _ in range(3):
            assert (await one.change("0000", OTHER)).change is PinChange.WRONG
        assert (one.state.wrong, waiting_s(one)) == (3, wait_s(3))
        one.gate.change(PIN, OTHER)
        await asyncio.sleep(0.05)
        assert one.keyring.put == []  # during a wait none is taken
        assert one.keyring.pin == STORED


@pytest.mark.parametrize("new", ["", "123", "1234567890123", "abcd", "١٢٣٤"])
async def test_what_cannot_be_typed_does_not_become_the_pin(tmp_path: Path, new: str) -> None:
    async with door(tmp_path) as one:
        await one.enter(PIN)
        one.gate.change(PIN, new)
        await one.until(lambda: one.state.change is PinChange.NO_PIN)
        assert (one.keyring.put, one.state.wrong) == ([], 0)


async def test_a_store_that_does_not_take_the_new_pin_is_said_and_the_old_one_holds(
    tmp_path: Path,
) -> None:
    async with door(tmp_path) as one:
        await one.enter(PIN)
        one.keyring.takes = False
        assert (await one.change(PIN, OTHER)).change is PinChange.NOT_STORED
        one.gate.close()
        await one.until(lambda: not one.state.is_open)
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

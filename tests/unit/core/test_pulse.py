"""The watchdog is fed only while GUI thread, core loop and media process are alive."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTimer

from kiosk.base.notify import Notifier
from kiosk.core.pulse import Pulse
from kiosk.ui.beat import Beat

LIMIT_S = 0.3
PATIENCE_S = 20.0


class Chain:
    """A GUI loop in this thread, a core loop in another, a manager that takes down messages."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.is_well = True
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.notifier = Notifier(lambda message: self.told.append(message.decode()), LIMIT_S)
        self.pulse = Pulse(self.loop, self.notifier, lambda: self.is_well)

    @property
    def feeds(self) -> int:
        return self.told.count("WATCHDOG=1")

    def turn(self, until: Callable[[], bool]) -> None:
        """Let the GUI loop turn."""
        deadline = time.monotonic() + PATIENCE_S
        while not until():
            assert time.monotonic() < deadline
            QCoreApplication.processEvents()
            time.sleep(0.01)

    def is_fed(self) -> None:
        before = self.feeds
        self.turn(lambda: self.feeds >= before + 3)

    def starves(self) -> None:
        """Many times the limit long, whatever is still on its way at the beginning."""
        self.turn_for(2 * LIMIT_S)
        before = self.feeds
        self.turn_for(4 * LIMIT_S)
        assert self.feeds == before

    def turn_for(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.turn(lambda: time.monotonic() > end)


@pytest.fixture
def chain(qapp) -> Iterator[Chain]:
    chain = Chain()
    beat = Beat(chain.notifier.ready, chain.pulse.beat, chain.notifier.feed_s)
    assert not chain.told, "before the loop turns nothing is known to be alive"
    yield chain
    beat.deleteLater()
    chain.loop.call_soon_threadsafe(chain.loop.stop)
    chain.thread.join(PATIENCE_S)
    chain.loop.close()


def test_all_alive_it_is_fed(chain: Chain) -> None:
    chain.is_fed()
    assert chain.told[0] == "READY=1"
    assert chain.told.count("READY=1") == 1


def test_a_core_loop_that_hangs_starves_it(chain: Chain) -> None:
    chain.is_fed()
    goes_on = threading.Event()
    chain.loop.call_soon_threadsafe(goes_on.wait, PATIENCE_S)
    chain.starves()
    goes_on.set()
    chain.is_fed()


def test_a_gui_thread_that_hangs_starves_it(chain: Chain) -> None:
    chain.is_fed()
    counts: list[int] = []

    def hang() -> None:
        time.sleep(2 * LIMIT_S)
        counts.append(chain.feeds)
        time.sleep(4 * LIMIT_S)
        counts.append(chain.feeds)

    QTimer.singleShot(0, hang)
    chain.turn(lambda: len(counts) == 2)
    assert counts[0] == counts[1]
    chain.is_fed()


def test_a_media_process_that_nobody_sees_to_starves_it_and_is_said_once(
    chain: Chain, caplog
) -> None:
    chain.is_fed()
    chain.is_well = False
    chain.starves()
    assert caplog.text.count("the watchdog is not fed") == 1
    chain.is_well = True
    chain.is_fed()


def test_beats_after_the_end_of_the_core_are_no_fault(chain: Chain) -> None:
    loop = asyncio.new_event_loop()
    pulse = Pulse(loop, chain.notifier, lambda: True)
    loop.close()
    pulse.beat()

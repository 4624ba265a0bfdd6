"""The pin page's model: digits stay inside, and every answer of the door is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.base.config import Language
from kiosk.base.errors import Code
from kiosk.settings.state import GateState
from kiosk.ui.models.clock import Clock
from kiosk.ui.models.gate import GateModel
from kiosk.ui.samples.technician import CLOSED, NOW, NOW_NS, PIN, SampleGate


class Bench:
    """The model at a door that knows `PIN`."""

    def __init__(self, state: GateState = CLOSED) -> None:
        self.now_ns = NOW_NS
        self.port = SampleGate(state)
        self.clock = Clock(lambda: NOW, lambda: self.now_ns)
        self.model = GateModel(self.port, self.clock)
        self.opened: list[bool] = []
        self.model.opened.connect(lambda: self.opened.append(True))
        self.model.start()
        self.settle()

    def settle(self) -> None:
        QCoreApplication.processEvents()

    def enter(self, pin: str) -> None:
        for digit in pin:
            self.model.type(digit)
        self.model.enter()
        self.settle()


@pytest.fixture
def bench(qapp: QCoreApplication) -> Bench:
    return Bench()


def test_the_right_pin_opens_once(bench: Bench) -> None:
    bench.enter(PIN)
    assert bench.opened == [True]
    assert bench.model.is_open
    assert bench.model.typed == 0


def test_a_wrong_pin_is_said_and_forgotten(bench: Bench) -> None:
    bench.enter("0000")
    assert (bench.model.refused, bench.model.typed, bench.model.state) == (True, 0, "ready")
    bench.model.type("1")
    assert not bench.model.refused


def test_wrong_pins_of_somebody_before_are_not_said(qapp: QCoreApplication) -> None:
    bench = Bench(GateState(pin_is_set=True, wrong=2))
    assert not bench.model.refused


def test_too_few_digits_cannot_be_entered(bench: Bench) -> None:
    for digit in "258":
        bench.model.type(digit)
    assert not bench.model.canEnter
    bench.model.enter()
    bench.settle()
    assert not bench.model.refused
    bench.model.type("0")
    assert bench.model.canEnter


def test_digits_are_counted_taken_back_and_limited(bench: Bench) -> None:
    for _ in range(20):
        bench.model.type("7")
    assert bench.model.typed == 12
    bench.model.delete()
    assert bench.model.typed == 11


def test_leaving_forgets_the_digits_and_locks(bench: Bench) -> None:
    bench.enter(PIN)
    bench.model.type("1")
    bench.model.leave()
    bench.settle()
    assert not bench.model.is_open
    assert bench.model.typed == 0


def test_the_wait_counts_down_in_words(
    qapp: QCoreApplication, speak: Callable[[Language], None]
) -> None:
    speak(Language.VIETNAMESE)
    bench = Bench(GateState(pin_is_set=True, wrong=5, locked_until_ns=NOW_NS + 61 * 10**9))
    assert bench.model.state == "locked"
    assert bench.model.waitLine == "Xin chờ 1 phút 1 giây."
    bench.model.type("1")
    assert bench.model.typed == 0
    bench.now_ns += 2 * 10**9
    bench.clock.ticked.emit()
    assert bench.model.waitLine == "Xin chờ 59 giây."
    bench.now_ns += 59 * 10**9
    bench.clock.ticked.emit()
    assert (bench.model.state, bench.model.waitLine) == ("ready", "")


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (GateState(), "wait"),
        (GateState(pin_is_set=False), "not-set"),
        (GateState(problem=Code.SECRET.value), "broken"),
    ],
)
def test_without_a_pin_nothing_can_be_typed(
    qapp: QCoreApplication, state: GateState, shown: str
) -> None:
    bench = Bench(state)
    assert bench.model.state == shown
    bench.enter(PIN)
    assert bench.opened == []

"""A version that has to prove itself: when it stays, when it goes back, and when neither."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.update.health import Health
from kiosk.update.probation import (
    BOOTS,
    FAILURES,
    HEALTHY_S,
    WATCHED_S,
    Judged,
    Seen,
    Verdict,
    ended,
    is_meant,
    looked,
    started,
)
from kiosk.update.record import Probation, Why

NEW, OLD, BOOT = "0.2.0", "0.1.0", "aaaa1111"
ON = Seen(runs=NEW, boot=BOOT, now_s=1000.0, display=True)
OFF = replace(ON, display=False)


def well(seen: Seen, shown_s: float, *, age_s: float = 1.0) -> Seen:
    health = Health(NEW, seen.now_s - age_s, shown_s + 5, shown_s, display=True)
    return replace(seen, health=health)


def fresh() -> Probation:
    return Probation(NEW, OLD, boot=BOOT, seen_s=ON.now_s)


def looks(probation: Probation, first: Seen, count: int, every_s: float = 30.0) -> Judged:
    verdict = Verdict.WAIT
    for number in range(1, count + 1):
        verdict, probation = looked(probation, replace(first, now_s=first.now_s + number * every_s))
        if verdict is not Verdict.WAIT:
            break
    return verdict, probation


def test_stays_once_it_was_well_long_enough() -> None:
    assert looked(fresh(), well(ON, HEALTHY_S - 1))[0] is Verdict.WAIT
    assert looked(fresh(), well(ON, HEALTHY_S))[0] is Verdict.STAYS


@pytest.mark.parametrize(
    "health",
    [
        Health(OLD, 999.0, 900.0, 900.0),
        Health(NEW, 800.0, 900.0, 900.0),
        Health(NEW, 1100.0, 900.0, 900.0),
        None,
    ],
    ids=["of another version", "old", "from the future", "none"],
)
def test_news_that_are_not_its_own_of_now_prove_nothing(health: Health | None) -> None:
    assert looked(fresh(), replace(ON, health=health))[0] is Verdict.WAIT


def test_goes_back_when_it_runs_and_is_never_well() -> None:
    verdict, probation = looks(fresh(), ON, int(WATCHED_S / 30))
    assert (verdict, probation.back) == (Verdict.BACK, Why.NOT_HEALTHY)


def test_while_no_display_is_there_nothing_counts() -> None:
    verdict, probation = looks(fresh(), OFF, 10_000)
    assert (verdict, probation.watched_s) == (Verdict.WAIT, 0.0)
    for _ in range(50):
        verdict, probation = ended(probation, OFF, meant=False)
    for number in range(50):
        verdict, probation = started(probation, replace(OFF, boot=f"boot{number}x"))
    assert (verdict, probation.failures, probation.boots) == (Verdict.WAIT, 0, 0)


def test_before_it_is_ready_no_time_counts() -> None:
    """A slow PC takes minutes; one that never comes up is ended by the service manager."""
    verdict, probation = looks(fresh(), replace(ON, ready=False), 100)
    assert (verdict, probation.watched_s) == (Verdict.WAIT, 0.0)


def test_timer_that_fires_at_once_takes_nothing_back() -> None:
    """`OnBootSec` on a PC that has run for a month."""
    verdict, probation = looked(Probation(NEW, OLD), replace(ON, now_s=2_600_000.0))
    assert (verdict, probation.watched_s <= 60.0) == (Verdict.WAIT, True)


def test_third_crash_takes_it_back_at_once() -> None:
    probation, verdicts = fresh(), []
    for _ in range(FAILURES):
        verdict, probation = ended(probation, ON, meant=False)
        verdicts.append(verdict)
    assert verdicts == [*[Verdict.WAIT] * (FAILURES - 1), Verdict.BACK]
    assert probation.back == Why.CRASHES


def test_power_that_goes_again_and_again_is_no_crash_for_some_time() -> None:
    probation = fresh()
    for number in range(BOOTS):
        verdict, probation = started(probation, replace(ON, boot=f"boot{number}x"))
        assert verdict is Verdict.WAIT
    verdict, probation = started(probation, replace(ON, boot="last"))
    assert (verdict, probation.back) == (Verdict.BACK, Why.STARTS)


def test_start_of_the_program_is_no_start_of_the_pc() -> None:
    probation = replace_boot(fresh())
    for _ in range(100):
        verdict, probation = started(probation, ON)
    assert (verdict, probation.boots) == (Verdict.WAIT, 0)


def replace_boot(probation: Probation) -> Probation:
    return Probation(probation.version, probation.previous, boot=BOOT)


def test_restart_that_was_meant_counts_as_nothing_and_gives_the_time_back() -> None:
    _, probation = looks(fresh(), ON, 8)
    assert probation.watched_s > 0
    verdict, probation = ended(probation, ON, meant=True)
    assert (verdict, probation.watched_s, probation.failures) == (Verdict.WAIT, 0.0, 0)


def test_version_before_that_still_runs_is_not_judged() -> None:
    """The power went between "it begins" and the switch."""
    old = replace(ON, runs=OLD)
    assert looks(fresh(), old, 1000)[0] is Verdict.WAIT
    assert ended(fresh(), old, meant=False) == (Verdict.WAIT, fresh())
    assert started(fresh(), replace(old, boot="other")) == (Verdict.WAIT, fresh())


def test_what_was_begun_to_be_taken_back_is_finished_whatever_comes() -> None:
    going = Probation(NEW, OLD, back=Why.CRASHES.value)
    for judge in (started, looked):
        assert judge(going, well(ON, 9999))[0] is Verdict.BACK
    assert ended(going, OFF, meant=True)[0] is Verdict.BACK


steps = st.lists(
    st.tuples(
        st.sampled_from(["look", "crash", "restart", "power"]),
        st.booleans(),
        st.floats(0, 400),
        st.booleans(),
    ),
    max_size=60,
)


@settings(max_examples=300)
@given(steps=steps)
def test_whatever_happens_it_goes_back_only_for_a_reason(
    steps: list[tuple[str, bool, float, bool]],
) -> None:
    """A model beside it: what it may count is counted here by hand."""
    probation, now_s, boots, crashes, shown_s = fresh(), 1000.0, 0, 0, 0.0
    for number, (what, display, seconds, ready) in enumerate(steps):
        now_s += seconds
        boot = BOOT if boots == 0 else f"boot{boots}"
        seen = Seen(NEW, boot, now_s, display, ready)
        if what == "look":
            verdict, probation = looked(probation, seen)
            shown_s += seconds if display and ready else 0.0
        elif what == "power":
            boots, now_s = boots + 1, 0.0
            seen = replace(seen, boot=f"boot{boots}", now_s=10.0 + number)
            verdict, probation = started(probation, seen)
        else:
            verdict, probation = ended(probation, seen, meant=what == "restart")
            crashes += what == "crash" and display
        if verdict is Verdict.BACK:
            reason = {
                Why.CRASHES: crashes >= FAILURES,
                Why.STARTS: boots > BOOTS,
                Why.NOT_HEALTHY: shown_s > 0,
            }
            assert reason[Why(probation.back)]
            return
        assert verdict is Verdict.WAIT
        assert crashes < FAILURES


@pytest.mark.parametrize(
    ("result", "code", "status", "meant"),
    [
        ("success", "killed", "TERM", True),
        ("exit-code", "exited", "75", True),
        ("exit-code", "exited", "0", True),
        ("exit-code", "exited", "1", False),
        ("exit-code", "exited", "255", False),
        ("signal", "killed", "SEGV", False),
        ("watchdog", "killed", "KILL", False),
        ("timeout", "killed", "TERM", False),
        ("oom-kill", "killed", "KILL", False),
        ("", "", "", False),
    ],
)
def test_which_ends_are_meant(result: str, code: str, status: str, meant: bool) -> None:
    assert is_meant(result, code, status) is meant

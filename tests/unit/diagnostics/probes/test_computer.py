from __future__ import annotations

import asyncio
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.base import keyrings, paths
from kiosk.base.config import Language, Settings
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Finding, Group, Progress, Request, State
from kiosk.diagnostics.machine.disk import Health, Wear
from kiosk.diagnostics.probes import computer
from kiosk.diagnostics.runner import RunHandlers, Runner
from kiosk.journal import events
from kiosk.settings import choices
from kiosk.update.record import Kind, Last, Record
from tests import history

ALL = {name for name in catalogue.everything().check if name.startswith("computer.")}
NOT_THE_PROBES = {"computer.probe", "computer.quick", "computer.program", "computer.clock"}


def findings(folder: Path, question: str = "") -> list[Finding]:
    told: list[Finding] = []
    request = Request(Group.COMPUTER, Settings(), str(folder), question=question)
    computer.probe(request, told.append)
    return told


def checks(told: list[Finding]) -> dict[str, Check]:
    found = [one for one in told if isinstance(one, Check)]
    assert len({one.id for one in found}) == len(found), "a check was told twice"
    return {one.id: one for one in found}


def test_every_check_is_told_once_with_its_advice(tmp_path: Path) -> None:
    told = findings(tmp_path)
    found = checks(told)
    assert set(found) == ALL - NOT_THE_PROBES
    for check in found.values():
        assert check.seconds > 0, check.id
        assert bool(check.fault) == (check.state in (State.WARNING, State.FAILED)), check.id
        for language in Language:
            assert "?" not in catalogue.advice(check, language).replace("{program}", ""), check.id
            assert bool(catalogue.advice(check, language)) == bool(check.fault)
            assert catalogue.value_text(check, language), check.id
    assert isinstance(told[-1], Progress)
    assert told[-1].share == 1.0


def test_the_quick_question_asks_what_could_spoil_the_next_hour(tmp_path: Path) -> None:
    assert set(checks(findings(tmp_path, "quick"))) == {
        "computer.memory",
        "computer.disk",
        "computer.disk_write",
        "computer.temperature",
    }


async def test_as_a_process_within_its_time(tmp_path: Path) -> None:
    """The real probe by the real runner; it needs about two seconds, its limit is twelve."""
    told: list[Finding] = []

    async def begin(_group: Group) -> None:
        """Nothing to wait for."""

    handlers = RunHandlers(begin, lambda _group, one: told.append(one), lambda _group: None)
    runner = Runner(lambda group: Request(group, Settings(), str(tmp_path)), handlers)
    began_s = time.monotonic()
    await asyncio.wait_for(runner.run([Group.COMPUTER]), 60)
    assert set(checks(told)) == ALL - NOT_THE_PROBES
    print(f"{time.monotonic() - began_s:.2f} s")


def test_a_state_folder_that_cannot_be_written_has_failed(tmp_path: Path) -> None:
    found = checks(findings(tmp_path / "not there", "quick"))
    assert found["computer.disk_write"].fault == "computer-disk-read-only"
    assert found["computer.disk_write"].facts["reason"]
    assert found["computer.disk"].state is State.NOT_APPLICABLE


def test_screen_and_sleep() -> None:
    dark = ("computer.blanking", "computer-blanking")
    assert computer.idle_check(*dark, 600.0).value == 10.0
    assert computer.idle_check(*dark, 600.0).state is State.WARNING
    assert "10 phút" in catalogue.advice(computer.idle_check(*dark, 600.0), Language.VIETNAMESE)
    assert computer.idle_check(*dark, 20.0).value == 1.0
    assert computer.idle_check(*dark, 0.0).state is State.OK
    assert computer.idle_check(*dark, None).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("minutes", "value", "state"),
    [
        (420, "+07:00", State.OK),
        (0, "+00:00", State.WARNING),
        (-210, "-03:30", State.WARNING),
        (480, "+08:00", State.WARNING),
    ],
)
def test_time_zone(minutes: int, value: str, state: State) -> None:
    check = computer.zone_check(timedelta(minutes=minutes))
    assert (check.value, check.state) == (value, state)


def test_health() -> None:
    assert computer.health_check(None).state is State.NOT_APPLICABLE
    assert computer.health_check(Health(Wear.GOOD, 4.0)).state is State.OK
    assert computer.health_check(Health(Wear.WORN)).fault == "computer-disk-worn"
    assert computer.health_check(Health(Wear.FAILING)).state is State.FAILED


def test_crashes_of_the_last_week_are_counted_from_the_history(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    kinds = ["started", "crashed", "started", "crashed", "started", "power-lost", "started"]
    kinds += ["media-crashed", "media-hung", "media-crashed"]
    written = [events.Event(now - timedelta(hours=1), kind) for kind in kinds]
    written.insert(0, events.Event(now - timedelta(days=8), "crashed"))
    history.write(tmp_path, *written)
    found = checks(findings(tmp_path))
    values = {name: found[f"computer.{name}"].value for name in ("crashes", "restarts")}
    assert values == {"crashes": 2.0, "restarts": 4.0}
    assert found["computer.crashes"].fault == "computer-crashes"
    assert found["computer.media_crashes"].value == 3.0
    assert found["computer.media_crashes"].state is State.WARNING
    assert found["computer.power_losses"].state is State.OK


def test_state_files_that_were_set_aside_are_told(tmp_path: Path) -> None:
    assert computer.state_check(tmp_path, tmp_path).state is State.OK
    (tmp_path / "choices.json").write_bytes(b"\xff")
    choices.load(tmp_path)
    check = computer.state_check(tmp_path, tmp_path)
    assert (check.state, check.fault) == (State.WARNING, "computer-state-broken")
    assert "choices.json.broken-1" in catalogue.advice(check, Language.VIETNAMESE)


@pytest.mark.skipif(sys.platform != "linux", reason="stands on /proc")
def test_state_folder_that_has_a_stand_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_STATE", "/proc/kiosk/state")  # refused even to root
    found = checks(findings(paths.state_dir()))["computer.state"]
    assert (found.state, found.fault) == (State.FAILED, "computer-state-away")
    assert "/proc/kiosk/state" in catalogue.advice(found, Language.ENGLISH)


def test_what_became_of_the_last_update() -> None:
    back = Last(Kind.TAKEN_BACK, "0.2.0", "0.1.0", "crashes", at=1.8e9)
    good = computer.update_check("0.1.0", Record(last=Last(Kind.KEPT, "0.1.0", "0.0.9", at=1e9)))
    assert (good.state, good.value, good.fault) == (State.OK, "0.1.0", "")
    assert computer.update_check("", Record()).state is State.NOT_APPLICABLE
    taken = computer.update_check("0.1.0", Record(("0.2.0",), back))
    assert (taken.state, taken.fault) == (State.WARNING, "computer-update-back")
    for language in Language:
        said = catalogue.advice(taken, language)
        assert "0.2.0" in said
        assert "0.1.0" in said
    failed = computer.update_check("0.1.0", Record(problem="The disk is too full."))
    assert failed.fault == "computer-update-problem"
    assert "The disk is too full." in catalogue.advice(failed, Language.ENGLISH)


@pytest.mark.parametrize(
    ("safety", "fault"),
    [
        (keyrings.Safety.SAFE, ""),
        (keyrings.Safety.PLAIN, "computer-secrets-plain"),
        (keyrings.Safety.NONE, "computer-secrets-none"),
        (None, "computer-secrets-silent"),
    ],
)
def test_where_passwords_are_kept_is_told(safety: keyrings.Safety | None, fault: str) -> None:
    assert computer.secrets_check(safety, "some.Keyring").fault == fault


def test_what_the_service_manager_hands_over_comes_first(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "kiosk-calendar").write_text("x")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    [check] = computer._secrets()
    assert (check.state, check.value) == (State.OK, "secrets-credentials")


def test_a_keyring_that_never_answers_is_told(monkeypatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setattr(computer, "KEYRING_S", 0.05)
    monkeypatch.setattr(keyrings, "in_use", threading.Event().wait)
    [check] = computer._secrets()
    assert check.fault == "computer-secrets-silent"

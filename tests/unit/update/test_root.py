"""The package's real scripts in a root of their own: updates, bad ones, and power that goes."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.base.paths import runtime_name
from kiosk.update import health, links
from kiosk.update.health import Health
from kiosk.update.places import PREVIOUS
from kiosk.update.probation import FAILURES, HEALTHY_S
from kiosk.update.record import Kind, load_probation, load_record
from tests.unit.update.root import Root, needs_dpkg

pytestmark = needs_dpkg
CRASH = {"SERVICE_RESULT": "signal", "EXIT_CODE": "killed", "EXIT_STATUS": "SEGV"}
MEANT = {"SERVICE_RESULT": "exit-code", "EXIT_CODE": "exited", "EXIT_STATUS": "75"}
ROUNDS = 6


@pytest.fixture
def root(fresh: Path, tmp_path: Path) -> Root:
    """0.1.0 is installed and has proven itself."""
    return _copy(fresh, tmp_path / "root")


def test_first_installation_is_not_on_trial(root: Root) -> None:
    assert root.runs() == "0.1.0"
    assert load_probation(root.places.state) is None
    assert root.run("choose").returncode == 0


def test_update_is_switched_to_and_the_version_before_kept(
    root: Root, packages: dict[str, Path]
) -> None:
    root.install(packages["0.2.0"])
    assert root.runs() == "0.2.0"
    probation = load_probation(root.places.state)
    assert probation is not None
    assert (probation.version, probation.previous) == ("0.2.0", "0.1.0")
    assert links.target(root.places, PREVIOUS) == "kept/0.1.0"
    assert (root.places.state / "probation.json").stat().st_mode & 0o777 == 0o644


def test_healthy_version_stays_and_the_next_one_pushes_out_the_first(
    root: Root, packages: dict[str, Path]
) -> None:
    root.install(packages["0.2.0"])
    _say_well(root, "0.2.0")
    assert root.run("commit").returncode == 0
    assert load_probation(root.places.state) is None
    assert load_record(root.places.state).last.kind is Kind.KEPT
    root.install(packages["0.3.0"])
    _say_well(root, "0.3.0")
    root.run("commit")
    assert [folder.name for folder in links.kept(root.places)] == ["0.2.0"]
    assert root.runs() == "0.3.0"


def test_third_crash_takes_it_back_and_it_is_not_switched_to_again_by_itself(
    root: Root, packages: dict[str, Path]
) -> None:
    root.install(packages["0.2.0"])
    for number in range(FAILURES):
        root.run("choose")
        assert root.runs() == "0.2.0", number
        root.run("ended", **MEANT)
        root.run("ended", **CRASH)
    assert root.runs() == "0.1.0"
    record = load_record(root.places.state)
    assert (record.bad, record.last.kind) == (("0.2.0",), Kind.TAKEN_BACK)
    root.install(packages["0.2.0"])
    assert root.runs() == "0.1.0"
    root.install(packages["0.3.0"])
    assert root.runs() == "0.3.0"


def test_version_on_trial_that_is_replaced_is_not_the_one_to_go_back_to(
    root: Root, packages: dict[str, Path]
) -> None:
    root.install(packages["0.2.0"])
    root.install(packages["0.3.0"])
    assert links.target(root.places, PREVIOUS) == "kept/0.1.0"
    for _ in range(FAILURES):
        root.run("ended", **CRASH)
    assert root.runs() == "0.1.0"


def test_new_version_with_a_broken_python_goes_back(root: Root, packages: dict[str, Path]) -> None:
    """The one before judges it, so nothing in the new one need work."""
    root.install(packages["0.2.0"])
    (root.places.program / "versions/0.2.0/bin/python").write_text("#!/bin/false\n")
    for _ in range(FAILURES):
        assert root.run("choose").returncode == 0
        root.run("ended", **CRASH)
    assert root.runs() == "0.1.0"


@pytest.mark.parametrize("lost", ["versions/0.2.0", "versions/0.2.0/bin"])
def test_new_version_that_cannot_be_started_is_taken_back(
    root: Root, packages: dict[str, Path], lost: str
) -> None:
    root.install(packages["0.2.0"])
    shutil.rmtree(root.places.program / lost)
    root.run("choose")
    assert root.runs() == "0.1.0"
    assert load_probation(root.places.state) is None
    assert load_record(root.places.state).bad == ("0.2.0",)


def test_link_that_leads_nowhere_is_led_somewhere(root: Root, packages: dict[str, Path]) -> None:
    root.install(packages["0.2.0"])
    _say_well(root, "0.2.0")
    root.run("commit")
    shutil.rmtree(root.places.program / "versions/0.2.0")
    assert "0.1.0 runs" in root.run("choose").stdout
    assert root.runs() == "0.1.0"


def test_the_same_version_again_is_not_on_trial(root: Root, packages: dict[str, Path]) -> None:
    root.install(packages["0.1.0"])
    assert root.runs() == "0.1.0"
    assert load_probation(root.places.state) is None


def test_purge_leaves_nothing(root: Root, packages: dict[str, Path]) -> None:
    root.install(packages["0.2.0"])
    subprocess.run(
        root.dpkg("--purge", "kiosk"), env=root.environment, capture_output=True, check=True
    )
    assert not root.places.program.exists()
    assert not root.places.state.exists()


@pytest.mark.parametrize("script", ["preinst", "postinst"])
def test_power_that_goes_before_any_command_of_a_script(
    fresh: Path, tmp_path: Path, script: str
) -> None:
    """Killed before its first, second, third … command: what runs is whole, and a second try ends
    as an undisturbed one.
    """
    for number, root in _killed_at_every_command(fresh, tmp_path, script):
        assert root.runs() == "0.1.0" or script == "postinst", number
        root.run("choose")
        assert root.runs() in ("0.1.0", "0.2.0"), number
        _run_script(root, script)
        assert root.runs() == ("0.2.0" if script == "postinst" else "0.1.0"), number
        assert links.target(root.places, PREVIOUS) == "kept/0.1.0", number
        if script == "postinst":
            probation = load_probation(root.places.state)
            assert probation is not None
            assert (probation.version, probation.previous) == ("0.2.0", "0.1.0"), number


def test_power_that_goes_in_the_middle_of_an_installation(
    root: Root, packages: dict[str, Path], tmp_path: Path
) -> None:
    """`kill -9` at a random moment of dpkg and all that it runs; then the next try."""
    began_s = time.monotonic()
    trial = _copy(root.path, tmp_path / "trial")
    trial.install(packages["0.2.0"])
    takes_s = time.monotonic() - began_s
    chance = random.Random(20261127)
    for number in range(ROUNDS):
        trial = _copy(root.path, tmp_path / f"round-{number}")
        _killed_after(trial, packages["0.2.0"], chance.uniform(0.0, takes_s))
        trial.run("choose")
        assert trial.runs() in ("0.1.0", "0.2.0")
        subprocess.run(
            trial.dpkg("--configure", "--pending"), env=trial.environment, capture_output=True
        )
        trial.install(packages["0.2.0"])
        assert trial.runs() == "0.2.0"
        shutil.rmtree(trial.path)


def _copy(source: Path, target: Path) -> Root:
    shutil.copytree(source, target, symlinks=True)
    return Root(target)


def _say_well(root: Root, version: str) -> None:
    """What the kiosk's own process writes once it is well."""
    now_s = health.uptime_s()
    name = runtime_name(Path(root.environment["KIOSK_STATE"]))
    folder = Path(root.environment["KIOSK_RUNTIME"]) / name
    health.save(folder, Health(version, now_s, HEALTHY_S, HEALTHY_S, True))


def _killed_at_every_command(
    fresh: Path, tmp_path: Path, script: str
) -> Iterator[tuple[int, Root]]:
    before = _copy(fresh, tmp_path / "before")
    if script == "postinst":
        _run_script(before, "preinst")
        before.version_tree(before.path, "0.2.0")
    for number in range(1, 200):
        root = _copy(before.path, tmp_path / f"{script}-{number}")
        is_killed = _run_script(root, script, kill_at=number)
        if not is_killed:
            assert number > 5
            return
        yield number, root
        shutil.rmtree(root.path)


def _run_script(root: Root, script: str, kill_at: int = 0) -> bool:
    """As dpkg runs it; whether it was killed. Bash counts the commands."""
    file = root.path / script
    file.write_text(root.script(script, "0.2.0"))
    verb = "upgrade" if script == "preinst" else "configure"
    counted = (
        f"set -T; n=0; trap 'n=$((n+1)); [ $n -ne {kill_at} ] || kill -9 $$' DEBUG;"
        f' . "{file}" {verb} 0.1.0'
    )
    done = subprocess.run(
        ["bash", "-c", counted],
        env=root.environment | {"DPKG_ROOT": str(root.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def _killed_after(root: Root, package: Path, seconds: float) -> None:
    running = subprocess.Popen(
        root.dpkg("--install", str(package)),
        env=root.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()

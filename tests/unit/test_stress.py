"""`tests/stress.sh`: its table is true, its loop is busy meanwhile and gone afterwards."""

import contextlib
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(sys.platform != "linux", reason="a script of the developers, on Linux"),
]
ROOT = Path(__file__).resolve().parents[2]
PYTEST = """#!/bin/sh
case "$*" in
*tests/qml*)
    echo "FAILED tests/qml/test_a.py::test_dark[1366] - assert 1 == 2"
    echo "==== 1 failed, 2 passed in 3.21s ===="
    exit 1 ;;
*)
    sleep 0.3
    for each in /proc/[0-9]*; do
        grep -qs "LOOPS=$LOOPS" "$each/environ" && tr '\\0' ' ' <"$each/cmdline"
    done >"$LOOPS"
    echo "==== 7 passed in 0.12s ====" ;;
esac
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The script in a tree whose pytest only says what it is told to."""
    for name in ("installer/lib.sh", "tests/stress.sh"):
        (tmp_path / name).parent.mkdir()
        shutil.copy(ROOT / name, tmp_path / name)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTEST)
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    return tmp_path / "tests" / "stress.sh"


def run(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "LOOPS": str(script.parent / "loops")}
    return subprocess.run(
        ["bash", script, *arguments], env=environment, capture_output=True, text=True, timeout=60
    )


def ours(mark: str) -> list[str]:
    """The command lines of what runs with this text in its environment: others may run it, too."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            if any(mark in value for value in process.environ().values()):
                found.append(" ".join(process.cmdline()))
    return found


def test_every_run_is_told_with_the_names_of_the_failed_and_red_stops_nothing(script: Path) -> None:
    done = run(script, "2", "qml", "unit")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    table = [re.sub(r"^(\d \w+) \d+ ", r"\1 ", line) for line in lines[1:7]]
    red = "FAILED tests/qml/test_a.py::test_dark[1366]"
    once = ["qml 1 failed, 2 passed", red, "unit 7 passed"]
    assert table == [
        line if line == red else f"{number} {line}" for number in (1, 2) for line in once
    ]
    assert "| qml unit x 2 |" in lines[-1]
    assert "| 2 of 4 green |" in lines[-1]
    assert done.returncode == 1
    assert "1 failed" in (script.parents[1] / "build/stress/2-qml.log").read_text()


def test_a_core_is_busy_meanwhile_and_free_afterwards(script: Path) -> None:
    assert run(script, "1", "unit").returncode == 0
    loop = "-c while :; do :; done"
    assert loop in (script.parent / "loops").read_text()
    assert not [line for line in ours(str(script.parent)) if loop in line]


@pytest.mark.parametrize("arguments", [(), ("0",), ("2", "everything")])
def test_what_it_does_not_understand_is_refused(script: Path, arguments: tuple[str, ...]) -> None:
    assert run(script, *arguments).returncode == 64

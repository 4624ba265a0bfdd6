"""The whole demo as its user runs it: the real program, a real press, nothing left behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from kiosk.demo import cli
from kiosk.demo.auto import Result

pytestmark = pytest.mark.system

DEMO = [sys.executable, "-m", "kiosk", "demo", "--virtual"]
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
KEYS = list(Result.__dataclass_fields__)


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """The demo's temporary files, to see that none are left."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


def environment(temporary: Path) -> dict[str, str]:
    return os.environ | {"TMPDIR": str(temporary)}


def processes_of(temporary: Path) -> list[str]:
    """Everything that runs with this folder in its arguments or its environment."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        try:
            words = [*(process.info["cmdline"] or []), *process.environ().values()]
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        if any(str(temporary) in word for word in words):
            found.append(" ".join(process.info["cmdline"] or []))
    return found


def eventually(is_so: Callable[[], bool], timeout_s: float = 30.0) -> bool:
    deadline = time.monotonic() + timeout_s
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)
    return is_so()


def test_it_presses_the_button_and_everything_happens(temporary: Path) -> None:
    run = subprocess.run(
        [*DEMO, "--auto", "--json"],
        env=environment(temporary),
        capture_output=True,
        text=True,
        timeout=240,
    )
    result: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    assert list(result) == KEYS
    assert None not in result.values(), run.stderr
    assert all(result[key] >= 0 for key in KEYS if key.endswith("_ms"))
    assert result["graphics"] in ("gpu", "software")
    assert set(result["synthetic"]) <= {"camera", "microphone", "speaker"}
    assert run.returncode == 0
    assert list(temporary.iterdir()) == []
    assert processes_of(temporary) == []


@pytest.fixture
def demo(temporary: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        DEMO, env=environment(temporary), stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        yield process
        process.kill()


def told(demo: subprocess.Popen[str]) -> str:
    """What it says once it runs."""
    assert demo.stdout is not None
    lines = []
    for line in demo.stdout:
        lines.append(line)
        if line.startswith("Ctrl+C"):
            break
    return "".join(lines)


def test_it_says_where_to_look_and_ctrl_c_ends_everything(
    demo: subprocess.Popen[str], temporary: Path
) -> None:
    text = told(demo)
    picture = re.search(r"Picture file: (.*\.png)", text)
    assert picture is not None
    assert "VNC: 127.0.0.1:" in text
    assert eventually(Path(picture[1]).exists)
    assert processes_of(temporary)
    demo.send_signal(signal.SIGINT)
    assert demo.wait(60) == cli.EXIT_INTERRUPTED
    assert list(temporary.iterdir()) == []
    assert processes_of(temporary) == []


@pytest.mark.skipif(not IS_ROOT, reason="only root can take the network away from a run")
def test_with_nothing_but_loopback_it_has_a_network_of_its_own_and_is_seen_from_outside(
    temporary: Path,
) -> None:
    # Root of a machine with loopback alone; its shell stays there while the demo goes inside.
    look = (
        'ip link set lo up; "$@" >"$TMPDIR.out" & until grep -q ^Ctrl+C "$TMPDIR.out"; do '
        "sleep 0.1; kill -0 $! || exit 1; done; "
        'port=$(sed -n "s/.*127.0.0.1:\\([0-9]*\\) .*/\\1/p" "$TMPDIR.out"); '
        'for try in $(seq 200); do greeting="$(head -c 4 <"/dev/tcp/127.0.0.1/$port")"; '
        '[ "$greeting" = "RFB " ] && break; sleep 0.1; done; kill -INT $!; wait $!; '
        'echo "$? $greeting"; ip -o link | wc -l; cat "$TMPDIR.out"'
    )
    run = subprocess.run(
        ["unshare", "--net", "bash", "-c", look, "look", *DEMO],
        env=environment(temporary),
        capture_output=True,
        text=True,
        timeout=240,
    )
    ended, links, said, *_ = run.stdout.splitlines()
    assert ended == f"{cli.EXIT_INTERRUPTED} RFB ", run.stderr
    assert links == "1", "its interface is inside"
    assert said.startswith("Only loopback is here")
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not IS_ROOT, reason="only root can take the network away from a run")
def test_the_whole_demo_works_with_nothing_but_loopback(temporary: Path) -> None:
    lonely = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "lonely"]
    run = subprocess.run(
        [*lonely, *DEMO, "--auto", "--json"],
        env=environment(temporary),
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert None not in json.loads(run.stdout).values(), run.stderr
    assert run.returncode == 0


@pytest.mark.skipif(not IS_ROOT, reason="only root can take the network away from a run")
def test_where_no_network_can_be_made_it_says_so(temporary: Path) -> None:
    refused = "ip link set lo up && exec setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin"
    with subprocess.Popen(
        ["unshare", "--net", "sh", "-c", f'{refused} "$@"', "refused", *DEMO],
        env=environment(temporary),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        told(process)
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        finally:
            process.kill()
    assert said.startswith("Only loopback is here, and no network of its own can be made (unshare")
    assert list(temporary.iterdir()) == []


def test_a_killed_demo_leaves_nothing_either(demo: subprocess.Popen[str], temporary: Path) -> None:
    told(demo)
    demo.kill()
    demo.wait(60)
    assert eventually(lambda: processes_of(temporary) == [])
    assert list(temporary.iterdir()) == []


def test_auto_in_english_is_refused(temporary: Path) -> None:
    command = [*DEMO, "--auto", "--language", "en"]
    run = subprocess.run(
        command, env=environment(temporary), capture_output=True, text=True, timeout=60
    )
    assert run.returncode == cli.EXIT_ERROR
    assert "Vietnamese" in run.stderr
    assert list(temporary.iterdir()) == []

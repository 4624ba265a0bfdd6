"""Children whose parent was killed while they had something to say: they end without a word."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from kiosk.agenda import work
from kiosk.base.config import Settings
from kiosk.diagnostics import check
from kiosk.diagnostics.check import Group

NOW = datetime(2026, 11, 27, tzinfo=UTC)
ASKED = {
    "kiosk.diagnostics.probe": msgspec.json.encode(check.Request(Group.NETWORK, Settings())),
    "kiosk.agenda.parser": msgspec.json.encode(
        work.Request(
            ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",), work.Window(NOW, NOW + timedelta(1)), ()
        )
    ),
}


@pytest.mark.parametrize("module", ASKED)
def test_child_that_nobody_hears_any_more_ends_without_a_word(module: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    with child:
        child.stdout.close()
        child.stdin.write(ASKED[module] + b"\n")
        child.stdin.flush()
        if module.endswith("parser"):
            child.stdin.close()  # it reads to the end
        assert child.wait(60) == 1
        assert child.stderr.read() == b""

"""The whole core with its real media process: it comes up on a broken disk, and it ends."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.base import storage
from kiosk.base.config import Calendar, DeviceChoice, Settings
from kiosk.core.core import Core
from kiosk.diagnostics.state import QuickState
from kiosk.journal import events
from kiosk.model.frames import FrameStore
from kiosk.model.meeting import Agenda, AgendaState
from kiosk.session.state import SessionState

PATIENCE_S = 60.0
FILES = (
    "session.json",
    "agenda.json",
    "choices.json",
    "gate.json",
    "events.sqlite",
    "reminded.json",
)

SILENT_KEYRING = """
import sys, threading, time
from pathlib import Path
import keyring, keyring.backend
from kiosk.base import secret
from kiosk.base.config import Calendar, MeetingRules, Settings
from kiosk.core.core import Core
from kiosk.model.frames import FrameStore

class Silent(keyring.backend.KeyringBackend):
    priority = 1
    def get_password(self, service, username):
        threading.Event().wait()
    def set_password(self, service, username, password):
        raise NotImplementedError

keyring.set_keyring(Silent())
secret.ANSWER_S = 0.5
settings = Settings(
    calendar=Calendar(url="http://127.0.0.1:9/", user="kp01"),
    meeting=MeetingRules(relays=("turn:127.0.0.1:9",), relay_user="kp01"),
)
with FrameStore.create() as store:
    core = Core(settings, store, Path(sys.argv[1]), ())
    agenda, gate = threading.Event(), threading.Event()
    core.agenda.subscribe(lambda now: agenda.set() if now.problem == "secret" else None)
    core.technician.gate.subscribe(
        lambda now: gate.set() if now.problem == "secret" and not now.checking else None
    )
    core.start()
    core.technician.gate.enter("258036")
    core._loop.call_soon_threadsafe(core._loop.run_in_executor, None, threading.Event().wait)
    print(agenda.wait(50), gate.wait(50), flush=True)
    core.stop()
    print("stopped", not core._thread.is_alive(), flush=True)
"""


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_comes_up_with_every_state_file_broken(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes(b"\xff\x00")
    agendas: list[Agenda] = []
    states: list[SessionState] = []
    devices = DeviceChoice("synthetic", "none", "none")
    settings = Settings(calendar=Calendar(url="http://127.0.0.1:9/"), devices=devices)
    with FrameStore.create() as store:
        core = Core(settings, store, tmp_path, ())
        core.agenda.subscribe(agendas.append)
        core.session.subscribe(states.append)
        core.start()
        try:
            until(lambda: agendas and agendas[-1].state is AgendaState.FAILED)
            until(lambda: states and states[-1].media_alive)
            assert core.technician.keeper.failing == ()
            told = [one for one in core.technician.history.read() if one.kind == storage.SET_ASIDE]
            assert sorted(one.facts["file"] for one in told) == sorted(FILES)
        finally:
            core.stop()
    assert sorted(storage.set_aside(tmp_path)) == sorted(f"{name}.broken-1" for name in FILES)


def test_ends_although_keyring_and_stick_never_answer(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SILENT_KEYRING, str(tmp_path)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=2 * PATIENCE_S, check=False
    )
    assert (done.returncode, done.stdout) == (0, "True True\nstopped True\n"), done.stderr


def test_a_servers_time_frees_the_log_of_what_is_old_and_is_told_where_it_is_wrong(
    tmp_path: Path,
) -> None:
    now = datetime.now(UTC)
    old, young = (events.Event(now - timedelta(days=days), "joined") for days in (60, 1))
    (tmp_path / "events.jsonl").write_bytes(events.encode(old) + events.encode(young))
    with FrameStore.create() as store:
        core = Core(Settings(), store, tmp_path, ())
        technician = core.technician
        told: list[QuickState] = []
        technician.diagnostics.subscribe(lambda state: told.append(state.quick))
        core._loop.run_until_complete(asyncio.sleep(0))
        technician.clock.hear(365 * 86_400.0)
        assert [one.kind for one in technician.history.read()][:2] == ["joined", "joined"]
        technician.clock.hear(0.4)
        kept = technician.history.read()
        technician.history.close()
        core._loop.close()
    assert [one.kind for one in kept] == ["joined", "started", "clock-wrong"]
    assert kept[-1].facts == {"side": "ahead", "days": "365", "time": "0:00"}
    faults = [state.worst.fault if state.worst else "" for state in told]
    assert [faults[0], faults[-1]] == ["", ""]
    assert "quick-clock" in faults

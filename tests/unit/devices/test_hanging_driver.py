"""Outage: the last device of a bare sound server went and PortAudio 19.6.0 never came back."""

import os
import subprocess
import sys

import pytest

from tests.sound_server import SPEAKER, SoundServer

pytestmark = pytest.mark.system

CHILD = """
import os, sys, time
import numpy as np
from kiosk.devices.sound import SoundDevices

states = []
devices = SoundDevices(
    lambda frame, at: None, lambda at: np.zeros(480, np.int16), lambda state: None, states.append
)
devices.use("synthetic", "auto")
told = ""
for _ in range(1200):
    now = "stuck" if devices.is_stuck else states[-1].status if states else ""
    if now != told:
        told = now
        print(now, flush=True)
    time.sleep(0.02)
os._exit(0)
"""


def start(room: SoundServer) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", CHILD],
        env=os.environ | room.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def wait_for(child: "subprocess.Popen[str]", *words: str) -> str:
    assert child.stdout is not None
    for line in child.stdout:
        if line.strip() in words:
            return line.strip()
    raise AssertionError(f"never {words}")


def test_driver_that_hangs_is_told_and_a_new_process_works(room: SoundServer) -> None:
    with start(room) as child:
        try:
            wait_for(child, "running")
            for module in ("always-sink", "remap-source", "sink_name=speaker", "sink_name=micsink"):
                room.unload(module)
            assert wait_for(child, "stuck", "failed")
        finally:
            child.kill()
    room.load(*SPEAKER)
    with start(room) as child:
        try:
            wait_for(child, "running")
        finally:
            child.kill()

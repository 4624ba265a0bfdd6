"""Nothing that hangs keeps a program alive."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from kiosk.base import unwaited

PATIENCE_S = 30.0

HANGING = """
import asyncio, threading
from kiosk.base import secret, unwaited

secret.ANSWER_S = 0.1

async def work():
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, threading.Event().wait)  # a stick that hangs in the kernel
    asker = secret.Asker(lambda name: threading.Event().wait())  # a keyring that asks a person
    try:
        await asker.ask("pin")
    except secret.NoAnswerError as error:
        print(error.code.value, flush=True)

loop = asyncio.new_event_loop()
loop.set_default_executor(unwaited.UnwaitedExecutor(last_s=0.2))
loop.run_until_complete(work())
loop.run_until_complete(loop.shutdown_default_executor())
loop.close()
"""


def test_process_ends_whatever_hangs_in_it() -> None:
    command = [sys.executable, "-c", HANGING]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "secret\n", "")


def test_result_and_error_come_back() -> None:
    assert unwaited.begin(divmod, 7, 2).result(PATIENCE_S) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        unwaited.begin(divmod, 7, 0).result(PATIENCE_S)


async def test_end_waits_for_what_is_being_written() -> None:
    executor = unwaited.UnwaitedExecutor(last_s=PATIENCE_S)
    go_on, written = threading.Event(), threading.Event()

    def write() -> None:
        go_on.wait(PATIENCE_S)
        written.set()

    asyncio.get_running_loop().run_in_executor(executor, write)
    ending = asyncio.ensure_future(asyncio.to_thread(executor.shutdown))
    go_on.set()
    await ending
    assert written.is_set()
    with pytest.raises(RuntimeError):
        executor.submit(write)

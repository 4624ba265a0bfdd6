"""Children of every kind: each tells its true end, costs bounded time and memory, leaves none."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from kiosk.base import child as child_module
from kiosk.base.child import Child
from kiosk.base.program import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
LONG_S = 30
"""Far more than anything here takes; the machine may be busy."""


def python(script: str) -> list[str]:
    return [sys.executable, "-S", "-E", "-c", script]


def sh(script: str) -> list[str]:
    return ["/bin/sh", "-c", script]


def make(command: list[str], **more) -> Child:
    return Child(command, "the child", **more)


async def lines_of(child: Child) -> list[bytes]:
    lines = []
    async with asyncio.timeout(LONG_S):
        while line := await child.next_line():
            lines.append(line)
    return lines


async def status_of(child: Child) -> int:
    async with asyncio.timeout(LONG_S):
        return await child.wait()


async def until(condition) -> None:
    async with asyncio.timeout(LONG_S):
        while not condition():  # noqa: ASYNC110 - threads and processes are awaited
            await asyncio.sleep(0.02)


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


async def test_it_is_fed_and_heard_and_its_status_is_its_own():
    async with make(sh('read line; echo "got $line"; exit 7')) as child:
        await child.feed(b"this\n")
        assert await lines_of(child) == [b"got this\n"]
        assert await status_of(child) == 7
    assert child.status == 7


async def test_hundreds_of_children_tell_their_true_status(caplog):
    """Ends, kills and looks at the same moment: the race that asyncio loses on Python 3.11."""
    source = random.Random(7)
    threads, open_before = threading.active_count(), handles()

    async def one(number: int) -> None:
        status, wish = number % 100, source.choice(["wait", "kill", "close", "cancel"])
        nap = source.choice([0, 0, 0.01])
        async with make(
            sh(f"sleep {nap}; exit {status}"), own_group=source.random() < 0.5
        ) as child:
            for _ in range(source.randrange(20)):
                assert child.status in (None, status)
                await asyncio.sleep(0)
            if wish == "kill":
                await asyncio.sleep(source.random() * 0.02)
                child.kill()
            elif wish == "close":
                await child.aclose(source.random() * 0.02)
            elif wish == "cancel":
                closing = asyncio.ensure_future(child.aclose(LONG_S))
                await asyncio.sleep(source.random() * 0.02)
                closing.cancel()
                await asyncio.gather(closing, return_exceptions=True)
            expected = {status} if wish == "wait" else {status, -signal.SIGKILL}
            assert await status_of(child) in expected

    for begin in range(0, 400, 20):
        await asyncio.gather(*(one(number) for number in range(begin, begin + 20)))
    assert not caplog.records
    await until(lambda: threading.active_count() <= threads)
    assert handles() <= open_before


async def test_a_line_that_is_too_long_is_dropped_and_the_conversation_goes_on(caplog):
    script = "for n in range(3): print('x' * 5000, 'end'); print('short', n)"
    async with make(python(script), line_bytes=1000) as child:
        assert await lines_of(child) == [b"short 0\n", b"short 1\n", b"short 2\n"]
        assert await status_of(child) == 0
    assert [record.message for record in caplog.records] == [
        "the child sent a line that is too long; it is dropped"
    ]


async def test_lines_are_whole_whatever_bytes_they_hold():
    script = "import sys; sys.stdout.buffer.write(b'\\xff\\xfe\\n\\nhalf a line')"
    async with make(python(script)) as child:
        assert await lines_of(child) == [b"\xff\xfe\n", b"\n"]


async def test_a_child_that_is_faster_than_its_reader_waits(monkeypatch, tmp_path):
    monkeypatch.setattr(child_module, "ROOM_BYTES", 10_000)
    count = tmp_path / "count"
    script = (
        f"import sys\nwith open({str(count)!r}, 'w') as count:\n"
        " for n in range(20000):\n"
        "  print('x' * 99, flush=True); count.seek(0); print(n, file=count, flush=True)"
    )
    async with make(python(script)) as child:
        await until(lambda: count.exists() and count.read_text())
        written, before = 0, -1
        for _ in range(100):
            if written == before:
                break
            await asyncio.sleep(0.3)
            written, before = int(count.read_text() or 0), written
        assert written < 5000, "it is not kept waiting"  # the pipe and the room hold less
        assert len(await lines_of(child)) == 20000
        assert await status_of(child) == 0


async def test_a_child_whose_pipe_nobody_reads_ends_by_itself():
    """The fault was: waiting for ever for the end of a child that waits for its reader."""
    async with make(
        python("print('x' * 9_000_000)\nfor n in range(99): print('y' * 99999)")
    ) as child:
        assert await status_of(child) == 0


async def test_a_child_that_does_not_end_is_killed_in_time():
    child = make(sh("trap '' TERM; echo !; while :; do sleep 1; done"))
    await child.next_line()
    begun_s = time.monotonic()
    await child.aclose(0.1)
    assert child.status == -signal.SIGKILL
    assert time.monotonic() - begun_s < LONG_S


async def test_a_stopped_child_is_ended_too():
    child = make(sh("kill -STOP $$"))
    await until(lambda: " T " in Path(f"/proc/{child.pid}/stat").read_text())
    await child.aclose(0.1)
    assert child.status == -signal.SIGKILL


@pytest.mark.parametrize("moment", ["feed", "next_line", "wait", "aclose"])
async def test_cancelled_in_any_state_nothing_is_left(moment):
    threads, open_before = threading.active_count(), handles()
    pids = []

    async def work() -> None:
        async with make(sh("exec sleep 600")) as child:
            pids.append(child.pid)
            match moment:
                case "feed":
                    await child.feed(b"x" * 9_000_000)
                case "next_line":
                    await child.next_line()
                case "wait":
                    await child.wait()
                case "aclose":
                    await child.aclose(600)

    task = asyncio.ensure_future(work())
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.wait([task], timeout=LONG_S)
    assert task.cancelled()
    assert not lives(pids[0])
    await until(lambda: threading.active_count() <= threads)
    assert handles() <= open_before


async def test_what_a_child_started_ends_with_it():
    async with make(sh("sleep 600 & echo $!; exit 3"), own_group=True) as child:
        [line] = await lines_of(child)  # its end comes although somebody else holds the pipe
        assert await status_of(child) == 3
    await until(lambda: not lives(int(line)))


async def test_a_grandchild_that_left_the_group_does_not_hold_us_up():
    threads, open_before = threading.active_count(), handles()
    async with make(
        sh("setsid sh -c 'echo $$; while :; do echo more; done' & sleep 0.3; exit 4")
    ) as child:
        grandchild = int(await child.next_line())
        try:
            assert await status_of(child) == 4
            assert await child.next_line() == b""
            await until(lambda: threading.active_count() <= threads)
            assert handles() <= open_before
        finally:
            os.kill(grandchild, signal.SIGKILL)


async def test_a_child_that_never_reads_takes_bounded_memory(monkeypatch):
    monkeypatch.setattr(child_module, "MAX_UNREAD_BYTES", 100_000)
    async with make(sh("exec sleep 600")) as child:
        taken = 0
        while child.write(b"x" * 999) and taken < 10_000:
            taken += 1
        assert taken < 400  # what waits here and what lies in the pipe


async def test_feeding_a_child_that_is_gone_or_deaf_says_so():
    async with make(sh("exit 0")) as child:
        assert await status_of(child) == 0
        with pytest.raises(OSError, match="does not read"):
            await child.feed(b"x")
        child.write(b"x")
        child.kill()
    async with make(sh("exec <&-; echo closed; sleep 600")) as child:
        await child.next_line()
        with pytest.raises(OSError, match="does not read"):
            await child.feed(b"x" * 100_000)


async def test_what_cannot_be_started_is_an_error_of_the_system(tmp_path):
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    open_before = handles()
    for command in ([str(program)], [str(tmp_path / "absent")], [""], [None]):
        with pytest.raises(OSError):  # noqa: PT011 - whichever it is
            make(command)
    assert handles() <= open_before


@pytest.mark.parametrize("which", ["wait", "read", "write"])
async def test_where_there_are_no_more_threads_nothing_runs_on(monkeypatch, which):
    threads, start = threading.active_count(), threading.Thread.start
    names: list[str] = []

    def refuse(thread: threading.Thread) -> None:
        names.append(thread.name)
        if thread.name.startswith(which):
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with pytest.raises(OSError, match="threads"):
        make(sh("exec sleep 600"))
    monkeypatch.undo()
    assert not lives(int(names[0].split()[1]))
    await until(lambda: threading.active_count() <= threads)


async def test_an_ended_loop_leaves_no_thread():
    threads = threading.active_count()

    async def forget() -> None:
        make(sh("sleep 0.2; echo late"))

    await asyncio.to_thread(asyncio.run, forget())
    await until(lambda: threading.active_count() <= threads + 1)  # the pool's


def test_a_blocking_run_is_bounded_in_time_and_memory():
    done = run(sh("echo yes; exit 5"), LONG_S)
    assert done is not None
    assert (done.status, done.text) == (5, "yes\n")
    assert run(sh("sleep 600"), 0.2) is None
    done = run(sh("setsid sleep 600 & echo $!"), LONG_S)
    assert done is not None
    os.kill(int(done.text), signal.SIGKILL)
    done = run(python("print('x' * 3_000_000)"), LONG_S, max_bytes=1000)
    assert done is not None
    assert (done.status, len(done.text)) == (0, 1000)

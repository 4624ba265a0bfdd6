"""Lines over a pipe: bounded, survived, and the end of the child's side."""

from __future__ import annotations

import signal
import subprocess
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.pipe import LineSplitter, Messages
from kiosk.model.wire import Heartbeat, decode_command, decode_event, encode

LONG_S = 60


@given(st.lists(st.binary(max_size=40)), st.integers(1, 30))
def test_lines_do_not_depend_on_how_they_come(pieces: list[bytes], limit: int) -> None:
    splitter, whole = LineSplitter(limit), b"".join(pieces)
    lines = [line for piece in pieces for line in splitter.feed(piece)]
    *ends, rest = whole.split(b"\n")
    assert lines == [end + b"\n" for end in ends if len(end) <= limit]
    assert splitter.dropped == sum(len(end) > limit for end in (*ends, rest))


def test_a_line_without_end_takes_no_memory() -> None:
    splitter, chunk = LineSplitter(100_000), b"x" * 65536
    tracemalloc.start()
    try:
        for _ in range(1000):
            assert not list(splitter.feed(chunk))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert list(splitter.feed(b"end\nshort\n")) == [b"short\n"]


NO_MESSAGES = [
    b"",
    b"\n",
    b"nothing\n",
    b'{"type":"Nothing"}\n',
    b'{"type":"Moment","name":"\xff\xfe","at_ns":1}\n',
    b'{"type":"Heartbeat","at_ns":' + b"9" * 5000 + b"}\n",
    b'{"type":"Heartbeat","at_ns":1,"more":' + b"[" * 200_000 + b"\n",
]


@pytest.mark.parametrize("line", NO_MESSAGES, ids=range(len(NO_MESSAGES)))
def test_no_message_is_none_whatever_it_holds(
    line: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    events, commands = Messages(decode_event, "it"), Messages(decode_command, "it")
    for _ in range(3):
        assert events.read(line) is None
        assert commands.read(line) is None
    assert [record.message for record in caplog.records] == [
        "it sent a line that is no message"
    ] * 2
    assert events.read(encode(Heartbeat(7))) == Heartbeat(7)


STREAMS = """
import os, sys
from kiosk.base.pipe import set_up_streams
set_up_streams()
assert os.open(os.devnull, os.O_RDONLY) > 2
for stream in (sys.stdout, sys.stderr): print("x", file=stream, flush=True)
assert sys.stdin.read() == ""
import subprocess
child = "import os, sys; [os.fstat(n) for n in range(3)]; sys.exit(5)"
sys.exit(subprocess.run([sys.executable, "-c", child]).returncode)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
def test_whoever_starts_us_may_close_standard_streams(closed: str) -> None:
    command = f'[ -t 0 ] || exec </dev/null; exec "$0" -c "$1" {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, STREAMS], timeout=LONG_S, check=False
    )
    assert done.returncode == 5


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_whoever_starts_us_may_ignore_children() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STREAMS],
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN),
        timeout=LONG_S,
        check=False,
    )
    assert done.returncode == 5

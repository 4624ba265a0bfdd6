import os
import stat
import subprocess
import sys
import time

import pytest

from kiosk.base.storage import write_atomically


def test_the_file_is_replaced_and_is_its_owners_only(tmp_path) -> None:
    file = tmp_path / "deep" / "state.json"
    write_atomically(file, b"one")
    write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_failed_write_leaves_the_old_and_no_litter(tmp_path) -> None:
    file = tmp_path / "state.json"
    write_atomically(file, b"old")
    with pytest.raises(TypeError):
        write_atomically(file, "no bytes")  # type: ignore[arg-type]
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


WRITER = """
import sys
from pathlib import Path
from kiosk.base.storage import write_atomically
file = Path(sys.argv[1])
for number in range(10**6):
    write_atomically(file, bytes([number % 251]) * 200_000)
    if number == 0:
        print("first", flush=True)
"""


def test_kill_9_in_the_middle_leaves_old_or_new(tmp_path) -> None:
    file = tmp_path / "state.bin"
    for round_ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"first\n"
            time.sleep(0.003 * round_)
            writer.kill()
        data = file.read_bytes()
        assert len(data) == 200_000
        assert len(set(data)) == 1


def test_what_killed_writers_left_is_taken_away(tmp_path) -> None:
    file = tmp_path / "state.json"
    old, new = tmp_path / ".state.json.abc", tmp_path / ".state.json.def"
    for leftover in (old, new):
        leftover.write_bytes(b"half")
    os.utime(old, (time.time() - 3600,) * 2)
    write_atomically(file, b"whole")
    assert not old.exists()
    assert new.exists()  # somebody may be writing it now

"""Real small file systems for tests: an image that is mounted, where that is allowed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"{command[0]}: {done.stderr.strip() or done.returncode}")
    return done.stdout.strip()


def fill(folder: Path, *, leave: int) -> None:
    """Until this many bytes are free, or a few thousand less."""
    file = folder / "filler"
    with file.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(4096))
    os.truncate(file, file.stat().st_size - leave)


@contextmanager
def tiny_image(folder: Path, megabytes: int) -> Iterator[str]:
    """A block device with an empty file system."""
    if sys.platform != "linux":
        pytest.skip("only Linux mounts an image like that")
    image = folder / "stick.img"
    image.write_bytes(bytes(megabytes << 20))
    run("mkfs.ext2", "-q", "-F", "-m", "0", image)
    device = run("losetup", "--find", "--show", image)
    try:
        yield device
    finally:
        subprocess.run(["losetup", "--detach", device], capture_output=True, check=False)


@contextmanager
def tiny_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A folder with that file system mounted on it."""
    place = folder / "stick"
    place.mkdir()
    with tiny_image(folder, megabytes) as device:
        run("mount", device, place)
        try:
            yield place
        finally:
            subprocess.run(["umount", "--lazy", place], capture_output=True, check=False)

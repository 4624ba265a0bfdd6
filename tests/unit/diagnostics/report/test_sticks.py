"""The copy on a real small file system: whole, proven, or an advice that says what to do."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.diagnostics import catalogue
from kiosk.diagnostics.report.sticks import StickError, removable_drives, save
from kiosk.diagnostics.report.store import write
from kiosk.diagnostics.state import Stick
from tests.unit.diagnostics.report import samples
from tests.unit.diagnostics.report.disks import fill, run, tiny_disk, tiny_image


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    folder = tmp_path / "reports"
    folder.mkdir()
    return write(samples.report(), folder)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with tiny_disk(tmp_path, 8) as folder:
        yield folder


def stick(path: Path | str) -> Stick:
    return Stick(str(path), "KINGSTON")


def ours(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.name.startswith("diagnose"))


def refused(files: tuple[Path, ...], where: Stick, mounter: str = "udisksctl") -> str:
    with pytest.raises(StickError) as caught:
        save(files, where, mounter=mounter)
    assert caught.value.advice in catalogue.everything().advice
    return caught.value.advice


def test_the_copy_is_the_report_and_stays_when_the_stick_is_pulled(
    files: tuple[Path, Path], disk: Path, tmp_path: Path
) -> None:
    save(files, stick(disk))
    assert ours(disk) == sorted(file.name for file in files)
    run("umount", disk)
    run("mount", "-o", "loop", tmp_path / "stick.img", disk)
    assert [(disk / file.name).read_bytes() for file in files] == [f.read_bytes() for f in files]


def test_saving_again_replaces_the_copy(files: tuple[Path, Path], disk: Path) -> None:
    (disk / files[0].name).write_text("an old one")
    save(files, stick(disk))
    assert (disk / files[0].name).read_bytes() == files[0].read_bytes()


def test_a_planted_link_or_folder_is_not_followed(
    files: tuple[Path, Path], disk: Path, tmp_path: Path
) -> None:
    """A stick may hold anything: links under our names to files of the machine, programs."""
    victim = tmp_path / "session.json"
    victim.write_text("what the machine needs")
    for planted in (files[0].name, f"{files[0].name}.part", f"{files[1].name}.part"):
        (disk / planted).symlink_to(victim)
    (disk / "autorun.inf").write_text("[autorun]\nopen=evil.exe\n")
    (disk / "\x1b[31m\n.desktop").write_text("[Desktop Entry]\nExec=evil\n")
    save(files, stick(disk))
    assert victim.read_text() == "what the machine needs"
    for file in files:
        assert not (disk / file.name).is_symlink()
        assert (disk / file.name).read_bytes() == file.read_bytes()
    (disk / f"{files[0].name}.part").mkdir()
    refused(files, stick(disk))


def test_a_full_stick_says_so_and_keeps_no_half(files: tuple[Path, Path], disk: Path) -> None:
    fill(disk, leave=files[0].stat().st_size + 8192)  # the page fits, the data does not
    assert refused(files, stick(disk)) == "stick-full"
    assert ours(disk) == []


def test_a_stick_that_may_not_be_written_says_so(files: tuple[Path, Path], disk: Path) -> None:
    run("mount", "-o", "remount,ro", disk)
    assert refused(files, stick(disk)) == "stick-read-only"


def test_a_stick_that_was_pulled_leaves_nothing_on_the_machines_own_disk(
    files: tuple[Path, Path], disk: Path, tmp_path: Path
) -> None:
    run("umount", disk)
    assert refused(files, stick(disk)) == "stick-gone"
    assert list(disk.iterdir()) == []
    assert refused(files, stick(tmp_path / "never")) == "stick-gone"


def test_a_stick_that_is_pulled_in_the_middle_of_it(disk: Path, tmp_path: Path) -> None:
    many = tuple(tmp_path / f"diagnose-{number}.html" for number in range(2000))
    for file in many:
        file.write_bytes(bytes(1000))

    def pull() -> None:
        for _ in range(10_000):
            if len(ours(disk)) >= 2:
                break
            time.sleep(0.001)
        subprocess.run(["umount", "--lazy", disk], check=True)

    hand = threading.Thread(target=pull)
    hand.start()
    try:
        assert refused(many, stick(disk)) == "stick-gone"
    finally:
        hand.join()
    assert list(disk.iterdir()) == []


def test_without_a_report_there_is_nothing_to_save(files: tuple[Path, Path], disk: Path) -> None:
    assert refused((), stick(disk)) == "stick-no-report"
    files[1].unlink()
    assert refused(files, stick(disk)) == "stick-no-report"
    assert ours(disk) == []


def mounter(folder: Path, place: Path) -> str:
    """Does what `udisksctl mount/unmount --no-user-interaction -b DEVICE` does."""
    program = folder / "udisksctl"
    program.write_text(
        "#!/bin/sh -e\n"
        'test "$2 $3" = "--no-user-interaction -b"\n'
        'case "$1" in\n'
        f'mount) mount "$4" "{place}"; echo "Mounted $4 at {place}" ;;\n'
        f'unmount) umount "$4"; echo "Unmounted $4." ;;\n'
        "esac\n"
    )
    program.chmod(0o755)
    return str(program)


def test_a_stick_that_nobody_has_mounted_is_mounted_for_it(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    place = tmp_path / "media"
    place.mkdir()
    with tiny_image(tmp_path, 8) as device:
        run("mount", device, place)  # skips where mounting is not allowed
        run("umount", place)
        save(files, stick(device), mounter=mounter(tmp_path, place))
        assert not place.is_mount()
        run("mount", device, place)
        saved = ours(place)
        run("umount", place)
    assert saved == sorted(file.name for file in files)


def test_a_stick_that_cannot_be_mounted_says_so(files: tuple[Path, Path], tmp_path: Path) -> None:
    assert refused(files, stick("/dev/never1"), mounter="/bin/false") == "stick-gone"
    assert refused(files, stick("/dev/never1"), mounter=str(tmp_path / "no")) == "stick-gone"


def test_windows_drives_are_told_by_their_options() -> None:
    """As `psutil.disk_partitions` gives them on Windows."""
    parts = [
        ("C:\\", "rw,fixed"),
        ("D:\\", "cdrom"),
        ("E:\\", "rw,removable"),
        ("F:\\", "ro,removable"),
        ("Z:\\", "rw,remote"),
    ]
    assert removable_drives(parts) == ["E:\\", "F:\\"]

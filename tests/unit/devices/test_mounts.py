"""Which block devices are sticks: captured text of real machines, and a made-up /sys of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.devices.mounts import Mount, Sources, Stick, parsed, sticks

MOUNTS = """\
sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
/dev/nvme0n1p2 / ext4 rw,relatime,errors=remount-ro 0 0
/dev/nvme0n1p1 /boot/efi vfat rw,relatime,fmask=0077,dmask=0077,codepage=437 0 0
tmpfs /run/user/1000 tmpfs rw,nosuid,nodev,relatime,size=786432k,mode=700,uid=1000 0 0
/dev/sdb1 /media/kiosk/KI\\040OSK vfat rw,nosuid,nodev,relatime,uid=1000,gid=1000 0 0
/dev/sr0 /media/kiosk/Debian iso9660 ro,nosuid,nodev,relatime 0 0
"""
NVME = "pci0000:00/0000:00:1d.0/0000:01:00.0/nvme/nvme0/nvme0n1"
USB = "pci0000:00/0000:00:14.0/usb2/2-3/2-3:1.0/host4/target4:0:0/4:0:0:0/block/sdb"
CARD = "pci0000:00/0000:00:1c.0/0000:02:00.0/rtsx_pci_sdmmc.0/mmc_host/mmc0/mmc0:aaaa/block/mmcblk0"
EMMC = CARD.replace("mmcblk0", "mmcblk1").replace("mmc0", "mmc1")
DISC = "pci0000:00/0000:00:17.0/ata2/host1/target1:0:0/1:0:0:0/block/sr0"


class Machine:
    """A made-up /sys, /proc and /run/udev."""

    def __init__(self, root: Path) -> None:
        self._devices = root / "devices"
        self._mounts = root / "mounts"
        self._blocks = root / "class" / "block"
        self._udev = root / "udev"
        self._blocks.mkdir(parents=True)
        self._udev.mkdir()
        self._count = 0
        self.mount(MOUNTS)
        self.disk(NVME, ["nvme0n1p1", "nvme0n1p2"], sectors=500_118_192)

    @property
    def sources(self) -> Sources:
        return Sources(self._mounts, self._blocks, self._udev)

    def mount(self, text: str) -> None:
        self._mounts.write_text(text, encoding="utf-8")

    def disk(self, path: str, parts: list[str], sectors: int, **files: str) -> None:
        disk = self._devices / path
        self._block(disk, sectors)
        (disk / "removable").write_text(files.pop("removable", "0") + "\n")
        (disk / "device").mkdir()
        for name, text in files.items():
            (disk / "device" / name).write_text(f"{text}\n")
        for number, part in enumerate(parts, start=1):
            self._block(disk / part, sectors // len(parts) - 2048)
            (disk / part / "partition").write_text(f"{number}\n")

    def mapped(self, name: str, called: str, over: str) -> None:
        block = self._devices / "virtual/block" / name
        self._block(block, 1_000_000)
        (block / "dm").mkdir()
        (block / "dm" / "name").write_text(f"{called}\n")
        (block / "slaves").mkdir()
        (block / "slaves" / over).symlink_to(self._blocks / over)

    def udev(self, name: str, *lines: str) -> None:
        number = (self._blocks / name / "dev").read_text().strip()
        text = "".join(f"E:{line}\n" for line in lines)
        (self._udev / f"b{number}").write_text(f"S:disk/by-id/x\nI:12\n{text}G:systemd\n")

    def _block(self, folder: Path, sectors: int) -> None:
        self._count += 1
        folder.mkdir(parents=True)
        (folder / "size").write_text(f"{sectors}\n")
        (folder / "dev").write_text(f"8:{self._count}\n")
        (self._blocks / folder.name).symlink_to(folder)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def stick(machine: Machine, **files: str) -> None:
    known = {"vendor": "Kingston", "model": "DataTraveler 3.0", "removable": "1"} | files
    machine.disk(USB, ["sdb1"], sectors=60_555_264, **known)


def test_mount_lines_of_devices_are_read_with_their_escapes() -> None:
    found = parsed(MOUNTS)
    assert found[0] == Mount("/dev/nvme0n1p2", "/", "ext4")
    assert found[2] == Mount("/dev/sdb1", "/media/kiosk/KI OSK", "vfat")
    assert len(found) == 4
    assert parsed("garbage\n\n/dev/x\n") == []


def test_a_name_with_bytes_of_several_is_put_together() -> None:
    (mount,) = parsed("/dev/sdb1 /media/kiosk/B\\303\\241o vfat rw 0 0\n")
    assert mount.folder == "/media/kiosk/Báo"


def test_a_machine_without_a_stick_has_none(machine: Machine) -> None:
    assert sticks(machine.sources, unmounted=True) == ()


def test_a_mounted_stick_is_found_under_its_makers_name(machine: Machine) -> None:
    stick(machine)
    assert sticks(machine.sources, unmounted=False) == (
        Stick("/media/kiosk/KI OSK", "Kingston DataTraveler 3.0 (31 GB)"),
    )


def test_its_owners_name_goes_before_the_makers(machine: Machine) -> None:
    stick(machine)
    machine.udev("sdb1", "ID_FS_TYPE=vfat", "ID_FS_USAGE=filesystem", "ID_FS_LABEL_ENC=KI\\x20OSK")
    (found,) = sticks(machine.sources, unmounted=False)
    assert found.name == "KI OSK (31 GB)"


def test_a_strangers_name_is_made_harmless(machine: Machine) -> None:
    stick(machine)
    machine.udev("sdb1", f"ID_FS_LABEL_ENC=\\x1b[2J{'x' * 80}")
    (found,) = sticks(machine.sources, unmounted=False)
    assert found.name == f"[2J{'x' * 37} (31 GB)"


def test_a_large_usb_disk_that_says_it_is_fixed_counts(machine: Machine) -> None:
    stick(machine, removable="0")
    assert len(sticks(machine.sources, unmounted=False)) == 1


def test_one_that_is_not_mounted_counts_where_we_can_mount_it(machine: Machine) -> None:
    machine.mount("/dev/nvme0n1p2 / ext4 rw 0 0\n")
    stick(machine)
    machine.udev("sdb1", "ID_FS_TYPE=exfat", "ID_FS_USAGE=filesystem")
    assert sticks(machine.sources, unmounted=False) == ()
    (found,) = sticks(machine.sources, unmounted=True)
    assert found.path == "/dev/sdb1"


@pytest.mark.parametrize(
    "lines",
    [
        ("ID_FS_TYPE=iso9660", "ID_FS_USAGE=filesystem"),
        ("ID_FS_TYPE=crypto_LUKS", "ID_FS_USAGE=crypto"),
        (
            "ID_FS_TYPE=vfat",
            "ID_FS_USAGE=filesystem",
            "ID_PART_ENTRY_TYPE=c12a7328-f81f-11d2-ba4b-00a0c93ec93b",
        ),
        (),
    ],
)
def test_what_nothing_can_be_saved_to_is_not_offered(
    machine: Machine, lines: tuple[str, ...]
) -> None:
    machine.mount("/dev/nvme0n1p2 / ext4 rw 0 0\n")
    stick(machine)
    machine.udev("sdb1", *lines)
    assert sticks(machine.sources, unmounted=True) == ()


def test_a_machine_that_runs_from_usb_does_not_offer_its_own_disk(machine: Machine) -> None:
    stick(machine)
    machine.mount("/dev/sdb1 / ext4 rw 0 0\n/dev/sdb1 /media/x ext4 rw 0 0\n")
    assert sticks(machine.sources, unmounted=True) == ()


def test_nor_does_one_whose_own_disk_is_encrypted(machine: Machine) -> None:
    stick(machine)
    machine.mapped("dm-0", "luks-root", "sdb1")
    machine.mount("/dev/mapper/luks-root / ext4 rw 0 0\n")
    machine.udev("sdb1", "ID_FS_TYPE=ext4", "ID_FS_USAGE=filesystem")
    assert sticks(machine.sources, unmounted=True) == ()


def test_a_memory_card_counts_and_the_soldered_one_does_not(machine: Machine) -> None:
    machine.disk(CARD, ["mmcblk0p1"], sectors=30_000_000, type="SD")
    machine.disk(EMMC, ["mmcblk1p1"], sectors=60_000_000, type="MMC")
    machine.mount("/dev/mmcblk0p1 /media/a vfat rw 0 0\n/dev/mmcblk1p1 /media/b ext4 rw 0 0\n")
    assert [each.path for each in sticks(machine.sources, unmounted=False)] == ["/media/a"]


def test_a_disc_and_an_empty_reader_do_not_count(machine: Machine) -> None:
    machine.disk(DISC, [], sectors=1_000_000, removable="1")
    machine.disk(USB, [], sectors=0, removable="1")
    assert sticks(machine.sources, unmounted=True) == ()


def test_a_machine_that_tells_nothing_has_no_stick(tmp_path: Path) -> None:
    nowhere = Sources(tmp_path / "a", tmp_path / "b", tmp_path / "c")
    assert sticks(nowhere, unmounted=True) == ()

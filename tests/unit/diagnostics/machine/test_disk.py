"""Captured answers of smartctl 7.3, an eMMC's sysfs files and PowerShell."""

import json
from pathlib import Path

import pytest

from kiosk.diagnostics.machine import disk
from kiosk.diagnostics.machine.disk import Health, Wear

SATA = """\
{
  "json_format_version": [1, 0],
  "smartctl": {"version": [7, 3], "exit_status": 0},
  "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
  "smart_status": {"passed": true},
  "ata_smart_attributes": {
    "revision": 16,
    "table": [
      {"id": 5, "name": "Reallocated_Sector_Ct", "value": 100, "worst": 100, "thresh": 10,
       "raw": {"value": 0, "string": "0"}},
      {"id": 197, "name": "Current_Pending_Sector", "value": 100, "worst": 100, "thresh": 0,
       "raw": {"value": 0, "string": "0"}},
      {"id": 231, "name": "SSD_Life_Left", "value": 93, "worst": 93, "thresh": 0,
       "raw": {"value": 93, "string": "93"}}
    ]
  },
  "power_on_time": {"hours": 8123}
}
"""
NVME = """\
{
  "json_format_version": [1, 0],
  "smartctl": {"version": [7, 3], "exit_status": 0},
  "device": {"name": "/dev/nvme0n1", "type": "nvme", "protocol": "NVMe"},
  "smart_status": {"passed": true, "nvme": {"value": 0}},
  "nvme_smart_health_information_log": {
    "critical_warning": 0, "temperature": 41, "available_spare": 100,
    "available_spare_threshold": 10, "percentage_used": 4, "media_errors": 0
  }
}
"""
NO_RIGHTS = """\
{
  "json_format_version": [1, 0],
  "smartctl": {
    "version": [7, 3],
    "messages": [{"string": "Smartctl open device: /dev/sda failed: Permission denied",
                  "severity": "error"}],
    "exit_status": 2
  }
}
"""


def changed(text: str, *path: str, to: object) -> str:
    tree = json.loads(text)
    node = tree
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = to
    return json.dumps(tree)


def test_healthy_disks() -> None:
    assert disk.smart(SATA) == Health(Wear.GOOD)
    assert disk.smart(NVME) == Health(Wear.GOOD, 4.0)


def test_a_disk_that_says_it_fails() -> None:
    failing = disk.smart(changed(SATA, "smart_status", "passed", to=False))
    assert failing is not None
    assert failing.wear is Wear.FAILING
    critical = disk.smart(
        changed(NVME, "nvme_smart_health_information_log", "critical_warning", to=4)
    )
    assert critical == Health(Wear.FAILING, 4.0)


def test_a_worn_disk() -> None:
    used = changed(NVME, "nvme_smart_health_information_log", "percentage_used", to=97)
    assert disk.smart(used) == Health(Wear.WORN, 97.0)
    pending = SATA.replace('"thresh": 0,\n       "raw": {"value": 0', '"raw": {"value": 8')
    assert disk.smart(pending) == Health(Wear.WORN)


@pytest.mark.parametrize("text", [NO_RIGHTS, "", "smartctl: command not found", "[]", "3"])
def test_a_disk_that_tells_us_nothing(text: str) -> None:
    assert disk.smart(text) is None


@pytest.mark.parametrize(
    ("life_time", "pre_eol_info", "health"),
    [
        ("0x01 0x02\n", "0x01\n", Health(Wear.GOOD, 20.0)),
        ("0x0a 0x03\n", "0x01\n", Health(Wear.WORN, 100.0)),
        ("0x01 0x01\n", "0x02\n", Health(Wear.WORN, 10.0)),
        ("0x0b 0x0b\n", "0x03\n", Health(Wear.FAILING, 100.0)),
        ("0x02\n", "", Health(Wear.GOOD, 20.0)),
        ("0x00 0x00\n", "0x00\n", None),
        ("", "", None),
        ("unknown", "0x01", None),
    ],
)
def test_emmc(life_time: str, pre_eol_info: str, health: Health | None) -> None:
    assert disk.emmc(life_time, pre_eol_info) == health


@pytest.mark.parametrize(
    ("text", "wear"),
    [
        ('{\r\n    "HealthStatus":  "Healthy"\r\n}\r\n', Wear.GOOD),
        ('[{"HealthStatus": "Healthy"}, {"HealthStatus": "Warning"}]', Wear.WORN),
        ('[{"HealthStatus": 0}, {"HealthStatus": 2}]', Wear.FAILING),
    ],
)
def test_windows(text: str, wear: Wear) -> None:
    assert disk.physical_disks(text) == Health(wear)


@pytest.mark.parametrize("text", ["", "null", '{"HealthStatus": 5}', "Get-PhysicalDisk : denied"])
def test_a_windows_that_tells_nothing(text: str) -> None:
    assert disk.physical_disks(text) is None


def test_writing_takes_time_and_leaves_nothing(tmp_path: Path) -> None:
    assert disk.write_ms(tmp_path) > 0
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError, match="No such file"):
        disk.write_ms(tmp_path / "not there")


def sysfs(folder: Path) -> Path:
    """A partition of a SATA disk, and a volume encrypted on a partition of an eMMC."""
    devices = folder / "devices"
    for whole, part in (("sda", "sda2"), ("mmcblk0", "mmcblk0p2")):
        (devices / whole / part).mkdir(parents=True)
        (devices / whole / part / "partition").write_text("2\n", encoding="ascii")
        for name in (Path(whole), Path(whole) / part):
            (folder / name.name).symlink_to(devices / name)
    (devices / "dm-0" / "slaves").mkdir(parents=True)
    (devices / "dm-0" / "slaves" / "mmcblk0p2").symlink_to(folder / "mmcblk0p2")
    (folder / "dm-0").symlink_to(devices / "dm-0")
    return folder


def test_from_a_partition_to_its_disk(tmp_path: Path) -> None:
    folder = sysfs(tmp_path)
    assert disk.whole_disk("sda2", folder) == "sda"
    assert disk.whole_disk("sda", folder) == "sda"
    assert disk.whole_disk("dm-0", folder) == "mmcblk0"
    assert disk.whole_disk("nfs", folder) is None


def test_this_machine_answers_or_does_not(tmp_path: Path) -> None:
    health = disk.health(tmp_path)
    assert health is None or health.wear in Wear

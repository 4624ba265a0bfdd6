from pathlib import Path
from typing import NamedTuple

from kiosk.diagnostics.machine.heat import hottest_c, throttled_ms, throttled_percent


class Sensor(NamedTuple):
    """As psutil 7 gives it."""

    label: str
    current: float | None
    high: float | None = None
    critical: float | None = None


NUC = {
    "acpitz": [Sensor("", 27.8)],
    "nvme": [Sensor("Composite", 93.0)],
    "coretemp": [
        Sensor("Package id 0", 71.0, 100.0, 100.0),
        Sensor("Core 0", 72.0),
        Sensor("", 64),
    ],
}


def test_the_processors_own_sensors_are_believed_first() -> None:
    assert hottest_c(NUC) == 72.0


def test_the_board_is_asked_when_the_processor_says_nothing() -> None:
    assert hottest_c({"acpitz": [Sensor("", 27.8)], "nvme": [Sensor("", 60.0)]}) == 27.8


def test_sensors_beyond_sense_are_left_out() -> None:
    assert hottest_c({"acpitz": [Sensor("", -273.2), Sensor("", 0.0), Sensor("", 255.0)]}) is None
    assert hottest_c({"coretemp": [Sensor("", None)]}) is None
    assert hottest_c({}) is None


def write(folder: Path, cpu: int, name: str, text: str) -> None:
    counters = folder / f"cpu{cpu}" / "thermal_throttle"
    counters.mkdir(parents=True, exist_ok=True)
    (counters / name).write_text(text, encoding="ascii")


def test_the_longest_slow_time_of_all_cores(tmp_path: Path) -> None:
    write(tmp_path, 0, "core_throttle_total_time_ms", "120\n")
    write(tmp_path, 0, "package_throttle_total_time_ms", "36000\n")
    write(tmp_path, 1, "package_throttle_total_time_ms", "35990\n")
    write(tmp_path, 1, "core_throttle_total_time_ms", "garbage")
    assert throttled_ms(tmp_path) == 36000.0


def test_a_kernel_that_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "cpu0").mkdir()
    assert throttled_ms(tmp_path) is None


def test_share_of_the_time_since_the_start() -> None:
    assert throttled_percent(36000.0, 3600.0) == 1.0
    assert throttled_percent(1e9, 10.0) == 100.0
    assert throttled_percent(0.0, 0.0) == 0.0

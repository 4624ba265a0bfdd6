"""Captured answers of the system's programs; the X server is a real one where there is Xvfb."""

import os
import shutil
import subprocess
import sys

import pytest

from kiosk.diagnostics.machine import blanking
from tests.screen import Screen

POWERCFG_VI = """\
GUID Lược đồ Nguồn điện: 381b4222-f694-41f0-9685-ff5bb260df2e  (Cân bằng)
  Bí danh GUID: SCHEME_BALANCED
  GUID nhóm con: 7516b95f-f776-4464-8c53-06167f40cc99  (Màn hình)
    Bí danh GUID: SUB_VIDEO
    GUID Thiết đặt Nguồn điện: 3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e  (Tắt màn hình sau)
      Bí danh GUID: VIDEOIDLE
      Thiết đặt Có thể Tối thiểu: 0x00000000
      Thiết đặt Có thể Tối đa: 0xffffffff
      Gia số Thiết đặt Có thể: 0x00000001
      Đơn vị Thiết đặt Có thể: Giây
    Chỉ mục Thiết đặt Nguồn AC Hiện tại: 0x00000258
    Chỉ mục Thiết đặt Nguồn DC Hiện tại: 0x0000012c

"""
POWERCFG_NEVER = """\
Power Scheme GUID: 8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c  (High performance)
  GUID Alias: SCHEME_MIN
  Subgroup GUID: 238c9fa8-0aad-41ed-83f4-97be242c8f20  (Sleep)
    GUID Alias: SUB_SLEEP
    Power Setting GUID: 29f6c1db-86da-48c5-9fdb-f2b67b1f44da  (Sleep after)
      GUID Alias: STANDBYIDLE
      Minimum Possible Setting: 0x00000000
      Maximum Possible Setting: 0xffffffff
      Possible Settings increment: 0x00000001
      Possible Settings units: Seconds
    Current AC Power Setting Index: 0x00000000
    Current DC Power Setting Index: 0x00000384
"""


def test_powercfg_in_any_language() -> None:
    assert blanking.powercfg_s(POWERCFG_VI) == 600.0
    assert blanking.powercfg_s(POWERCFG_VI, on_battery=True) == 300.0
    assert blanking.powercfg_s(POWERCFG_NEVER) == blanking.NEVER
    assert blanking.powercfg_s('Invalid Parameters -- try "/?" for help\n') is None


def test_logind() -> None:
    assert blanking.logind_idle_s("IdleAction=ignore\nIdleActionUSec=30min\n") == blanking.NEVER
    assert blanking.logind_idle_s("IdleAction=suspend\nIdleActionUSec=30min\n") == 1800.0
    assert blanking.logind_idle_s("IdleAction=suspend\nIdleActionUSec=1h 30min\n") == 5400.0
    assert blanking.logind_idle_s("") is None


def test_time_spans_of_systemd() -> None:
    assert blanking.span_s("1min 30s") == 90.0
    assert blanking.span_s("500ms") == 0.5
    assert blanking.span_s("infinity") is None
    assert blanking.span_s("") is None


def test_gnome() -> None:
    assert blanking.gnome_number("uint32 300\n") == 300.0
    assert blanking.gnome_number("3600\n") == 3600.0
    assert blanking.gnome_number("No such schema “org.gnome.desktop.session”\n") is None


def test_the_first_that_strikes_counts() -> None:
    assert blanking.shortest([None, 600.0, 0.0, 300.0]) == 300.0
    assert blanking.shortest([0.0, None, 0.0]) == blanking.NEVER
    assert blanking.shortest([None]) is None
    assert blanking.shortest([]) is None


ASK = "from kiosk.diagnostics.machine import blanking; print(blanking.dark_after_s())"


@pytest.mark.system
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
@pytest.mark.parametrize(("option", "seconds"), [(("s", "7"), "420.0"), (("s", "0"), "0.0")])
def test_a_real_x_server(option: tuple[str, str], seconds: str) -> None:
    """Xvfb's option `-s` is its screen saver's time in minutes; it has no DPMS to switch off."""
    with Screen(640, 480, (f"-{option[0]}", option[1])) as screen:
        environment = os.environ | screen.environment | {"XDG_CURRENT_DESKTOP": ""}
        answer = subprocess.run(
            [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
        )
    assert answer.stdout.strip() == seconds

from __future__ import annotations

from kiosk.base import boot


def test_windows_names_a_start_by_its_time() -> None:
    assert boot.same_boot("1795630674", "1795630675")
    assert not boot.same_boot("1795630674", "1795640000")
    assert not boot.same_boot("398a85a7", "1795640000")


def test_this_start_of_the_pc_keeps_its_name() -> None:
    assert boot.boot_name()
    assert boot.same_boot(boot.boot_name(), boot.boot_name())

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk import __version__
from kiosk.ui.models.about import AboutModel, Machine, this_machine
from kiosk.ui.samples.screens import SETTINGS


def test_what_is_not_known_is_left_out(qapp: QCoreApplication) -> None:
    model = AboutModel(SETTINGS, lambda: Machine(name="kp01-mini"))
    model.look()
    values = [row.text for row in model.rows]
    assert values == [SETTINGS.point.name, "kp01", "kp01-mini", SETTINGS.help.phone]


def test_this_machine_knows_itself(qapp: QCoreApplication) -> None:
    machine = this_machine("/etc/kiosk.toml", "/var/lib/kiosk")
    assert __version__ in machine.versions
    assert machine.system
    assert "127." not in machine.addresses
    assert (machine.settings_file, machine.state_folder) == ("/etc/kiosk.toml", "/var/lib/kiosk")

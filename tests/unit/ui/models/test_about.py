from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk import __version__
from kiosk.model.meeting import POINT_ZONE
from kiosk.ui.models.about import (
    AboutModel,
    Machine,
    Update,
    this_machine,
    this_update,
    update_text,
)
from kiosk.ui.samples.screens import SETTINGS
from kiosk.update.record import Kind, Last, Probation, Record, save

AT = datetime(2026, 11, 27, 3, 12, tzinfo=POINT_ZONE)


def test_what_is_not_known_is_left_out(qapp: QCoreApplication) -> None:
    model = AboutModel(SETTINGS, lambda: Machine(name="kp01-mini"))
    model.look()
    values = [row.text for row in model.rows]
    assert values == [SETTINGS.point.name, "kp01", "kp01-mini", SETTINGS.help.phone]


@pytest.mark.parametrize(
    ("update", "text"),
    [
        (None, ""),
        (Update("tried", "0.2.0", "0.1.0"), "Version 0.2.0 is being tried"),
        (Update("kept", "0.2.0", "0.1.0", AT), "Updated to version 0.2.0, 27/11/2026 03:12"),
        (
            Update("taken-back", "0.2.0", "0.1.0", AT),
            "Version 0.2.0 did not stay: 0.1.0 is back since 27/11/2026 03:12",
        ),
    ],
)
def test_what_became_of_the_last_update(
    qapp: QCoreApplication, update: Update | None, text: str
) -> None:
    assert update_text(update).startswith(text)
    assert bool(update_text(update)) == bool(text)


def test_updates_of_this_machine(tmp_path: Path) -> None:
    assert this_update(tmp_path) is None
    last = Last(Kind.TAKEN_BACK, "0.2.0", "0.1.0", "crashes", AT.timestamp())
    save(tmp_path, Record(last=last))
    assert this_update(tmp_path) == Update("taken-back", "0.2.0", "0.1.0", AT)
    save(tmp_path, Probation("0.3.0", "0.1.0"))
    assert this_update(tmp_path) == Update("tried", "0.3.0", "0.1.0")


def test_this_machine_knows_itself(qapp: QCoreApplication) -> None:
    machine = this_machine("/etc/kiosk.toml", "/var/lib/kiosk")
    assert __version__ in machine.versions
    assert machine.system
    assert "127." not in machine.addresses
    assert (machine.settings_file, machine.state_folder) == ("/etc/kiosk.toml", "/var/lib/kiosk")

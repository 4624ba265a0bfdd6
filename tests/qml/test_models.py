"""No object that QML reads has a meta-object of its own (kiosk/ui/models/newest.py says why)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from kiosk.ui.buttons import walk
from kiosk.ui.tile import PaintedTile
from tests.qml.conftest import Panel, Show


def test_connected_methods_are_slots(show: Show) -> None:
    window = show("meeting", Panel(1920, 1080, 21.5)).window
    app = window.app
    tiles = [item for item in walk(window.view.rootObject()) if isinstance(item, PaintedTile)]
    assert tiles
    read: list[QObject] = [app, app.home_model, app.meeting_model, app.progress_model]
    read += [
        app.volume_model,
        app._devices,
        app._clock,
        app._stage,
        window.pump,
        window.metrics,
        *tiles,
    ]
    for one in read:
        known = type(one).staticMetaObject.methodCount()
        assert one.metaObject().methodCount() == known, type(one).__name__


@pytest.mark.parametrize("name", ["pin", "settings-list", "log", "about"])
def test_the_technicians_methods_are_slots(name: str, show: Show) -> None:
    window = show(name, Panel(1920, 1080, 21.5)).window
    model = window.app.technician_model
    assert model is not None
    read: list[QObject] = [model, model.gate_model, model.choices_model, model.diagnostics_model]
    read += [model.log_model, model.about_model]
    read += [*model.choices_model._options.rows, *model.log_model._places.rows]
    for one in read:
        known = type(one).staticMetaObject.methodCount()
        assert one.metaObject().methodCount() == known, type(one).__name__

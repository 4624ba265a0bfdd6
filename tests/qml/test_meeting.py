"""The meeting's bar: what a meeting cannot do has no control."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from kiosk.ui.buttons import buttons
from tests.qml.conftest import Show, Shown, settle
from tests.qml.test_controls import PANEL

SWITCHES = ["Tắt tiếng", "Tắt hình"]


def names(shown: Shown) -> list[str]:
    return [name for name, _ in buttons(shown.window.view.rootObject())]


def test_a_meeting_that_takes_no_voice_and_picture_has_no_switches_for_them(show: Show) -> None:
    shown = show("meeting", PANEL)
    every = names(shown)
    assert set(SWITCHES) <= set(every)
    state = shown.session.state
    room = msgspec.structs.replace(state.room, can_send=False)
    shown.session.set(replace(state, room=room))
    settle(shown.window.view)
    assert names(shown) == [name for name in every if name not in SWITCHES]

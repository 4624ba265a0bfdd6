"""What a screen with made-up data follows instead of session, agenda and voice (see `screens`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from kiosk.base.config import Language
from kiosk.model.frames import FrameStore
from kiosk.model.gear import Levels
from kiosk.model.meeting import Meeting
from kiosk.model.room import Phase, PixelFormat, RoomState, TileSize
from kiosk.session.state import Rest, SessionState
from kiosk.ui.drawn import draw_tile
from kiosk.ui.samples.technician import NOW_NS

ValueT = TypeVar("ValueT")


class Says(Generic[ValueT]):
    """Tells one value to whoever subscribes."""

    def __init__(self, value: ValueT) -> None:
        self._value = value

    def subscribe(self, listener: Callable[[ValueT], None]) -> None:
        """See `Tells`."""
        listener(self._value)


class SampleRest:
    """A `RestPort` that says one thing; `told` is what it was asked for."""

    def __init__(self, trial: bool) -> None:
        self._rest = Rest(trial)
        self.told: list[str] = []

    def subscribe(self, on_state: Callable[[Rest], None]) -> None:
        """See `RestPort`."""
        on_state(self._rest)

    def try_devices(self) -> None:
        """Only told."""
        self.told.append("try")

    def end_trial(self) -> None:
        """Only told."""
        self.told.append("end")

    def technician(self, there: bool) -> None:
        """Only told."""
        self.told.append(f"technician {there}")


class SampleSession:
    """A `SessionPort` without a meeting behind it: says what it is asked to say."""

    def __init__(
        self, state: SessionState, store: FrameStore, *, talking_while_muted: bool = False
    ) -> None:
        self.state = state
        self._talking = talking_while_muted
        self._store = store
        self._listeners: list[Callable[[SessionState], None]] = []
        self.played: list[str] = []

    def subscribe(self, on_state: Callable[[SessionState], None]) -> None:
        """See `SessionPort`."""
        self._listeners.append(on_state)
        on_state(self.state)

    @property
    def levels(self) -> Says[Levels]:
        """Somebody speaks."""
        return Says(Levels(-27.0, -100.0, self._talking))

    def set(self, state: SessionState) -> None:
        """Say this from now on."""
        self.state = state
        for listener in self._listeners:
            listener(state)

    def join(self, meeting: Meeting) -> None:
        """In at once."""
        room = RoomState(Phase.JOINING, meeting.key)
        self.set(replace(self.state, meeting=meeting, room=room, waiting_since_ns=NOW_NS))

    def leave(self) -> None:
        """Out at once."""
        self.set(replace(self.state, meeting=None, room=RoomState(), waiting_since_ns=0))

    def set_microphone(self, on: bool) -> None:
        """Done at once."""
        room = _changed(self.state.room, microphone_on=on)
        self.set(replace(self.state, room=room, microphone_wish=on))

    def set_camera(self, on: bool) -> None:
        """Done at once."""
        room = _changed(self.state.room, camera_on=on)
        self.set(replace(self.state, room=room, camera_wish=on))

    def show(
        self,
        tiles: tuple[TileSize, ...],
        pixel_format: PixelFormat,  # noqa: ARG002
        gallery: bool,
        page: int,
        small_tiles: int,  # noqa: ARG002
    ) -> None:
        """Draw the people at the size asked for."""
        for size in tiles:
            if size.width > 0:
                draw_tile(self._store, size)
        room = self.state.room
        if (gallery, page) != (room.gallery, room.page):
            self.set(replace(self.state, room=_changed(room, gallery=gallery, page=page)))

    def play_sound(self, path: str) -> None:
        """Silent; `played` says what would have been heard."""
        self.played.append(path)


def _changed(room: RoomState, **fields: object) -> RoomState:
    values = {name: getattr(room, name) for name in room.__struct_fields__} | fields
    return RoomState(**values)


class Silence:
    """An `Announcer` that says nothing."""

    def announce(self, name: str) -> None:
        """Nothing."""

    def speak(self, language: Language, voice: bool) -> None:
        """In no language."""

from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import gear, room, wire
from kiosk.model.meeting import AddressKind, JoinAddress

TARGET = room.Target(
    "a/b", JoinAddress(AddressKind.JANUS, "wss://a.vn/janus", "1", "hunter2x"), "Khu phố 1", "kp01"
)


@given(st.one_of(*(st.from_type(kind) for kind in get_args(wire.Command))))
def test_every_command_arrives_as_it_was_sent(command: wire.Command) -> None:
    line = wire.encode(command)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert wire.decode_command(line) == command


@given(
    st.one_of(
        st.from_type(room.RoomState).filter(lambda s: s.rtt_ms == s.rtt_ms),
        st.from_type(gear.Devices),
        st.from_type(wire.Moment),
        st.from_type(wire.Ready),
        st.from_type(wire.Heartbeat),
    )
)
def test_every_event_arrives_as_it_was_sent(event: wire.Event) -> None:
    finite = (
        isinstance(event, room.RoomState)
        and abs(event.rtt_ms) + abs(event.loss_percent) < float("inf")
    ) or not isinstance(event, room.RoomState)
    if finite:  # JSON has no infinity; no line is ever measured to be that
        assert wire.decode_event(wire.encode(event)) == event


@given(st.binary())
def test_a_broken_line_is_a_decode_error(line: bytes) -> None:
    for decode in (wire.decode_command, wire.decode_event):
        with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
            decode(line)


def test_commands_and_events_are_not_mixed_up() -> None:
    with pytest.raises(msgspec.ValidationError):
        wire.decode_event(wire.encode(wire.Leave()))


def test_a_target_hides_its_address() -> None:
    assert "hunter2x" not in repr(wire.Join(TARGET))
    assert b"hunter2x" in wire.encode(wire.Join(TARGET))  # the pipe is the one way it takes

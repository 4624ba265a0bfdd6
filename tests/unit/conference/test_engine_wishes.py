"""What the engine makes of wishes and of the ends of calls, without a server."""

import asyncio
import gc
import time
import weakref
from collections.abc import AsyncIterator, Callable

import pytest

from kiosk.base.errors import Code
from kiosk.conference import engine as engine_module
from kiosk.conference.engine import Wish
from kiosk.conference.protocol import (
    Arriving,
    Feed,
    FeedsChanged,
    LinkChanged,
    Moderated,
    PictureRefused,
)
from kiosk.media.link import LinkState
from kiosk.model.room import Network, Phase, PictureState

from .adapters import Stage, target


@pytest.fixture
async def stage(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Stage]]:
    monkeypatch.setattr(engine_module, "QUIET_LADDER_S", (0.05,))
    made: list[Stage] = []

    def make(*refusals: Code) -> Stage:
        made.append(Stage(refusals))
        return made[-1]

    yield make
    await asyncio.gather(*(one.engine.aclose() for one in made))


async def test_another_prepared_meeting_is_no_failure_of_the_first(stage, monkeypatch) -> None:
    monkeypatch.setattr(engine_module, "QUIET_LADDER_S", (60.0,))  # a failure would wait for this
    one = stage()
    one.engine.wish(Wish(target("1001"), False))
    await one.until(lambda state: state.phase is Phase.PREPARED)
    one.engine.wish(Wish(target("1002"), False))
    await one.until(lambda state: state.phase is Phase.PREPARED and state.key == "meeting-1002")
    assert not [state.problem for state in one.states if state.problem]
    assert [adapter.target.address.room for adapter in one.adapters] == ["1001", "1002"]


async def test_the_end_of_a_call_that_is_no_longer_wished_says_nothing(stage) -> None:
    one = stage()
    one.engine.wish(Wish(target("1001"), True))
    await one.until(lambda state: state.phase is Phase.JOINED)
    one.end(Code.KICKED)
    one.engine.wish(Wish(target("1002"), True))
    await one.until(lambda state: state.phase is Phase.JOINED and state.key == "meeting-1002")
    assert Phase.FAILED not in [state.phase for state in one.states]


async def test_a_closed_room_is_waited_for_and_entered_when_it_opens(stage) -> None:
    one = stage()
    one.engine.wish(Wish(target(over_at=int(time.time()) + 3600), True))
    await one.until(lambda state: state.phase is Phase.JOINED)
    one.refusals += [Code.ROOM_NOT_OPEN] * 3
    before = len(one.states)
    one.end(Code.ROOM_CLOSED)
    await one.until(lambda state: len(one.adapters) > 3 and state.phase is Phase.JOINED)
    said = {(state.phase, state.problem) for state in one.states[before:]}
    assert (Phase.WAITING, Code.ROOM_CLOSED) in said
    assert said <= {(Phase.WAITING, Code.ROOM_CLOSED), (Phase.WAITING, ""), (Phase.JOINED, "")}


async def test_a_room_that_closes_after_the_meetings_time_is_not_waited_for(stage) -> None:
    one = stage()
    one.engine.wish(Wish(target(over_at=int(time.time()) - 1), True))
    await one.until(lambda state: state.phase is Phase.JOINED)
    one.end(Code.ROOM_CLOSED)
    state = await one.until(lambda state: state.phase is Phase.FAILED)
    assert state.problem == Code.MEETING_OVER
    await asyncio.sleep(0.3)
    assert len(one.adapters) == 1


async def test_waiting_for_a_closed_room_ends_with_the_meeting(stage) -> None:
    one = stage()
    one.engine.wish(Wish(target(over_at=int(time.time()) + 2), True))
    await one.until(lambda state: state.phase is Phase.JOINED)
    one.refusals += [Code.ROOM_NOT_OPEN] * 1000
    one.end(Code.ROOM_CLOSED)
    await one.until(lambda state: state.phase is Phase.WAITING)
    state = await one.until(lambda state: state.phase is Phase.FAILED)
    assert state.problem == Code.MEETING_OVER


async def test_a_kick_stays_final(stage) -> None:
    one = stage()
    one.engine.wish(Wish(target(), True))
    await one.until(lambda state: state.phase is Phase.JOINED)
    one.end(Code.KICKED)
    await one.until(lambda state: state.phase is Phase.FAILED)
    await asyncio.sleep(0.3)
    assert len(one.adapters) == 1


@pytest.mark.parametrize(
    ("reachable", "told"), [(True, Code.MEDIA_BLOCKED), (False, Code.UNREACHABLE)]
)
async def test_media_that_fails_with_the_whole_server_is_not_called_blocked(
    stage, reachable: bool, told: Code
) -> None:
    one = stage()
    one.engine.wish(Wish(target(), False))
    await one.until(lambda state: state.phase is Phase.PREPARED)
    one.adapters[-1].reachable = reachable
    one.adapters[-1].handlers.on_event(LinkChanged(LinkState.FAILED))
    state = await one.until(lambda state: state.problem)
    assert state.problem == told


async def test_what_the_room_says_of_us_is_in_the_state(stage) -> None:
    one = stage()
    one.engine.wish(Wish(target(), True))
    await one.until(lambda state: state.phase is Phase.JOINED)
    tell = one.adapters[-1].handlers.on_event
    tell(Moderated(microphone=True, camera=False))
    state = await one.until(lambda state: state.microphone_moderated)
    assert not state.camera_moderated
    tell(PictureRefused())
    await one.until(lambda state: state.unseen)
    tell(Arriving(False))
    state = await one.until(lambda state: state.unheard and state.network is Network.WEAK)
    assert state.phase is Phase.JOINED
    tell(Arriving(True))
    await one.until(lambda state: not state.unheard)


async def test_a_shared_screen_is_no_further_participant(stage) -> None:
    one = stage()
    one.engine.wish(Wish(target(), True))
    await one.until(lambda state: state.phase is Phase.JOINED)
    person = Feed("1", "Chủ tọa")
    screen = Feed("1/2", "Chủ tọa", has_voice=False, is_screen=True)
    phone = Feed("2", "Khách", can_be_shown=False)
    one.adapters[-1].handlers.on_event(FeedsChanged((person, screen, phone)))
    state = await one.until(lambda state: len(state.tiles) == 3)
    assert state.participants == 3
    first, *others = state.tiles
    assert (first.screen, first.name, first.picture) == (True, "Chủ tọa", PictureState.WAITING)
    assert {tile.feed: tile.picture for tile in others}["2"] is PictureState.UNSUPPORTED


async def test_closing_in_the_middle_of_joining_leaves_no_task_behind(stage) -> None:
    one = stage()
    before = asyncio.all_tasks()
    for turns in range(12):
        one.engine.wish(Wish(target(str(turns)), True))
        for _ in range(turns):
            await asyncio.sleep(0)
    await one.engine.aclose()
    assert asyncio.all_tasks() <= before


async def test_what_a_call_leaves_behind_is_freed_when_it_is_left(stage) -> None:
    """A call is part of cycles that hold pictures of megabytes: not when Python thinks of it."""
    one = stage()
    one.engine.wish(Wish(target("1001"), True))
    await one.until(lambda state: state.phase is Phase.JOINED)
    call = weakref.ref(one.engine._call)
    gc.disable()
    try:
        one.adapters.clear()
        one.engine.wish(Wish())
        await one.until(lambda state: state.phase is Phase.IDLE)
        async with asyncio.timeout(20):
            while call() is not None:  # noqa: ASYNC110 - the collector is waited for
                await asyncio.sleep(0.05)
    finally:
        gc.enable()

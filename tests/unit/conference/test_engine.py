"""The engine in rooms of a real Janus."""

import asyncio

import pytest

from kiosk.base.errors import Code
from kiosk.conference.engine import Wish
from kiosk.model.room import Phase, PictureState, Step, Target

from .conftest import PIN, PLAIN_ROOM, ROOM, SECRET, SMALL_ROOM

pytestmark = pytest.mark.system


def participants(server, room=ROOM):
    answer = server.request_room({"request": "listparticipants", "room": room})
    people = [p for p in answer["participants"] if p.get("publisher")]
    return [p for p in people if p.get("display") != "Dummy publisher"]


def id_of(server, name, room=ROOM):
    return next(p["id"] for p in participants(server, room) if p["display"] == name)


@pytest.mark.parametrize("room", [ROOM, PLAIN_ROOM])
async def test_prepared_is_neither_seen_nor_sees_and_one_press_shows_both(points, server, room):
    hall, kiosk = points("hall"), points("kiosk")
    hall.join(room)
    await hall.until(lambda: hall.state.phase is Phase.JOINED, "in the room")
    kiosk.prepare(room)
    await kiosk.until(lambda: kiosk.state.phase is Phase.PREPARED, "prepared")
    await asyncio.sleep(1)
    assert not kiosk.pictures
    assert not kiosk.loudspeaker.frames
    assert hall.state.participants == 1
    assert [p["display"] for p in participants(server, room)] == ["hall"]
    kiosk.join(room)
    await kiosk.until(lambda: kiosk.count(1) > 5 and kiosk.loudspeaker.frames, "seeing and hearing")
    await hall.until(lambda: hall.count(1) > 5 and hall.loudspeaker.frames, "seeing and hearing")
    assert kiosk.names() == ["hall"]
    assert kiosk.state.phase is Phase.JOINED
    assert kiosk.moments[:2] == ["prepared", "joined"]
    kiosk.leave()
    await hall.until(lambda: hall.state.participants == 1, "alone again")
    assert hall.state.tiles == ()


@pytest.mark.parametrize("room", [ROOM, PLAIN_ROOM])
async def test_slots_are_used_again_as_people_come_and_go(points, room):
    kiosk = points("kiosk")
    kiosk.join(room)
    for round_number in range(3):
        guests = [points(f"guest {round_number}{n}") for n in range(2)]
        for guest in guests:
            guest.join(room)
        kiosk.pictures.clear()
        await kiosk.until(lambda: len(kiosk.state.tiles) == 2, "with both on tiles")
        await kiosk.until(lambda: kiosk.count(1) > 3 and kiosk.count(2) > 3, "seeing both")
        guests[0].leave()
        await kiosk.until(lambda: len(kiosk.state.tiles) == 1, "with one on a tile")
        kiosk.pictures.clear()
        await kiosk.until(lambda: kiosk.count(1) > 3, "still seeing the other")
        guests[1].leave()
        await kiosk.until(lambda: not kiosk.state.tiles, "alone")


async def test_others_are_told_what_is_switched_off(points):
    hall, kiosk = points("hall"), points("kiosk")
    hall.join()
    kiosk.join()
    await hall.until(lambda: hall.state.tiles, "with somebody on a tile")
    kiosk.engine.set_sending(microphone_on=False, camera_on=False)
    await hall.until(lambda: not hall.state.tiles[0].microphone_on, "shown a closed microphone")
    await hall.until(lambda: hall.state.tiles[0].picture is PictureState.OFF, "shown no camera")
    kiosk.engine.set_sending(microphone_on=True, camera_on=True)
    await hall.until(lambda: hall.state.tiles[0].picture is PictureState.LIVE, "seeing it again")
    assert hall.state.tiles[0].microphone_on


async def test_others_are_told_what_was_switched_off_while_we_entered(points):
    """The hall sees us before the kiosk has its last answer: it is not inside yet."""
    hall, kiosk = points("hall"), points("kiosk")
    hall.join()
    await hall.until(lambda: hall.state.phase is Phase.JOINED, "in the room")
    kiosk.join()
    while kiosk.state.step is not Step.ENTERING:
        assert kiosk.state.phase in (Phase.IDLE, Phase.JOINING)
        await asyncio.sleep(0)  # every turn of the loop: entering takes only some of them
    kiosk.engine.set_sending(microphone_on=False, camera_on=False)
    await hall.until(lambda: hall.state.tiles, "with somebody on a tile")
    await hall.until(lambda: not hall.state.tiles[0].microphone_on, "shown a closed microphone")
    await hall.until(lambda: hall.state.tiles[0].picture is PictureState.OFF, "shown no camera")


async def test_who_speaks_takes_the_large_tile(points):
    kiosk, quiet, loud = points("kiosk"), points("quiet"), points("loud")
    quiet.tone_amplitude = loud.tone_amplitude = 0
    quiet.join()
    await quiet.until(lambda: quiet.state.phase is Phase.JOINED, "in the room")
    loud.join()
    kiosk.join()
    await kiosk.until(lambda: len(kiosk.state.tiles) == 2, "with both on tiles")
    for speaker in (loud, quiet):
        speaker.tone_amplitude = 8000
        await kiosk.until(lambda s=speaker: kiosk.state.speaker == s.name, "told who speaks")
        await kiosk.until(lambda s=speaker: kiosk.state.tiles[0].name == s.name, "shown large")
        speaker.tone_amplitude = 0
        await kiosk.until(lambda: kiosk.state.speaker == "", "told that nobody speaks")


async def test_wrong_pin_says_so_and_the_right_one_gets_in(points):
    kiosk = points("kiosk")
    kiosk.join(pin="0000")
    await kiosk.until(lambda: kiosk.state.phase is Phase.FAILED, "refused")
    assert kiosk.state.problem == Code.WRONG_PIN
    kiosk.join()
    await kiosk.until(lambda: kiosk.state.phase is Phase.JOINED, "in the room")


async def test_a_full_room_is_waited_for_and_entered_when_somebody_leaves(points):
    first, second = points("first"), points("second")
    first.join(SMALL_ROOM)
    await first.until(lambda: first.state.phase is Phase.JOINED, "in the room")
    second.join(SMALL_ROOM)
    await second.until(lambda: second.state.phase is Phase.WAITING, "waiting")
    assert second.state.problem == Code.ROOM_FULL
    first.leave()
    await second.until(lambda: second.state.phase is Phase.JOINED, "in the room")


async def test_a_room_that_is_not_open_is_entered_when_it_opens(points, server):
    kiosk = points("kiosk")
    kiosk.join(room=1500)
    await kiosk.until(lambda: kiosk.state.phase is Phase.WAITING, "waiting")
    assert kiosk.state.problem == Code.ROOM_NOT_OPEN
    create = {"request": "create", "room": 1500, "secret": SECRET, "pin": PIN, "admin_key": "admin"}
    await asyncio.to_thread(server.request_room, create)
    await kiosk.until(lambda: kiosk.state.phase is Phase.JOINED, "in the room")
    destroy = {"request": "destroy", "room": 1500, "secret": SECRET}
    await asyncio.to_thread(server.request_room, destroy)
    await kiosk.until(lambda: kiosk.state.problem == Code.ROOM_CLOSED, "told that it was closed")
    assert kiosk.state.phase is Phase.WAITING
    await asyncio.sleep(2)
    assert (kiosk.state.phase, kiosk.state.problem) == (Phase.WAITING, Code.ROOM_CLOSED)
    await asyncio.to_thread(server.request_room, create)
    await kiosk.until(lambda: kiosk.state.phase is Phase.JOINED, "in the room again")
    await asyncio.to_thread(server.request_room, destroy)


async def test_kicked_stays_out_until_a_person_presses_again(points, server):
    kiosk = points("kiosk")
    kiosk.join()
    await kiosk.until(lambda: len(participants(server)) == 1, "publishing")
    kick = {"request": "kick", "room": ROOM, "secret": SECRET, "id": id_of(server, "kiosk")}
    await asyncio.to_thread(server.request_room, kick)
    await kiosk.until(lambda: kiosk.state.phase is Phase.FAILED, "told")
    assert kiosk.state.problem == Code.KICKED
    await asyncio.sleep(2)
    assert kiosk.state.phase is Phase.FAILED
    kiosk.join()
    await kiosk.until(lambda: kiosk.state.phase is Phase.JOINED, "in the room again")


async def test_our_own_ghost_keeps_nobody_out_and_is_not_shown(points):
    before, after = points("kiosk"), points("kiosk")
    before.join()
    await before.until(lambda: before.state.phase is Phase.JOINED, "in the room")
    after.join()
    await after.until(lambda: after.state.phase is Phase.JOINED, "in the room as well")
    await asyncio.sleep(1)
    assert after.state.tiles == ()
    assert after.state.participants == 1


async def test_a_killed_server_is_come_back_to_by_itself(points, server):
    hall, kiosk = points("hall"), points("kiosk")
    hall.join()
    kiosk.join()
    await kiosk.until(lambda: kiosk.count(1) > 3, "seeing the hall")
    await asyncio.to_thread(server.stop_janus)
    await kiosk.until(lambda: kiosk.state.phase is Phase.RECONNECTING, "told of the trouble")
    # On this thread: the server's processes die with the thread that started them.
    server.restart_janus()
    kiosk.pictures.clear()
    await kiosk.until(lambda: kiosk.count(1) > 3, "seeing the hall again")
    assert kiosk.state.phase is Phase.JOINED


async def test_a_server_that_is_not_there_is_an_unreachable_one(points):
    kiosk = points("kiosk")
    target = kiosk.target()
    gone = Target("k", type(target.address)("janus", "ws://127.0.0.1:9", "1", ""), "x", "x")
    kiosk.engine.wish(Wish(gone, True))
    await kiosk.until(lambda: kiosk.state.problem, "told")
    assert kiosk.state.problem == Code.UNREACHABLE
    assert kiosk.state.phase is Phase.JOINING


async def test_leaving_in_the_middle_of_joining_ends_idle(points):
    kiosk = points("kiosk")
    for _ in range(5):
        kiosk.join()
        await asyncio.sleep(0.05)
        kiosk.leave()
    await kiosk.until(lambda: kiosk.state.phase is Phase.IDLE, "out")
    await asyncio.sleep(1)
    assert kiosk.state.phase is Phase.IDLE
    kiosk.join()
    await kiosk.until(lambda: kiosk.state.phase is Phase.JOINED, "in the room")

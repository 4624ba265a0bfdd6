"""Who is who in a room: our own generations, other people, the dummy, what is switched off."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.conference.janus.publisher import PointId
from kiosk.conference.janus.roster import Roster
from kiosk.model.wire import Phase, RoomState, Tile, encode

POINTS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}", fullmatch=True)


@given(POINTS, st.integers(0, 2**40))
def test_every_generation_is_ours_and_fits_javascript(point, generation):
    identity = PointId(point)
    assert identity.is_ours(identity.number(generation))
    assert identity.is_ours(identity.text(generation))
    assert 0 <= identity.number(generation) < 2**53


@given(POINTS, POINTS, st.integers(0, 2**40))
def test_others_are_not_ours(point, other, generation):
    if point == other:
        return
    assert not PointId(point).is_ours(PointId(other).number(generation))
    assert not PointId(point).is_ours(f"{other}-x")


def stream(kind, mid, **more):
    return {"type": kind, "mid": mid, **more}


def test_dummy_and_ghosts_are_not_among_the_people():
    ghost = PointId("kp01").number(5)
    roster = Roster(PointId("kp01").is_ours)
    talking = roster.update(
        [
            {"id": 1, "display": "Dummy publisher", "dummy": True, "streams": []},
            {"id": ghost, "display": "Khu phố 1", "streams": [stream("audio", "0")]},
            {
                "id": 2,
                "display": "Hội trường",
                "talking": True,
                "streams": [stream("audio", "0"), stream("video", "1")],
            },
        ]
    )
    assert [feed.name for feed in roster.feeds] == ["Hội trường"]
    assert talking == ["2"]
    assert roster.dummy is not None


def test_what_is_switched_off_is_known_and_silence_about_it_is_unknown():
    roster = Roster(lambda _id: False)
    roster.update(
        [
            {
                "id": 1,
                "streams": [
                    stream("audio", "0", description="off"),
                    stream("video", "1", description="on"),
                ],
            },
            {"id": 2, "streams": [stream("audio", "a"), stream("video", "b", disabled=True)]},
            {"id": 3, "streams": [stream("audio", "0", moderated=True)]},
        ]
    )
    first, second, third = roster.feeds
    assert (first.microphone_on, first.camera_on) == (False, True)
    assert (second.microphone_on, second.has_video) == (None, False)
    assert third.microphone_on is False


def test_a_name_may_be_anything_or_missing():
    roster = Roster(lambda _id: False)
    roster.update([{"id": 1}, {"id": "a", "display": None}])
    roster.rename(1, "<b>x</b>")
    roster.rename(99, "nobody")
    assert [feed.name for feed in roster.feeds] == ["<b>x</b>", ""]
    assert roster.remove(1)
    assert not roster.remove(1)


def test_a_name_of_any_length_is_short_where_it_enters():
    """A room full of names of 20 kB made a line that the pipe does not take."""
    roster = Roster(lambda _id: False)
    roster.update([{"id": number, "display": "\x01" * 20_000} for number in range(8)])
    roster.rename(0, "x" * 20_000)
    tiles = tuple(Tile(number, feed.id, feed.name) for number, feed in enumerate(roster.feeds))
    assert len(encode(RoomState(Phase.JOINED, tiles=tiles))) < 10_000

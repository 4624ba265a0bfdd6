"""Who is who in a room: our own generations, other people, the dummy, what is switched off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.texts import MAX_NAME
from kiosk.conference.janus.publisher import PointId, rooms_of
from kiosk.conference.janus.roster import Roster
from kiosk.model.room import Phase, RoomState, Tile
from kiosk.model.wire import encode

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


@pytest.mark.parametrize(
    ("room", "asked"),
    [
        ("1001", (1001, "1001")),
        ("0123", ("0123", 123)),
        ("0", (0, "0")),
        ("phong-hop", ("phong-hop",)),
        ("٣", ("٣",)),
        ("²", ("²",)),
        ("9" * 400, ("9" * 400,)),
        (str(2**63 - 1), (2**63 - 1, str(2**63 - 1))),
        (str(2**63), (str(2**63),)),
    ],
)
def test_a_room_is_asked_for_as_its_server_may_keep_it(room, asked):
    assert rooms_of(room) == asked


@pytest.mark.parametrize(
    ("display", "name"),
    [
        ("<b>x</b>", "<b>x</b>"),
        (None, ""),
        (5, ""),
        ("\u202eChủ tọa \u202e", "Chủ tọa"),
        ("A" * 20_000, "A" * (MAX_NAME - 1) + "…"),
        ('{"display":"Nguyễn Văn A","audio":true}', "Nguyễn Văn A"),
        ('{"display":5}', '{"display":5}'),
        ("{Tổ 5}", "{Tổ 5}"),
        ("[" * 100_000, "[" * (MAX_NAME - 1) + "…"),
        ('{"display":' + '{"display":' * 50_000, '{"display":' * 7 + '{"…'),
        ("Tổ 5 " + "\u0301" * 300, "Tổ 5 \u0301\u0301"),
    ],
)
def test_a_name_is_whatever_a_stranger_writes(display, name):
    roster = Roster(lambda _id: False)
    roster.update([{"id": 1, "display": display}])
    assert roster["1"].feed.name == name
    roster.rename(1, display)
    assert roster["1"].feed.name == name


def test_who_is_not_known_is_not_renamed_or_removed():
    roster = Roster(lambda _id: False)
    roster.update([{"id": 1}, {"id": "a", "display": None}])
    roster.rename(99, "nobody")
    assert len(roster.feeds) == 2
    assert roster.remove(1)
    assert not roster.remove(1)
    assert not roster.remove([1])


def test_a_second_picture_is_a_shared_screen_of_the_same_person():
    roster = Roster(lambda _id: False)
    camera, screen = stream("video", "1", codec="vp8"), stream("video", "2", codec="vp8")
    person = {"id": 1, "display": "Chủ tọa", "streams": [stream("audio", "0"), camera, screen]}
    roster.update([person])
    first, second = roster.feeds
    assert (first.is_screen, second.is_screen) == (False, True)
    assert (second.name, second.has_voice) == ("Chủ tọa", False)
    assert roster[second.id].video_mid == "2"
    roster.rename(1, "Ông Chủ tọa")
    assert {feed.name for feed in roster.feeds} == {"Ông Chủ tọa"}
    roster.update(
        [{**person, "streams": [stream("audio", "0"), camera, {**screen, "disabled": True}]}]
    )
    assert [feed.is_screen for feed in roster.feeds] == [False]
    roster.update([person])
    assert roster.remove(1)
    assert roster.feeds == ()


def test_a_picture_that_says_so_is_a_screen_even_when_it_is_the_only_one():
    roster = Roster(lambda _id: False)
    roster.update([{"id": 1, "streams": [stream("video", "0", description="Screen sharing")]}])
    person, screen = roster.feeds
    assert not person.has_video
    assert screen.is_screen


def test_what_cannot_be_decoded_is_known_and_told_once(caplog):
    roster = Roster(lambda _id: False)
    phone = {"id": 1, "streams": [stream("audio", "0"), stream("video", "1", codec="h264")]}
    browser = {"id": 2, "streams": [stream("video", "1", codec="vp9")]}
    old = {"id": 3, "streams": [stream("video", "1")]}
    for _ in range(3):
        roster.update([phone, browser, old])
    assert [feed.can_be_shown for feed in roster.feeds] == [False, True, True]
    assert roster.feeds[0].has_voice
    assert caplog.text.count("h264") == 1


def test_what_the_moderator_takes_is_off_until_it_is_given_back():
    roster = Roster(lambda _id: False)
    roster.update([{"id": 1, "streams": [stream("audio", "0"), stream("video", "1")]}])
    roster.moderate(1, "0", is_muted=True)
    assert (roster["1"].feed.microphone_on, roster["1"].feed.camera_on) == (False, None)
    roster.moderate(1, "0", is_muted=False)
    assert roster["1"].feed.microphone_on is None
    roster.moderate(7, "0", is_muted=True)
    roster.moderate(None, "0", is_muted=True)


def test_a_name_of_any_length_is_short_where_it_enters():
    """A room full of names of 20 kB made a line that the pipe does not take."""
    roster = Roster(lambda _id: False)
    roster.update([{"id": number, "display": "\x01" * 20_000} for number in range(8)])
    roster.rename(0, "x" * 20_000)
    tiles = tuple(Tile(number, feed.id, feed.name) for number, feed in enumerate(roster.feeds))
    assert len(encode(RoomState(Phase.JOINED, tiles=tiles))) < 10_000

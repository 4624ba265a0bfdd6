"""Who is shown where: properties that hold for every room and every history."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.conference.protocol import Feed
from kiosk.conference.stage import (
    Stage,
    arrange,
    arrange_gallery,
    choose_voices,
    layer_for,
)

IDS = st.lists(st.sampled_from([f"f{i}" for i in range(20)]), unique=True, max_size=20)


def feeds_of(ids: list[str]) -> tuple[Feed, ...]:
    return tuple(Feed(id=name, name=name.upper()) for name in ids)


@given(IDS, IDS, IDS, st.integers(0, 6))
def test_everybody_is_shown_at_most_once_and_room_is_used(ids, recent, before, small_tiles):
    first = arrange(feeds_of(before), [], Stage(), small_tiles)
    recent = [feed for feed in recent if feed in ids]
    stage = arrange(feeds_of(ids), recent, first, small_tiles)
    shown = [feed for feed in (stage.main, *stage.small) if feed]
    assert len(shown) == len(set(shown))
    assert set(shown) <= set(ids)
    assert len(stage.small) == min(small_tiles, max(len(ids) - 1, 0))
    assert bool(stage.main) == bool(ids)


@given(IDS, IDS, st.integers(0, 6))
def test_whoever_spoke_last_is_large(ids, recent, small_tiles):
    recent = [feed for feed in recent if feed in ids]
    stage = arrange(feeds_of(ids), recent, Stage(), small_tiles)
    if recent:
        assert stage.main == recent[0]


def test_a_new_speaker_takes_the_large_tile_and_the_old_one_takes_the_place_left_free():
    feeds = feeds_of(["a", "b", "c", "d"])
    before = arrange(feeds, ["a"], Stage(), 3)
    assert before == Stage("a", ("b", "c", "d"))
    assert arrange(feeds, ["c", "a"], before, 3) == Stage("c", ("b", "a", "d"))


def test_faces_do_not_hop_when_somebody_leaves():
    feeds = feeds_of(["a", "b", "c", "d", "e"])
    before = arrange(feeds, ["a"], Stage(), 3)
    after = arrange(feeds_of(["a", "c", "d", "e"]), ["a"], before, 3)
    assert after.small == ("e", "c", "d")


@given(IDS, st.integers(-3, 30), st.integers(1, 6))
def test_the_gallery_shows_everybody_over_its_pages(ids, page, small_tiles):
    feeds = feeds_of(ids)
    stage = arrange_gallery(feeds, page, small_tiles)
    assert 0 <= stage.page < stage.pages
    seen = [f for p in range(stage.pages) for f in arrange_gallery(feeds, p, small_tiles).small]
    assert sorted(seen) == sorted(ids)


@given(IDS, IDS, st.integers(0, 20))
def test_all_voices_are_heard_while_there_is_room(ids, recent, most):
    voices = choose_voices(feeds_of(ids), recent, most)
    assert len(voices) == len(set(voices)) == min(most, len(ids))


def test_open_microphones_go_before_closed_ones_and_speakers_before_both():
    feeds = (
        Feed("muted", "", microphone_on=False),
        Feed("unknown", "", microphone_on=None),
        Feed("open", "", microphone_on=True),
        Feed("spoke", "", microphone_on=False),
        Feed("silent camera", "", has_voice=False),
    )
    assert choose_voices(feeds, ["spoke"], 4) == ("spoke", "open", "unknown", "muted")


def test_layers_follow_the_size_on_the_screen():
    assert [layer_for(h) for h in (0, 180, 300, 301, 600, 601, 2160)] == [0, 0, 0, 1, 1, 2, 2]


def test_a_shared_screen_takes_the_large_tile_while_it_lasts():
    people = [Feed("a", "A"), Feed("b", "B")]
    screen = Feed("b/2", "B", has_voice=False, is_screen=True)
    stage = arrange([*people, screen], ["a"], Stage(), 6)
    assert stage.main == "b/2"
    assert set(stage.small) == {"a", "b"}
    assert arrange(people, ["a"], stage, 6).main == "a"
    assert "b/2" not in choose_voices([*people, screen], [], 14)


def test_of_two_screens_the_later_one_is_large_and_one_that_is_off_is_none():
    first = Feed("a/2", "A", has_voice=False, is_screen=True)
    second = Feed("b/2", "B", has_voice=False, is_screen=True)
    stage = arrange([Feed("a", "A"), first, Feed("b", "B"), second], [], Stage(), 6)
    assert stage.main == "b/2"
    assert "a/2" in stage.small
    off = Feed("b/2", "B", has_voice=False, is_screen=True, camera_on=False)
    assert arrange([Feed("a", "A"), off], ["a"], Stage(), 6).main == "a"

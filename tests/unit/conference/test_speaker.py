"""Who speaks: hysteresis."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.conference.speaker import HANG_S, INTERRUPT_S, ONSET_S, SpeakerChooser

TICK_S = 0.1


def run(chooser: SpeakerChooser, start_s: float, seconds: float, levels: dict[str, float]) -> float:
    now_s = start_s
    for _ in range(round(seconds / TICK_S)):
        now_s += TICK_S
        chooser.update(now_s, levels)
    return now_s


def test_a_cough_makes_no_speaker():
    chooser = SpeakerChooser()
    run(chooser, 0, ONSET_S - TICK_S, {"a": -20})
    assert chooser.speaker == ""


def test_speech_makes_a_speaker_and_silence_ends_it():
    chooser = SpeakerChooser()
    now_s = run(chooser, 0, ONSET_S + 2 * TICK_S, {"a": -20})
    assert chooser.speaker == "a"
    now_s = run(chooser, now_s, HANG_S - TICK_S, {"a": -90})
    assert chooser.speaker == "a", "people breathe"
    run(chooser, now_s, 3 * TICK_S, {"a": -90})
    assert chooser.speaker == ""
    assert chooser.recent == ["a"], "stays in the large tile until somebody else speaks"


def test_whoever_talks_when_we_come_in_is_the_speaker_at_once():
    chooser = SpeakerChooser()
    chooser.enter(9784.498006458, {"a"})  # no time that floats keep exactly
    assert (chooser.speaker, chooser.recent) == ("a", ["a"])
    run(chooser, 9784.498006458, HANG_S + 2 * TICK_S, {})
    assert chooser.speaker == "", "the server said no more of it"


def test_a_short_interjection_does_not_take_over_but_a_long_louder_one_does():
    chooser = SpeakerChooser()
    now_s = run(chooser, 0, 2, {"a": -25})
    now_s = run(chooser, now_s, INTERRUPT_S - 2 * TICK_S, {"a": -25, "b": -15})
    assert chooser.speaker == "a"
    run(chooser, now_s, 5 * TICK_S, {"a": -25, "b": -15})
    assert chooser.speaker == "b"
    assert chooser.recent == ["b", "a"]


def test_two_equally_loud_people_do_not_make_the_picture_flap():
    chooser = SpeakerChooser()
    changes, was, now_s = 0, "", 0.0
    for tick in range(600):
        now_s += TICK_S
        wobble = 1.0 if tick % 2 else -1.0
        speaker = chooser.update(now_s, {"a": -22 + wobble, "b": -22 - wobble})
        changes += speaker != was
        was = speaker
    assert changes == 1


def test_the_servers_word_counts_for_a_voice_that_is_not_received():
    chooser = SpeakerChooser()
    for tick in range(6):
        chooser.update(tick * TICK_S, {}, told={"far"})
    assert chooser.speaker == "far"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(-100, 0)), max_size=60))
def test_who_has_left_is_never_the_speaker(history):
    chooser = SpeakerChooser()
    for tick, (feed, level) in enumerate(history):
        chooser.update(tick * TICK_S, {feed: level})
    chooser.forget({"c"})
    assert chooser.speaker in ("", "c")
    assert set(chooser.recent) <= {"c"}

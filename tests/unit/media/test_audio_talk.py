"""Talking is half a second of speech in the last second; a cough is not."""

from kiosk.media.audio_talk import TalkDetector


def fed(detector: TalkDetector, level_dbfs: float, frames: int) -> bool:
    for _ in range(frames):
        detector.feed(level_dbfs)
    return detector.is_talking


def test_begins_after_half_a_second_and_ends_late() -> None:
    detector = TalkDetector()
    assert not fed(detector, -25, 49)
    assert fed(detector, -25, 1)
    assert fed(detector, -70, 80)  # a breath between sentences
    assert not fed(detector, -70, 20)


def test_cough_and_quiet_room_are_not_talking() -> None:
    detector = TalkDetector()
    assert not fed(detector, -10, 30)
    assert not fed(detector, -55, 1000)


def test_syllables_count() -> None:
    detector = TalkDetector()
    for _ in range(6):
        fed(detector, -25, 10)
        fed(detector, -60, 6)
    assert detector.is_talking


def test_forgets() -> None:
    detector = TalkDetector()
    assert fed(detector, -20, 100)
    detector.forget()
    assert not detector.is_talking
    assert not fed(detector, -20, 10)

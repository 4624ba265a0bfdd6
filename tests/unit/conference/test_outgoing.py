"""What the others see of us: our camera, black when it is off, a plain card when it is silent."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from kiosk.conference.outgoing import Outgoing
from kiosk.media.link import Sound
from kiosk.model.frames import Picture

BLACK, CARD, LIVE = "black", "card", "live"
GAP_S, EVERY_S = 0.3, 0.1
PATIENCE_S = 20.0


class Line:
    """Our outgoing line, and what has gone over it."""

    def __init__(self) -> None:
        self.sent: list[tuple[float, str]] = []
        self.sounds: list[Sound] = []
        self.outgoing = Outgoing(self._take, self.sounds.append, gap_s=GAP_S, still_every_s=EVERY_S)

    def _take(self, picture: Picture) -> None:
        assert (picture.width, picture.height) == (1280, 720)
        luma = int(picture.planes[0, 0])
        names = {16: BLACK, 200: LIVE}
        self.sent.append((time.monotonic(), names.get(luma, CARD)))

    @property
    def kinds(self) -> list[str]:
        return [kind for _, kind in self.sent]

    def show(self) -> None:
        """The camera's next picture, from its thread."""
        picture = Picture(np.full((1080, 1280), 200, np.uint8), time.monotonic_ns())
        thread = threading.Thread(target=self.outgoing.offer_picture, args=(picture,))
        thread.start()
        thread.join()

    async def until(self, wanted: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not wanted():  # noqa: ASYNC110 - what is awaited comes by a timer
                await asyncio.sleep(0.01)


@pytest.fixture
async def line() -> Iterator[Line]:  # type: ignore[misc]
    line = Line()
    yield line
    line.outgoing.close()


async def test_pictures_go_through_and_no_card_between_them(line: Line) -> None:
    last = time.monotonic()
    gaps = []
    for _ in range(20):
        line.show()
        await asyncio.sleep(0.05)
        gaps.append(time.monotonic() - last)
        last = time.monotonic()
    assert line.kinds.count(LIVE) == 20
    assert CARD not in line.kinds or max(gaps) > GAP_S / 2  # this machine was that slow


async def test_silent_camera_becomes_a_card_after_the_gap_and_live_again(line: Line) -> None:
    line.show()
    await line.until(lambda: line.kinds[:1] == [LIVE])
    await line.until(lambda: line.kinds.count(CARD) >= 3)
    cards = [at for at, kind in line.sent if kind == CARD]
    assert cards[0] - line.sent[0][0] >= GAP_S * 0.9  # the last picture stands first
    assert cards[-1] - cards[0] >= EVERY_S * 1.8  # and not more often than it must
    line.show()
    await line.until(lambda: line.kinds[-1] == LIVE)


async def test_newcomers_see_a_card_where_no_camera_ever_was(line: Line) -> None:
    await line.until(lambda: line.kinds == [CARD])


async def test_camera_off_is_black_at_once_and_stays_black(line: Line) -> None:
    line.show()
    await line.until(lambda: LIVE in line.kinds)
    line.outgoing.set_camera(False)
    mark = len(line.sent) - 1
    assert line.kinds[mark] == BLACK
    line.show()
    await line.until(lambda: len(line.sent) >= mark + 6)  # longer than the gap
    assert set(line.kinds[mark:]) == {BLACK}


async def test_camera_on_again_leaves_it_the_gap_before_a_card(line: Line) -> None:
    line.outgoing.set_camera(False)
    await line.until(lambda: line.kinds.count(BLACK) >= 5)
    line.outgoing.set_camera(True)
    mark, switched = len(line.sent), time.monotonic()
    await line.until(lambda: len(line.sent) > mark)
    assert line.kinds[mark] == CARD
    assert line.sent[mark][0] - switched >= GAP_S * 0.9


async def test_picture_taken_while_on_is_not_sent_after_off(line: Line) -> None:
    line.show()
    line.outgoing.set_camera(False)  # before the loop could take it
    await line.until(lambda: line.kinds.count(BLACK) >= 3)
    assert LIVE not in line.kinds


async def test_after_close_nothing_is_sent(line: Line) -> None:
    await line.until(lambda: CARD in line.kinds)
    line.outgoing.close()
    line.outgoing.close()
    count = len(line.sent)
    await asyncio.sleep(EVERY_S * 3)
    assert len(line.sent) == count


async def test_sound_goes_through(line: Line) -> None:
    line.outgoing.offer_sound(np.zeros(480, np.int16))
    await line.until(lambda: len(line.sounds) == 1)


async def test_a_picture_that_cannot_be_sent_does_not_end_the_stills(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One that got out of the timer would leave the others with the last frame for good."""
    tried: list[Picture] = []

    def fail(picture: Picture) -> None:
        tried.append(picture)
        raise RuntimeError("the connection is closing")

    outgoing = Outgoing(fail, lambda _frame: None, gap_s=0.01, still_every_s=0.01)
    async with asyncio.timeout(PATIENCE_S):
        while len(tried) < 5:  # noqa: ASYNC110 - what is awaited comes by a timer
            await asyncio.sleep(0.01)
    outgoing.close()
    assert sum(record.exc_info is not None for record in caplog.records) == 1

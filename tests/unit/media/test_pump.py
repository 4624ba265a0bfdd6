"""Pictures are drawn whatever one of them does."""

import queue

import cv2
import numpy as np
import pytest

from kiosk.media.pump import PicturePump
from kiosk.model.frames import Picture


def picture(at_ns: int) -> Picture:
    return Picture(np.zeros((6, 4), np.uint8), at_ns)


@pytest.mark.parametrize(
    "bug", [cv2.error("bad size"), ValueError(), ZeroDivisionError(), KeyError()]
)
def test_a_picture_that_cannot_be_drawn_costs_only_itself(
    bug: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    drawn: queue.Queue[int] = queue.Queue()

    def draw(tile: int, new: Picture) -> None:
        if new.captured_ns == 0:
            drawn.put(-1)
            raise bug
        drawn.put(tile)

    pump = PicturePump(draw)
    pump.offer(3, picture(0))
    assert drawn.get(timeout=10) == -1
    pump.offer(4, picture(1))
    assert drawn.get(timeout=10) == 4
    pump.close()
    assert pump.faults.count == 1
    assert caplog.records[0].exc_info is not None

"""The port to WebRTC, without a network: what a decoded frame becomes."""

import numpy as np
import pytest
import webrtc
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.media.webrtc import (
    Candidate,
    NegotiationError,
    Peer,
    PeerHandlers,
    _planes_of,
)


def frame_of(width: int, height: int) -> tuple[webrtc.VideoFrame, list[np.ndarray]]:
    """A frame as the decoder has it, and its three planes."""
    half = ((height + 1) // 2, (width + 1) // 2)
    rng = np.random.default_rng(width * 10_000 + height)
    planes = [rng.integers(0, 256, size, np.uint8) for size in ((height, width), half, half)]
    init = webrtc.VideoFrameBufferInit(
        format="I420", coded_width=width, coded_height=height, timestamp=1
    )
    packed = np.concatenate([plane.ravel() for plane in planes])
    return webrtc.VideoFrame(packed.data, init), planes


@pytest.mark.parametrize(
    "size",
    [
        (853, 479),
        (853, 480),
        (854, 479),
        (427, 240),
        (240, 135),
        (678, 381),
        (1, 1),
        (2, 1),
        (1, 2),
    ],
)
async def test_a_picture_of_odd_size_keeps_every_pixel(size: tuple[int, int]) -> None:
    width, height = size
    frame, (luma, *chroma) = frame_of(width, height)
    planes = await _planes_of(frame)
    frame.close()
    even = (height + height % 2, width + width % 2)
    assert planes is not None
    assert planes.shape == (even[0] * 3 // 2, even[1])
    assert np.array_equal(planes[:height, :width], luma)
    assert np.array_equal(
        planes[: even[0], -1],
        np.resize(luma[:, -1], even[0])
        if height % 2 == 0
        else np.append(luma[:, -1], luma[-1, -1]),
    )
    kept = planes[even[0] :].reshape(2, even[0] // 2, even[1] // 2)
    assert np.array_equal(kept, chroma)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 70), st.integers(1, 70))
async def test_any_size_is_taken(width: int, height: int) -> None:
    frame, (luma, *_) = frame_of(width, height)
    planes = await _planes_of(frame)
    frame.close()
    assert planes is not None
    assert np.array_equal(planes[:height, :width], luma)


@pytest.mark.parametrize("sdp", ["", "garbage", "v=0\r\n", "x" * 100_000])
async def test_a_description_that_is_none_is_a_failed_negotiation(sdp: str) -> None:
    peer = Peer(PeerHandlers(*(lambda *_: None,) * 4))
    with pytest.raises(NegotiationError):
        await peer.answer(sdp)
    with pytest.raises(NegotiationError):
        await peer.add_candidate(Candidate(sdp, "0", 0))
    await peer.aclose()

"""The port to WebRTC: the only file that imports the binding (`wrtc`, module `webrtc`, beta).

A `Peer` is one peer connection. It speaks SDP text, `Picture` and 10 ms sound frames; rooms and
signalling are none of its business. All methods and callbacks belong to one asyncio loop.

The binding's limits that this file lives with (wrtc 0.1.0): a dropped connection leaks threads, so
`close` is a must; readers are garbage-collected unless somebody holds them, so the peer does.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
from collections.abc import AsyncIterable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import webrtc

from kiosk.base.faults import Faults
from kiosk.base.tasks import Tasks
from kiosk.media.link import LinkState, Sound
from kiosk.media.linkstats import LinkStats, summary
from kiosk.model.frames import Picture, Pixels
from kiosk.model.room import Relay

log = logging.getLogger(__name__)


SAMPLE_RATE_HZ = 48_000
FRAME_SAMPLES = 480


@dataclass(frozen=True, slots=True)
class Layer:
    """One simulcast layer. `scale` divides the picture's size."""

    rid: str
    scale: float
    max_bitrate_bps: int
    max_framerate: float


SIMULCAST = (
    Layer("h", 1.0, 1_500_000, 30.0),
    Layer("m", 2.0, 450_000, 30.0),
    Layer("l", 4.0, 140_000, 15.0),
)
"""Three layers of 720p; Janus numbers them from the smallest: substream 0 is `l`, 2 is `h`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An ICE candidate; `None` instead of one means that there are no more."""

    text: str
    mid: str
    line: int


class NegotiationError(Exception):
    """What the other side has sent cannot be negotiated."""


class VideoSource:
    """Our picture on its way out."""

    def __init__(self) -> None:
        self._generator = webrtc.VideoTrackGenerator()
        self._writer = self._generator.writable.get_writer()
        self.track = self._generator.track
        # Without the hint a single layer starts at 320x180 and stays small for seconds.
        self.track.content_hint = "detail"

    def write(self, picture: Picture) -> None:
        """Send a picture; the encoder drops what it has no time for."""
        init = webrtc.VideoFrameBufferInit(
            format="I420",
            coded_width=picture.width,
            coded_height=picture.height,
            timestamp=picture.captured_ns // 1000,
        )
        self._writer.write(webrtc.VideoFrame(picture.planes.data, init))


class AudioSource:
    """Our voice on its way out."""

    def __init__(self) -> None:
        self.track = webrtc.MediaStreamTrackGenerator("audio")
        self._writer = self.track.writable.get_writer()

    def write(self, frame: Sound) -> None:
        """Send 10 ms."""
        init = webrtc.AudioDataInit(
            format="s16",
            sample_rate=SAMPLE_RATE_HZ,
            number_of_frames=FRAME_SAMPLES,
            number_of_channels=1,
            timestamp=time.monotonic_ns() // 1000,
            data=frame.tobytes(),
        )
        self._writer.write(webrtc.AudioData(init))


@dataclass(frozen=True, slots=True)
class PeerHandlers:
    """What a peer calls, always on its loop. `mid` names the m-line a track came on."""

    on_picture: Callable[[str, Picture], None]
    on_sound: Callable[[str, Sound], None]
    on_state: Callable[[LinkState], None]
    on_candidate: Callable[[Candidate | None], None]
    on_relay_error: Callable[[int], None] = lambda _number: None
    """A relay would not serve us: a STUN error (RFC 8489: 401 wrong password), 701 no answer."""


@functools.cache
def _receivable() -> frozenset[str]:
    capabilities = webrtc.RTCRtpReceiver.get_capabilities("video")
    found = capabilities.codecs if capabilities is not None else ()
    return frozenset(str(codec.mime_type).partition("/")[2].casefold() for codec in found)


def can_receive(codec: str) -> bool:
    """Whether pictures in this codec (`vp8`) can be decoded here. What is not told may be."""
    return not codec or codec.casefold() in _receivable()


@functools.cache
def allow_loopback() -> None:
    """Use loopback addresses too: for a server on this machine. Before the first `Peer`."""
    webrtc.allow_loopback()


class Peer:
    """One peer connection. Owner closes it; after `aclose` no handler is called."""

    def __init__(
        self, handlers: PeerHandlers, relays: Sequence[Relay] = (), *, relay_only: bool = False
    ) -> None:
        """`relays` are used where the direct way is closed; with `relay_only` nothing else is."""
        self._handlers = handlers
        self._readers: dict[str, asyncio.Task[None]] = {}
        self._tasks = Tasks(log, "reading a track met a bug and begins again")
        self._faults = Faults(log, "a frame or an event of a connection met a bug")
        self._strange: set[str] = set()
        self._closed = False
        self._pc = webrtc.RTCPeerConnection(_configuration(relays, relay_only))
        run = self._faults.run  # a bug that got out would be seen by nobody
        self._pc.on("track", lambda event: run(self._on_track, event))
        self._pc.on("connectionstatechange", lambda _event: run(self._on_state))
        self._pc.on("icecandidate", lambda event: run(self._on_candidate, event))
        self._pc.on("icecandidateerror", lambda event: run(self._on_candidate_error, event))

    @property
    def state(self) -> LinkState:
        """As the connection itself says; it notices an outage after five seconds only."""
        return LinkState.CLOSED if self._closed else LinkState(str(self._pc.connection_state))

    def add_source(
        self,
        source: VideoSource | AudioSource,
        layers: Sequence[Layer] = (),
        *,
        receive: bool = False,
    ) -> None:
        """Send a source, a picture in these simulcast layers; `receive` the like in return."""
        encodings = [
            webrtc.RTCRtpEncodingParameters(
                rid=layer.rid,
                max_bitrate=layer.max_bitrate_bps,
                max_framerate=layer.max_framerate,
                scale_resolution_down_by=layer.scale,
            )
            for layer in layers
        ]
        init = webrtc.RTCRtpTransceiverInit(
            direction="sendrecv" if receive else "sendonly", send_encodings=encodings
        )
        self._pc.add_transceiver(source.track, init)

    async def offer(self) -> str:
        """Make an offer and set it; candidates follow through `on_candidate`."""
        await self._pc.set_local_description(await self._pc.create_offer())
        return self._local_sdp()

    async def accept_answer(self, sdp: str) -> None:
        """Take the other side's answer. This and the next two raise `NegotiationError`."""
        with _negotiating():
            await self._pc.set_remote_description(
                webrtc.RTCSessionDescriptionInit(type="answer", sdp=sdp)
            )

    async def answer(self, sdp: str) -> str:
        """Take an offer and answer it; candidates follow through `on_candidate`."""
        with _negotiating():
            await self._pc.set_remote_description(
                webrtc.RTCSessionDescriptionInit(type="offer", sdp=sdp)
            )
            await self._pc.set_local_description(await self._pc.create_answer())
        return self._local_sdp()

    async def add_candidate(self, candidate: Candidate) -> None:
        """Take a candidate of the other side."""
        with _negotiating():
            await self._pc.add_ice_candidate(
                webrtc.RTCIceCandidateInit(
                    candidate=candidate.text, sdp_mid=candidate.mid, sdp_m_line_index=candidate.line
                )
            )

    @property
    def is_gathering(self) -> bool:
        """Whether more candidates may come."""
        return str(self._pc.ice_gathering_state) != "complete"

    def local_sdp(self) -> str:
        """Our description as it is now, candidates so far included."""
        return self._local_sdp()

    def restart_ice(self) -> None:
        """Have the next offer look for a path anew."""
        self._pc.restart_ice()

    async def stats(self) -> LinkStats:
        """Counters now."""
        return summary((await self._pc.get_stats()).values())

    async def aclose(self) -> None:
        """End it (idempotent); pending negotiations end with `CancelledError`."""
        if self._closed:
            return
        self._closed = True
        for reader in self._tasks:
            reader.cancel()
        self._pc.close()
        await self._tasks.aclose()
        self._readers.clear()

    def _local_sdp(self) -> str:
        description = self._pc.local_description
        if description is None:  # closed in the meantime
            raise asyncio.CancelledError
        return str(description.sdp)

    def _on_state(self) -> None:
        if not self._closed:
            self._handlers.on_state(self.state)

    def _on_candidate(self, event: Any) -> None:
        if self._closed:
            return
        found = event.candidate
        self._handlers.on_candidate(
            Candidate(
                str(found.candidate), str(found.sdp_mid or ""), int(found.sdp_m_line_index or 0)
            )
            if found is not None
            else None
        )

    def _on_candidate_error(self, event: Any) -> None:
        if not self._closed:
            self._handlers.on_relay_error(int(event.error_code))

    def _on_track(self, event: Any) -> None:
        mid = str(event.transceiver.mid)
        old = self._readers.pop(mid, None)
        if old is not None:
            old.cancel()
        read = self._read_video if str(event.track.kind) == "video" else self._read_audio
        self._readers[mid] = self._tasks.keep(lambda: read(mid, event.track))

    async def _read_video(self, mid: str, track: webrtc.MediaStreamTrack) -> None:
        processor = webrtc.MediaStreamTrackProcessor(webrtc.MediaStreamTrackProcessorInit(track))
        frames: AsyncIterable[Any] = processor.readable
        async for frame in frames:
            try:
                kind = str(frame.format)
                planes = await _planes_of(frame) if kind == "I420" else None
            finally:
                frame.close()
            if planes is None:
                self._note_strange(kind)
            elif not self._closed:
                picture = Picture(planes, time.monotonic_ns())
                self._faults.run(self._handlers.on_picture, mid, picture)

    def _note_strange(self, kind: str) -> None:
        if kind not in self._strange:
            self._strange.add(kind)
            log.warning("pictures in the pixel format %s cannot be shown", kind)

    async def _read_audio(self, mid: str, track: webrtc.MediaStreamTrack) -> None:
        processor = webrtc.MediaStreamTrackProcessor(webrtc.MediaStreamTrackProcessorInit(track))
        options = webrtc.AudioDataCopyToOptions(plane_index=0, format="s16")
        frames: AsyncIterable[Any] = processor.readable
        async for data in frames:
            try:
                channels = data.number_of_channels
                samples = np.empty(data.number_of_frames * channels, np.int16)
                data.copy_to(samples.data.cast("B"), options)
            finally:
                data.close()
            if channels > 1:
                samples = samples.reshape(-1, channels).mean(axis=1).astype(np.int16)
            if not self._closed and samples.size == FRAME_SAMPLES:
                self._faults.run(self._handlers.on_sound, mid, samples)


@contextlib.contextmanager
def _negotiating() -> Iterator[None]:
    try:
        yield
    except webrtc.PythonWebRTCExceptionBase as error:
        raise NegotiationError(type(error).__name__) from error


def _configuration(relays: Sequence[Relay], relay_only: bool) -> Any:
    return webrtc.RTCConfiguration(
        ice_servers=[
            webrtc.RTCIceServer(urls=relay.url, username=relay.user, credential=relay.password)
            for relay in relays
        ],
        ice_transport_policy="relay" if relay_only else "all",
    )


async def _planes_of(frame: Any) -> Pixels | None:
    """The planes of an I420 frame of any size, made even by repeating the last column and row.

    Phones on a weak line and shared windows send odd sizes. Chroma has a sample for each begun pair
    of pixels, so only the luma has to grow.
    """
    width, height = int(frame.coded_width), int(frame.coded_height)
    if width < 1 or height < 1:
        return None
    even_width, even_height = width + width % 2, height + height % 2
    planes = np.empty((even_height * 3 // 2, even_width), np.uint8)
    if (even_width, even_height) == (width, height):
        await frame.copy_to(planes.data.cast("B"))
        return planes
    packed = np.empty(width * height + even_width * even_height // 2, np.uint8)
    await frame.copy_to(packed.data.cast("B"))
    planes[:height, :width] = packed[: width * height].reshape(height, width)
    planes[:height, width:] = planes[:height, width - 1 : width]
    planes[height:even_height] = planes[height - 1]
    planes[even_height:] = packed[width * height :].reshape(-1, even_width)
    return planes

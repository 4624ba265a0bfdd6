"""Ten seconds of a real call: 720p and a voice to the meeting server's EchoTest and back."""

from __future__ import annotations

import asyncio
import itertools
import time

from kiosk.base import secret
from kiosk.base.errors import KioskError
from kiosk.conference.janus.gateway import Gateway, JanusError
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Group, Progress, Request, State, Tell, worst
from kiosk.diagnostics.net.aside import run_to_end
from kiosk.diagnostics.net.way import meeting_server
from kiosk.diagnostics.probes.call.echo import Echo, trust_of
from kiosk.diagnostics.probes.call.figures import Figures, Sample, curves, figures
from kiosk.diagnostics.probes.call.media import RATE, BusyPicture, voice_frames
from kiosk.diagnostics.starved import Meter
from kiosk.media import webrtc
from kiosk.media.linkstats import RELAY
from kiosk.model.frames import Picture
from kiosk.session import relays as relay_settings

MEASURED_S = 10.0
CONNECT_S = 8.0
"""As in a meeting (`conference.janus.room.CONNECT_S`): what takes longer does not get in there."""
SERVER_S = 5.0
SAMPLE_S = 0.5
_MOST_BEHIND_S = 0.2
"""A machine that is this far behind leaves sound out instead of sending it in one go."""
MOST_LOSS_PERCENT = 0.5
"""Up to which the pictures that come back say something about the PC."""
_LINE = (
    "call.bitrate_up",
    "call.bitrate_down",
    "call.loss_up",
    "call.loss_down",
    "call.jitter",
    "call.rtt",
    "call.concealed",
)
_MEASURED = (*_LINE, "call.fps_sent", "call.fps_received", "call.quality")


def probe(request: Request, tell: Tell) -> None:
    """See `kiosk.diagnostics.probe`."""
    if not request.meeting_url:
        for check_id in ("call.connected", "call.path", *_MEASURED):
            tell(found(check_id, State.NOT_APPLICABLE, "no-meeting-server"))
        return
    if request.loopback:
        webrtc.allow_loopback()
    run_to_end(_TestCall(request, tell).make())


def judge(measured: Figures, meter: Meter | None = None) -> list[Check]:
    """The figures against their limits, and the line as a whole. `meter` ran beside the call."""
    values = (
        measured.bitrate_up_mbps,
        measured.bitrate_down_mbps,
        measured.loss_up_percent,
        measured.loss_down_percent,
        measured.jitter_ms,
        measured.rtt_ms,
        measured.concealed_percent,
    )
    line = [_known(check_id, value) for check_id, value in zip(_LINE, values, strict=True)]
    pictures = [_sent(measured, line[0].state is State.OK), _received(measured)]
    if meter is not None:
        line = [_excused(check, meter) for check in line]
        pictures = [meter.rate(check) for check in pictures]
    return [
        *line,
        *pictures,
        _quality(worst([check.state for check in line])),
    ]


def _excused(check: Check, meter: Meter) -> Check:
    """Lost packets are the line's fault in any case; what is slow may be this computer's."""
    if check.id.startswith("call.loss"):
        return check
    if check.id.startswith("call.bitrate"):
        return meter.rate(check)
    return meter.delay(check)


def _sent(measured: Figures, is_wide: bool) -> Check:
    """How fast the PC encodes; where the line is too narrow for it, that is told already."""
    if measured.limited_by_line or not is_wide:
        return found("call.fps_sent", State.NOT_APPLICABLE, "see-bitrate")
    return judged("call.fps_sent", measured.fps_sent)


def _received(measured: Figures) -> Check:
    """How fast the PC decodes.

    Where packets are lost that does not show: of 264 pictures of the large layer 31 to 77 were
    decoded at 3 % each way, because the EchoTest of Janus 1.1.2 hardly sends anything again.
    """
    if max(measured.loss_up_percent, measured.loss_down_percent) > MOST_LOSS_PERCENT:
        return found("call.fps_received", State.NOT_APPLICABLE, "see-loss")
    return judged("call.fps_received", measured.fps_received)


def _known(check_id: str, value: float) -> Check:
    if value < 0:
        return found(check_id, State.NOT_APPLICABLE, "not-measured")
    return judged(check_id, value)


def _quality(state: State) -> Check:
    """The worst figure decides: a fast line that loses a tenth is no good line."""
    if state in (State.OK, State.NOT_APPLICABLE):
        return found("call.quality", state, "line-good" if state is State.OK else "not-measured")
    fault = "call-bad" if state is State.FAILED else "call-weak"
    return found("call.quality", state, "line-weak", fault=fault)


class _TestCall:
    def __init__(self, request: Request, tell: Tell) -> None:
        self._request = request
        self._tell = tell
        server = meeting_server(request.meeting_url, request.settings)
        self._subject = server.subject if server is not None else ""
        self._gateway = Gateway(request.meeting_url, trust_of(request.settings.meeting.ca_file))
        self._echo = Echo(self._gateway)
        self._samples: list[Sample] = []
        self._meter: Meter | None = None

    async def make(self) -> None:
        """Connect, measure, judge."""
        self._tell(Progress("call-connect", 0.05))
        rules = self._request.settings.meeting
        relays = await relay_settings.find(rules, secret.Asker(secret.get).ask)
        self._echo = Echo(self._gateway, relays)
        try:
            if await self._connect():
                await self._measure()
                for check in judge(figures(self._samples), self._meter):
                    self._tell(check)
                for series in curves(self._samples):
                    self._tell(series)
        finally:
            await self._echo.aclose()
            await self._gateway.aclose()

    async def _connect(self) -> bool:
        begun_s = time.perf_counter()
        meter = Meter()
        try:
            async with asyncio.timeout(SERVER_S):
                await self._gateway.open()
                await self._echo.start(with_picture=True)
        except JanusError:
            self._give_up(found("call.connected", State.FAILED, fault="call-no-echo"))
            return False
        except (TimeoutError, KioskError):
            self._give_up(self._no_server())
            return False
        if not await self._echo.is_connected_within(CONNECT_S):
            self._give_up(found("call.connected", State.FAILED, fault="call-media-blocked"))
            return False
        self._tell(meter.delay(judged("call.connected", time.perf_counter() - begun_s)))
        return True

    def _no_server(self) -> Check:
        """That the server is away is told by its own group, when that is checked too."""
        if Group.MEETING in self._request.groups:
            return found(
                "call.connected", State.NOT_APPLICABLE, "see-meeting", subject=self._subject
            )
        return found("call.connected", State.FAILED, fault="call-no-server", subject=self._subject)

    def _give_up(self, check: Check) -> None:
        self._tell(check)
        for check_id in ("call.path", *_MEASURED):
            self._tell(found(check_id, State.NOT_APPLICABLE, "see-connected"))

    async def _measure(self) -> None:
        sending = [
            asyncio.ensure_future(part) for part in (self._send_pictures(), self._send_voice())
        ]
        begun_s = time.monotonic()
        self._meter = Meter()
        try:
            await self._sample_until(begun_s, begun_s + MEASURED_S)
        finally:
            self._meter.stop()
            for task in sending:
                task.cancel()
            await asyncio.gather(*sending, return_exceptions=True)
        path = "path-relay" if self._samples[-1].stats.path == RELAY else "path-direct"
        self._tell(found("call.path", State.OK, path))

    async def _sample_until(self, begun_s: float, end_s: float) -> None:
        while True:
            now_s = time.monotonic()
            self._samples.append(Sample(now_s - begun_s, await self._echo.link.peer.stats()))
            self._tell(Progress("call-measure", min(1.0, (now_s - begun_s) / MEASURED_S)))
            if now_s >= end_s:
                return
            await asyncio.sleep(SAMPLE_S)

    async def _send_pictures(self) -> None:
        picture = BusyPicture()
        begun_s = time.monotonic()
        for number in itertools.count():
            self._echo.send_picture(Picture(picture.draw(number), time.monotonic_ns()))
            await asyncio.sleep(begun_s + (number + 1) / RATE - time.monotonic())

    async def _send_voice(self) -> None:
        due_s = time.monotonic()
        for frame in itertools.cycle(voice_frames()):
            self._echo.send_sound(frame)
            due_s = max(due_s + 0.01, time.monotonic() - _MOST_BEHIND_S)
            await asyncio.sleep(due_s - time.monotonic())

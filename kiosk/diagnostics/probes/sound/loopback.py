"""The loudspeaker heard by the microphone: what is played, and what the recording says. No device.

Every frame handed to the loudspeaker and every frame that came from the microphone are kept in the
order in which they happened, so that the canceller can be run over them afterwards exactly as it
would have run in a meeting. The checks speak of the raw recording; only `speaker.cancelled` of what
is left behind the canceller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kiosk.devices import chirp, hearing
from kiosk.devices.measure import FRAME_SAMPLES, SAMPLE_RATE_HZ, SILENCE_DBFS, Sound, level_dbfs
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, State
from kiosk.diagnostics.probes.sound.gear import not_applicable, unless
from kiosk.media.echo import EchoCanceller

OF_ROOM = (
    "speaker.chirp",
    "speaker.delay",
    "speaker.level",
    "speaker.echo_return",
    "speaker.cancelled",
    "speaker.left",
    "speaker.right",
)
"""What `judge` tells, in this order."""
LEVEL_DBFS = -14.0
"""At full volume; at the usual 80 % the chirps are as loud as ordinary speech (-20)."""
_LEAST_LEVEL_DBFS = -60.0
_FAR_MS = 450.0
"""Where the second look begins: an echo that late is found, so that it can be named."""
_MEASURABLE_DB = 25.0
"""The sweep over the room's noise: with less, what is left behind the canceller is the noise."""
_SURE_PEAK_DB = 26.0
"""Both sides so clear that one of them alone, 6 dB quieter, would be heard too."""
BOTH = -1
"""The part of the score that sounds on both sides: what a meeting does."""
_PASSES = 3
"""In six rooms the middle of three was 43 to 50 dB; a single one 20 to 52."""
_BEFORE = SAMPLE_RATE_HZ // 5
_BURST = SAMPLE_RATE_HZ // 10
"""A part's delay may be off by this much."""
SIDES = (chirp.Side.LEFT, chirp.Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Score:
    """What is played: chirps on each side, then on both, as frames of 10 ms.

    `frames` are (480,) for one channel, else (480, 2); `starts` says at which frame each part
    begins: left, right, both; with one channel the same three times. Both come last, because by
    then the canceller knows the room.
    """

    frames: tuple[Sound, ...]
    starts: tuple[int, ...]
    chirps: chirp.Chirps

    @property
    def has_sides(self) -> bool:
        """Whether left and right are played by themselves."""
        return self.frames[0].ndim == 2


def compose(gain: float, channels: int) -> Score:
    """The score at the kiosk's own volume. `gain` is the factor that a meeting applies, not 0."""
    level = max(LEVEL_DBFS + 20 * float(np.log10(gain)), _LEAST_LEVEL_DBFS)
    chirps = chirp.make_chirps(level)
    whole = np.zeros(-(-chirps.sound.size // FRAME_SAMPLES) * FRAME_SAMPLES, np.int16)
    whole[: chirps.sound.size] = chirps.sound
    parts = [whole] * 3
    if channels == 2:
        parts = [*(chirp.on_side(whole, side) for side in SIDES), np.column_stack((whole, whole))]
    length = whole.size // FRAME_SAMPLES
    frames = [frame for part in parts for frame in np.split(part, length)]
    return Score(tuple(frames), tuple(i * length for i in range(len(parts))), chirps)


@dataclass(frozen=True, slots=True)
class Event:
    """One 10 ms frame as the process met it: handed to the loudspeaker, or captured."""

    is_played: bool
    frame: Sound
    score_frame: int = -1
    """Which frame of the score was played; -1 for silence before and after."""


class Take:
    """What happened while the score was played."""

    def __init__(self, events: Sequence[Event], score: Score) -> None:
        self.events = events
        self.score = score
        self.recording = _joined(event.frame for event in events if not event.is_played)

    def start_of(self, score_frame: int) -> int | None:
        """The sample of the recording at which a frame of the score was handed over.

        Counted in frames that had come by then: the delay that the canceller has to find.
        """
        captured = 0
        for event in self.events:
            if event.is_played and event.score_frame == score_frame:
                return captured * FRAME_SAMPLES
            captured += not event.is_played
        return None

    def heard(self, part: int) -> chirp.Heard | None:
        """What became of one part's chirps; None when it was not played."""
        start = self.start_of(self.score.starts[part])
        if start is None:
            return None
        near = chirp.find_chirps(self.recording, start)
        far_start = start + round(_FAR_MS * SAMPLE_RATE_HZ / 1000)
        far = chirp.find_chirps(self.recording, far_start)
        if near.found or not far.found:
            return near
        return replace(far, delay_ms=far.delay_ms + _FAR_MS)

    def delay_ms(self) -> float:
        """From handing a frame over to its coming back: the middle of all parts.

        One part alone may be 80 ms off: frames are asked for and delivered in bursts.
        """
        looks = [self.heard(part) for part in range(len(self.score.starts))]
        return float(np.median([look.delay_ms for look in looks if look and look.found] or [0.0]))

    def room_dbfs(self, delay_ms: float) -> float:
        """The loudest 0.2 s before a sweep came back: what else is heard, speech included."""
        shift = round(delay_ms * SAMPLE_RATE_HZ / 1000) - _BURST
        ends = [shift + start for start in self._sweep_starts()]
        parts = [self.recording[max(end - _BEFORE, 0) : max(end, 0)] for end in ends]
        return max((level_dbfs(part) for part in parts), default=SILENCE_DBFS)

    def _sweep_starts(self) -> Iterator[int]:
        """The samples of the recording at which a sweep was handed over, for all parts."""
        captured, was_loud = 0, False
        for event in self.events:
            captured += not event.is_played
            if event.is_played:
                is_loud = bool(event.frame.any())
                if is_loud and not was_loud:
                    yield captured * FRAME_SAMPLES
                was_loud = is_loud

    def reduction_db(self, canceller: EchoCanceller) -> float:
        """How much the canceller takes off the last part's chirps, once it knows the room.

        Sweeps are few and short, so it hears all of them several times, and the middle counts:
        where the recording ends and begins anew the delay jumps, which no room does.
        """
        both = self.heard(BOTH)
        start = self.start_of(self.score.starts[BOTH])
        if both is None or start is None:
            return 0.0
        passes = [self._cancel(canceller) for _ in range(_PASSES)]
        reductions = [chirp.reduction_db(self.recording, each, both, start) for each in passes]
        return float(np.median(reductions))

    def _cancel(self, canceller: EchoCanceller) -> Sound:
        out = []
        for event in self.events:
            if event.is_played:
                canceller.process_reverse(_mono(event.frame))
            else:
                out.append(canceller.process(event.frame))
        return _joined(out)


def judge(
    take: Take,
    canceller: EchoCanceller,
    *,
    subject: str = "",
    facts: dict[str, str] | None = None,
    cause: str = "",
) -> list[Check]:
    """The checks `OF_ROOM`. `facts` go into the advice when nothing was heard; `cause` is a word
    for why the microphone hears little anyway.
    """
    zeros = judged("microphone.silence", 100 * hearing.zero_share(take.recording))
    if zeros.state is not State.OK:
        return [not_applicable(i, "microphone-off", subject=subject) for i in OF_ROOM]
    heard = take.heard(BOTH)
    if heard is None or not heard.found:
        rest = (not_applicable(i, "not-heard", subject=subject) for i in OF_ROOM[1:])
        return [unless(cause, _unheard(take, subject, facts or {})), *rest]
    back_db = heard.echo_return_db(take.score.chirps)
    certain = {"peak": f"{max(heard.peaks_db):.0f}"}
    return [
        found("speaker.chirp", State.OK, "yes", subject=subject, facts=certain),
        judged("speaker.delay", take.delay_ms(), subject=subject),
        judged("speaker.level", heard.level_dbfs, subject=subject),
        unless(cause, judged("speaker.echo_return", back_db, subject=subject)),
        _cancelled(take, heard, canceller, subject),
        *_sides(take, heard, subject),
    ]


def _unheard(take: Take, subject: str, facts: dict[str, str]) -> Check:
    room_dbfs = take.room_dbfs(0.0)
    is_noisy = judged("microphone.noise", room_dbfs).state is not State.OK
    return found(
        "speaker.chirp",
        State.FAILED,
        "no",
        fault="speaker-room-noisy" if is_noisy else "speaker-not-heard",
        subject=subject,
        facts=facts | {"noise": f"{room_dbfs:.0f}"},
    )


def _cancelled(take: Take, heard: chirp.Heard, canceller: EchoCanceller, subject: str) -> Check:
    if not canceller.is_ready:
        fault = "speaker-no-canceller"
        return found("speaker.cancelled", State.FAILED, "no", fault=fault, subject=subject)
    check = judged("speaker.cancelled", take.reduction_db(canceller), subject=subject)
    is_late = judged("speaker.delay", take.delay_ms()).state is not State.OK
    is_noisy = heard.level_dbfs - take.room_dbfs(heard.delay_ms) < _MEASURABLE_DB
    return unless("too-late" if is_late else "too-noisy" if is_noisy else "", check)


def _sides(take: Take, both: chirp.Heard, subject: str) -> list[Check]:
    checks = []
    for part, side in enumerate(("left", "right")):
        check_id = f"speaker.{side}"
        heard = take.heard(part) if take.score.has_sides else None
        if heard is None:
            checks.append(not_applicable(check_id, "mono", subject=subject))
        elif heard.found:
            facts = {"level": f"{heard.level_dbfs:.0f}"}
            checks.append(found(check_id, State.OK, "yes", subject=subject, facts=facts))
        else:
            silent = found(
                check_id, State.WARNING, "no", fault=f"speaker-{side}-silent", subject=subject
            )
            is_sure = min(both.peaks_db) > _SURE_PEAK_DB
            checks.append(unless("" if is_sure else "too-noisy", silent))
    return checks


def _joined(frames: Iterable[Sound]) -> Sound:
    return np.concatenate([np.empty(0, np.int16), *frames])


def _mono(frame: Sound) -> Sound:
    return frame if frame.ndim == 1 else frame.mean(axis=1).astype(np.int16)

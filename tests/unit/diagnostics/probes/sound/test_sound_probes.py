"""Faults of microphone, loudspeaker and room on a real sound server, through the real probes.

For each the right check turns the right colour and no other one does. All rooms are tried at once,
four at a time, before the tests look at what was found.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import msgspec
import numpy as np
import pytest

from kiosk.base.config import DeviceChoice, Language, Settings
from kiosk.diagnostics import catalogue
from kiosk.diagnostics.check import Check, Finding, Group, Level, Progress, Request, Series, State
from kiosk.diagnostics.probes.sound import loopback, microphone, speaker
from kiosk.diagnostics.runner import Plan, RunHandlers, Runner
from tests.end2end.sounds import hears_tone
from tests.sound_server import RATE_HZ, Sound, SoundServer

pytestmark = pytest.mark.system

LIMIT_S = 60.0
AT_ONCE = 4
BOTH = (Group.MICROPHONE, Group.SPEAKER)
TIMING = {"microphone.lost", "speaker.lost"}
"""A busy machine does lose blocks, and the probe is right to say so."""
_ROOM_S = 60


def sound_of(level_dbfs: float, wave: Sound) -> Sound:
    """A wave at a level, in a quiet room's noise of -60 dBFS."""
    rng = np.random.default_rng(7)
    scaled = wave / max(np.sqrt(np.mean(wave**2)), 1e-9) * 32768 * 10 ** (level_dbfs / 20)
    noise = rng.standard_normal(wave.size) * 32768 * 10 ** (-60 / 20)
    return np.asarray(np.clip(scaled + noise, -32768, 32767), np.int16)


def times() -> Sound:
    return np.arange(_ROOM_S * RATE_HZ) / RATE_HZ


def quiet() -> Sound:
    return sound_of(-100, times() * 0)


def noise(level_dbfs: float) -> Sound:
    return sound_of(level_dbfs, np.random.default_rng(8).standard_normal(times().size))


def speech(level_dbfs: float) -> Sound:
    """Syllables, five in two seconds, and pauses of a second."""
    rng = np.random.default_rng(9)
    low = np.convolve(rng.standard_normal(times().size), np.ones(12) / 12, "same")
    syllables = np.clip(np.sin(2 * np.pi * 2.5 * times()), 0, 1) * (times() % 3 < 2)
    return sound_of(level_dbfs, low * syllables)


@dataclass(frozen=True)
class Trial:
    """A room: how it is made, and which checks are to complain, with which fault."""

    prepare: Callable[[SoundServer], None]
    faults: dict[str, str]
    room: Callable[[], Sound] | None = quiet
    """What the microphone hears of the room."""
    groups: tuple[Group, ...] = BOTH
    devices: DeviceChoice = field(default_factory=DeviceChoice)
    not_applicable: frozenset[str] = frozenset()
    """Of those that cannot be checked, the ones that matter here."""
    has_server: bool = True


@dataclass
class Outcome:
    """What the probes told."""

    checks: dict[str, Check] = field(default_factory=dict)
    others: list[Finding] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def take(self, _group: Group, finding: Finding) -> None:
        if not isinstance(finding, Check):
            self.others.append(finding)
        elif finding.id in self.checks:
            self.twice.append(finding.id)
        else:
            self.checks[finding.id] = finding


def faults(outcome: Outcome) -> dict[str, str]:
    """What each check complains of, but for the machine's own."""
    return {i: one.fault for i, one in outcome.checks.items() if one.fault and i not in TIMING}


def with_air(room: SoundServer) -> None:
    room.echo()


def without_air(room: SoundServer) -> None:
    """Nothing leads from the loudspeaker to the microphone."""


def microphone_muted(room: SoundServer) -> None:
    room.echo()
    room.mute("mic")


def speaker_muted(room: SoundServer) -> None:
    room.echo()
    room.mute("speaker")


def late_echo(room: SoundServer) -> None:
    room.echo(400)


def left_side_dead(room: SoundServer) -> None:
    room.break_left_side()
    room.echo()


def microphone_pulled(room: SoundServer) -> None:
    room.unload("module-remap-source")


def speaker_pulled(room: SoundServer) -> None:
    room.load("module-null-source", "source_name=other")
    for module in ("module-remap-source", "sink_name=speaker", "sink_name=micsink"):
        room.unload(module)


OF_SOUND, OF_ROOM = frozenset(microphone.CHECKS[6:]), frozenset(loopback.OF_ROOM)
TRIALS = {
    "good": Trial(with_air, {}, lambda: speech(-30)),
    "loudspeaker off": Trial(
        without_air,
        {"speaker.chirp": "speaker-not-heard"},
        not_applicable=OF_ROOM - {"speaker.chirp"},
    ),
    "microphone muted in the computer": Trial(
        microphone_muted,
        {"microphone.muted": "microphone-muted"},
        not_applicable=OF_SOUND | OF_ROOM,
    ),
    "microphone dead": Trial(
        without_air,
        {"microphone.silence": "microphone-silent"},
        room=None,
        not_applicable=OF_ROOM | OF_SOUND - {"microphone.silence"},
    ),
    "hum": Trial(
        with_air,
        {"microphone.hum": "microphone-hums"},
        lambda: sound_of(-35, np.sin(2 * np.pi * 50 * times())),
        not_applicable=frozenset({"microphone.noise"}),
    ),
    "too loud": Trial(
        with_air,
        {"microphone.clipping": "microphone-clips"},
        lambda: speech(-3),
        groups=(Group.MICROPHONE,),
    ),
    "noisy room": Trial(with_air, {"microphone.noise": "microphone-noisy"}, lambda: noise(-35)),
    "late echo": Trial(
        late_echo,
        {"speaker.delay": "speaker-late"},
        groups=(Group.SPEAKER,),
    ),
    "left side dead": Trial(
        left_side_dead, {"speaker.left": "speaker-left-silent"}, groups=(Group.SPEAKER,)
    ),
    "loudspeaker muted in the computer": Trial(
        speaker_muted,
        {"speaker.muted": "speaker-muted"},
        groups=(Group.SPEAKER,),
        not_applicable=OF_ROOM,
    ),
    "volume of the settings at nothing": Trial(
        with_air,
        {"speaker.own_volume": "speaker-own-volume-low"},
        groups=(Group.SPEAKER,),
        devices=DeviceChoice(volume_percent=0),
        not_applicable=OF_ROOM,
    ),
    "microphone pulled": Trial(
        microphone_pulled,
        {"microphone.present": "microphone-absent"},
        not_applicable=OF_SOUND | OF_ROOM,
    ),
    "loudspeaker pulled": Trial(
        speaker_pulled,
        {"speaker.present": "speaker-absent"},
        groups=(Group.SPEAKER,),
        not_applicable=OF_ROOM,
    ),
    "named loudspeaker pulled": Trial(
        with_air,
        {"speaker.present": "speaker-not-chosen"},
        groups=(Group.SPEAKER,),
        devices=DeviceChoice(speaker="pulse:usb"),
    ),
    "sound server gone": Trial(
        without_air,
        {"microphone.present": "microphone-no-service", "speaker.present": "speaker-no-service"},
        has_server=False,
        not_applicable=OF_SOUND | OF_ROOM,
    ),
    "synthetic devices": Trial(
        without_air,
        {},
        devices=DeviceChoice(microphone="synthetic", speaker="synthetic"),
        not_applicable=OF_ROOM,
        has_server=False,
    ),
}


async def probe(room: SoundServer, trial: Trial, question: str = "") -> Outcome:
    """Run the groups as the kiosk does, in this room."""
    server = room.environment if trial.has_server else {"PULSE_SERVER": "unix:/nonexistent"}
    command = ("env", *(f"{name}={value}" for name, value in server.items()))
    command += (sys.executable, "-m", "kiosk.diagnostics.probe")
    outcome = Outcome()

    async def begin(_group: Group) -> None:
        """The devices are free."""

    runner = Runner(
        lambda group: Request(
            group, msgspec.structs.replace(Settings(), devices=trial.devices), question=question
        ),
        RunHandlers(begin, outcome.take, lambda _group: None),
        plans={group: Plan("sound", LIMIT_S, command) for group in BOTH},
        all_s=2 * LIMIT_S,
    )
    await runner.run(trial.groups)
    return outcome


async def try_room(trial: Trial, gate: asyncio.Semaphore) -> Outcome:
    async with gate:
        with ExitStack() as stack:
            room = await asyncio.to_thread(stack.enter_context, SoundServer())
            if trial.room is not None:
                mouth = stack.enter_context(room.start_speaking(trial.room()))
                stack.callback(mouth.kill)
            trial.prepare(room)
            await asyncio.to_thread(room.record_microphone, 1.0)
            return await probe(room, trial)


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """Of each room; the second, alone, where the first was disturbed."""

    async def all_of_them() -> dict[str, Outcome]:
        gate = asyncio.Semaphore(AT_ONCE)
        found = await asyncio.gather(*(try_room(trial, gate) for trial in TRIALS.values()))
        by_name = dict(zip(TRIALS, found, strict=True))
        for name, trial in TRIALS.items():
            if faults(by_name[name]) != trial.faults:  # what loses blocks also loses its echo
                by_name[name] = await try_room(trial, gate)
        return by_name

    return asyncio.run(all_of_them())


@pytest.mark.parametrize("name", TRIALS)
def test_right_check_complains_and_no_other(name: str, outcomes: dict[str, Outcome]) -> None:
    trial, checks = TRIALS[name], outcomes[name].checks
    assert faults(outcomes[name]) == trial.faults
    for check_id in trial.not_applicable & {i for i in checks if i.split(".")[0] in trial.groups}:
        assert checks[check_id].state is State.NOT_APPLICABLE, check_id


@pytest.mark.parametrize("name", TRIALS)
def test_every_check_is_told_once_and_said_in_words(
    name: str, outcomes: dict[str, Outcome]
) -> None:
    outcome, groups = outcomes[name], TRIALS[name].groups
    expected = microphone.CHECKS if Group.MICROPHONE in groups else ()
    expected += speaker.CHECKS if Group.SPEAKER in groups else ()
    assert list(outcome.checks) == list(expected)
    assert not outcome.twice
    for check in outcome.checks.values():
        bad = check.state in (State.WARNING, State.FAILED)
        assert bool(check.fault) == bad, check.id
        for language in Language:
            said = catalogue.advice(check, language)
            assert bool(said) == bad
            assert "?" not in said, said
        if check.state is State.NOT_APPLICABLE:
            assert check.value in catalogue.everything().word, check.id
    steps = {each.step for each in outcome.others if isinstance(each, Progress)}
    assert steps <= set(catalogue.everything().step)


def test_good_room_is_measured(outcomes: dict[str, Outcome]) -> None:
    checks = outcomes["good"].checks
    assert checks["microphone.noise"].value == pytest.approx(-60, abs=1)
    assert checks["microphone.speech"].value == pytest.approx(-26, abs=5)
    assert checks["speaker.echo_return"].value == pytest.approx(0, abs=2)
    delay_ms = checks["speaker.delay"].value
    assert isinstance(delay_ms, float)
    assert 80 < delay_ms < 450
    assert checks["speaker.left"].value == checks["speaker.right"].value == "yes"
    levels = [each.dbfs for each in outcomes["good"].others if isinstance(each, Level)]
    assert len(levels) > 20
    assert max(levels) > -40
    (curve,) = [each for each in outcomes["good"].others if isinstance(each, Series)]
    assert len(curve.x) == len(curve.y) > 100


def test_what_is_late_is_measured(outcomes: dict[str, Outcome]) -> None:
    delay_ms = outcomes["late echo"].checks["speaker.delay"].value
    assert isinstance(delay_ms, float)
    assert delay_ms > 450
    assert outcomes["late echo"].checks["speaker.cancelled"].value == "too-late"


def test_hum_is_named(outcomes: dict[str, Outcome]) -> None:
    hum = outcomes["hum"].checks["microphone.hum"]
    assert hum.facts["hz"] == "50"
    assert hum.value == pytest.approx(-35, abs=1)


@pytest.fixture
def room() -> Iterator[SoundServer]:
    with SoundServer() as server:
        yield server


@pytest.mark.parametrize(("question", "side"), [("tone-left", 0), ("tone-right", 1)])
def test_tone_sounds_on_its_side_only(room: SoundServer, question: str, side: int) -> None:
    async def listen() -> tuple[Outcome, Sound]:
        trial = Trial(without_air, {}, groups=(Group.SPEAKER,))
        hearing = asyncio.create_task(asyncio.to_thread(room.record_sides, 5.0))
        return await probe(room, trial, question), await hearing

    outcome, heard = asyncio.run(listen())
    assert outcome.checks == {}
    assert hears_tone(heard[:, side], 523.25) or np.abs(heard[:, side]).max() > 500
    assert not heard[:, 1 - side].any()

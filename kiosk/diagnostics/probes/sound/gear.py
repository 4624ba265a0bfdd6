"""Microphone or loudspeaker for a probe: which there are, which is taken, opening it, its volume.

Tells the checks that both directions have in common (`present`, `open`, `muted`, `volume`); their
ids and faults begin with the group's name. Measures no sound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kiosk.base.errors import KioskError
from kiosk.devices import portaudio, pulse
from kiosk.devices.catalog import (
    AUTO,
    SYNTHETIC,
    Direction,
    PulseDevice,
    SoundChoice,
    sound_choices,
    sound_options,
)
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Finding, State, Tell

FACT_LENGTH = 60
"""Names of devices are strangers' text: this much of them stands in a sentence."""
NOTHING = "–"

Opened = TypeVar("Opened")


class Teller:
    """Tells a group's checks and knows which are still to be told."""

    def __init__(self, tell: Tell, check_ids: Sequence[str]) -> None:
        """`check_ids`: all that the group has, in the order in which they are shown."""
        self._tell = tell
        self._left = list(check_ids)

    def __call__(self, finding: Finding) -> bool:
        """Tell it; answers whether it is a check that came out well."""
        if isinstance(finding, Check):
            self._left.remove(finding.id)
        self._tell(finding)
        return isinstance(finding, Check) and finding.state is State.OK

    def rest(self, reason: str, subject: str = "") -> None:
        """What is left cannot be checked; `reason` is a word of the catalogue."""
        for check_id in tuple(self._left):
            self(not_applicable(check_id, reason, subject=subject))


@dataclass(frozen=True, slots=True)
class Gear:
    """What there is of one direction. `choices` is what is tried, the best first."""

    direction: Direction
    wish: str
    options: tuple[tuple[str, str], ...]
    choices: tuple[SoundChoice, ...]
    served: tuple[PulseDevice, ...] | None
    """The sound server's devices; None without a server."""

    @property
    def is_synthetic(self) -> bool:
        """Whether the settings ask for the made-up device."""
        return self.wish == SYNTHETIC

    @property
    def is_there(self) -> bool:
        """Whether there is anything to open."""
        return self.is_synthetic or bool(self.choices)

    @property
    def has_wished(self) -> bool:
        """Whether the device that is named is there; true when none is named."""
        return self.wish in (AUTO, SYNTHETIC) or (
            bool(self.choices) and self.choices[0].id == self.wish
        )

    def server_device(self, choice: SoundChoice) -> PulseDevice | None:
        """What the sound server knows of a choice; None without a server."""
        for device in self.served or ():
            if device.name == choice.pulse_name or (not choice.pulse_name and device.is_default):
                return device
        return None

    def subject(self, choice: SoundChoice | None) -> str:
        """The stable id, also of what `auto` has taken."""
        if choice is None:
            return SYNTHETIC
        device = self.server_device(choice)
        return f"pulse:{device.name}" if device is not None else choice.id

    def channels(self, choice: SoundChoice) -> int:
        """How many channels the device has."""
        device = self.server_device(choice)
        return device.channels if device is not None else choice.device.channels


def look(direction: Direction, wish: str) -> Gear:
    """See what there is now. Raises `KioskError` when PortAudio is missing or does not start."""
    if wish == SYNTHETIC:
        return Gear(direction, wish, (), (), None)
    seen = pulse.look()
    served = None if seen is None else seen.devices(direction)
    listed = portaudio.devices(direction)
    return Gear(
        direction,
        wish,
        sound_options(listed, served),
        tuple(sound_choices(wish, listed, served)),
        served,
    )


def present(gear: Gear) -> Check:
    """How many there are, and whether the one that is named is among them."""
    kind = gear.direction.value
    facts = {"devices": _names(gear), "wished": clipped(gear.wish)}
    if gear.is_synthetic:
        return found(f"{kind}.present", State.OK, "synthetic-sound", subject=SYNTHETIC, facts=facts)
    if not gear.is_there:
        fault = f"{kind}-absent" if gear.served is not None else f"{kind}-no-service"
        if gear.options:  # the server has some, and PortAudio has no way to the server
            fault, facts["error"] = f"{kind}-no-sound-system", "ALSA, PulseAudio"
        return found(f"{kind}.present", State.FAILED, 0.0, fault=fault, facts=facts)
    facts["used"] = clipped(gear.choices[0].name)
    subject, count = gear.subject(gear.choices[0]), float(len(gear.options))
    if gear.has_wished:
        return found(f"{kind}.present", State.OK, count, subject=subject, facts=facts)
    return found(
        f"{kind}.present",
        State.WARNING,
        count,
        fault=f"{kind}-not-chosen",
        subject=subject,
        facts=facts,
    )


def no_sound_system(direction: Direction, error: KioskError) -> Check:
    """PortAudio is missing or does not start."""
    kind = direction.value
    facts = {"error": clipped(error.what)}
    return found(f"{kind}.present", State.FAILED, 0.0, fault=f"{kind}-no-sound-system", facts=facts)


def open_first(
    gear: Gear, make: Callable[[SoundChoice], Opened]
) -> tuple[Opened | None, SoundChoice | None, KioskError | None]:
    """Open the first choice that opens: the device, which one, and why a better one did not."""
    problem: KioskError | None = None
    for choice in gear.choices:
        try:
            return make(choice), choice, problem
        except KioskError as error:
            problem = problem or error
    return None, None, problem


def opened(gear: Gear, choice: SoundChoice | None, problem: KioskError | None) -> Check:
    """Whether the device opened, another one in its place, or none."""
    kind = gear.direction.value
    facts = {"used": clipped(choice.name) if choice else SYNTHETIC}
    if problem is None:
        return found(f"{kind}.open", State.OK, "yes", subject=gear.subject(choice), facts=facts)
    facts |= {"error": clipped(problem.what), "best": clipped(gear.choices[0].name)}
    state, fault = State.WARNING, f"{kind}-other-opened"
    if choice is None:
        state, fault = State.FAILED, f"{kind}-busy"
    subject = gear.subject(choice or gear.choices[0])
    return found(f"{kind}.open", state, "no", fault=fault, subject=subject, facts=facts)


def server_checks(gear: Gear, choice: SoundChoice | None) -> list[Check]:
    """Mute and volume at the sound server."""
    kind, subject = gear.direction.value, gear.subject(choice)
    device = gear.server_device(choice) if choice is not None else None
    if device is None:
        return [
            not_applicable(f"{kind}.{what}", "no-sound-server", subject=subject)
            for what in ("muted", "volume")
        ]
    facts = {"used": clipped(device.description)}
    muted = found(f"{kind}.muted", State.OK, "no", subject=subject, facts=facts)
    if device.is_muted:
        fault = f"{kind}-muted"
        muted = found(
            f"{kind}.muted", State.FAILED, "yes", fault=fault, subject=subject, facts=facts
        )
    return [muted, judged(f"{kind}.volume", device.volume_percent, subject=subject, facts=facts)]


def cause_of(server: Sequence[Check]) -> str:
    """What of `server_checks` makes a device silent or quiet: a word, or nothing."""
    muted, volume = server
    if muted.state is State.FAILED:
        return f"{muted.group.value}-off"
    return "volume-low" if volume.state in (State.WARNING, State.FAILED) else ""


def not_applicable(check_id: str, reason: str, *, subject: str = "") -> Check:
    """It cannot be checked, and a word of the catalogue says why."""
    return found(check_id, State.NOT_APPLICABLE, reason, subject=subject)


def unless(cause: str, check: Check) -> Check:
    """The check as it is; not applicable when it came out badly and `cause` is known to do that."""
    if not cause or check.state in (State.OK, State.NOT_APPLICABLE):
        return check
    return not_applicable(check.id, cause, subject=check.subject)


def clipped(text: str) -> str:
    """A stranger's text for a sentence: one line, short."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= FACT_LENGTH else plain[: FACT_LENGTH - 1] + "…"


def _names(gear: Gear) -> str:
    return clipped(", ".join(name for _, name in gear.options)) or NOTHING

"""What a technician chose on the screen: laid over the settings file, kept in the state folder.

The settings file may belong to root and to whoever rolls it out; the screen never writes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.base import storage
from kiosk.base.config import DeviceChoice, Help, Language, Screen, Settings, Text
from kiosk.base.storage import Tell, tell_nobody

FILE = "choices.json"

Section = TypeVar("Section", DeviceChoice, Screen, Help)


class Choices(msgspec.Struct, frozen=True):
    """Every field that is not None stands over the settings file's. Limits are `config`'s."""

    camera: Text | None = None
    microphone: Text | None = None
    speaker: Text | None = None
    volume_percent: int | None = None
    mirrored: bool | None = None
    language: Language | None = None
    scale_percent: int | None = None
    viewing_distance_cm: int | None = None
    voice: bool | None = None
    phone: Text | None = None
    contact: Text | None = None

    def over(self, other: Choices) -> Choices:
        """These, and the other's where these say nothing."""
        names = self.__struct_fields__
        mine = {name: getattr(self, name) for name in names}
        return Choices(
            **{
                name: value if value is not None else getattr(other, name)
                for name, value in mine.items()
            }
        )


def applied(settings: Settings, choices: Choices) -> Settings:
    """The settings with the choices over them. Raises `msgspec.ValidationError` beyond a limit."""
    chosen = {
        name: value
        for name in choices.__struct_fields__
        if (value := getattr(choices, name)) is not None
    }
    return msgspec.structs.replace(
        settings,
        devices=_with(settings.devices, chosen),
        screen=_with(settings.screen, chosen),
        help=_with(settings.help, chosen),
    )


def _with(section: Section, chosen: dict[str, object]) -> Section:
    own = {name: value for name, value in chosen.items() if name in section.__struct_fields__}
    return msgspec.convert(msgspec.to_builtins(section) | own, type(section))


def load(folder: Path, tell: Tell = tell_nobody) -> Choices:
    """What was chosen; nothing where the file is missing or cannot be read."""
    return storage.load(folder / FILE, _decode, tell) or Choices()


def _decode(data: bytes) -> Choices:
    """Raises anything at all for what cannot be used."""
    choices = msgspec.json.decode(data, type=Choices)
    applied(Settings(), choices)
    return choices


def save(folder: Path, choices: Choices) -> None:
    """On return it survives a power cut. Raises OSError."""
    storage.write_atomically(folder / FILE, msgspec.json.encode(choices))

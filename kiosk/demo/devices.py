"""Which devices this machine has at all; where one is missing the demo uses the synthetic one.

A look at what the system offers, nothing is opened: whether a device works is the kiosk's to say.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.model.gear import DeviceKind

AUTO = "auto"
SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True)
class Devices:
    """Values for `[devices]` of the settings."""

    camera: str = AUTO
    microphone: str = AUTO
    speaker: str = AUTO

    @property
    def synthetic(self) -> tuple[str, ...]:
        """Names of those that are synthetic."""
        wishes = {
            DeviceKind.CAMERA: self.camera,
            DeviceKind.MICROPHONE: self.microphone,
            DeviceKind.SPEAKER: self.speaker,
        }
        return tuple(kind.value for kind, wish in wishes.items() if wish == SYNTHETIC)


def look(root: Path = Path("/"), environment: Mapping[str, str] = os.environ) -> Devices:
    """What there is. `root` is the top of the file system."""
    if sys.platform != "linux":
        return Devices()
    server = _has_sound_server(root, environment)
    cards = root / "dev/snd"
    return Devices(
        camera=AUTO if any((root / "dev").glob("video[0-9]*")) else SYNTHETIC,
        microphone=AUTO if server or any(cards.glob("pcm*c")) else SYNTHETIC,
        speaker=AUTO if server or any(cards.glob("pcm*p")) else SYNTHETIC,
    )


def _has_sound_server(root: Path, environment: Mapping[str, str]) -> bool:
    """PulseAudio, or pipewire in its place, for this user."""
    if environment.get("PULSE_SERVER"):
        return True
    runtime = environment.get("XDG_RUNTIME_DIR")
    return bool(runtime) and (root / str(runtime).lstrip("/") / "pulse/native").exists()

"""What a running camera is judged by: its node, its pictures, and whether a better one has come.

Looks and decides; the camera's thread acts. Opens nothing.
"""

from __future__ import annotations

import time

from kiosk.base.errors import Code, KioskError
from kiosk.base.retry import ladder
from kiosk.devices import seeing
from kiosk.devices.catalog import CameraChoice, Look, camera_choices, identity, is_named
from kiosk.model.frames import Picture

LOOK_S = 1.0
"""How often the node is looked at: a camera that is pulled must be noticed within three seconds."""
STILL_S = 2.0
"""How long a camera that froze and was opened anew may still show the picture that it froze at."""
_BETTER_RETRY_S = (1.0, 4.0, 15.0, 60.0, 600.0)
"""The named camera is there and did not open (its rights come later than its node; another program
has it). Each try stops the picture of the other camera for a moment, so they become rare."""

Identity = tuple[int, int]


def whats_there(wish: str, look: Look = camera_choices) -> tuple[tuple[str, Identity | None], ...]:
    """The cameras of the wish by id and identity: changes whenever one comes, goes, is replaced."""
    return tuple((choice.id, identity(choice)) for choice in look(wish))


class NodeWatch:
    """Whether the camera that is read is still the one that was opened."""

    def __init__(self, choice: CameraChoice | None, *, look_s: float = LOOK_S) -> None:
        self._choice = choice
        self._look_s = look_s
        self._identity = identity(choice) if choice is not None else None
        self._next_s = time.monotonic() + look_s

    def is_due(self) -> bool:
        """Whether a look's time has passed; counts as that look."""
        now_s = time.monotonic()
        if now_s < self._next_s:
            return False
        self._next_s = now_s + self._look_s
        return True

    def check(self) -> None:
        """Raises `KioskError(DEVICE_ABSENT)` when it was pulled, or another is in its place."""
        if self._choice is not None and identity(self._choice) != self._identity:
            raise KioskError(
                Code.DEVICE_ABSENT, "The camera has been unplugged.", "Plug it in again."
            )


class Preference:
    """Whether the named camera should be tried while another stands in for it."""

    def __init__(self, wish: str, look: Look = camera_choices) -> None:
        self._wish = wish
        self._look = look
        self._tried: Identity | None = None
        self._waits = ladder(_BETTER_RETRY_S)
        self._due_s = 0.0
        self._stands_in = False

    def opened(self, choice: CameraChoice | None, now_s: float) -> None:
        """Note which one runs now: if it is not the named one, that one was tried in vain."""
        self._stands_in = choice is not None and not is_named(choice, self._wish)
        if not self._stands_in:
            return
        there = self._named()
        if there != self._tried:
            self._tried, self._waits = there, ladder(_BETTER_RETRY_S)
        self._due_s = now_s + next(self._waits)

    def is_due(self, now_s: float) -> bool:
        """True at once when it has come, later and later when it is there and did not open."""
        if not self._stands_in:
            return False
        there = self._named()
        if there is None:
            self._tried = None
            return False
        return there != self._tried or now_s >= self._due_s

    def _named(self) -> Identity | None:
        for choice in self._look(self._wish)[:1]:
            return identity(choice) if is_named(choice, self._wish) else None
        return None


class SamePictureError(KioskError):
    """The camera delivers, and always the same."""

    def __init__(self, sample: bytes) -> None:
        super().__init__(
            Code.DEVICE_SILENT,
            "The camera always shows the same picture.",
            "Open its lens cover, or unplug it and plug it in again.",
        )
        self.sample = sample


class SamePictureWatch:
    """Judges by content whether a camera lives."""

    def __init__(self, patience_s: float, frozen: bytes = b"") -> None:
        """`frozen`: the sample at which this camera froze before; empty: it did not."""
        self._patience_s = patience_s
        self._frozen = frozen
        self._sample = b""
        self._since = time.monotonic()

    def lives(self, picture: Picture) -> bool:
        """Whether to show it: False while it is still what the camera froze at.

        Raises `SamePictureError` when it has been the same too long.
        """
        sample = seeing.sample_of(picture.planes[: picture.height]).tobytes()
        is_still = sample == self._frozen
        if not is_still:
            self._frozen = b""
        now = time.monotonic()
        if sample != self._sample:
            self._sample, self._since = sample, now
        elif now - self._since >= (
            min(STILL_S, self._patience_s) if is_still else self._patience_s
        ):
            raise SamePictureError(sample)
        return not is_still

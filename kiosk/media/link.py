"""What a connection carries and how it is, whoever makes it."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

Sound = npt.NDArray[np.int16]
"""One 10 ms frame: shape (480,), mono at 48 kHz."""


class LinkState(StrEnum):
    """State of a peer connection."""

    NEW = "new"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    FAILED = "failed"
    CLOSED = "closed"

"""No test depends on how fast the machine is, nor on luck: Hypothesis sets no deadline for one
example, and tries the same examples every time (`--hypothesis-seed=random` tries others). Nor does
it depend on what ran before it: a command that sets up the log does so for its own test only."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("kiosk", deadline=None, derandomize=True)
settings.load_profile("kiosk")


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Give the log back as it was."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.setLevel(level)
    root.handlers[:] = handlers
    logging.captureWarnings(False)

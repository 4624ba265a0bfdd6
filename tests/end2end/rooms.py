"""What stands around a point in the diagnostics' tests: films for cameras, a room for the sound."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

import numpy as np

from tests.end2end.site import Site
from tests.sound_server import RATE_HZ

MACHINE = ("computer.", "screen.")
"""What these say depends on the machine that the tests run on."""
QUIET_DBFS = -60.0
"""A quiet room; without any noise a microphone is a dead one."""


def not_the_machines(checks: Iterable[str]) -> list[str]:
    """The checks without what this machine itself lacks."""
    return [check for check in checks if not check.startswith(MACHINE)]


@contextlib.contextmanager
def room(site: Site) -> Iterator[None]:
    """A quiet room in which the microphone hears the loudspeaker."""
    rng = np.random.default_rng(1)
    hiss = 32768 * 10 ** (QUIET_DBFS / 20) * rng.standard_normal(RATE_HZ * 90)
    noise = site.sound.start_speaking(hiss.astype(np.int16))
    site.sound.echo()
    try:
        yield
    finally:
        site.sound.unload("module-loopback")
        noise.kill()
        noise.wait()

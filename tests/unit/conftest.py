"""No test depends on how fast the machine is, nor on luck: Hypothesis sets no deadline for one
example, and tries the same examples every time (`--hypothesis-seed=random` tries others)."""

from hypothesis import settings

settings.register_profile("kiosk", deadline=None, derandomize=True)
settings.load_profile("kiosk")

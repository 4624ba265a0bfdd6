"""No test depends on how fast the machine is: Hypothesis sets no deadline for one example."""

from hypothesis import settings

settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")

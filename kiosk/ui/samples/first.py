"""The first start with made-up data (see `samples`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.provision.state import ProvisionState
from kiosk.system.state import SystemState
from kiosk.ui.models.first import FirstModel
from kiosk.ui.roles.first import FirstWindow, build
from kiosk.ui.samples import provision, system
from kiosk.ui.samples.provision import SampleProvision
from kiosk.ui.samples.system import SampleSystem
from kiosk.ui.window import Given


def _nothing(_app: FirstModel) -> None:
    """As it is when it opens."""


@dataclass(frozen=True, slots=True)
class FirstSample:
    """What the first start finds, and what a person has done by now."""

    provision: ProvisionState = field(default_factory=ProvisionState)
    system: SystemState = system.WIRED
    does: Callable[[FirstModel], object] = _nothing

    def open(self, given: Given) -> FirstWindow:
        """A window with it, not shown yet."""
        return build(SampleProvision(self.provision), SampleSystem(self.system), given)


FIRST_SAMPLES = {
    "first": FirstSample(system=system.ALONE),
    "first-code": FirstSample(provision.WRONG_CODE),
    "first-scan": FirstSample(does=lambda app: app.setup_model.scan()),
    "first-confirm": FirstSample(provision.READ),
}
MORE_FIRST_SAMPLES = {
    "first-sticks": FirstSample(provision.STICKS),
    "first-address": FirstSample(does=lambda app: app.setup_model.type_address()),
    "first-applying": FirstSample(provision.APPLYING),
    "first-failed": FirstSample(provision.USED),
    "first-wifi": FirstSample(does=lambda app: app.open_wifi()),
}
"""Looked at on fewer panels (tests/qml/test_setup.py)."""

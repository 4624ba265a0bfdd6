"""The technician's pages with made-up data: ports that need no core (see `samples`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.base.config import DeviceChoice, Screen, Settings
from kiosk.base.errors import Code
from kiosk.base.secret import is_pin
from kiosk.diagnostics.check import Group
from kiosk.diagnostics.state import DiagnosticsState, Stick
from kiosk.journal.state import LogLine
from kiosk.model.gear import DeviceList, DeviceOption
from kiosk.model.meeting import POINT_ZONE
from kiosk.settings.choices import Choices, applied
from kiosk.settings.state import ChoicesState, GateState, PinChange
from kiosk.ui.models.about import Machine
from kiosk.ui.models.technician import TechnicianModel
from kiosk.ui.ports import TechnicianPorts
from kiosk.ui.roles.point import PAGES
from kiosk.ui.samples import diagnostics as checked

NOW = datetime(2026, 11, 23, 13, 52, tzinfo=POINT_ZONE)
NOW_NS = 1_000_000_000_000
"""The made-up `time.monotonic_ns()` of `NOW`."""
PIN = "2580"
OPEN = GateState(pin_is_set=True, is_open=True)
CLOSED = GateState(pin_is_set=True)
LOCKED = GateState(pin_is_set=True, wrong=5, locked_until_ns=NOW_NS + 75 * 10**9)
CHOICES = ChoicesState(
    devices=DeviceChoice(camera="usb-c925e", microphone="usb-jabra", volume_percent=80),
    screen=Screen(),
    offered=DeviceList(
        cameras=(
            DeviceOption("usb-c925e", "Logitech Webcam C925e"),
            DeviceOption("usb-0bda-5689", "USB2.0 HD UVC WebCam: USB2.0 HD UVC WebCam (0bda:5689)"),
        ),
        microphones=(
            DeviceOption("usb-jabra", "Jabra SPEAK 510 USB Mono"),
            DeviceOption("usb-c925e-mic", "Logitech Webcam C925e Analog Stereo"),
            DeviceOption("pci-mic", "Built-in Audio Analog Stereo"),
            DeviceOption("usb-array", "USB Audio Device Multichannel Input 4.0"),
            DeviceOption("usb-headset", "Plantronics Blackwire 3220 Series Mono"),
            DeviceOption("bt", "Loa hội nghị không dây – phòng họp tầng 2"),
            DeviceOption("hdmi-capture", "USB3. 0 capture Digital Stereo (IEC958)"),
        ),
        speakers=(
            DeviceOption("usb-jabra", "Jabra SPEAK 510 USB Analog Stereo"),
            DeviceOption("hdmi", "Built-in Audio Digital Stereo (HDMI)"),
        ),
    ),
)
MACHINE = Machine(
    name="kp01-mini",
    addresses="192.168.1.23",
    versions="0.1.0 · Python 3.11.2 · Qt 6.11.3",
    system="Debian GNU/Linux 12 (bookworm)",
    settings_file="/etc/xdg/kiosk/kiosk.toml",
    state_folder="/home/kiosk/.local/state/kiosk",
)


def _line(minutes: float, kind: str, *, serious: bool = False, **facts: str) -> LogLine:
    return LogLine(NOW - timedelta(minutes=minutes), kind, facts, serious)


LOG = (
    _line(0.5, "technician-entered"),
    _line(3, "quick-failed", serious=True, check="camera.quick", state="warning"),
    _line(4, "device-back", device="camera", name="Logitech Webcam C925e"),
    _line(5, "device-lost", serious=True, device="camera", problem="device-absent"),
    _line(9, "left", title="Họp giao ban trực tuyến tháng 11"),
    _line(12, "back", title="Họp giao ban trực tuyến tháng 11"),
    _line(
        13,
        "reconnecting",
        serious=True,
        title="Họp giao ban trực tuyến tháng 11",
        problem="unreachable",
    ),
    _line(13, "network-lost", serious=True),
    _line(40, "joined", title="Họp giao ban trực tuyến tháng 11"),
    _line(
        41,
        "device-changed",
        device="microphone",
        name="Loa hội nghị không dây – phòng họp tầng 2, nhà văn hóa liên ấp",
    ),
    _line(50, "choice-changed", fields="volume_percent"),
    _line(51, "pin-wrong"),
    _line(57, "calendar-back"),
    _line(59, "started", version="0.1.0"),
)


@dataclass(frozen=True, slots=True)
class TechnicianSample:
    """What the technician's pages find."""

    gate: GateState = CLOSED
    choices: ChoicesState = CHOICES
    diagnostics: DiagnosticsState = field(default_factory=DiagnosticsState)
    log: tuple[LogLine, ...] = ()
    offer: str = ""
    """Whose list of devices is open on the settings page."""
    about_screen: bool = False
    """The other half of the settings is shown."""
    group: str = ""
    """The group of checks whose page is open."""
    typed: str = ""
    """What has been typed on the pin page."""
    entered: bool = False
    """And entered."""

    def set_scene(self, model: TechnicianModel) -> None:
        """Do what a person would have done by now."""
        if self.about_screen:
            model.choices_model.turn()
        if self.offer:
            model.choices_model.offer(self.offer)
        if self.group:
            model.diagnostics_model.choose(self.group)
        for digit in self.typed:
            model.gate_model.type(digit)
        if self.entered:
            model.gate_model.enter()

    def ports(self, settings: Settings) -> TechnicianPorts:
        """What `build` takes; the screen is as the settings have it."""
        return TechnicianPorts(
            gate=SampleGate(self.gate),
            diagnostics=SampleDiagnostics(self.diagnostics),
            choices=SampleChoices(replace(self.choices, screen=settings.screen)),
            logbook=SampleLogbook(self.log),
            machine=lambda: MACHINE,
        )


class SampleGate:
    """A `GatePort` whose pin is `PIN` until it is changed."""

    def __init__(self, state: GateState) -> None:
        self.state = state
        self._pin = PIN
        self._listeners: list[Callable[[GateState], None]] = []

    def subscribe(self, on_state: Callable[[GateState], None]) -> None:
        """See `GatePort`."""
        self._listeners.append(on_state)
        on_state(self.state)

    def look(self) -> None:
        """Nothing changes by itself."""

    def enter(self, pin: str) -> None:
        """Right or wrong at once."""
        if pin == self._pin:
            self._set(replace(self.state, is_open=True, wrong=0))
        else:
            self._set(replace(self.state, wrong=self.state.wrong + 1))

    def change(self, old: str, new: str) -> None:
        """Taken over at once."""
        if not is_pin(new):
            self._set(replace(self.state, change=PinChange.NO_PIN))
        elif old != self._pin:
            wrong = self.state.wrong + 1
            self._set(replace(self.state, change=PinChange.WRONG, wrong=wrong))
        else:
            self._pin = new
            self._set(replace(self.state, change=PinChange.DONE, wrong=0))

    def close(self) -> None:
        """Locked at once."""
        self._set(replace(self.state, is_open=False, change=PinChange.NONE))

    def _set(self, state: GateState) -> None:
        self.state = state
        for listener in self._listeners:
            listener(state)


class SampleChoices:
    """A `ChoicesPort` that takes over everything at once."""

    def __init__(self, state: ChoicesState) -> None:
        self.state = state
        self._listeners: list[Callable[[ChoicesState], None]] = []

    def subscribe(self, on_state: Callable[[ChoicesState], None]) -> None:
        """See `ChoicesPort`."""
        self._listeners.append(on_state)
        on_state(self.state)

    def look(self) -> None:
        """The lists are always up to date."""

    def change(self, choices: Choices) -> None:
        """Done at once."""
        now = Settings(devices=self.state.devices, screen=self.state.screen)
        then = applied(now, choices)
        self.state = replace(self.state, devices=then.devices, screen=then.screen)
        for listener in self._listeners:
            listener(self.state)


class SampleDiagnostics:
    """A `DiagnosticsPort` that knows one state."""

    def __init__(self, state: DiagnosticsState) -> None:
        self.state = state
        self.asked: list[object] = []
        """What was asked of it, in order."""
        self._listeners: list[Callable[[DiagnosticsState], None]] = []

    def subscribe(self, on_state: Callable[[DiagnosticsState], None]) -> None:
        """See `DiagnosticsPort`."""
        self._listeners.append(on_state)
        on_state(self.state)

    def set(self, state: DiagnosticsState) -> None:
        """Say this from now on."""
        self.state = state
        for listener in self._listeners:
            listener(state)

    def run(self, groups: tuple[Group, ...] = (), *, pictures: bool = False) -> None:
        """Only noted."""
        self.asked.append(("run", groups, pictures))

    def cancel(self) -> None:
        """Only noted."""
        self.asked.append("cancel")

    def play_tone(self, side: str) -> None:
        """Only noted."""
        self.asked.append(("tone", side))

    def answer(self, check_id: str, good: bool) -> None:
        """Only noted."""
        self.asked.append((check_id, good))

    def look_for_sticks(self) -> None:
        """They are where they are."""

    def save(self, stick: Stick) -> None:
        """Only noted."""
        self.asked.append(stick)


class SampleLogbook:
    """A `LogbookPort` that knows these lines."""

    def __init__(self, lines: tuple[LogLine, ...]) -> None:
        self._lines = lines

    def fetch(self, hours: float, on_lines: Callable[[tuple[LogLine, ...]], None]) -> None:  # noqa: ARG002
        """All of them."""
        on_lines(self._lines)


_OPEN = TechnicianSample(gate=OPEN)
_WRONG = replace(_OPEN, diagnostics=checked.WRONG)
_STICKS = replace(checked.WRONG.export, sticks=checked.STICKS)
_LOST_CHOICES = replace(
    CHOICES,
    devices=DeviceChoice(camera="usb-046d-0825-old", microphone="usb-jabra", mirrored=False),
    unsaved=True,
)
TECHNICIAN_SAMPLES: dict[str, tuple[str, TechnicianSample]] = {
    **{page.name: (page.name, _OPEN) for page in PAGES if page.behind_the_door},
    "pin": ("pin", TechnicianSample()),
    "pin-wrong": ("pin", TechnicianSample(typed="0000", entered=True)),
    "pin-typed": ("pin", TechnicianSample(typed="025814703692")),
    "pin-locked": ("pin", TechnicianSample(gate=LOCKED)),
    "pin-not-set": ("pin", TechnicianSample(gate=GateState(pin_is_set=False))),
    "pin-broken": ("pin", TechnicianSample(gate=GateState(problem=Code.SECRET.value))),
    "diagnostics": ("diagnostics", _WRONG),
    "diagnostics-good": ("diagnostics", replace(_OPEN, diagnostics=checked.GOOD)),
    "diagnostics-running": ("diagnostics", replace(_OPEN, diagnostics=checked.RUNNING)),
    "diagnostics-first": ("diagnostics", replace(_OPEN, diagnostics=checked.NOTHING)),
    "group": ("group", replace(_WRONG, group="camera")),
    "group-call": ("group", replace(_WRONG, group="call")),
    "group-speaker": ("group", replace(_WRONG, group="speaker")),
    "group-screen": ("group", replace(_WRONG, group="screen")),
    "group-running": (
        "group",
        replace(_OPEN, diagnostics=checked.RUNNING, group="network"),
    ),
    "hearing": ("hearing", replace(_WRONG, group="speaker")),
    "touch": ("touch", replace(_WRONG, group="screen")),
    "report": (
        "report",
        replace(_OPEN, diagnostics=replace(checked.WRONG, export=_STICKS)),
    ),
    "report-saved": (
        "report",
        replace(
            _OPEN,
            diagnostics=replace(
                checked.WRONG, export=replace(_STICKS, saved_to=checked.STICKS[1].name)
            ),
        ),
    ),
    "report-failed": (
        "report",
        replace(
            _OPEN,
            diagnostics=replace(checked.WRONG, export=replace(_STICKS, failure="stick-gone")),
        ),
    ),
    "report-none": ("report", replace(_OPEN, diagnostics=checked.NOTHING)),
    "settings-screen": ("settings", replace(_OPEN, about_screen=True)),
    "settings-unsaved": ("settings", replace(_OPEN, choices=_LOST_CHOICES)),
    "settings-list": ("settings", replace(_OPEN, offer="microphone")),
    "settings-list-lost": ("settings", replace(_OPEN, choices=_LOST_CHOICES, offer="camera")),
    "log": ("log", replace(_OPEN, log=LOG)),
    "log-quiet": ("log", _OPEN),
}
"""Name of the screen, the page it opens, what that finds."""
QUICK_SAMPLES = {
    "home-quick-camera": TechnicianSample(diagnostics=checked.COVERED),
    "home-quick-sound": TechnicianSample(diagnostics=checked.MUTED),
    "home-quick-servers": TechnicianSample(diagnostics=checked.SICK),
    "home-quick-clock": TechnicianSample(diagnostics=checked.CLOCK),
    "home-quick-disk": TechnicianSample(diagnostics=checked.DISK),
}
"""What the small set of checks has found, on the home screen."""

"""Made-up results of checks for the technician's pages and the home screen (see `samples`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Group, State
from kiosk.diagnostics.state import (
    DiagnosticsState,
    ExportState,
    GroupState,
    Phase,
    QuickState,
    Stick,
)
from kiosk.model.gear import DeviceKind
from kiosk.model.meeting import POINT_ZONE

_AT = datetime(2026, 11, 23, 13, 50, tzinfo=POINT_ZONE)
_CAMERA = {"camera": "USB2.0 HD UVC WebCam: USB2.0 HD UVC WebCam (0bda:5689)"}
_SOUND = {"used": "Loa hội nghị không dây – phòng họp tầng 2, nhà văn hóa"}
_SERVER = "hop.phuong-an-phu-dong.tphcm.gov.vn"
_NAMED = State.OK

_GOOD: dict[Group, tuple[Check, ...]] = {
    Group.CAMERA: (
        judged("camera.present", 2),
        found("camera.chosen", _NAMED, "yes"),
        found("camera.opens", _NAMED, "yes", subject="usb-0bda-5689", facts=_CAMERA),
        found("camera.kind", _NAMED, "camera-device"),
        found("camera.formats", _NAMED, "MJPG 1920x1080 30, 1280x720 30, 640x480 30; YUYV 640x480"),
        found("camera.mode", _NAMED, "MJPG 1280x720"),
        judged("camera.height", 720),
        judged("camera.rate", 29.9),
        judged("camera.gap", 41),
        found("camera.frozen", _NAMED, "no"),
        found("camera.covered", _NAMED, "no"),
        judged("camera.brightness", 118),
        judged("camera.contrast", 52),
        judged("camera.sharpness", 1.8),
        found("camera.backlight", _NAMED, "no"),
        judged("camera.flicker", 0.1),
    ),
    Group.MICROPHONE: (
        judged("microphone.present", 2),
        found("microphone.open", _NAMED, "yes", facts=_SOUND),
        found("microphone.muted", _NAMED, "no"),
        judged("microphone.volume", 74),
        judged("microphone.rate", 48000),
        judged("microphone.lost", 0),
        judged("microphone.silence", 0),
        judged("microphone.clipping", 0),
        judged("microphone.hum", -71),
        judged("microphone.dc", 0.1),
        judged("microphone.noise", -58),
        judged("microphone.speech", -24),
    ),
    Group.SPEAKER: (
        judged("speaker.present", 1),
        found("speaker.open", _NAMED, "yes", facts=_SOUND),
        judged("speaker.own_volume", 80),
        judged("speaker.volume", 90),
        found("speaker.chirp", _NAMED, "yes"),
        judged("speaker.delay", 142),
        judged("speaker.level", -31),
        judged("speaker.echo_return", -12),
        judged("speaker.cancelled", 31),
        found("speaker.heard", State.NOT_APPLICABLE),
    ),
    Group.NETWORK: (
        found("network.link", _NAMED, "wired"),
        judged("network.speed", 1000),
        found("network.wifi", State.NOT_APPLICABLE),
        found("network.address", _NAMED, "192.168.1.23"),
        found("network.route", _NAMED, "192.168.1.1"),
        judged("network.dns", 12, subject=_SERVER),
        judged("network.reach", 21, subject=f"{_SERVER}:443"),
        found("network.certificate", _NAMED, "trusted", subject=f"{_SERVER}:443"),
        judged("network.certificate_days", 63, subject=f"{_SERVER}:443"),
        judged("network.clock", 0.2),
    ),
    Group.CALENDAR: (
        judged("calendar.answer", 86, subject=_SERVER),
        judged("calendar.meetings", 6),
        judged("calendar.left_out", 0),
        judged("calendar.age", 0),
    ),
    Group.MEETING: (
        found("meeting.version", _NAMED, "1.1.2", subject=_SERVER),
        judged("meeting.round_trip", 18),
        judged("meeting.udp", 31),
        found("meeting.relay_udp", State.NOT_APPLICABLE, "no-relay"),
    ),
    Group.CALL: (
        judged("call.connected", 0.6),
        judged("call.bitrate_up", 1.84),
        judged("call.bitrate_down", 1.79),
        judged("call.loss_up", 0.2),
        judged("call.loss_down", 0.1),
        judged("call.jitter", 4),
        judged("call.rtt", 19),
        judged("call.concealed", 0.3),
        judged("call.fps_sent", 29.6),
        judged("call.fps_received", 29.4),
    ),
    Group.COMPUTER: (
        judged("computer.load", 23, facts={"program": "chrome"}),
        judged("computer.throttling", 0),
        judged("computer.temperature", 54),
        judged("computer.memory", 5120),
        judged("computer.disk", 61),
        judged("computer.disk_write", 4),
        found("computer.time_zone", _NAMED, "Asia/Ho_Chi_Minh"),
        judged("computer.uptime", 3),
        judged("computer.crashes", 0),
    ),
    Group.SCREEN: (
        found("screen.size", _NAMED, "1920 × 1080, 477 mm", facts={"monitor": "HDMI-1"}),
        found("screen.touch", _NAMED, "ILITEK Multi-Touch-V5100"),
        found("screen.graphics", _NAMED, "gpu"),
    ),
}
_WRONG = (
    found("camera.covered", State.FAILED, "yes", fault="camera-covered"),
    *(
        found(f"camera.{name}", State.NOT_APPLICABLE)
        for name in ("frozen", "brightness", "contrast", "sharpness", "backlight", "flicker")
    ),
    judged("speaker.cancelled", 11),
    found(
        "network.certificate",
        State.FAILED,
        fault="network-certificate-expired",
        subject=f"{_SERVER}:443",
        facts={"date": "01/11/2026"},
    ),
    judged("call.bitrate_up", 0.26),
    judged("call.loss_up", 4.2),
    found("meeting.udp", State.WARNING, "no", fault="meeting-udp-relayed"),
    judged("computer.temperature", 97),
)
_NOT_REACHED = (
    found("calendar.answer", State.NOT_APPLICABLE, "see-network", subject=_SERVER),
    found("calendar.meetings", State.NOT_APPLICABLE, "see-answer"),
    found("calendar.left_out", State.NOT_APPLICABLE, "see-answer"),
    found("calendar.age", State.NOT_APPLICABLE, "see-answer"),
)


def _with(checks: Iterable[Check], others: Iterable[Check]) -> tuple[Check, ...]:
    """The checks, those of the same id replaced."""
    instead = {check.id: check for check in others}
    return tuple(instead.get(check.id, check) for check in checks)


def _done(*others: Check) -> tuple[GroupState, ...]:
    return tuple(
        GroupState(group, Phase.DONE, share=1.0, checks=_with(checks, others))
        for group, checks in _GOOD.items()
    )


_SHORT = (
    "kp01 23/11/2026 13:50 Có phần không đạt\n✘ camera.covered: bị che\n"
    "✘ call.bitrate_up: 0,26 Mb/giây\n"
    "! call.loss_up: 4,2 %\nkiosk 0.1.0"
)
EXPORT = ExportState(short=_SHORT, file="diagnose-20261123-135000.html")
STICKS = (
    Stick("/media/kiosk/KINGSTON", "KINGSTON"),
    Stick("/media/kiosk/USB của anh Bình", "USB của anh Nguyễn Văn Bình – tài liệu họp quý 4"),
)
GOOD = DiagnosticsState(groups=_done(), seconds=38.4, export=EXPORT)
WRONG = replace(GOOD, groups=_done(*_WRONG, *_NOT_REACHED))
NOTHING = DiagnosticsState(groups=tuple(GroupState(group) for group in Group))


def _running() -> DiagnosticsState:
    """In the middle: sound and servers are being checked."""
    done = {group.group: group for group in WRONG.groups}
    waiting = (Group.SPEAKER, Group.CALENDAR, Group.MEETING)
    done |= {group: GroupState(group, Phase.WAITING) for group in waiting}
    done[Group.CAMERA] = GroupState(Group.CAMERA, Phase.RUNNING, "camera-rate", 0.4)
    done[Group.MICROPHONE] = GroupState(Group.MICROPHONE, Phase.RUNNING, "microphone-listen", 0.6)
    done[Group.NETWORK] = GroupState(
        Group.NETWORK, Phase.RUNNING, checks=_GOOD[Group.NETWORK][:4], share=0.1
    )
    return DiagnosticsState(groups=tuple(done.values()), running=True, level_dbfs=-30)


RUNNING = _running()


def quick(*checks: Check) -> DiagnosticsState:
    """The small set has found this."""
    return DiagnosticsState(quick=QuickState(checks, _AT))


COVERED = quick(
    found("camera.quick", State.WARNING, fault="quick-camera-covered"),
    found("microphone.quick", State.OK),
)
MUTED = quick(
    found("microphone.quick", State.FAILED, fault="quick-microphone-muted"),
    found("speaker.quick", State.WARNING, fault="quick-speaker-off"),
)
SICK = quick(
    found("network.quick", State.FAILED, fault="quick-network"),
    found("meeting.quick", State.FAILED, fault="quick-meeting"),
)
NO_MEDIA = quick(
    *(found(f"{kind}.quick", State.FAILED, fault="quick-media") for kind in DeviceKind)
)
CLOCK = quick(found("computer.clock", State.FAILED, fault="quick-clock"))
DISK = quick(found("computer.quick", State.FAILED, fault="quick-computer"))

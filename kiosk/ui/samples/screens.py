"""Every screen alone with made-up data: `kiosk run --screen NAME`, tests and pictures.

A session and an agenda that need no server, and drawn people in the tiles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import msgspec
from PySide6.QtCore import QTimer

from kiosk.agenda.day import day_of
from kiosk.base.config import Help, Language, Point, Settings
from kiosk.base.errors import Code, KioskError
from kiosk.model.frames import FrameStore
from kiosk.model.gear import Devices, DeviceState, DeviceStatus
from kiosk.model.meeting import AddressKind, Agenda, AgendaState, JoinAddress, Meeting
from kiosk.model.room import (
    TILE_MAIN,
    TILE_SMALL,
    Network,
    Phase,
    PictureState,
    RoomState,
    Tile,
)
from kiosk.session.state import SessionState
from kiosk.ui.models.clock import Clock
from kiosk.ui.pages import REMINDER_PAGE
from kiosk.ui.ports import Ports
from kiosk.ui.roles.first import FirstWindow
from kiosk.ui.roles.point import PointWindow, build
from kiosk.ui.samples import diagnostics as checked
from kiosk.ui.samples.first import FIRST_SAMPLES, MORE_FIRST_SAMPLES, FirstSample
from kiosk.ui.samples.ports import SampleRest, SampleSession, Says, Silence
from kiosk.ui.samples.technician import (
    MORE_TECHNICIAN_SAMPLES,
    NOW,
    NOW_NS,
    QUICK_SAMPLES,
    TECHNICIAN_SAMPLES,
    TechnicianSample,
)
from kiosk.ui.window import Given, Moments, silent

SETTINGS = Settings(
    point=Point(
        id="kp01", name="Điểm cầu cụm khu phố 1 – 6", place="Phường An Phú Đông, TP. Hồ Chí Minh"
    ),
    help=Help(phone="0283 891 1234", contact="Anh Nguyễn Văn Bình, tổ kỹ thuật phường"),
)
_NAMES = (
    "Khu phố 7",
    "Khu phố 8",
    "Khu phố 9",
    "Ấp Vườn Lài – nhà văn hóa liên ấp 2 – 3",
    "Khu phố 11",
    "Khu phố 12",
)
_ADDRESS = JoinAddress(AddressKind.JANUS, "wss://hop.example.vn/janus", "1001")


def _meeting(uid: str, title: str, start: datetime, hours: float = 2, **more: object) -> Meeting:
    fields: dict[str, object] = {"address": _ADDRESS, "organiser": "UBND phường", **more}
    end = start + timedelta(hours=hours)
    return Meeting(uid, f"{start:%Y%m%dT%H%M%SZ}", title, start, end, **fields)  # type: ignore[arg-type]


def _at(days: int, hour: int, minute: int = 0) -> datetime:
    return (NOW + timedelta(days=days)).replace(hour=hour, minute=minute)


_READY = _meeting("giao-ban", "Họp giao ban trực tuyến tháng 11", _at(0, 14))
_SECOND = _meeting(
    "tap-huan",
    "Tập huấn chuyển đổi số cho trưởng khu phố",
    _at(0, 14),
    organiser="Phòng Văn hóa – Xã hội",
)
_FOREIGN = _meeting(
    "ngoai",
    "Hội nghị trực tuyến của Sở Nội vụ",
    _at(0, 14),
    address=None,
    refused=Code.ADDRESS_UNKNOWN.value,
    service="Zoom",
    organiser="Sở Nội vụ TP. Hồ Chí Minh",
)
_WEEK = (
    _meeting(
        "hdnd",
        "Kỳ họp HĐND phường: thông qua nghị quyết",
        _at(1, 8),
        organiser="Thường trực HĐND phường",
    ),
    _meeting(
        "pccc",
        "Họp triển khai phòng cháy, chữa cháy khu dân cư dịp cuối năm",
        _at(2, 9),
        cancelled=True,
        organiser="Công an phường",
    ),
    _meeting(
        "cu-tri",
        "Tiếp xúc cử tri trước kỳ họp cuối năm",
        _at(3, 19, 30),
        organiser="Mặt trận Tổ quốc",
    ),
    _meeting(
        "so",
        "Hội nghị trực tuyến của Sở Nội vụ",
        _at(4, 8),
        address=None,
        refused=Code.ADDRESS_UNKNOWN.value,
        service="Microsoft Teams",
        organiser="Sở Nội vụ",
    ),
    _meeting("dan-cu", "Ngày hội đại đoàn kết toàn dân tộc", _at(5, 0), 24, all_day=True),
    _meeting("giao-ban-2", "Họp giao ban trực tuyến tháng 12", _at(7, 14)),
)

_ALL_DAY = _meeting("ca-ngay", "Tập huấn trực tuyến cả ngày", _at(0, 0), 24, all_day=True)

_RUNNING = DeviceState(DeviceStatus.RUNNING)
_SYNTHETIC = DeviceState(DeviceStatus.RUNNING, synthetic=True)
_GOOD = Devices(_RUNNING, _RUNNING, _RUNNING)
_SMALL_STATES = (
    PictureState.LIVE,
    PictureState.LIVE,
    PictureState.OFF,
    PictureState.WAITING,
    PictureState.STALLED,
    PictureState.LIVE,
)
_TILES = (
    Tile(TILE_MAIN, "1", "Chủ tọa · UBND phường", PictureState.LIVE, talking=True),
    *(
        Tile(tile, str(tile), name, state, microphone_on=tile == TILE_SMALL[3])
        for tile, name, state in zip(TILE_SMALL, _NAMES, _SMALL_STATES, strict=True)
    ),
)
_ROOM = RoomState(
    phase=Phase.JOINED, key=_READY.key, microphone_on=True, camera_on=True, tiles=_TILES,
    participants=14, speaker="Chủ tọa · UBND phường", pages=3, network=Network.GOOD,
)  # fmt: skip
_IDLE = SessionState(devices=_GOOD, media_alive=True, network=Network.GOOD)


_TODAY = Agenda(AgendaState.FRESH, (_READY, *_WEEK), NOW)


@dataclass(frozen=True, slots=True)
class Sample:
    """One screen's made-up world."""

    session: SessionState = _IDLE
    agenda: Agenda = _TODAY
    page: str = ""
    gallery: bool = False
    talking_while_muted: bool = False
    reminder: bool = False
    trial: bool = False
    technician: TechnicianSample = field(default_factory=TechnicianSample)


def _agenda(
    *meetings: Meeting, state: AgendaState = AgendaState.FRESH, problem: str = ""
) -> Agenda:
    fetched = NOW - timedelta(hours=2) if state is AgendaState.STALE else NOW
    return Agenda(state, meetings, fetched, problem=problem)


def _wanting(phase: Phase, seconds: float = 0, **room: object) -> SessionState:
    """A session that wants the meeting and has waited so long."""
    return replace(
        _IDLE,
        meeting=_READY,
        room=RoomState(phase=phase, key=_READY.key, **room),  # type: ignore[arg-type]
        waiting_since_ns=NOW_NS - int(seconds * 1e9),
    )


def _inside(**room: object) -> SessionState:
    changed = {name: getattr(_ROOM, name) for name in _ROOM.__struct_fields__} | room
    return replace(_IDLE, meeting=_READY, room=RoomState(**changed))


def _undecoded(tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
    """Pictures that cannot be decoded here: the large one, and a small one."""
    changed = (TILE_MAIN, TILE_SMALL[1])
    return tuple(
        msgspec.structs.replace(tile, picture=PictureState.UNSUPPORTED)
        if tile.tile in changed
        else tile
        for tile in tiles
    )


def _shared(tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
    """A screen takes the large picture; who shares it is on a small one."""
    screen = Tile(TILE_MAIN, "1/1", tiles[0].name, PictureState.LIVE, screen=True)
    sharer = msgspec.structs.replace(tiles[0], tile=TILE_SMALL[0], talking=True)
    return (screen, sharer, *tiles[2:])


_AWAY = Code.CALENDAR_UNREACHABLE.value
_BROKEN = Devices(
    DeviceState(DeviceStatus.FAILED, problem=Code.DEVICE_ABSENT.value),
    _RUNNING,
    DeviceState(DeviceStatus.STARTING),
)
_LOST = Devices(
    _RUNNING,
    DeviceState(DeviceStatus.FAILED, problem=Code.DEVICE_ABSENT.value),
    DeviceState(DeviceStatus.FAILED, problem=Code.DEVICE_ABSENT.value),
)
_DEAD = DeviceState(DeviceStatus.FAILED, problem=Code.MEDIA_PROCESS.value)
_MUTED = replace(
    _inside(microphone_on=False, camera_on=False, network=Network.WEAK),
    microphone_wish=False,
    camera_wish=False,
    devices=Devices(_SYNTHETIC, _SYNTHETIC, _RUNNING),
)
_MADE_UP_DEVICES = replace(_IDLE, devices=Devices(_SYNTHETIC, _SYNTHETIC, _SYNTHETIC))
_RESTING = replace(_IDLE, devices=Devices(), resting=True)
_STARTING = replace(_IDLE, devices=Devices(), network=Network.UNKNOWN)

SAMPLES: dict[str, Sample] = {
    "home-ready": Sample(),
    "home-made-up": Sample(session=_MADE_UP_DEVICES),
    "reminder": Sample(reminder=True),
    "reminder-early": Sample(reminder=True, agenda=_agenda(*_WEEK)),
    "home-several": Sample(agenda=_agenda(_READY, _SECOND, _FOREIGN, *_WEEK)),
    "home-refused": Sample(agenda=_agenda(_FOREIGN, *_WEEK)),
    "home-idle": Sample(agenda=_agenda(*_WEEK)),
    "home-empty": Sample(agenda=_agenda()),
    "home-resting": Sample(session=_RESTING, agenda=_agenda(*_WEEK)),
    "home-resting-empty": Sample(session=_RESTING, agenda=_agenda()),
    "home-resting-all-day": Sample(session=_RESTING, agenda=_agenda(_ALL_DAY, *_WEEK)),
    "home-quick-resting": Sample(
        session=_RESTING, agenda=_agenda(*_WEEK), technician=QUICK_SAMPLES["home-quick-sound"]
    ),
    "home-trial": Sample(agenda=_agenda(*_WEEK), trial=True),
    "home-stale": Sample(
        agenda=_agenda(*_WEEK, state=AgendaState.STALE, problem=_AWAY),
        session=replace(_IDLE, network=Network.LOST),
    ),
    "home-loading": Sample(agenda=_agenda(state=AgendaState.LOADING), session=_STARTING),
    "home-failed": Sample(
        agenda=_agenda(state=AgendaState.FAILED, problem=_AWAY),
        session=replace(_IDLE, devices=_BROKEN, network=Network.LOST),
    ),
    "home-clock": Sample(agenda=_agenda(state=AgendaState.FAILED, problem=Code.CLOCK)),
    "home-not-set": Sample(agenda=_agenda(state=AgendaState.NOT_SET)),
    **{name: Sample(technician=found) for name, found in QUICK_SAMPLES.items()},
    "home-quick-media": Sample(
        session=replace(_IDLE, devices=Devices(_DEAD, _DEAD, _DEAD), media_alive=False),
        technician=TechnicianSample(diagnostics=checked.NO_MEDIA),
    ),
    "home-quick-stale": Sample(
        agenda=_agenda(*_WEEK, state=AgendaState.STALE, problem=Code.CALENDAR_LOGIN.value),
        technician=QUICK_SAMPLES["home-quick-servers"],
    ),
    "week": Sample(agenda=_agenda(*_WEEK), page="week"),
    "help": Sample(page="help"),
    "joining": Sample(session=_wanting(Phase.JOINING, 2)),
    "joining-slow": Sample(session=_wanting(Phase.JOINING, 12)),
    "meeting": Sample(session=_inside()),
    "meeting-muted": Sample(session=_MUTED),
    "meeting-unheard": Sample(session=_MUTED, talking_while_muted=True),
    "meeting-alone": Sample(session=_inside(tiles=(), participants=1, speaker="", pages=1)),
    "meeting-no-picture": Sample(session=_inside(tiles=_undecoded(_TILES))),
    "meeting-shared-screen": Sample(session=_inside(tiles=_shared(_TILES))),
    "meeting-moderated": Sample(session=_inside(microphone_moderated=True, camera_moderated=True)),
    "meeting-cut-off": Sample(session=_inside(unheard=True, network=Network.WEAK)),
    "gallery": Sample(session=_inside(page=0, gallery=True), gallery=True),
    "meeting-device-lost": Sample(session=replace(_inside(), devices=_LOST)),
    "leave": Sample(session=_inside(), page="leave"),
    "reconnecting": Sample(session=_wanting(Phase.RECONNECTING, 6, problem=Code.UNREACHABLE.value)),
    "waiting": Sample(session=_wanting(Phase.WAITING, 75, problem=Code.ROOM_FULL.value)),
    "failed": Sample(session=_wanting(Phase.FAILED, 3, problem=Code.WRONG_PIN.value)),
    "failed-again": Sample(session=_wanting(Phase.FAILED, 3, problem=Code.KICKED.value)),
    "room-closed": Sample(session=_wanting(Phase.WAITING, 75, problem=Code.ROOM_CLOSED.value)),
    "meeting-over": Sample(session=_wanting(Phase.FAILED, 3, problem=Code.MEETING_OVER.value)),
    **{
        name: Sample(page=page, technician=technician, agenda=_agenda(*_WEEK))
        for name, (page, technician) in TECHNICIAN_SAMPLES.items()
    },
}  # fmt: skip
MORE_SAMPLES: dict[str, Sample] = {
    name: Sample(page=page, technician=technician, agenda=_agenda(*_WEEK))
    for name, (page, technician) in MORE_TECHNICIAN_SAMPLES.items()
}
"""Further states of the same pages, looked at on fewer panels."""
FIRST: dict[str, FirstSample] = FIRST_SAMPLES | MORE_FIRST_SAMPLES
"""What a computer shows that is no bridge point yet."""
EVERY = (*SAMPLES, *MORE_SAMPLES, *FIRST)


def _sample(name: str) -> Sample:
    return SAMPLES[name] if name in SAMPLES else MORE_SAMPLES[name]


def open_first(name: str, given: Given) -> FirstWindow:
    """A window of the first start with made-up data, not shown yet."""
    return FIRST[name].open(given)


def open_sample(
    name: str,
    store: FrameStore,
    settings: Settings,
    px_per_mm: float = 0.0,
    moment: Moments = silent,
    announce: tuple[str, ...] = (),
    speak: Callable[[Language], object] | None = None,
) -> tuple[PointWindow, SampleSession]:
    """A window with one screen's made-up data, not shown yet. Raises `KeyError` by name."""
    sample = _sample(name)
    session = SampleSession(sample.session, store, talking_while_muted=sample.talking_while_muted)
    ports = Ports(
        session=session,
        today=Says(day_of(sample.agenda, NOW, settings.meeting)),
        frames=store,
        announcer=Silence(),
        clock=Clock(lambda: NOW, lambda: NOW_NS, lunar=settings.screen.lunar_date),
        rest=SampleRest(sample.trial),
        technician=sample.technician.ports(settings),
    )
    given = Given(settings, moment, announce, px_per_mm, speak)
    return build(ports, given, gpu=False), session  # the drawn people are BGRA


def set_scene(name: str, window: PointWindow | FirstWindow) -> None:
    """Open what lies over the screen, once the models know the made-up state."""
    if isinstance(window, FirstWindow):
        FIRST[name].does(window.app)
        return
    sample = _sample(name)
    if sample.page:
        window.app.open(sample.page)
    if sample.gallery:
        window.app.meeting_model.open_gallery()
    if window.app.technician_model is not None:
        sample.technician.set_scene(window.app.technician_model)
    if sample.reminder:
        window.app.home_model.remind((8, sample.agenda.meetings[0]))
        window.app.open(REMINDER_PAGE)


def show_sample(name: str, settings: Settings, store: FrameStore) -> PointWindow | FirstWindow:
    """Show one screen. Raises `KioskError(SETTINGS)` for a name that no screen has."""
    if name not in EVERY:
        raise KioskError(
            Code.SETTINGS, f"No screen is called {name}.", f"There are: {', '.join(EVERY)}."
        )
    made_up = msgspec.structs.replace(SETTINGS, screen=settings.screen)
    window: PointWindow | FirstWindow
    if name in FIRST:
        window = open_first(name, Given(made_up))
    else:
        window, _ = open_sample(name, store, made_up)
    window.show()
    QTimer.singleShot(0, window, lambda: set_scene(name, window))
    return window

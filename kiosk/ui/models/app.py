"""The root view model: which screen, and the only place where models meet the session."""

# ruff: noqa: N802 - properties are spelt as QML spells them
from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.agenda.day import Day, Reminder, minutes_left
from kiosk.base.config import Language, Settings
from kiosk.diagnostics.state import QuickState
from kiosk.model.gear import Levels
from kiosk.model.meeting import AgendaState, Meeting
from kiosk.session.state import SessionState, line_of
from kiosk.settings.state import ChoicesState
from kiosk.ui.announcer import CHIME, PRESS
from kiosk.ui.models.clock import Clock
from kiosk.ui.models.devices import DeviceModel
from kiosk.ui.models.help import dial_code
from kiosk.ui.models.home import HomeModel
from kiosk.ui.models.meeting import MeetingModel
from kiosk.ui.models.newest import Newest
from kiosk.ui.models.page_rows import PageRow
from kiosk.ui.models.progress import ProgressModel
from kiosk.ui.models.rest import RestModel
from kiosk.ui.models.screens import Screen, screen_of
from kiosk.ui.models.stage import Stage
from kiosk.ui.models.status import StatusModel
from kiosk.ui.models.technician import TechnicianModel
from kiosk.ui.models.volume import VolumeModel
from kiosk.ui.pages import MENU_PAGE, PIN_PAGE, REMINDER_PAGE, Pages
from kiosk.ui.ports import Ports
from kiosk.ui.tile import TilePump

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class AppModel(QObject):
    """Owns the other models. `page` is what lies on top of the screen: a row of the page table."""

    changed = Signal()
    page_changed = Signal()
    shown_changed = Signal()
    joined = Signal()
    """VÀO HỌP (or its like) was accepted."""

    def __init__(self, ports: Ports, settings: Settings, pump: TilePump, pages: Pages) -> None:
        super().__init__()
        session, clock, technician = ports.session, ports.clock, ports.technician
        self._session = session
        self._settings = settings
        self._clock = clock
        self._announcer = ports.announcer
        self._state = SessionState()
        self._day = Day()
        self._screen = Screen.HOME
        self._was_inside = False
        self._pages = pages
        self._page_rows = [PageRow(page) for page in pages]
        self._page = ""
        self._stage = Stage(session, pump)
        self.home_model = HomeModel(self._join)
        self.meeting_model = MeetingModel(session, self._stage)
        self.progress_model = ProgressModel(clock)
        self._devices = DeviceModel()
        self.status_model = StatusModel(self._devices, settings.screen.language)
        self.volume_model = VolumeModel(technician.choices if technician else None)
        self.rest_model = RestModel(ports.rest)
        self._today = ports.today
        self._states, self._days, self._levels = Newest(self), Newest(self), Newest(self)
        self.technician_model = (
            TechnicianModel(technician, settings, clock, self._chime, pages) if technician else None
        )
        self._connect()

    def _connect(self) -> None:
        self._states.arrived.connect(self._on_state)
        self._days.arrived.connect(self._on_day)
        self._levels.arrived.connect(self._on_levels)
        self._clock.minute_changed.connect(self._show_day)
        self.changed.connect(self.shown_changed)
        self.page_changed.connect(self.shown_changed)
        self.shown_changed.connect(self._on_shown)
        self.rest_model.changed.connect(self._on_rest)
        self.rest_model.ready.connect(self._chime)
        technician = self.technician_model
        if technician is not None:
            technician.knocked.connect(self._open_pin_page)
            technician.gate_model.opened.connect(self._open_menu)
            technician.idled.connect(self.close)
            technician.choices_model.applied.connect(self._on_choices)
            technician.diagnostics_model.quick_changed.connect(self._on_quick)

    def start(self) -> None:
        """Subscribe to session, agenda and what the technician's pages follow."""
        self._today.subscribe(self._days.put)
        self._session.subscribe(self._states.put)
        self._session.levels.subscribe(self._levels.put)
        self.volume_model.start()
        self.rest_model.start()
        if self.technician_model is not None:
            self.technician_model.start()

    def retranslate(self, language: Language) -> None:
        """The language has changed: say everything again."""
        self._devices.retranslate()
        self.status_model.speak(language)
        self.progress_model.changed.emit()
        self._clock.minute_changed.emit()
        if self.technician_model is not None:
            self.technician_model.retranslate(language)

    @property
    def current(self) -> Screen:
        """What is on the screen, for Python."""
        return self._screen

    @Slot(object)
    def _on_state(self, state: SessionState) -> None:
        same_meeting = _key(state.meeting) == _key(self._state.meeting)
        self._was_inside = self._was_inside and same_meeting
        self._state = state
        screen = screen_of(state, self._was_inside)
        self._was_inside = self._was_inside or screen is Screen.MEETING
        self.meeting_model.show(state)
        self.progress_model.show(state)
        self.rest_model.show(state)
        self._show_devices()
        self._show(screen)

    def _show_devices(self) -> None:
        fresh = self._day.agenda.state is AgendaState.FRESH
        self._devices.show(self._state.devices, line_of(self._state, calendar_answers=fresh))

    def _show(self, screen: Screen) -> None:
        if screen is self._screen:
            return
        before, self._screen = self._screen, screen
        self.close()
        if screen is Screen.HOME and before is Screen.MEETING:
            self._announcer.announce("left")
        if screen is Screen.MEETING:
            self._announcer.announce("joined" if before is not Screen.RECONNECTING else "back")
        elif screen is Screen.RECONNECTING:
            self._announcer.announce("lost")
        self.changed.emit()

    @Slot(object)
    def _on_day(self, day: Day) -> None:
        before, self._day = self._day, day
        self.status_model.show_agenda(day.agenda.state)
        self._show_devices()
        self._show_day()
        if day.reminder is not None and day.reminder != before.reminder:
            self._remind(day.reminder)
        if day.prepared != before.prepared:
            self.changed.emit()

    @Slot(object)
    def _on_levels(self, levels: Levels) -> None:
        self._devices.show_levels(levels)
        was = self.meeting_model.talks_unheard
        self.meeting_model.show_levels(levels)
        if levels.talking_while_muted and not was and self._screen is Screen.MEETING:
            self._announcer.announce("muted")

    @Slot()
    def _show_day(self) -> None:
        now, reminder = self._clock.now(), self._day.reminder
        self.home_model.show(self._day.agenda, self._day.choice, now)
        left = minutes_left(reminder.meeting, now) if reminder is not None else 0
        self.home_model.remind((left, reminder.meeting) if reminder and left > 0 else None)
        if self._page == REMINDER_PAGE and not self.home_model.reminds:
            self.close()

    def _remind(self, reminder: Reminder) -> None:
        """In a meeting nothing is said over it; a technician's page is not covered."""
        if self._screen is Screen.HOME:
            self._announcer.announce(f"reminder-{reminder.minutes}")
            if self._shown in self._pages.of(REMINDER_PAGE).covers:
                self.open(REMINDER_PAGE)

    def _join(self, meeting: Meeting) -> None:
        self.joined.emit()
        self._session.join(meeting)

    @Slot()
    def _chime(self) -> None:
        """For the ear of whoever sets the volume."""
        self._session.play_sound(str(CHIME))

    @Slot()
    def pressed(self) -> None:
        """A press counted: let it be heard, on the way that the echo canceller knows."""
        self._session.play_sound(str(PRESS))

    @Slot()
    def _on_shown(self) -> None:
        """Home counts no seconds, and a technician needs the devices."""
        self._clock.count(self._shown != Screen.HOME.value)
        self.rest_model.technician(bool(self._page) and self._pages.of(self._page).behind_the_door)

    @Slot()
    def _on_rest(self) -> None:
        self.status_model.rest(self.rest_model.is_resting)

    @Slot(object)
    def _on_choices(self, choices: ChoicesState) -> None:
        self._announcer.speak(choices.screen.language, choices.screen.voice)

    @Slot(object)
    def _on_quick(self, quick: QuickState) -> None:
        self.status_model.show(quick)

    @Slot()
    def _open_pin_page(self) -> None:
        if self._screen is Screen.HOME:
            self.open(PIN_PAGE)

    @Slot()
    def _open_menu(self) -> None:
        if self._page == PIN_PAGE:
            self.open(MENU_PAGE)

    @Slot()
    def leave(self) -> None:
        """Confirmed, or nothing to confirm: be in no meeting."""
        self._session.leave()

    @Slot()
    def retry(self) -> None:
        """Try the same meeting again, from the start."""
        if self._state.meeting is not None:
            self._session.join(self._state.meeting)

    @Slot(str)
    def open(self, page: str) -> None:
        """Lay a page over the screen. A technician's page asks for the pin first."""
        technician = self.technician_model
        if technician is not None:
            page = technician.admitted(page)
        if page != self._page:
            self._page = page
            if technician is not None:
                technician.follow(page)
            self.page_changed.emit()

    @Slot()
    def close(self) -> None:
        """Back to the screen."""
        self.open("")

    @property
    def _shown(self) -> str:
        return self._page or self._screen.value

    @Property(list, constant=True)
    def pages(self) -> list[PageRow]:
        """Every page that there is."""
        return self._page_rows

    @Property(str, notify=shown_changed)
    def shown(self) -> str:
        """The page that is seen, or else the screen."""
        return self._shown

    @Property(bool, notify=shown_changed)
    def bright(self) -> bool:
        """What is seen stands on the bright ground."""
        return not self._pages.of(self._shown).dark

    @Property(str, notify=changed)
    def screen(self) -> str:
        """See `Screen`."""
        return self._screen.value

    @Property(bool, notify=changed)
    def meetingNear(self) -> bool:
        """A meeting is on or prepared: its tiles should have their sizes."""
        return self._screen is not Screen.HOME or self._day.prepared is not None

    @Property(str, notify=page_changed)
    def page(self) -> str:
        """What lies over the screen; empty: nothing."""
        return self._page

    @Property(HomeModel, constant=True)
    def home(self) -> HomeModel:
        """The home screen."""
        return self.home_model

    @Property(MeetingModel, constant=True)
    def meeting(self) -> MeetingModel:
        """The meeting screen."""
        return self.meeting_model

    @Property(ProgressModel, constant=True)
    def progress(self) -> ProgressModel:
        """Joining, reconnecting, waiting, failed."""
        return self.progress_model

    @Property(DeviceModel, constant=True)
    def devices(self) -> DeviceModel:
        """Devices and line."""
        return self._devices

    @Property(StatusModel, constant=True)
    def status(self) -> StatusModel:
        """Devices, line and servers as the home screen shows them."""
        return self.status_model

    @Property(RestModel, constant=True)
    def rest(self) -> RestModel:
        """Whether the devices rest."""
        return self.rest_model

    @Property(VolumeModel, constant=True)
    def volume(self) -> VolumeModel:
        """How loud the loudspeaker is, for everybody."""
        return self.volume_model

    @Property(TechnicianModel, constant=True)
    def technician(self) -> TechnicianModel | None:
        """What lies behind the hidden corner; null: nothing."""
        return self.technician_model

    @Property(Clock, constant=True)
    def clock(self) -> Clock:
        """The clock on the screen."""
        return self._clock

    @Property(Stage, constant=True)
    def stage(self) -> Stage:
        """Collects the tiles' sizes."""
        return self._stage

    @Property(str, constant=True)
    def pointName(self) -> str:
        """What people call the point."""
        return self._settings.point.name

    @Property(str, constant=True)
    def pointPlace(self) -> str:
        """Where it is."""
        return self._settings.point.place

    @Property(str, constant=True)
    def pointId(self) -> str:
        """Its number at the server, to tell the technician."""
        return self._settings.point.id

    @Property(str, constant=True)
    def helpPhone(self) -> str:
        """The technician's number, empty when not set."""
        return self._settings.help.phone

    @Property(str, constant=True)
    def helpCode(self) -> str:
        """Address of a QR code that dials the number; empty when there is none."""
        return dial_code(self._settings.help.phone)

    @Property(str, constant=True)
    def helpContact(self) -> str:
        """The technician's name, empty when not set."""
        return self._settings.help.contact


def _key(meeting: Meeting | None) -> str:
    return meeting.key if meeting else ""

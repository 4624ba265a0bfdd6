"""One bridge point for one test: its calendar, its room, its kiosk, and the others in the room."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from kiosk.server.events import Event
from kiosk.server.running import CommuneServer
from tests.browser import Browser, Client
from tests.janus_admin import JanusAdmin
from tests.journal import Allowed
from tests.processes import JOIN, ROOT, Kiosk, Program
from tests.screen import Screen, share

if TYPE_CHECKING:
    from tests.sound_server import SoundServer

FAILURES = ROOT / "build" / "failures"
"""Screens and logs of failed tests; not in the repository."""
HALL = "Hội trường UBND"
MAGENTA, LIME = (255, 0, 255), (128, 255, 0)
"""The hall's picture: colours that neither the kiosk's screens nor its test pattern have."""
HALL_TONE_HZ = 523
POLL_S = 10


_ALWAYS_ALLOWED = (
    Allowed(
        r"^stderr: ALSA lib pcm\.c.*underrun occurred",
        "ALSA's own words where the machine is too busy for sound in time; the kiosk counts them",
    ),
    Allowed(
        r"kiosk\.devices\.sound: the speaker has stopped",
        "an underrun on a busy machine can stop PortAudio 19.6; the watchdog opens it anew, and "
        "that sound comes out is asserted where it matters",
    ),
)


class Site:
    """A bridge point of the commune, with all that is needed to watch it from outside."""

    def __init__(
        self,
        number: int,
        server: CommuneServer,
        screen: Screen,
        sound: SoundServer,
        browser: Browser | None,
        folder: Path,
    ) -> None:
        self.server, self.screen, self.sound, self.browser = server, screen, sound, browser
        self.folder = folder
        self.admin = JanusAdmin(server)
        self.program = Program()
        """What its kiosk is."""
        self.point_id = f"kp{number:02}"
        self.name = server.commune.point(self.point_id).name
        self.room = 1000 + number
        self._clients: list[Client] = []
        self._kiosks: list[Kiosk] = []

    def put_meeting(
        self,
        *,
        uid: str = "giao-ban",
        title: str = "Giao ban đầu tuần",
        starts_in: timedelta = timedelta(minutes=-1),
        room: int | None = None,
        pin: str = "",
        lasts_h: float = 2,
    ) -> None:
        """Write a meeting, of two hours by default, into the point's calendar, or write over it."""
        start = datetime.now(UTC).replace(microsecond=0) + starts_in
        address = f"janus+{self.server.janus_url}/?room={room or self.room}"
        if pin:
            address += f"&pin={quote(pin)}"
        end = start + timedelta(hours=lasts_h)
        event = Event(uid, title, start, end, conference=address, organiser="UBND phường")
        self.server.put_event(self.point_id, event)

    def client(self, display: str = HALL, room: int | None = None, **options: object) -> Client:
        """Somebody else in the room: by default the hall, magenta and lime, with its tone."""
        look = {"left": _css(MAGENTA), "right": _css(LIME), "tone": HALL_TONE_HZ}
        assert self.browser is not None, "this site has only its kiosk"
        client = self.browser.open(
            self.server.janus_url, room or self.room, display, **{**look, **options}
        )
        self._clients.append(client)
        client.wait_joined()
        return client

    def kiosk(self, allowed: Sequence[Allowed] = (), **changes: Mapping[str, object]) -> Kiosk:
        """The point's kiosk, not started yet (a context manager). `changes` are by section."""
        settings = self._settings()
        for section, fields in changes.items():
            settings[section] = {**settings.get(section, {}), **fields}
        kiosk = Kiosk(
            self.folder / f"kiosk{len(self._kiosks)}",
            settings,
            self.server.commune.point(self.point_id).password,
            self.screen,
            self.sound.environment,
            (*_ALWAYS_ALLOWED, *allowed),
            self.program,
        )
        self._kiosks.append(kiosk)
        return kiosk

    def others_ports(self) -> set[int]:
        """The UDP ports of everybody in the room but the kiosk."""
        return self.browser.udp_ports() if self.browser is not None else set()

    @contextlib.contextmanager
    def meeting(
        self, allowed: Sequence[Allowed] = (), **changes: Mapping[str, object]
    ) -> Iterator[tuple[Kiosk, Client]]:
        """The point in its meeting after one press, with the hall that sees and hears it."""
        self.put_meeting()
        hall = self.client()
        with self.kiosk(allowed, **changes) as kiosk:
            kiosk.press(JOIN)
            kiosk.wait_room(phase="joined")
            hall.wait_feed(self.name, "moving", lambda feed: feed.is_moving)
            self.wait_hall_on_screen()
            yield kiosk, hall

    def wait_hall_on_screen(self, timeout_s: float = 60.0) -> int:
        """Wait until the hall's two colours move on the screen; `time.monotonic_ns()` then."""
        deadline = time.monotonic() + timeout_s
        before = 0.0
        while time.monotonic() < deadline:
            lime = share(self.screen.grab(), LIME)
            if self.shows_hall() and abs(lime - before) > 0.003:
                return time.monotonic_ns()
            before = lime
            time.sleep(0.1)
        raise AssertionError(f"the hall's picture is not moving on the screen after {timeout_s} s")

    def shows_hall(self) -> bool:
        """Whether both of the hall's colours cover a good part of the screen."""
        picture = self.screen.grab()
        return share(picture, MAGENTA) > 0.05 and share(picture, LIME) > 0.05

    def shows_nothing_of_hall(self) -> bool:
        """Whether neither of the hall's colours is anywhere."""
        picture = self.screen.grab()
        return share(picture, MAGENTA) < 0.01 and share(picture, LIME) < 0.01

    def keep(self, folder: Path) -> None:
        """Copy the kiosks' screens and logs to where a person looks for them."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for number, kiosk in enumerate(self._kiosks):
            for name in ("screen.png", "log.jsonl"):
                if (kiosk.folder / name).exists():
                    shutil.copy(kiosk.folder / name, folder / f"kiosk{number}-{name}")
        for client in self._clients:
            if client.is_open:
                (folder / f"{client.display}.txt").write_text(str(client.report()))

    def close(self) -> None:
        """End what the test left running."""
        for kiosk in self._kiosks:
            kiosk.close()
        for client in self._clients:
            client.leave()

    def _settings(self) -> dict[str, dict[str, object]]:
        return {
            "point": {"id": self.point_id, "name": self.name},
            "calendar": {
                "url": self.server.point_calendar_url(self.point_id),
                "user": self.server.commune.point(self.point_id).user,
                "poll_s": POLL_S,
            },
            "meeting": {"allowed_hosts": [self.server.allowed_host]},
            "devices": {"camera": "synthetic", "microphone": "auto", "speaker": "auto"},
            "screen": {"voice": False},  # nobody speaks over the tone that is listened for
        }


def _css(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)

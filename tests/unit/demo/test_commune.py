"""What the demo's kiosk is started with."""

import stat
from pathlib import Path

import requests

from kiosk.base import config
from kiosk.demo import commune
from kiosk.demo.devices import Devices
from kiosk.server.running import CommuneServer

FILES = Devices("synthetic", "auto", "auto")


def test_settings_are_right_and_hold_no_secret(server: CommuneServer, tmp_path: Path) -> None:
    files = commune.write_kiosk_files(server, tmp_path, FILES, "en")
    settings = config.load(files.settings)
    assert settings.point.id == commune.POINT_ID
    assert settings.point.name == commune.POINT_NAME
    assert settings.calendar.url == server.point_calendar_url(commune.POINT_ID)
    assert settings.meeting.allowed_hosts == (server.allowed_host,)
    assert settings.devices.camera == "synthetic"
    assert settings.screen.language is config.Language.ENGLISH
    text = files.settings.read_text()
    for secret in (server.commune.points[0].password, server.commune.rooms[0].pin):
        assert secret not in text


def test_the_password_is_where_the_kiosk_looks(server: CommuneServer, tmp_path: Path) -> None:
    files = commune.write_kiosk_files(server, tmp_path, FILES, "vi")
    folder = Path(files.environment["CREDENTIALS_DIRECTORY"])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    password = (folder / "kiosk-calendar").read_text()
    url = server.point_calendar_url(commune.POINT_ID)
    assert requests.get(url, auth=(commune.POINT_ID, password), timeout=10).status_code == 200


def test_every_run_has_passwords_of_its_own() -> None:
    first, second = commune.describe(), commune.describe()
    assert first.points[0].password != second.points[0].password
    assert first.rooms[0].secret != second.rooms[0].secret
    assert first.admin_key != second.admin_key

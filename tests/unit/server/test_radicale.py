"""Who sees which calendar, asked of a real Radicale."""

import stat
from pathlib import Path

import pytest
import requests

from kiosk.server import radicale
from kiosk.server.commune import Commune
from kiosk.server.running import CommuneServer

pytestmark = pytest.mark.system


def status(server: CommuneServer, point: str, user: str, password: str) -> int:
    url = server.point_calendar_url(point)
    return requests.get(url, auth=(user, password), timeout=10).status_code


def test_each_point_opens_its_own_calendar(server: CommuneServer) -> None:
    for point in server.commune.points:
        assert status(server, point.id, point.user, point.password) == 200


def test_no_point_opens_anothers(server: CommuneServer) -> None:
    assert status(server, "kp02", "kp01", "password-1") == 403


def test_a_wrong_password_opens_nothing(server: CommuneServer) -> None:
    assert status(server, "kp01", "kp01", "password-2") == 401
    assert requests.get(server.point_calendar_url("kp01"), timeout=10).status_code == 401


def test_passwords_are_hashed_in_a_file_of_the_owners(commune: Commune, folder: Path) -> None:
    radicale.write(commune, folder)
    users = folder / radicale.USERS_FILE
    assert stat.S_IMODE(users.stat().st_mode) == 0o600
    text = users.read_text()
    assert text.count(":$6$") == 2
    assert not any(point.password in text for point in commune.points)

import os
import stat

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.agenda.store import AgendaStore
from kiosk.base.config import Calendar, MeetingRules, Settings
from kiosk.model.meeting import Agenda, AgendaState
from tests.unit.agenda.conftest import NOW, at, meeting

SETTINGS = Settings(calendar=Calendar(url="https://a.vn/"))
AGENDA = Agenda(AgendaState.FRESH, (meeting("a", at(24)),), NOW)


def test_what_was_saved_is_loaded_by_the_next_process(tmp_path) -> None:
    AgendaStore(tmp_path, SETTINGS).save(AGENDA)
    assert AgendaStore(tmp_path, SETTINGS).load() == AGENDA
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "agenda.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(SETTINGS, calendar=Calendar(url="https://b.vn/")),
        msgspec.structs.replace(SETTINGS, meeting=MeetingRules(allowed_hosts=("b.vn",))),
    ],
)
def test_an_agenda_of_other_settings_is_none(tmp_path, other: Settings) -> None:
    AgendaStore(tmp_path, SETTINGS).save(AGENDA)
    assert AgendaStore(tmp_path, other).load() is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_a_damaged_file_is_none(tmp_path, data: bytes) -> None:
    (tmp_path / "agenda.json").write_bytes(data)
    assert AgendaStore(tmp_path, SETTINGS).load() is None


def test_half_a_file_is_none(tmp_path) -> None:
    store = AgendaStore(tmp_path, SETTINGS)
    store.save(AGENDA)
    file = tmp_path / "agenda.json"
    file.write_bytes(file.read_bytes()[:100])
    assert store.load() is None


def test_a_disk_that_takes_nothing_is_logged(tmp_path, caplog) -> None:
    (tmp_path / "file").write_text("in the way")
    AgendaStore(tmp_path / "file", SETTINGS).save(AGENDA)
    assert "agenda not stored" in caplog.text

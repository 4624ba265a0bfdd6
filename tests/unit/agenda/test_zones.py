import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda.zones import resolve


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"),
        ("Asia/Saigon", "Asia/Saigon"),
        ("SE Asia Standard Time", "Asia/Ho_Chi_Minh"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("(UTC+07:00) Bangkok, Hanoi, Jakarta", "Asia/Ho_Chi_Minh"),
        ("/citadel.org/20210210_1/Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"),
        ("/freeassociation.sourceforge.net/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ('"Asia/Tokyo"', "Asia/Tokyo"),
        ("UTC", "Etc/UTC"),
    ],
)
def test_known_names(tzid: str, name: str) -> None:
    assert resolve(tzid, {}) == name


@pytest.mark.parametrize(
    "tzid", ["", "Giờ của tôi", "../../etc/passwd", "/etc/passwd", "Asia", "\0"]
)
def test_unknown_names(tzid: str) -> None:
    assert resolve(tzid, {}) is None


@pytest.mark.parametrize(
    ("offsets", "name"),
    [
        ({"+0700"}, "Etc/GMT-7"),
        ({"-030000"}, "Etc/GMT+3"),
        ({"+0000"}, "Etc/UTC"),
        ({"+0530"}, None),
        ({"+0100", "+0200"}, None),
        ({"+9900"}, None),
        ({"x"}, None),
    ],
)
def test_a_made_up_name_with_one_offset(offsets: set[str], name: str | None) -> None:
    assert resolve("Giờ của tôi", {"Giờ của tôi": frozenset(offsets)}) == name


def test_a_known_name_does_not_believe_its_calendar() -> None:
    lie = {"SE Asia Standard Time": frozenset({"+0100"})}
    assert resolve("SE Asia Standard Time", lie) == "Asia/Ho_Chi_Minh"


@given(st.text())
def test_any_name_is_known_or_not(tzid: str) -> None:
    name = resolve(tzid, {})
    assert name is None or resolve(name, {}) is not None

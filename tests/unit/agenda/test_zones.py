import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda.events import Zone
from kiosk.agenda.zones import Resolved, normal, resolve


def known(tzid: str) -> str | None:
    found = resolve(tzid, {})
    return found.name if found and not found.is_derived else None


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"),
        ("Asia/Saigon", "Asia/Saigon"),
        ("asia/ho chi minh", "Asia/Ho_Chi_Minh"),
        ("Asia/Hanoi", "Asia/Ho_Chi_Minh"),
        ("SE Asia Standard Time", "Asia/Ho_Chi_Minh"),
        ("SE ASIA STANDARD TIME", "Asia/Ho_Chi_Minh"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("(UTC+07:00) Bangkok, Hanoi, Jakarta", "Asia/Ho_Chi_Minh"),
        ("(UTC+07:00) Bangkok\\, Hanoi\\, Jakarta", "Asia/Ho_Chi_Minh"),
        ("/citadel.org/20210210_1/Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"),
        ("/freeassociation.sourceforge.net/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("right/Asia/Tokyo", "Asia/Tokyo"),
        ('"Asia/Tokyo"', "Asia/Tokyo"),
        ("UTC", "Etc/UTC"),
        ("tzone://Microsoft/Utc", "Etc/UTC"),
        ("Etc/GMT-7", "Etc/GMT-7"),
        ("etc/gmt-7", "Etc/GMT-7"),
    ],
)
def test_known_names(tzid: str, name: str) -> None:
    assert known(tzid) == name


@pytest.mark.parametrize(
    "tzid",
    [
        *("", "Giờ của tôi", "../../etc/passwd", "/etc/passwd", "Asia", "\0"),
        *("localtime", "posixrules", "Factory"),  # whatever the PC says
        *("Phòng 2 -3", "Zone-1", "UTC+25", "UTC+7000", "(UTC+07:00) hay (UTC+08:00)", "UTC+5:20"),
    ],
)
def test_unknown_names(tzid: str) -> None:
    assert resolve(tzid, {}) is None


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("UTC+07", "Etc/GMT-7"),
        ("UTC+7", "Etc/GMT-7"),
        ("UTC+07:00", "Etc/GMT-7"),
        ("UTC +7", "Etc/GMT-7"),
        ("GMT+0700", "Etc/GMT-7"),
        ("GMT+0700 (Giờ Đông Dương)", "Etc/GMT-7"),
        ("+07:00", "Etc/GMT-7"),
        ("(GMT+07.00) Băng Cốc", "Etc/GMT-7"),
        ("(UTC+07:00) Băng Cốc, Hà Nội, Jakarta", "Etc/GMT-7"),
        ("(UTC+07:00) Bangkok, Hà Nội, Jakarta", "Etc/GMT-7"),
        ("(UTC+07:00) Bangkok, Hanoï, Djakarta", "Etc/GMT-7"),
        ("(UTC+07:00) 曼谷，河内，雅加达", "Etc/GMT-7"),
        ("Hà Nội (GMT+7)", "Etc/GMT-7"),
        ("(UTC−03:00) Brasilia", "Etc/GMT+3"),  # a minus sign instead of a hyphen
        ("(UTC+05:30) Chennai, Kolkata", "Asia/Kolkata"),
        ("(UTC+14:00) Đảo Kiritimati", "Etc/GMT-14"),
        ("(UTC) Giờ quốc tế", "Etc/UTC"),
    ],
)
def test_an_offset_in_the_name_is_taken_and_marked(tzid: str, name: str) -> None:
    assert resolve(tzid, {}) == Resolved(name, is_derived=True)


@pytest.mark.parametrize(
    ("offsets", "name"),
    [
        ({"+0700"}, "Etc/GMT-7"),
        ({"-030000"}, "Etc/GMT+3"),
        ({"+0000"}, "Etc/UTC"),
        ({"+0530"}, "Asia/Kolkata"),
        ({"+0517"}, None),
        ({"+0100", "+0200"}, None),
        ({"+9900"}, None),
        ({"x"}, None),
        (set(), None),
    ],
)
def test_a_made_up_name_with_one_offset(offsets: set[str], name: str | None) -> None:
    found = resolve("Giờ của tôi", {normal("Giờ của tôi"): Zone(frozenset(offsets))})
    assert found == (name and Resolved(name, is_derived=True))


def test_a_name_and_its_calendar_must_agree() -> None:
    same = {normal("(UTC+07:00) Hà Nội"): Zone(frozenset({"+0700"}))}
    other = {normal("(UTC+07:00) Hà Nội"): Zone(frozenset({"+0900"}))}
    summer = {normal("(UTC+01:00) Béc-lin"): Zone(frozenset({"+0100", "+0200"}))}
    assert resolve("(UTC+07:00) Hà Nội", same) == Resolved("Etc/GMT-7", is_derived=True)
    assert resolve("(UTC+07:00) Hà Nội", other) is None
    assert resolve("(UTC+01:00) Béc-lin", summer) is None


def test_a_made_up_name_that_says_which_zone_it_is() -> None:
    declared = {normal("Của tôi"): Zone(frozenset({"+0100", "+0200"}), "Europe/Berlin")}
    assert resolve("Của tôi", declared) == Resolved("Europe/Berlin", is_derived=True)


def test_a_known_name_does_not_believe_its_calendar() -> None:
    lie = {normal("SE Asia Standard Time"): Zone(frozenset({"+0100"}), "Europe/Berlin")}
    assert resolve("SE Asia Standard Time", lie) == Resolved("Asia/Ho_Chi_Minh")


@given(st.text())
def test_any_name_is_known_or_not(tzid: str) -> None:
    found = resolve(tzid, {})
    assert found is None or resolve(found.name, {}) is not None

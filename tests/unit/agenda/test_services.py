"""Every service's file against addresses that fit, and addresses that must not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda import services
from kiosk.agenda.services import known, read, with_own
from kiosk.agenda.webaddress import Recognised, Refusal, recognise
from kiosk.base.errors import KioskError

TABLES = Path(__file__).parent / "services"
ALLOWED = ("hop.example.vn", "127.0.0.1:8080")
POINT = "Khu phố 1"
NAMES = sorted(service.id for service in known())


def table(name: str) -> dict[str, object]:
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))


def fits() -> list[tuple[str, str, str]]:
    return [(name, *pair) for name in NAMES for pair in table(name)["fits"].items()]  # type: ignore[attr-defined]


def refused() -> list[tuple[str, str]]:
    return [(name, each) for name in NAMES for each in table(name)["refused"]["addresses"]]  # type: ignore[index]


@pytest.mark.parametrize(("name", "address", "opened"), fits())
def test_address_is_recognised_and_the_right_one_opened(
    name: str, address: str, opened: str
) -> None:
    found = recognise(address, known(), ALLOWED)
    assert isinstance(found, Recognised)
    assert (found.service.id, found.opened(POINT)) == (name, opened)
    assert repr(found) == f"Recognised({name}, …)"  # the link is a secret


@pytest.mark.parametrize(("name", "address"), refused())
def test_address_that_only_looks_like_it_is_not(name: str, address: str) -> None:
    found = recognise(address, known(), ALLOWED)
    if isinstance(found, Recognised):
        # Another service's may fit, but it stays on a host that somebody has named.
        assert found.service.id != name
        assert "evil" not in found.opened(POINT)


def test_each_service_has_a_table_of_at_least_five_and_five() -> None:
    assert sorted(file.stem for file in TABLES.glob("*.toml")) == NAMES
    for name in NAMES:
        rows = table(name)
        assert len(rows["fits"]) >= 5, name  # type: ignore[arg-type]
        assert len(rows["refused"]["addresses"]) >= 5, name  # type: ignore[index]


@given(st.text(max_size=60), st.sampled_from(["https://zoom.us", "https://hop.example.vn", ""]))
def test_no_link_breaks_it_or_leaves_the_named_hosts(tail: str, head: str) -> None:
    found = recognise(head + tail, known(), ALLOWED)
    if isinstance(found, Recognised):
        host = found.opened(POINT).split("/")[2]
        named = {"hop.example.vn", "127.0.0.1:8080"}
        assert host in named or any(
            host == each or (each.startswith("*.") and host.endswith(each[1:]))
            for each in found.service.hosts
        )


def test_a_points_name_stays_a_name() -> None:
    found = recognise("https://meet.jit.si/Hop", known())
    assert isinstance(found, Recognised)
    opened = found.opened('x"&config.iAmRecorder=true#')
    assert opened.count("#") == 1
    assert "&config.iAmRecorder" not in opened


def test_without_an_allowed_host_nothing_of_anybodys_is_opened() -> None:
    assert recognise("https://hop.example.vn/b/abc-def-ghi", known()) is Refusal.NOT_ALLOWED


GOOD = """
name = { vi = "Riêng", en = "Own" }
[[address]]
hosts = ["hop.xa.vn"]
path = '/p/(?P<room>[a-z]+)'
open = "https://hop.xa.vn/{room}"
"""


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (('"Own"', '""'), "en"),
        (('en = "Own"', 'fr = "Own"'), "name.en"),
        (("[[address]]", "[[adress]]"), "adress"),
        (('"hop.xa.vn"]', '"hop xa"]'), "no host"),
        (("[a-z]+", "[a-z"), "regular expression"),
        (("{room}", "{raum}"), "raum"),
        (('"https://hop', '"http://hop'), "https"),
        (("[[address]]", 'hosts = ["*"]\n[[address]]'), "no host"),
        (('open = "https', 'rank = 1\nopen = "https'), "rank"),
        (("{room}", "{room"), "expected"),
        (("name =", "= name"), "Invalid"),
    ],
)
def test_file_that_is_not_right_is_said_with_its_field(
    tmp_path: Path, change: tuple[str, str], word: str
) -> None:
    file = tmp_path / "rieng.toml"
    file.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(KioskError) as caught:
        read(file)
    assert "rieng.toml" in str(caught.value)
    assert word.lower() in str(caught.value).lower()


def test_the_communes_own_file_comes_first(tmp_path: Path) -> None:
    (tmp_path / "rieng.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "zoom.toml").write_text(GOOD, encoding="utf-8")
    own = with_own(tmp_path)
    assert [one.id for one in own if one.name["en"] == "Own"] == ["rieng", "zoom"]
    found = recognise("https://hop.xa.vn/p/hop", own)
    assert isinstance(found, Recognised)
    assert found.opened(POINT) == "https://hop.xa.vn/hop"
    assert recognise("https://zoom.us/j/81234567890", own) is Refusal.NOT_ALLOWED


def test_a_file_that_is_not_there_or_endless_is_said(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match=r"fehlt\.toml"):
        read(tmp_path / "fehlt.toml")
    large = tmp_path / "gross.toml"
    large.write_bytes(b"#" * (services._MAX_BYTES + 1))
    with pytest.raises(KioskError, match="longer"):
        read(large)

"""What nmcli prints becomes a list for people: hostile names, doubles, hidden ones, protections."""

from __future__ import annotations

import pytest

from kiosk.system import nmcli
from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.trouble import Trouble, TroubleError
from kiosk.system.wifi import LONGEST_NAME, MOST, check_name, check_password, key_of


def row(name: bytes, signal: str = "60", security: str = "WPA2", used: str = " ") -> str:
    return f"{used}:{name.hex().upper()}:{signal}:{security}:Infra"


def listed(*rows: str, known: frozenset[str] = frozenset()) -> tuple[WifiNetwork, ...]:
    return nmcli.networks_in("\n".join(rows) + "\n", known)


def test_the_strongest_comes_first_and_ours_before_all() -> None:
    found = listed(row(b"weak", "20"), row(b"strong", "90"), row(b"ours", "40", used="*"))
    assert [one.name for one in found] == ["ours", "strong", "weak"]
    assert [one.used for one in found] == [True, False, False]


def test_transmitters_of_one_name_are_one_line() -> None:
    found = listed(row(b"UBND", "40", used="*"), row(b"UBND", "80"), row(b"UBND", "10", "WPA3"))
    assert [(one.name, one.strength, one.used) for one in found] == [("UBND", 80, True)]
    assert not found[0].modern


def test_hidden_networks_are_not_listed() -> None:
    assert listed(":::", row(b""), row(b"\0\0\0\0"), row(b"   "), row(b"x"))[0].name == "x"
    assert len(listed(row(b""), row(b"\0\0"), row(b"   "))) == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff\xfe\x80", "\ufffd" * 3),
        (b"a\x1b[31mred\r\nb", "a[31mred b"),
        ("\u202egnp.exe".encode(), "gnp.exe"),
        ("\u200bUBND".encode(), "UBND"),
        (b"<b>bold</b>&amp;", "<b>bold</b>&amp;"),
        (b"--ask", "--ask"),
        ("Ph\u01b0\u0300ờng".encode(), "Phừờng"),
    ],
)
def test_hostile_names(name: bytes, shown: str) -> None:
    [one] = listed(row(name))
    assert one.name == shown
    assert one.key == key_of(name)


def test_a_long_name_is_clipped_and_the_list_too() -> None:
    many = [row(f"{number:032}".encode(), str(number % 100)) for number in range(500)]
    found = listed(*many)
    assert len(found) == MOST
    assert all(len(one.name) <= LONGEST_NAME for one in found)


@pytest.mark.parametrize(
    ("security", "guard", "modern"),
    [
        ("", Guard.OPEN, False),
        ("--", Guard.OPEN, False),
        ("OWE", Guard.OPEN, False),
        ("WPA1 WPA2", Guard.PASSWORD, False),
        ("WPA2 WPA3", Guard.PASSWORD, False),
        ("WPA3", Guard.PASSWORD, True),
        ("WPA2 802.1X", Guard.OTHER, False),
        ("WEP", Guard.OTHER, False),
        ("something new", Guard.OTHER, False),
    ],
)
def test_protections(security: str, guard: Guard, modern: bool) -> None:
    [one] = listed(row(b"x", security=security))
    assert (one.guard, one.modern) == (guard, modern)


def test_what_is_no_row_is_passed_over() -> None:
    text = "Error: x\n*:zz:10:WPA2:Infra\n:41:ten:WPA2:Infra\n:41:10:WPA2:Ad-Hoc\n:4:1:W:Infra"
    assert nmcli.networks_in(text, frozenset()) == ()


def test_what_is_stored_is_known() -> None:
    assert listed(row(b"x"), known=frozenset({key_of(b"x")}))[0].known


def test_only_wireless_connections_with_a_uuid_are_stored_ones() -> None:
    one, two = (f"0f3e8f04-0000-4000-8000-00000000000{number}" for number in "12")
    text = (
        f"{one}:802-11-wireless:kiosk-4142\n{two}:802-11-wireless:a\\:b\n"
        f"{two[:-1]}3:802-3-ethernet:Wired\n--help:802-11-wireless:x\n"
    )
    assert nmcli.stored_in(text) == {one: "4142", two: ""}


@pytest.mark.parametrize("name", ["UBND", "-id: x\\y", "a:b", " ", "Khu phố"])
def test_the_name_of_a_stored_one(name: str) -> None:
    assert nmcli.ssid_in(f"{nmcli.SSID}:{name}\n") == key_of(name.encode())
    assert nmcli.ssid_in("something else\n") == ""


@pytest.mark.parametrize(
    ("status", "printed", "code"),
    [
        (8, "Error: NetworkManager is not running.", Trouble.NETWORK_TOOL),
        (1, "Error: Could not create NMClient object: Could not connect: Connection refused.",
         Trouble.NETWORK_TOOL),
        (4, "Error: Connection activation failed: No suitable device found for this connection.",
         Trouble.WIFI_GONE),
        (4, "Error: Connection activation failed: Secrets were required, but not provided",
         Trouble.WIFI_PASSWORD),
        (4, "Error: Connection activation failed: (7) Secrets were required, but not provided.",
         Trouble.WIFI_PASSWORD),
        (4, "Error: Connection activation failed: 802.1X supplicant took too long to authenticate",
         Trouble.WIFI_PASSWORD),
        (4, "Error: Connection activation failed: The Wi-Fi network could not be found",
         Trouble.WIFI_GONE),
        (4, "Error: Connection activation failed: IP configuration could not be reserved",
         Trouble.WIFI_NO_ADDRESS),
        (1, "Error: Failed to add 'k' connection: Insufficient privileges", Trouble.REFUSED),
        (1, "Error: Failed to delete connection: not authorized", Trouble.REFUSED),
        (3, "Error: Timeout 45 sec expired.", Trouble.SILENT),
        (1, "Error: something else", Trouble.WIFI_FAILED),
    ],
)  # fmt: skip
def test_why_it_failed(status: int, printed: str, code: Trouble) -> None:
    with pytest.raises(TroubleError) as caught:
        nmcli.check(status, printed)
    assert caught.value.trouble is code
    nmcli.check(0, printed)


@pytest.mark.parametrize("password", ["12345678", "x" * 63, "a" * 64, "với dấu là sai"[:3] * 3])
def test_passwords(password: str) -> None:
    if password.isascii():
        check_password(password, modern=False)
    else:
        with pytest.raises(TroubleError):
            check_password(password, modern=False)


@pytest.mark.parametrize("password", ["", "1234567", "x" * 64, "x" * 65, "tab\tinside", "mật khẩu"])
def test_no_network_takes_these(password: str) -> None:
    with pytest.raises(TroubleError) as caught:
        check_password(password, modern=False)
    assert caught.value.trouble is Trouble.WIFI_PASSWORD
    assert password not in str(caught.value) or not password


@pytest.mark.parametrize("name", ["", "x" * 33, "a\0b", "ấ" * 11])
def test_no_network_is_called_so(name: str) -> None:
    with pytest.raises(TroubleError):
        check_name(name)

"""Decisions for Windows, with text in netsh's format. Nothing here was run on Windows."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from kiosk.system import netsh
from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.wifi import key_of

LIST = """
Interface name : Wi-Fi
There are 3 networks currently visible.

SSID 1 : Nha van hoa
    Network type            : Infrastructure
    Authentication          : WPA2-Personal
    Encryption              : CCMP
    BSSID 1                 : 02:00:00:00:00:01
         Signal             : 81%
         Radio type         : 802.11n
    BSSID 2                 : 02:00:00:00:00:02
         Signal             : 40%

SSID 2 :
    Network type            : Infrastructure
    Authentication          : WPA2-Personal
    BSSID 1                 : 02:00:00:00:00:03
         Signal             : 99%

SSID 3 : khach: 50%
    Loại mạng               : Cơ sở hạ tầng
    Xác thực                : Open
    BSSID 1                 : 02:00:00:00:00:04
         Tín hiệu           : 50%
""".replace("\n", "\r\n")
INTERFACES = "    Name : Wi-Fi\r\n    SSID                   : Nha van hoa\r\n    Signal : 81%\r\n"
HOME = WifiNetwork(key_of(b"Nha van hoa"), "Nha van hoa", 81)


def test_networks_of_every_language() -> None:
    profiles = netsh.profiles_in(f"    All User Profile : kiosk-{HOME.key}\r\n")
    found = netsh.networks_in(LIST, netsh.used_in(INTERFACES), profiles)
    assert [(one.name, one.strength, one.guard, one.used, one.known) for one in found] == [
        ("Nha van hoa", 81, Guard.PASSWORD, True, True),
        ("khach: 50%", 50, Guard.OPEN, False, False),
    ]
    assert netsh.networks_in("There is no wireless interface on the system.", "", profiles) == ()
    assert netsh.used_in("There is no wireless interface on the system.") == ""


def test_a_profile_holds_the_password_and_no_strangers_text() -> None:
    network = WifiNetwork(key_of(b"</name><x>"), "</name><x>", 1)
    text = netsh.profile(network, 'a<b>&"c d', hidden=True)
    tree = ET.fromstring(text)
    spaced = {"w": "http://www.microsoft.com/networking/WLAN/profile/v1"}
    assert tree.findtext(".//w:keyMaterial", "", spaced) == 'a<b>&"c d'
    assert tree.findtext("w:name", "", spaced) == f"kiosk-{network.key}"
    assert tree.findtext(".//w:hex", "", spaced) == network.key
    assert tree.findtext(".//w:nonBroadcast", "", spaced) == "true"
    assert tree.findtext(".//w:authentication", "", spaced) == "WPA2PSK"


def test_an_open_network_has_no_key() -> None:
    text = netsh.profile(WifiNetwork(HOME.key, "", 1, Guard.OPEN), "", hidden=False)
    assert "sharedKey" not in text
    assert "<authentication>open<" in text

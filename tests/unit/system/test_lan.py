"""What systems say of their network, made up in the formats that their manuals print."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.system import lan

ROUTES = """Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
eth0\t00000000\tFE01A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
"""
WIRELESS = """Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
 face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
 wlan0: 0000   54.  -56.  -256        0      0      0      0      0        0
wlp2s0: 0000   31   -79   -256        0      0      0      0      0        0
"""
IW = """Connected to 00:11:22:33:44:55 (on wlan0)
\tSSID: UBND
\tfreq: 5180
\tsignal: -61 dBm
\ttx bitrate: 300.0 MBit/s
"""
NETSH = """
There is 1 interface on the system:

    Name                   : Wi-Fi
    Description            : Intel(R) Wireless-AC 9560
    State                  : connected
    SSID                   : UBND
    Receive rate (Mbps)    : 300
    Signal                 : 83%
    Profile                : UBND
"""
NETSH_VI = NETSH.replace("Signal ", "Tín hiệu ").replace("Name ", "Tên ").replace("\n", "\r\n")


@pytest.mark.skipif(sys.byteorder != "little", reason="the text is of such a machine")
def test_the_gateway_of_the_cheapest_default_route() -> None:
    assert lan.gateway_of(ROUTES) == "192.168.1.254"
    assert lan.gateway_of(ROUTES.splitlines()[0]) == ""
    assert lan.gateway_of("") == ""


def test_the_signal_of_the_right_interface() -> None:
    assert lan.signal_in_proc(WIRELESS, "wlan0") == -56
    assert lan.signal_in_proc(WIRELESS, "wlp2s0") == -79
    assert lan.signal_in_proc(WIRELESS, "wlan1") is None
    assert lan.signal_in_iw(IW) == -61
    assert lan.signal_in_iw("Not connected.") is None


@pytest.mark.parametrize("text", [NETSH, NETSH_VI])
def test_the_signal_on_windows_in_any_language(text: str) -> None:
    assert lan.signal_in_netsh(text, "Wi-Fi") == -58.5
    assert lan.signal_in_netsh(text, "Ethernet") is None


@given(st.text(), st.text())
def test_any_text_is_read_without_an_error(text: str, interface: str) -> None:
    lan.signal_in_proc(text, interface)
    lan.signal_in_iw(text)
    lan.signal_in_netsh(text, interface)


def test_an_address_that_no_router_gave() -> None:
    assert lan.Lan("eth0", address="169.254.7.8").address_is_made_up
    assert not lan.Lan("eth0", address="192.168.1.8").address_is_made_up
    assert not lan.Lan().address_is_made_up


def test_this_machine() -> None:
    here = lan.look(["127.0.0.1"])
    assert lan.local_address("127.0.0.1") == "127.0.0.1"
    assert lan.local_address("not an address") == ""
    if here.has_default_route:
        assert here.interface
        assert here.address

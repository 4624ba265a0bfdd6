"""Relays of the settings as the checks sort and name them."""

from __future__ import annotations

import pytest

from kiosk.diagnostics.probes.meeting import kind_of, server_of


@pytest.mark.parametrize(
    ("url", "kind", "server"),
    [
        ("turn:a.vn", "meeting.relay_udp", ("a.vn", 3478)),
        ("turn:a.vn:80?transport=udp", "meeting.relay_udp", ("a.vn", 80)),
        ("turn:a.vn?transport=tcp", "meeting.relay_tcp", ("a.vn", 3478)),
        ("turns:a.vn", "meeting.relay_tls", ("a.vn", 5349)),
        ("turns:a.vn:443?transport=tcp", "meeting.relay_tls", ("a.vn", 443)),
        ("turn:[2001:db8::1]:3479", "meeting.relay_udp", ("2001:db8::1", 3479)),
    ],
)
def test_the_kinds_of_relays(url: str, kind: str, server: tuple[str, int]) -> None:
    assert kind_of(url) == kind
    assert server_of(url) == server

"""The settings' relays, and that their password is seen nowhere."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk.base import secret
from kiosk.base.config import MeetingRules
from kiosk.base.errors import Code, KioskError
from kiosk.model.room import Relay, Target
from kiosk.session import relays

URLS = ("turn:a.vn?transport=udp", "turns:a.vn:443?transport=tcp")


async def test_all_relays_have_the_user_and_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kiosk-relay").write_text("hunter2x\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    rules = MeetingRules(relays=URLS, relay_user="kp01")
    found = await relays.find(rules, secret.Asker(secret.get).ask)
    assert found == tuple(Relay(url, "kp01", "hunter2x") for url in URLS)


async def test_without_relays_nothing_is_asked_for() -> None:
    def never(name: str) -> str:
        raise AssertionError(f"the secret {name} was asked for")

    assert await relays.find(MeetingRules(relay_user="kp01"), secret.Asker(never).ask) == ()


async def test_what_cannot_be_used_is_left_out_and_said(caplog: pytest.LogCaptureFixture) -> None:
    def locked(_name: str) -> str:
        raise KioskError(Code.SECRET, "The keyring is locked.")

    rules = MeetingRules(relays=URLS, relay_user="kp01")
    with caplog.at_level(logging.WARNING):
        assert await relays.find(rules, secret.Asker(locked).ask) == ()
        assert await relays.find(rules, secret.Asker(lambda _name: "").ask) == ()
        known = secret.Asker(lambda _name: "x").ask
        assert await relays.find(MeetingRules(relays=URLS), known) == ()
    assert len(caplog.records) == 3


def test_a_password_stands_in_no_text(target: Target) -> None:
    assert "hunter2x" not in repr(target)
    assert "hunter2x" not in str(target.relays[0])


@pytest.fixture
def target() -> Target:
    from kiosk.model.meeting import AddressKind, JoinAddress

    address = JoinAddress(AddressKind.JANUS, "wss://a.vn/janus", "1")
    return Target("k", address, "Khu phố 1", "kp01", (Relay(URLS[0], "kp01", "hunter2x"),))

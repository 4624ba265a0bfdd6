import asyncio
import threading

import keyring
import keyring.backend
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import PasswordSetError

from kiosk.base import keyrings, secret
from kiosk.base.errors import Code, KioskError

PATIENCE_S = 20.0


class Memory(keyring.backend.KeyringBackend):
    """A keyring that is unlocked, or that refuses."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.locked = locked
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise PasswordSetError("locked")
        self.kept[service, username] = password


@pytest.fixture
def use_keyring(monkeypatch):
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_what_was_put_is_got(use_keyring) -> None:
    use_keyring(Memory())
    secret.put("calendar", "mật khẩu")
    assert secret.get("calendar") == "mật khẩu"
    assert secret.get("other") == ""


def test_a_locked_keyring_is_a_sentence_without_the_secret(use_keyring) -> None:
    use_keyring(Memory(locked=True))
    for act in (lambda: secret.get("calendar"), lambda: secret.put("calendar", "hunter2x")):
        with pytest.raises(KioskError) as caught:
            act()
        assert caught.value.code is Code.SECRET
        assert "hunter2x" not in str(caught.value)


def test_a_service_credential_comes_first(use_keyring, monkeypatch, tmp_path) -> None:
    use_keyring(Memory())
    secret.put("calendar", "from the keyring")
    (tmp_path / "kiosk-calendar").write_text("từ dịch vụ\n", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert secret.get("calendar") == "từ dịch vụ"
    (tmp_path / "kiosk-calendar").unlink()
    assert secret.get("calendar") == "from the keyring"


def test_a_credential_that_is_no_text_is_a_sentence(monkeypatch, tmp_path) -> None:
    (tmp_path / "kiosk-calendar").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with pytest.raises(KioskError, match="cannot be read"):
        secret.get("calendar")


class Slow:
    """A keyring that answers when it may; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_answer = threading.Event()
        self.error: KioskError | None = None

    def __call__(self, name: str) -> str:
        self.asked += 1
        assert self.may_answer.wait(PATIENCE_S)
        if self.error is not None:
            raise self.error
        return f"the {name}"


async def test_keyring_that_does_not_answer_is_said_and_asked_once(monkeypatch) -> None:
    monkeypatch.setattr(secret, "ANSWER_S", 0.02)
    slow = Slow()
    asker = secret.Asker(slow)
    for _ in range(3):
        with pytest.raises(secret.NoAnswerError) as caught:
            await asker.ask(secret.PIN)
        assert caught.value.code is Code.SECRET
    assert slow.asked == 1
    waiting = asyncio.ensure_future(asker.wait(secret.PIN))
    await asyncio.sleep(0)  # it has asked
    slow.may_answer.set()
    assert await waiting == "the pin"
    monkeypatch.undo()
    assert await asker.ask(secret.PIN) == "the pin"
    assert slow.asked == 2  # what is stored may have changed


async def test_what_the_keyring_refuses_is_told_to_whoever_asks_even_late(
    monkeypatch, caplog
) -> None:
    monkeypatch.setattr(secret, "ANSWER_S", 0.02)
    slow = Slow()
    slow.error = KioskError(Code.SECRET, "The keyring is locked.")
    asker = secret.Asker(slow)
    with pytest.raises(secret.NoAnswerError):
        await asker.ask(secret.PIN)
    waiting = asyncio.ensure_future(asker.wait(secret.PIN))
    await asyncio.sleep(0)  # it has asked
    slow.may_answer.set()
    with pytest.raises(KioskError, match="locked"):
        await waiting
    assert caplog.records == []


class PlaintextKeyring(Memory):
    """As `keyrings.alt.file` has one."""


def test_a_keyring_that_writes_plain_text_is_refused_with_a_sentence(use_keyring) -> None:
    for backend in (PlaintextKeyring(), keyring.backends.null.Keyring()):
        use_keyring(backend)
        assert keyrings.in_use()[0] is keyrings.Safety.PLAIN
        for act in (lambda: secret.get("calendar"), lambda: secret.put("calendar", "hunter2x")):
            with pytest.raises(KioskError) as caught:
                act()
            assert caught.value.code is Code.SECRET
            assert "protects nothing" in str(caught.value)
            assert "hunter2x" not in str(caught.value)
    assert not PlaintextKeyring().kept


def test_of_several_keyrings_only_a_safe_one_is_used(use_keyring, monkeypatch) -> None:
    plain, safe = PlaintextKeyring(), Memory()
    chain = keyring.backends.chainer.ChainerBackend
    monkeypatch.setattr(chain, "backends", [plain, safe])
    use_keyring(chain())
    secret.put("calendar", "x")
    assert (plain.kept, list(safe.kept.values())) == ({}, ["x"])
    assert secret.get("calendar") == "x"
    assert keyrings.in_use()[0] is keyrings.Safety.SAFE


def test_no_keyring_at_all_is_told_as_such(use_keyring) -> None:
    use_keyring(keyring.backends.fail.Keyring())
    assert keyrings.in_use()[0] is keyrings.Safety.NONE
    with pytest.raises(KioskError):
        secret.get("calendar")

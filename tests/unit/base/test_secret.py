import asyncio
import socket
import sys
import threading
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import PasswordSetError

from kiosk.base import keyrings, secret, secret_store
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


class Root:
    """Root's side of the socket as installer/linux has it, with a folder instead of encryption."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.answer = folder, "ok"
        self.path = folder / "s.sock"
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(self.path))
        self._socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                asked = self._socket.accept()[0]
            except OSError:
                return
            with asked, asked.makefile("rwb") as lines:
                name, value = (lines.readline().decode().rstrip("\n") for _ in range(2))
                if self.answer == "ok":
                    (self.folder / f"kiosk-{name}").write_text(value, encoding="utf-8")
                lines.write(f"{self.answer}\n".encode())

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def root(tmp_path, monkeypatch):
    served = Root(tmp_path)
    monkeypatch.setenv("KIOSK_SECRETS", str(served.path))
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setattr(secret, "_changed", {})
    yield served
    served.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such sockets there")
def test_the_service_manager_keeps_it_and_this_process_uses_it_at_once(root, monkeypatch) -> None:
    assert secret_store.store_of("calendar") is secret_store.Store.SERVICE_MANAGER
    secret.put("calendar", "mật khẩu mới")
    assert secret.get("calendar") == "mật khẩu mới"
    assert (root.folder / "kiosk-calendar").read_text(encoding="utf-8") == "mật khẩu mới"
    secret._changed.clear()  # the next process, which is handed what was encrypted
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(root.folder))
    assert secret.get("calendar") == "mật khẩu mới"


@pytest.mark.skipif(sys.platform == "win32", reason="no such sockets there")
def test_what_was_handed_over_at_the_start_does_not_bring_the_old_one_back(
    root, tmp_path, monkeypatch
) -> None:
    """The service manager does so once: until the next start its file holds the old one."""
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / "kiosk-pin").write_text("old", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(handed))
    assert secret.get("pin") == "old"
    for value in ("new", "newer"):
        secret.put("pin", value)
        assert secret.get("pin") == value
    assert (handed / "kiosk-pin").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="no such sockets there")
def test_what_root_refuses_is_a_sentence_and_the_old_one_holds(root) -> None:
    secret.put("calendar", "one")
    root.answer = "systemd-creds could not encrypt it"
    with pytest.raises(KioskError, match="could not encrypt it") as caught:
        secret.put("calendar", "hunter2x")
    assert "hunter2x" not in str(caught.value)
    assert secret.get("calendar") == "one"


@pytest.mark.skipif(sys.platform == "win32", reason="no such sockets there")
def test_no_two_lines_are_handed_over(root) -> None:
    with pytest.raises(KioskError, match="not one line"):
        secret.put("calendar", "one\npin")


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

import keyring
import keyring.backend
import pytest
from keyring.errors import PasswordSetError

from kiosk.base import secret
from kiosk.base.errors import Code, KioskError


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

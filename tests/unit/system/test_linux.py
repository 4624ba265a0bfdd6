"""The Linux side with a stand-in `nmcli` on the PATH, which speaks as nmcli 1.42 was seen to.

The real one is in `tests/boot/wifi.sh`.
"""

from __future__ import annotations

import json
import logging
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.system import linux
from kiosk.system.linux import Linux
from kiosk.system.state import Guard, WifiNetwork
from kiosk.system.trouble import Trouble, TroubleError
from kiosk.system.wifi import key_of

PASSWORD = ' a\\b:"c  d'
HOME = WifiNetwork(key_of(b"Nha van hoa"), "Nha van hoa", 70)
_STAND_IN = """#!{python}
import json, pathlib, sys
folder = pathlib.Path({folder!r})
said = json.loads((folder / "says.json").read_text())
words = sys.argv[1:]
given = sys.stdin.read() if "--ask" in words else ""
with (folder / "asked.jsonl").open("a") as file:
    file.write(json.dumps([words, given]) + "\\n")
for part, answer in said.items():
    if part in " ".join(words):
        if answer.get("hangs"):
            import time
            time.sleep(60)
        print(answer["prints"])
        sys.exit(answer["status"])
"""


class StandIn:
    """An `nmcli` (or another program) that says what it is told to, and notes what it is asked."""

    def __init__(self, folder: Path, name: str = "nmcli") -> None:
        self._folder = folder
        self._says: dict[str, dict[str, object]] = {}
        program = folder / name
        program.write_text(_STAND_IN.format(python=sys.executable, folder=str(folder)))
        program.chmod(0o755)
        self.says("no words at all")

    def says(self, part: str, prints: str = "", status: int = 0, **more: object) -> None:
        """Print this when `part` is in the command line."""
        self._says[part] = {"prints": prints, "status": status, **more}
        (self._folder / "says.json").write_text(json.dumps(self._says))

    @property
    def asked(self) -> list[tuple[list[str], str]]:
        """Words and standard input of every call."""
        file = self._folder / "asked.jsonl"
        return [tuple(json.loads(line)) for line in file.read_text().splitlines()]

    def words(self, part: str) -> list[str]:
        """The words of the only call that has this part."""
        [found] = [words for words, _ in self.asked if part in " ".join(words)]
        return found


@pytest.fixture
def nmcli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    monkeypatch.setenv("PATH", f"{tmp_path}:{Path(shutil.which('sh') or '').parent}")
    return StandIn(tmp_path)


def code_of(call: Callable[[], object]) -> Trouble:
    with pytest.raises(TroubleError) as caught:
        call()
    assert PASSWORD not in str(caught.value)
    return caught.value.trouble


def test_the_list(nmcli: StandIn) -> None:
    nmcli.says("wifi list", f"*:{HOME.key}:70:WPA2:Infra\n : :5:WPA2:Infra")
    nmcli.says("UUID,TYPE,NAME", f"0f3e8f04-0000-4000-8000-000000000001:wifi:kiosk-{HOME.key}")
    [one] = Linux().networks()
    assert (one.name, one.strength, one.used, one.known) == ("Nha van hoa", 70, True, True)
    assert Linux().used() is not None


def test_no_radio_is_an_empty_list(nmcli: StandIn) -> None:
    assert Linux().networks() == ()
    assert Linux().used() is None


def test_a_password_is_read_from_standard_input_and_nowhere_else(
    nmcli: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    Linux().join(HOME, PASSWORD)
    add, up = nmcli.words("connection add"), nmcli.words("connection up")
    uuid = add[add.index("connection.uuid") + 1]
    assert add[add.index("ssid") + 1] == "Nha van hoa"
    assert add[add.index("wifi-sec.key-mgmt") + 1] == "wpa-psk"
    assert up[up.index("uuid") + 1] == uuid
    [given] = [given for _, given in nmcli.asked if given]
    assert given.splitlines() == [PASSWORD, "x"]
    everything = json.dumps([words for words, _ in nmcli.asked]) + caplog.text
    assert PASSWORD not in everything
    assert json.dumps(PASSWORD)[1:-1] not in everything


@pytest.mark.parametrize("name", [b"-ask", b"--help", b"password", b"a;b|c$(d)`e`", b"\xff\xfe"])
def test_hostile_names_are_words_after_ssid(name: bytes, nmcli: StandIn) -> None:
    Linux().join(WifiNetwork(key_of(name), "?", 1), PASSWORD)
    add = nmcli.words("connection add")
    assert add[add.index("ssid") + 1].encode("utf-8", "surrogateescape") == name
    for words, _ in nmcli.asked:
        others = [word for word in words if word.encode("utf-8", "surrogateescape") == name]
        assert len(others) == (1 if words == add else 0)


def test_a_failed_one_is_not_kept(nmcli: StandIn) -> None:
    nmcli.says("connection up", "Error: Connection activation failed: Secrets were required", 4)
    assert code_of(lambda: Linux().join(HOME, PASSWORD)) is Trouble.WIFI_PASSWORD
    add, delete = nmcli.words("connection add"), nmcli.words("connection delete")
    assert delete[-1] == add[add.index("connection.uuid") + 1]


def test_what_worked_is_given_up_only_for_what_works(nmcli: StandIn) -> None:
    old = "0f3e8f04-0000-4000-8000-000000000001"
    nmcli.says("UUID,TYPE,NAME", f"{old}:802-11-wireless:kiosk-{HOME.key}")
    Linux().join(HOME, PASSWORD)
    assert [words[-1] for words, _ in nmcli.asked if "delete" in words] == [old]


def test_without_a_password_what_is_stored_is_used(nmcli: StandIn) -> None:
    old = "0f3e8f04-0000-4000-8000-000000000001"
    nmcli.says("UUID,TYPE,NAME", f"{old}:802-11-wireless:somebody else's name")
    nmcli.says("802-11-wireless.ssid", "802-11-wireless.ssid:Nha van hoa")
    Linux().join(HOME, "")
    assert old in nmcli.words("connection up")
    assert not any("add" in words for words, _ in nmcli.asked)


def test_forgotten(nmcli: StandIn) -> None:
    old = "0f3e8f04-0000-4000-8000-000000000001"
    nmcli.says("UUID,TYPE,NAME", f"{old}:802-11-wireless:kiosk-{HOME.key}")
    Linux().forget(HOME)
    assert nmcli.words("delete")[-1] == old


def test_an_open_network_has_no_password(nmcli: StandIn) -> None:
    Linux().join(WifiNetwork(HOME.key, HOME.name, 1, Guard.OPEN), "")
    assert "wifi-sec.key-mgmt" not in nmcli.words("connection add")
    assert "--ask" not in nmcli.words("connection up")


def test_wpa3_and_hidden(nmcli: StandIn) -> None:
    Linux().join(WifiNetwork(HOME.key, HOME.name, 1, modern=True), PASSWORD, hidden=True)
    add = nmcli.words("connection add")
    assert add[add.index("wifi-sec.key-mgmt") + 1] == "sae"
    assert add[add.index("wifi.hidden") + 1] == "yes"


def test_a_protection_that_cannot_be_told_here_is_said(nmcli: StandIn) -> None:
    other = WifiNetwork(HOME.key, HOME.name, 1, Guard.OTHER)
    assert code_of(lambda: Linux().join(other, PASSWORD)) is Trouble.WIFI_KIND


def test_without_nmcli_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_of(Linux().networks) is Trouble.NETWORK_TOOL
    assert code_of(Linux().restart) is Trouble.REFUSED


def test_one_that_never_answers_is_left(nmcli: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux, "ANSWER_S", 0.5)
    monkeypatch.setattr(linux, "SCAN_S", 0.5)
    nmcli.says("", hangs=True)
    assert code_of(Linux().networks) is Trouble.SILENT


@pytest.mark.parametrize(("verb", "word"), [("restart", "reboot"), ("switch_off", "poweroff")])
def test_power(verb: str, word: str, nmcli: StandIn, tmp_path: Path) -> None:
    systemctl = StandIn(tmp_path, "systemctl")
    getattr(Linux(), verb)()
    assert systemctl.words(word) == ["--no-ask-password", word]
    systemctl.says(word, "Call to Reboot failed: Interactive authentication required.", 1)
    assert code_of(getattr(Linux(), verb)) is Trouble.REFUSED

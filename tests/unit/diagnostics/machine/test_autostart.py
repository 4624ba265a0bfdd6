from pathlib import Path

import pytest

from kiosk.diagnostics.machine.autostart import is_active_task, is_enabled, starts_kiosk

DESKTOP = """\
[Desktop Entry]
Type=Application
Name=Điểm cầu
Name[en]=Bridge point
Exec=/opt/kiosk/.venv/bin/kiosk run --config /etc/kiosk/kiosk.toml
Terminal=false
"""
TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><URI>\\Kiosk</URI></RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>DIEMCAU\\kiosk</UserId>
    </LogonTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>C:\\kiosk\\kiosk.exe</Command><Arguments>run</Arguments></Exec>
  </Actions>
</Task>
"""


@pytest.mark.parametrize(
    ("answer", "enabled"),
    [
        ("enabled\n", True),
        ("enabled-runtime\n", True),
        ("disabled\n", False),
        ("static\n", False),
        ("masked\n", False),
        ("Failed to get unit file state for kiosk.service: No such file or directory\n", False),
        ("", False),
    ],
)
def test_systemd(answer: str, enabled: bool) -> None:
    assert is_enabled(answer) is enabled


@pytest.mark.parametrize(
    "text",
    [
        DESKTOP,
        DESKTOP + "X-GNOME-Autostart-enabled=true\n",
        DESKTOP.replace("/opt/kiosk/.venv/bin/kiosk run", "python3 -m kiosk run"),
        "# made by the installer\n" + DESKTOP,
    ],
)
def test_an_autostart_entry(text: str) -> None:
    assert starts_kiosk(text)


@pytest.mark.parametrize(
    "text",
    [
        DESKTOP + "Hidden=true\n",
        DESKTOP + "X-GNOME-Autostart-enabled=false\n",
        DESKTOP.replace("kiosk run", "kiosk demo"),
        DESKTOP.replace("Exec=", "TryExec="),
        DESKTOP.replace("[Desktop Entry]", ""),
        "",
        "\0\1 not a desktop entry",
    ],
)
def test_no_autostart_entry(text: str) -> None:
    assert not starts_kiosk(text)


def test_a_windows_task() -> None:
    assert is_active_task(TASK)
    assert is_active_task(TASK.replace("LogonTrigger", "BootTrigger"))
    off = TASK.replace(
        "<Enabled>true</Enabled>\n  </Settings>", "<Enabled>false</Enabled></Settings>"
    )
    assert not is_active_task(off)
    assert not is_active_task(
        TASK.replace("<Enabled>true</Enabled>\n      <User", "<Enabled>false</Enabled><User")
    )
    assert not is_active_task(TASK.replace("LogonTrigger", "TimeTrigger"))


def test_an_entry_of_this_session_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.diagnostics.machine import autostart

    folder = tmp_path / "autostart"
    folder.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "none"))
    monkeypatch.setenv("PATH", "")  # no service manager is asked
    if autostart.sys.platform == "win32":
        pytest.skip("Windows has scheduled tasks")
    assert autostart.autostart() is None
    (folder / "diem-cau.desktop").write_text(DESKTOP, encoding="utf-8")
    assert autostart.autostart() == "desktop"

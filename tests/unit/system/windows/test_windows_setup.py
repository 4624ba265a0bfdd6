"""Making a PC a kiosk and back: what is written, what is kept, what is put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.base.errors import KioskError
from kiosk.system.windows.changes import ACCOUNT, USER
from kiosk.system.windows.plan import Machine, Shell, plan, refusal, shell_of
from kiosk.system.windows.registry import Kind, Value, above, number, text
from kiosk.system.windows.setup import RECORD, Hands, Setup
from kiosk.system.windows.steps import SCHEME
from kiosk.system.windows.values import scancode_map

PRO = Machine("Professional", 19045, True, r"C:\Program Files\Kiosk")
IOT = Machine("IoTEnterpriseS", 19044, True, r"C:\Program Files\Kiosk")
WINLOGON = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon"
OLD_SCHEME = "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c"


class MemoryRegistry:
    """As the system's: keys are there by themselves, values in them."""

    def __init__(self, values: dict[tuple[str, str], Value]) -> None:
        self.values = dict(values)
        self.keys = {key for name, _ in values for key in above(name)}

    def read(self, key: str, name: str) -> Value | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: Value) -> None:
        self.keys.update(above(key))
        self.values[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)

    def has_key(self, key: str) -> bool:
        return key in self.keys

    def delete_empty(self, key: str) -> bool:
        below = any(each.startswith(key + "\\") for each in self.keys)
        if below or any(each == key for each, _ in self.values):
            return False
        self.keys.discard(key)
        return True


class MemoryAccounts:
    def __init__(self, folder: Path, names: set[str]) -> None:
        self.folder, self.names, self.calls = folder, names, []

    def exists(self, name: str) -> bool:
        return name in self.names

    def create(self, name: str) -> None:
        self.names.add(name)
        self.calls.append("create")

    def renew(self, name: str) -> None:
        self.calls.append("renew")

    def profile(self, name: str) -> Path:
        return self.folder / name

    def delete(self, name: str) -> None:
        self.names.discard(name)
        self.calls.append("delete")


class Windows:
    """A PC that is made up."""

    def __init__(self, folder: Path, **also: Value) -> None:
        before = {
            (WINLOGON, "Shell"): text("explorer.exe"),
            (WINLOGON, "DefaultUserName"): text("Lan"),
            (WINLOGON, "AutoAdminLogon"): text("0"),
        }
        self.registry = MemoryRegistry(before)
        self.accounts = MemoryAccounts(folder, {"Lan"})
        self.commands: list[tuple[str, ...]] = []
        self.failing = ""
        self.hands = Hands(self.registry, self.accounts, self.run)
        self.file = folder / "Kiosk" / RECORD

    def run(self, command: tuple[str, ...]) -> tuple[int, str]:
        self.commands.append(command)
        if self.failing and self.failing in " ".join(command):
            return 5, "Access is denied."
        if command[-1] == "/getactivescheme":
            return 0, f"Power Scheme GUID: {OLD_SCHEME}  (High performance)"
        return 0, ""

    def apply(self, machine: Machine = PRO) -> None:
        Setup(self.hands, self.file).apply(plan(machine))

    def undo(self) -> list[str]:
        return Setup(self.hands, self.file).undo()


def state(pc: Windows) -> tuple[object, ...]:
    """All but the account's own hive, which goes with the account."""
    values = {place: value for place, value in pc.registry.values.items() if USER not in place[0]}
    keys = {key for key in pc.registry.keys if not key.startswith(USER)}
    return values, keys, set(pc.accounts.names)


@pytest.fixture
def pc(tmp_path: Path) -> Windows:
    return Windows(tmp_path)


def test_everything_is_put_back(pc: Windows) -> None:
    before = state(pc)
    pc.apply()
    assert state(pc) != before
    assert pc.registry.values[WINLOGON, "AutoAdminLogon"] == text("1")
    assert pc.undo() == []
    assert state(pc) == before
    assert not pc.file.exists()
    assert pc.commands[-2:] == [
        ("powercfg.exe", "/setactive", OLD_SCHEME),
        ("powercfg.exe", "/delete", SCHEME),
    ]


def test_setting_up_twice_still_knows_what_was_first(pc: Windows) -> None:
    before = state(pc)
    pc.apply()
    pc.apply(IOT)
    assert pc.accounts.calls == ["create", "renew"]
    assert pc.undo() == []
    assert state(pc) == before


@pytest.mark.parametrize("number_of_writes", range(0, 60, 7))
def test_setup_that_was_cut_off_is_put_back_too(pc: Windows, number_of_writes: int) -> None:
    before = state(pc)
    real, left = pc.registry.write, [number_of_writes]

    def write(key: str, name: str, value: Value) -> None:
        if not left[0]:
            raise SystemExit("the power failed")
        left[0] -= 1
        real(key, name, value)

    pc.registry.write = write  # type: ignore[method-assign]
    with pytest.raises(SystemExit):
        pc.apply()
    pc.registry.write = real  # type: ignore[method-assign]
    assert pc.undo() == []
    assert state(pc) == before


def test_value_that_somebody_changed_since_stays(pc: Windows) -> None:
    pc.apply()
    pc.registry.write(WINLOGON, "DefaultUserName", text("Minh"))
    (left,) = pc.undo()
    assert "DefaultUserName" in left
    assert pc.registry.values[WINLOGON, "DefaultUserName"] == text("Minh")


def test_account_of_somebody_else_is_not_touched(pc: Windows) -> None:
    pc.accounts.names.add(ACCOUNT)
    before = state(pc)
    with pytest.raises(KioskError, match="already"):
        pc.apply()
    assert state(pc) == before


def test_command_that_fails_is_said_and_all_is_put_back(pc: Windows) -> None:
    before, pc.failing = state(pc), "/Create"
    with pytest.raises(KioskError, match=r"schtasks\.exe.*Access is denied"):
        pc.apply()
    pc.failing = ""
    assert pc.undo() == []
    assert state(pc) == before


def test_hive_is_unloaded_also_after_a_failure(pc: Windows) -> None:
    real = pc.registry.write

    def write(key: str, name: str, value: Value) -> None:
        if key.startswith(USER):
            raise OSError("the hive is damaged")
        real(key, name, value)

    pc.registry.write = write  # type: ignore[method-assign]
    with pytest.raises(OSError, match="damaged"):
        pc.apply()
    assert pc.commands[-1] == ("reg.exe", "unload", USER)


def test_what_the_scheduler_reads_lies_where_the_command_says(pc: Windows) -> None:
    pc.apply()
    created = [command for command in pc.commands if "/Create" in command]
    files = [Path(command[-1]) for command in created]
    assert [file.name for file in files] == ["guard.xml", "update.xml"]
    assert all(file.is_file() and file.parent == pc.file.parent for file in files)


@pytest.mark.parametrize(
    ("edition", "shell"),
    [
        ("Enterprise", Shell.LAUNCHER),
        ("EnterpriseS", Shell.LAUNCHER),
        ("EnterpriseSN", Shell.LAUNCHER),
        ("IoTEnterprise", Shell.LAUNCHER),
        ("IoTEnterpriseSK", Shell.LAUNCHER),
        ("EducationN", Shell.LAUNCHER),
        ("Professional", Shell.POLICY),
        ("ProfessionalEducation", Shell.POLICY),
        ("ProfessionalWorkstation", Shell.POLICY),
        ("Core", Shell.POLICY),
        ("CoreSingleLanguage", Shell.POLICY),
        ("", Shell.POLICY),
    ],
)
def test_edition_decides_how_the_desktop_is_replaced(edition: str, shell: Shell) -> None:
    machine = Machine(edition, 22631, True, r"C:\Program Files\Kiosk")
    assert shell_of(machine) is shell
    planned = plan(machine)
    has_script = any("shell-launcher.ps1" in " ".join(c) for s in planned.steps for c in s.do)
    has_policy = any(setting.name == "Shell" for setting in planned.user)
    assert (has_script, has_policy) == (shell is Shell.LAUNCHER, shell is Shell.POLICY)


@pytest.mark.parametrize(
    ("machine", "word"),
    [
        (Machine("Professional", 19045, False, ""), "64-bit"),
        (Machine("Professional", 17134, True, ""), "too old"),
        (PRO, ""),
    ],
)
def test_machine_that_cannot_be_a_kiosk_is_told_why(machine: Machine, word: str) -> None:
    assert word in refusal(machine)
    assert bool(word) == bool(refusal(machine))


def test_no_restart_by_day_fits_what_windows_takes() -> None:
    values = {setting.name: setting.value.data for setting in plan(PRO).machine}
    start, end = int(str(values["ActiveHoursStart"])), int(str(values["ActiveHoursEnd"]))
    assert (end - start) % 24 <= 18
    assert not start <= int(str(values["ScheduledInstallTime"])) < end


def test_no_value_is_set_twice_and_each_says_why() -> None:
    for machine in (PRO, IOT):
        planned = plan(machine)
        settings = (*planned.machine, *planned.user)
        assert len({(one.key, one.name) for one in settings}) == len(settings)
        assert all(one.why for one in (*settings, *planned.steps))
        assert all(one.key.startswith("HKLM\\") for one in planned.machine)
        assert all(one.key.startswith(USER) for one in planned.user)


def test_scancode_map_is_as_documented() -> None:
    """Two keys and the terminator: "Keyboard and mouse class drivers", Scan code mapper."""
    assert scancode_map((0xE05B, 0xE05C)) == ("00000000000000000300000000005be000005ce000000000")


def test_values_keep_their_type() -> None:
    assert number(1).kind is Kind.NUMBER
    assert text("1").kind is Kind.TEXT


def test_tasks_are_what_the_scheduler_reads() -> None:
    from xml.etree import ElementTree

    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    files = plan(PRO).files
    assert all(data.startswith((b"\xff\xfe", b"\xfe\xff")) for data in files.values())
    guard = ElementTree.fromstring(files["guard.xml"])
    assert guard.findtext(f".//{space}Command") == r"C:\Program Files\Kiosk\current\pythonw.exe"
    assert guard.findtext(f".//{space}Arguments") == "-B -m kiosk supervise"
    assert guard.findtext(f".//{space}RunLevel") == "LeastPrivilege"
    assert guard.findtext(f".//{space}LogonTrigger/{space}UserId") == ACCOUNT
    assert guard.findtext(f".//{space}RestartOnFailure/{space}Interval") == "PT1M"
    assert guard.findtext(f".//{space}ExecutionTimeLimit") == "PT0S"
    update = ElementTree.fromstring(files["update.xml"])
    assert update.findtext(f".//{space}UserId") == "S-1-5-18"


def test_what_is_taken_from_the_kiosk_is_not_taken_from_an_administrator() -> None:
    """These are policies of a user; for the whole machine they would lock everybody in."""
    planned = plan(PRO)
    of_a_user = {
        "DisableTaskMgr",
        "DisableLockWorkstation",
        "DisableChangePassword",
        "DisableRegistryTools",
        "DisableCMD",
        "NoLogoff",
        "NoWinKeys",
        "NoClose",
        "Shell",
    }
    assert of_a_user <= {setting.name for setting in planned.user}
    assert not of_a_user & {setting.name for setting in planned.machine}

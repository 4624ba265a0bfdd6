"""The scripts for Windows, as far as Linux can tell: they compile, and they agree with the plan."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_powershell

from kiosk.system.windows.plan import Machine, command_of, plan

WINDOWS = Path(__file__).resolve().parents[3] / "installer" / "windows"
SCRIPTS = sorted(WINDOWS.rglob("*.ps1"))
IOT = Machine("IoTEnterpriseS", 19044, True, r"C:\Program Files\Kiosk")


def errors(script: bytes) -> list[str]:
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
    found, left = [], [parser.parse(script).root_node]
    while left:
        node = left.pop()
        if node.is_error or node.is_missing:
            found.append(f"line {node.start_point.row + 1}: {node.text!r}")
        left += node.children
    return found


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_powershell_is_well_formed(file: Path) -> None:
    assert errors(file.read_bytes()) == []


def test_broken_powershell_would_be_noticed() -> None:
    assert errors(b"if ($a -eq 1 { Write-Host 'x' }")


@pytest.mark.skipif(shutil.which("makensis") is None, reason="nsis is not installed")
def test_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "versions" / "1.2.3"
    folder.mkdir(parents=True)
    (folder / "python.exe").write_bytes(b"MZ")
    out = tmp_path / "kiosk.exe"
    values = {"VERSION": "1.2.3", "FILEVERSION": "1.2.3.0", "TREE": tmp_path, "OUT": out}
    given = [f"-D{name}={value}" for name, value in values.items()]
    done = subprocess.run(
        ["makensis", "-WX", "-V2", *given, str(WINDOWS / "kiosk.nsi")],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert out.read_bytes()[:2] == b"MZ"


def test_installer_and_plan_name_the_same_places() -> None:
    script = (WINDOWS / "kiosk.nsi").read_text(encoding="utf-8")
    assert r'InstallDir "$PROGRAMFILES64\Kiosk"' in script
    assert r'mklink /J "$INSTDIR\current"' in script
    assert command_of(IOT).startswith('"C:\\Program Files\\Kiosk\\current\\pythonw.exe"')


def test_script_that_the_plan_names_takes_what_it_is_given() -> None:
    (step,) = [step for step in plan(IOT).steps if step.name == "shell"]
    script = (WINDOWS / "setup" / "shell-launcher.ps1").read_text(encoding="utf-8")
    taken = set(re.findall(r"\[(?:string|switch)\] \$(\w+)", script))
    for command in (*step.do, *step.undo):
        given = {word[1:] for word in command[command.index("-File") :] if word[:1] == "-"}
        assert given - {"File"} <= taken
        assert command[command.index("-File") + 1].endswith(r"\setup\shell-launcher.ps1")

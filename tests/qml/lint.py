"""Checks all QML against the types that Python declares: `python tests/qml/lint.py`.

Python's types are written as qmltypes into build/qml, which is not kept.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "kiosk" / "ui"
OUT = ROOT / "build" / "qml"
MODULES = {
    "Models": sorted((UI / "models").glob("*.py")),
    "Native": [UI / "tile.py"],
    "Video": [UI / "feed.py"],
}
DEPENDS = {"Models": ("Kiosk.Native",), "Native": ("QtQuick",), "Video": ("Kiosk.Native",)}


def tool(name: str) -> str:
    """A tool of PySide6 in this environment."""
    return str(Path(sysconfig.get_path("scripts")) / f"pyside6-{name}")


def describe(module: str) -> None:
    """Write what Python declares in a module as QML sees it."""
    folder = OUT / "Kiosk" / module
    folder.mkdir(parents=True)
    dump = OUT / f"{module}.json"
    sources = [str(path) for path in MODULES[module]]
    subprocess.run([tool("metaobjectdump"), "--out-file", dump, *sources], check=True)
    dump.write_text(json.dumps(completed(json.loads(dump.read_text()))))
    subprocess.run(
        [tool("qmltyperegistrar"), "--generate-qmltypes", folder / "types.qmltypes",
         "--import-name", f"Kiosk.{module}", "--major-version", "1",
         "-o", OUT / f"{module}.cpp", dump],
        check=True, capture_output=True,
    )  # fmt: skip
    lines = [f"module Kiosk.{module}", "typeinfo types.qmltypes"]
    lines += [f"import {name}" for name in DEPENDS[module]]
    (folder / "qmldir").write_text("\n".join(lines) + "\n")


def completed(dump: list[dict] | dict) -> list[dict] | dict:
    """Add what metaobjectdump leaves out: `constant`, and the C++ names of list and base types."""
    for file in dump if isinstance(dump, list) else [dump]:
        for described in file["classes"]:
            for entry in described.get("properties", []):
                if "notify" not in entry:
                    entry["constant"] = True
                if entry["type"] == "list":
                    entry["type"] = "QVariantList"
            del described.get("superClasses", [])[1:]  # plain Python classes beside Qt's
            for base in described.get("superClasses", []):
                if base["name"] == "QQuickPaintedItem":
                    base["name"] = "QQuickItem"  # its own type has no name in QML
    return dump


def main() -> int:
    """Exit status 1 with the findings on standard error."""
    shutil.rmtree(OUT, ignore_errors=True)
    for module in MODULES:
        describe(module)
    files = sorted((UI / "qml").rglob("*.qml"))
    lint = [tool("qmllint"), "--max-warnings", "0", "-I", OUT, "-I", UI / "qml", *files]
    return subprocess.run(lint, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""Which modules of Qt the program uses, read from its own source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

_QML_IMPORT = re.compile(r"^\s*import\s+(Qt[\w.]*)", re.MULTILINE)


def python_modules(package: Path) -> set[str]:
    """The names `QtX` of all `PySide6.QtX` that files below a package import."""
    found: set[str] = set()
    for file in package.rglob("*.py"):
        found |= _imported(ast.parse(file.read_text(encoding="utf-8")))
    return found


def qml_modules(package: Path) -> set[str]:
    """The URIs that QML files below a package import, `QtQuick.Layouts` for example."""
    files = package.rglob("*.qml")
    texts = (file.read_text(encoding="utf-8") for file in files)
    return {name for text in texts for name in _QML_IMPORT.findall(text)}


def _imported(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "PySide6":
            found |= _qt(f"PySide6.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= _qt([node.module])
        elif isinstance(node, ast.Import):
            found |= _qt(name.name for name in node.names)
    return found


def _qt(names: Iterable[str]) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith("PySide6.Qt")}

"""Debian's own part: the control file, the sums, and dpkg-deb."""

from __future__ import annotations

import hashlib
import os
import subprocess
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path

SCRIPTS = ("preinst", "postinst", "prerm", "postrm")
CONTENT_FILES = ("conffiles", "triggers")
_KIB = 1024
_LEVEL, _FAST_LEVEL = 9, 1
"""Of zstd, which a slow PC unpacks fast. 13 takes six times as long as 9 for a hundredth less."""


def architecture() -> str:
    """As dpkg calls this machine's."""
    said = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return said.stdout.strip()


def control(fields: Mapping[str, str | Iterable[str]], summary: str, text: str) -> str:
    """The control file. Lists are joined by commas; empty fields are left out."""
    lines = []
    for name, value in fields.items():
        said = value if isinstance(value, str) else ",\n ".join(value)
        if said:
            lines.append(f"{name}: {said}")
    body = [f" {line}" if line else " ." for line in textwrap.wrap(text, 76)]
    return "\n".join([*lines, f"Description: {summary}", *body]) + "\n"


def write(tree: Path, control_text: str, scripts: Path | None, version: str) -> None:
    """Fill the folder DEBIAN of a tree; `@VERSION@` in its scripts is replaced."""
    folder = tree / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(control_text, encoding="utf-8")
    (folder / "md5sums").write_text("".join(_sums(tree)), encoding="utf-8")
    for name in (*SCRIPTS, *CONTENT_FILES) if scripts is not None else ():
        assert scripts is not None
        if (scripts / name).is_file():
            text = (scripts / name).read_text(encoding="utf-8").replace("@VERSION@", version)
            (folder / name).write_text(text, encoding="utf-8")
            (folder / name).chmod(0o755 if name in SCRIPTS else 0o644)


def size_kib(tree: Path) -> int:
    """What the tree takes once it is installed."""
    files = (file for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(-(-file.stat().st_size // _KIB) for file in files)


def build(tree: Path, target: Path, time_s: int, *, fast: bool) -> None:
    """Make the package of a tree. The same tree gives the same bytes."""
    level = ["-Zzstd", f"-z{_FAST_LEVEL if fast else _LEVEL}"]
    target.unlink(missing_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", *level, "--build", str(tree), str(target)],
        env=os.environ | {"SOURCE_DATE_EPOCH": str(time_s)},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _sums(tree: Path) -> Iterable[str]:
    for file in sorted(tree.rglob("*")):
        if file.is_file() and not file.is_symlink() and file.parent.name != "DEBIAN":
            with file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "md5").hexdigest()
            yield f"{digest}  {file.relative_to(tree)}\n"

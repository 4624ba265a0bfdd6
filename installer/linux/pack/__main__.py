"""`python -m installer.linux.pack`: what `installer/linux/build.sh` runs once all is installed."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from installer.linux.pack import deb, depends, environment, program
from installer.linux.pack.interpreter import packages as packages_of
from installer.linux.pack.place import link, put_tree, settle

ROOT = Path(__file__).resolve().parents[3]
LINUX = ROOT / "installer" / "linux"
PREFIX = "opt/kiosk/versions"
_MAINTAINER = "Kiosk maintainers <kiosk@localhost>"


@dataclass(frozen=True)
class Order:
    """What is to be built, from which checkout, where to."""

    source: Path
    out: Path
    version: str
    fast: bool
    web: bool
    tree_only: bool


def main() -> None:
    """Build what the command line says; prints the files' names."""
    parser = argparse.ArgumentParser(prog="build.sh", description="Builds kiosk_VERSION_ARCH.deb.")
    parser.add_argument("--version", help="another version than pyproject.toml's (for tests)")
    parser.add_argument("--source", type=Path, default=ROOT, help="the checkout of the program")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "linux", help="folder for it")
    parser.add_argument("--fast", action="store_true", help="compress less")
    parser.add_argument("--web", action="store_true", help="also kiosk-webengine")
    parser.add_argument("--tree-only", action="store_true", help="no .deb, only its files")
    said = parser.parse_args()
    version = said.version or program.version(said.source)
    if not program.VERSION_FORM.fullmatch(version):
        parser.error(f"'{version}' is no version: digits first, then letters, digits, . + ~")
    source, out = said.source.resolve(), said.out.resolve()
    order = Order(source, out, version, said.fast, said.web, said.tree_only)
    for built in build(order):
        print(built)


def build(order: Order) -> list[Path]:
    """The packages' files, or with `tree_only` the folders that they are made of."""
    started = time.monotonic()
    order.out.mkdir(parents=True, exist_ok=True)
    ready = environment.ready(order.out / "environment", order.source)
    _say(started, "environment ready")
    time_s = _time(order.source)
    built = [_main_package(order, ready / environment.MAIN, time_s)]
    if order.web:
        built.append(_web_package(order, ready, time_s))
    _say(started, "built")
    return built


def _main_package(order: Order, ready: Path, time_s: int) -> Path:
    tree = order.out / f"kiosk_{order.version}"
    shutil.rmtree(tree, ignore_errors=True)
    own = tree / PREFIX / order.version
    link(ready, own)
    program.unpack(order.source, packages_of(own), order.version, time_s)
    put_tree(LINUX / "root", tree)
    needed = [*depends.packages(own), *_listed("depends.txt")]
    fields = {
        "Package": "kiosk",
        "Version": order.version,
        "Architecture": deb.architecture(),
        "Maintainer": _MAINTAINER,
        "Section": "misc",
        "Priority": "optional",
        "Installed-Size": str(deb.size_kib(tree)),
        "Pre-Depends": "init-system-helpers",
        "Depends": needed,
        "Recommends": _listed("recommends.txt"),
    }
    text = (LINUX / "description.txt").read_text(encoding="utf-8")
    control = deb.control(fields, "meeting kiosk for the bridge points of communes", text)
    return _finish(order, tree, control, LINUX / "scripts", time_s)


def _web_package(order: Order, ready: Path, time_s: int) -> Path:
    tree = order.out / f"kiosk-webengine_{order.version}"
    shutil.rmtree(tree, ignore_errors=True)
    part, main = ready / environment.WEB, ready / environment.MAIN
    qt = environment.qt_version()
    link(part, tree / "opt/kiosk/webengine" / qt)
    put_tree(LINUX / "root-webengine", tree)
    fields = {
        "Package": "kiosk-webengine",
        "Version": qt,
        "Architecture": deb.architecture(),
        "Maintainer": _MAINTAINER,
        "Section": "misc",
        "Priority": "optional",
        "Installed-Size": str(deb.size_kib(tree)),
        "Depends": ["kiosk", *depends.packages(part, (main,))],
    }
    text = "QtWebEngine, for meetings that are held on a web page."
    control = deb.control(fields, "web pages for the meeting kiosk", text)
    return _finish(order, tree, control, LINUX / "scripts-webengine", time_s)


def _finish(order: Order, tree: Path, control: str, scripts: Path, time_s: int) -> Path:
    version = re.findall(r"^Version: (.*)$", control, re.MULTILINE)[0]
    deb.write(tree, control, scripts, version)
    for path in tree.iterdir():
        if path.name != "opt":  # its files are names of files that are kept
            settle(path, time_s)
    if order.tree_only:
        return tree
    name = re.findall(r"^Package: (.*)$", control, re.MULTILINE)[0]
    target = order.out / f"{name}_{version}_{deb.architecture()}.deb"
    deb.build(tree, target, time_s, fast=order.fast)
    shutil.rmtree(tree)
    return target


def _listed(name: str) -> list[str]:
    """The lines of a list of packages beside this folder, without comments."""
    lines = (LINUX / name).read_text(encoding="utf-8").splitlines()
    return [text for line in lines if (text := line.split("#")[0].strip())]


def _time(source: Path) -> int:
    """When the checkout was committed; of a changed one or no checkout, its newest file's time."""
    git = ["git", "-C", str(source)]
    changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True)
    if changed.returncode == 0 and not changed.stdout.strip():
        said = subprocess.run([*git, "log", "-1", "--format=%ct"], capture_output=True, text=True)
        return int(said.stdout)
    return int(max(file.stat().st_mtime for file in (source / "kiosk").rglob("*")))


def _say(started: float, text: str) -> None:
    print(f"== {time.monotonic() - started:5.1f} s  {text}", flush=True)


if __name__ == "__main__":
    main()

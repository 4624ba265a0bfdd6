"""A system of its own below a folder: real dpkg, the package's real scripts, small packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.update.places import Places

TOP = Path(__file__).resolve().parents[3]
LINUX = TOP / "installer" / "linux"
FILES = 6
"""Of each version, besides its program."""
BOOT_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
needs_dpkg = pytest.mark.skipif(
    not Path("/usr/bin/dpkg").exists() or os.geteuid() != 0, reason="needs dpkg, as root"
)


@dataclass(frozen=True)
class Root:
    """Where `/` is."""

    path: Path

    @property
    def places(self) -> Places:
        return Places(
            self.path / "opt/kiosk",
            self.path / "var/lib/kiosk-update",
            self.path / "etc/kiosk/keys",
        )

    @property
    def environment(self) -> dict[str, str]:
        """What scripts and guard find in it."""
        return {
            "PATH": BOOT_PATH,
            "KIOSK_ROOT": str(self.path),
            "KIOSK_STATE": str(self.path / "var/lib/kiosk"),
            "KIOSK_RUNTIME": str(self.path / "run/kiosk"),
        }

    def make(self) -> Root:
        """A package system that knows nothing yet."""
        for name in ("info", "updates", "triggers"):
            (self.path / "var/lib/dpkg" / name).mkdir(parents=True)
        for name in ("status", "available"):
            (self.path / "var/lib/dpkg" / name).touch()
        return self

    def version_tree(self, top: Path, version: str) -> Path:
        """The files of a version, below `top`: each holds its name, so a mixture is seen."""
        tree = top / "opt/kiosk/versions" / version
        (tree / "bin").mkdir(parents=True)
        program = tree / "bin/python"
        program.write_text(f'#!/bin/sh\n# {version}\nexec {sys.executable} "$@"\n')
        program.chmod(0o755)
        (tree / "lib").mkdir()
        for number in range(FILES):
            (tree / "lib" / f"{number}.py").write_text(f"# {version}\n")
        return tree

    def script(self, name: str, version: str) -> str:
        """One of the package's scripts, as the package has it."""
        text = (LINUX / "scripts" / name).read_text(encoding="utf-8")
        return text.replace("@VERSION@", version)

    def build(self, folder: Path, version: str) -> Path:
        """A package of this version."""
        tree = folder / f"tree-{version}"
        self.version_tree(tree, version)
        scripts = tree / "usr/lib/kiosk"
        scripts.mkdir(parents=True)
        shutil.copy(LINUX / "root/usr/lib/kiosk/webengine", scripts)
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN/control").write_text(
            f"Package: kiosk\nVersion: {version}\nArchitecture: all\nMaintainer: a <a@b>\n"
            "Installed-Size: 1\nDescription: test\n"
        )
        for name in ("preinst", "postinst", "prerm", "postrm"):
            (tree / "DEBIAN" / name).write_text(self.script(name, version))
            (tree / "DEBIAN" / name).chmod(0o755)
        target = folder / f"kiosk_{version}_all.deb"
        subprocess.run(
            ["dpkg-deb", "-Znone", "--root-owner-group", "--build", str(tree), str(target)],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return target

    def dpkg(self, *arguments: str) -> list[str]:
        """The command; `--force-script-chrootless` is what dpkg has for another root."""
        return [
            "dpkg", f"--root={self.path}", "--force-script-chrootless", "--force-unsafe-io",
            "--no-triggers", *arguments,
        ]  # fmt: skip

    def install(self, package: Path) -> None:
        done = subprocess.run(
            self.dpkg("--install", str(package)),
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def run(self, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """One of `/usr/lib/kiosk`: choose, ended, commit."""
        return subprocess.run(
            ["sh", str(LINUX / "root/usr/lib/kiosk" / name)],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def runs(self) -> str:
        """The version that is current, whole; fails where it is a mixture or not there."""
        current = self.places.program / "current"
        assert os.access(current / "bin/python", os.X_OK), "nothing runs"
        texts = [file.read_text() for file in (current / "lib").iterdir()]
        assert len(texts) == FILES
        [version] = {text.removeprefix("# ").strip() for text in texts}
        assert f"# {version}\n" in (current / "bin/python").read_text()
        return version

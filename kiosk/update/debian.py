"""Installs a `.deb`. Its own scripts keep the version before and switch (installer/linux)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from kiosk.update.install import InstallError
from kiosk.update.places import Places
from kiosk.update.version import Version, of_debian

PACKAGE = "kiosk"
UNIT = "kiosk.service"
ASK_S = 60.0
INSTALL_S = 1800.0
_ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
_APT = (
    "apt-get", "install", "--yes", "--no-install-recommends", "--no-remove", "--reinstall",
    "--allow-downgrades", "-o", "DPkg::Lock::Timeout=300",
    "-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold",
)  # fmt: skip
"""Refuses before anything is touched where something that the package needs is not to be had.
`--reinstall`: a version that was taken back is still the one that the package system knows."""

_CONFIGURE = ["dpkg", "--force-confold", "--configure", "--pending"]


class Debian:
    """Debian and Ubuntu."""

    suffix = ".deb"

    def __init__(self, places: Places) -> None:
        self._places = places

    def is_administrator(self) -> bool:
        """See `Installer`."""
        return os.geteuid() == 0

    def check(self, package: Path, version: Version) -> None:
        """See `Installer`."""
        fields = _fields(package)
        if fields.get("Package") != PACKAGE:
            raise InstallError("The package is not a kiosk.", "Get the right file.")
        kind, wanted = fields.get("Architecture", "?"), _output(["dpkg", "--print-architecture"])
        if kind not in (wanted, "all"):
            raise InstallError(f"The package is for {kind}, not {wanted}.", "Get the right file.")
        if of_debian(fields.get("Version", "")) != version:
            raise InstallError("The package is of another version than signed.", "Get it anew.")

    def unpacked_bytes(self, package: Path) -> int:
        """See `Installer`."""
        size = _fields(package).get("Installed-Size", "")
        return int(size) * 1024 if size.isdigit() else 4 * package.stat().st_size

    def unfinished(self) -> bool:
        """See `Installer`."""
        command = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", PACKAGE]
        try:
            return _output(command) in ("half-installed", "unpacked", "half-configured")
        except InstallError:
            return False  # the package system does not know it

    def install(self, package: Path, version: Version) -> None:
        """See `Installer`."""
        if self.unfinished():
            # What was cut off comes first: apt touches nothing until then.
            _run(_CONFIGURE, INSTALL_S, check=False)
        self.check(package, version)
        done = _run([*_APT, str(package)], INSTALL_S, check=False)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            reasons = [line for line in said if line.startswith("E:")] or said[-1:]
            raise InstallError(
                f"The package was not installed: {' '.join(reasons[:3])[:300]}",
                "Run 'dpkg --configure -a' and try again, or call the office.",
            )

    def finish(self) -> None:
        """See `Installer`."""
        _run(_CONFIGURE, INSTALL_S)

    def restart(self) -> None:
        """See `Installer`."""
        if Path("/run/systemd/system").is_dir() and not os.environ.get("KIOSK_ROOT"):
            _run(["systemctl", "--no-block", "restart", UNIT], ASK_S)


def _fields(package: Path) -> dict[str, str]:
    said = _output(["dpkg-deb", "--field", str(package)])
    pairs = (line.partition(":") for line in said.splitlines() if not line.startswith(" "))
    return {name: value.strip() for name, _, value in pairs}


def _output(command: list[str]) -> str:
    return _run(command, ASK_S).stdout.strip()


def _run(
    command: list[str], limit_s: float, *, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Raises `InstallError`, with `check` also for a status other than 0."""
    try:
        return subprocess.run(
            command,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limit_s,
            check=check,
        )
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").strip().splitlines()
        why = said[-1][:200] if said else f"status {error.returncode}"
        raise InstallError(f"{command[0]} refused: {why}", "Get the file anew.") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InstallError(
            f"{command[0]} could not be run: {type(error).__name__}.", "Call the office."
        ) from error

"""A Debian started by systemd in systemd-nspawn, with weston on Xvfb: seconds instead of minutes.

No kernel, no graphics card, no keyboard of its own: those are the emulated machine's (machine.py).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import numpy as np

from tests.boot.point import Answer, wait
from tests.screen import Pixels, framebuffer

XVFB_UNIT = """[Service]
ExecStart=/usr/bin/Xvfb :77 -screen 0 1920x1080x24 -nolisten tcp -ac -nocursor -fbdir /var/xvfb
ExecStartPre=/bin/mkdir -p /var/xvfb
Restart=always
"""
DISPLAY_DROP_IN = """[Unit]
Wants=xvfb.service
After=xvfb.service
[Service]
TTYPath=
StandardInput=null
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
UtmpIdentifier=
Environment=DISPLAY=:77
ExecStart=
ExecStart=/usr/bin/weston --backend=x11-backend.so --use-pixman --width=1920 --height=1080 \
--config=/etc/kiosk/weston.ini --socket=kiosk-0
"""
MONITOR_DROP_IN = """[Service]
ExecStart=
ExecStart=/bin/true
"""
_ONE_BOOT_ID = "while umount /proc/sys/kernel/random/boot_id 2>/dev/null; do :; done"
"""nspawn lays a boot id of its own over the host's; a unit with a /proc of its own, as the kiosk's,
sees the host's all the same, and no update would ever be of this start of the PC. One for all."""
SETTINGS = """[devices]
camera = "synthetic"
microphone = "synthetic"
speaker = "synthetic"
"""
_PATH = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"


class Container:
    """One nspawn container in a folder of its own; its files are a copy of a fresh Debian."""

    patience = 1.0

    def __init__(self, base: Path, folder: Path, name: str) -> None:
        self.folder = folder
        self.root = folder / "root"
        self._name = name
        self._nspawn: subprocess.Popen[bytes] | None = None
        self._leader = 0
        shutil.rmtree(self.root, ignore_errors=True)
        subprocess.run(["cp", "-a", str(base), str(self.root)], check=True)
        for path, text in (
            ("xvfb.service", XVFB_UNIT),
            ("kiosk-display.service.d/container.conf", DISPLAY_DROP_IN),
            ("kiosk-monitor.service.d/container.conf", MONITOR_DROP_IN),
        ):
            self._write(f"etc/systemd/system/{path}", text)
        self._write("etc/xdg/kiosk/kiosk.toml", SETTINGS)

    def start(self) -> None:
        """Switch it on; returns when its first process runs."""
        log = (self.folder / "nspawn.log").open("ab")
        command = ["systemd-nspawn", "--quiet", f"--directory={self.root}", "--boot"]
        command += [f"--machine={self._name}", "--register=no", "--keep-unit", "--console=pipe"]
        command += ["--kill-signal=SIGRTMIN+4", "--private-network", "--resolv-conf=off"]
        command += ["--timezone=off"]
        self._nspawn = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        self._leader = wait("the container's first process", 30, self._child)
        wait("systemd in it", 30, lambda: self.run("cat /proc/1/comm").text == "systemd\n")
        self.run(_ONE_BOOT_ID)

    def wait_booted(self) -> None:
        """Until its service manager has started everything."""
        states = ("running", "degraded")
        wait(
            "the system in the container",
            120,
            lambda: self.run("systemctl is-system-running").text.strip() in states,
        )

    def run(self, command: str, timeout_s: float = 60.0) -> Answer:
        """A shell command as root, inside."""
        enter = ["nsenter", "-t", str(self._leader), "-m", "-u", "-i", "-p", "-n", "-C", "--"]
        try:
            done = subprocess.run(
                [*enter, "env", "-i", _PATH, "sh", "-c", command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Answer(124, "")
        return Answer(done.returncode, done.stdout.decode("utf-8", "replace"))

    def picture(self) -> Pixels:
        """What Xvfb shows; black while there is no Xvfb."""
        try:
            live = framebuffer(self.root / "var/xvfb/Xvfb_screen0")
        except (OSError, ValueError, IndexError):
            return np.zeros((1080, 1920, 3), np.uint8)
        return np.ascontiguousarray(live[:, :, 2::-1])

    def put(self, file: Path) -> str:
        """Copy a file into it; its name inside."""
        subprocess.run(["cp", str(file), str(self.root / "root")], check=True)
        return f"/root/{file.name}"

    def cut_power(self) -> None:
        """Kill everything in it at once, and start it anew."""
        self._end(signal.SIGKILL)
        shutil.rmtree(self.root / "run", ignore_errors=True)
        (self.root / "run").mkdir(exist_ok=True)
        shutil.rmtree(self.root / "var/xvfb", ignore_errors=True)
        self.start()

    def close(self) -> None:
        """Switch it off (idempotent)."""
        if self._nspawn is not None and self._nspawn.poll() is None:
            self._end(signal.SIGRTMIN + 4)

    def _end(self, number: int) -> None:
        assert self._nspawn is not None
        os.kill(self._leader, number)
        try:
            self._nspawn.wait(60)
        except subprocess.TimeoutExpired:
            os.kill(self._leader, signal.SIGKILL)
            self._nspawn.wait(30)

    def _child(self) -> int:
        assert self._nspawn is not None
        if self._nspawn.poll() is not None:
            raise RuntimeError(f"the container did not start: {self.folder / 'nspawn.log'}")
        pid = self._nspawn.pid
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return int(text.split()[0]) if text.split() else 0

    def _write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

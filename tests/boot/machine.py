"""An emulated PC (qemu, no KVM needed) with a kernel, a screen, keys and USB ports."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.boot import look
from tests.boot.point import Answer, NotSoError, wait
from tests.boot.qmp import Qmp, QmpError
from tests.screen import Pixels

_COMMAND_LINE = (
    "root=/dev/vda rw console=tty0 console=ttyS0 quiet loglevel=3 net.ifnames=0"
    " fsck.mode=skip mitigations=off vt.global_cursor_default=0"
)
_SSH_OPTIONS = (
    "-o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
    " -o LogLevel=ERROR -o ControlMaster=auto -o ControlPersist=600 -o ConnectTimeout=60"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the machine is put together from."""

    disk: Path
    """Its hard disk, qcow2."""
    kernel: Path
    initrd: Path
    packages: Path
    """A read-only disk with the packages."""
    key: Path
    """The test's own key for the machine's ssh."""
    port: int = 2222


class Machine:
    """One emulated PC; switched on by `start`."""

    def __init__(self, parts: Parts, folder: Path, patience: float = 6.0) -> None:
        self.folder = folder
        self.patience = patience
        self._parts = parts
        self._qemu: subprocess.Popen[bytes] | None = None
        self._qmp: Qmp | None = None

    def start(self, *, width: int = 1920, height: int = 1080, append: str = "") -> None:
        """Switch it on; returns when the emulation runs, long before its system."""
        parts, socket = self._parts, self.folder / "qmp"
        socket.unlink(missing_ok=True)
        command = ["nice", "-n", "5", "qemu-system-x86_64", "-machine", "q35"]
        command += ["-accel", "tcg,tb-size=512,thread=multi", "-cpu", "Nehalem", "-smp", "2"]
        command += ["-m", "2560", "-kernel", str(parts.kernel), "-initrd", str(parts.initrd)]
        command += ["-append", f"{_COMMAND_LINE} {append}".strip()]
        command += ["-drive", f"file={parts.disk},if=virtio,format=qcow2,cache=writeback"]
        command += ["-drive", f"file={parts.packages},if=virtio,format=raw,readonly=on"]
        command += ["-netdev", f"user,id=n0,restrict=on,hostfwd=tcp:127.0.0.1:{parts.port}-:22"]
        command += ["-device", "virtio-net-pci,netdev=n0", "-device", "virtio-rng-pci"]
        command += ["-vga", "none", "-device", f"virtio-vga,xres={width},yres={height},id=screen"]
        command += ["-device", "qemu-xhci,id=usb", "-device", "usb-tablet", "-device", "usb-kbd"]
        command += ["-display", "none", "-serial", f"file:{self.folder / 'serial.log'}"]
        command += ["-qmp", f"unix:{socket},server=on,wait=off"]
        log = (self.folder / "qemu.log").open("ab")
        self._qemu = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._qmp = Qmp(socket)

    @property
    def qmp(self) -> Qmp:
        """The machine's keys, pointer, plugs."""
        if self._qmp is None:
            raise QmpError("the machine is switched off")
        return self._qmp

    @property
    def is_on(self) -> bool:
        """Whether it is switched on."""
        return self._qemu is not None and self._qemu.poll() is None

    def wait_booted(self) -> None:
        """Until a command can be run in it."""

        def ask() -> bool:
            return self.run("true", 60.0).status == 0

        wait("the machine's system", 200 * self.patience, ask, pause_s=2.0)

    def run(self, command: str, timeout_s: float = 60.0) -> Answer:
        """A shell command as root, over the machine's ssh."""
        arguments = ["ssh", *_SSH_OPTIONS.split(), "-i", str(self._parts.key)]
        arguments += ["-o", f"ControlPath={self.folder / 'ssh'}", "-p", str(self._parts.port)]
        try:
            done = subprocess.run(
                [*arguments, "root@127.0.0.1", command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Answer(124, "")
        return Answer(done.returncode, done.stdout.decode("utf-8", "replace"))

    def picture(self) -> Pixels:
        """What its monitor shows; black while it shows nothing."""
        file = self.folder / "now.ppm"
        try:
            self.qmp.ask("screendump", filename=str(file))
        except QmpError:
            return np.zeros((1080, 1920, 3), np.uint8)
        return look.from_ppm(file.read_bytes())

    def cut_power(self) -> None:
        """Kill the emulation, and start it anew."""
        self._kill()
        self.start()

    def switch_off(self) -> None:
        """As `poweroff` does it; killed when that takes too long."""
        if self._qemu is None:
            return
        self.run("sync; systemctl --no-block poweroff", 60.0)
        try:
            self._qemu.wait(60 * self.patience)
        except subprocess.TimeoutExpired as error:
            raise NotSoError("it did not switch itself off") from error
        self._forget()

    def close(self) -> None:
        """End the emulation (idempotent)."""
        if self._qemu is not None:
            self._kill()

    def _kill(self) -> None:
        assert self._qemu is not None
        self._qemu.kill()
        self._qemu.wait(30)
        self._forget()

    def _forget(self) -> None:
        if self._qmp is not None:
            self._qmp.close()
        self._qemu = self._qmp = None
        subprocess.run(
            ["ssh", "-o", f"ControlPath={self.folder / 'ssh'}", "-O", "exit", "root@127.0.0.1"],
            stderr=subprocess.DEVNULL,
            check=False,
        )
        (self.folder / "ssh").unlink(missing_ok=True)
        time.sleep(0.5)

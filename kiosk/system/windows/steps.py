"""Commands of Windows' own that make a PC a kiosk, each with the one that takes it back."""

from __future__ import annotations

from kiosk.system.windows.changes import ACCOUNT, Step

ACTIVE_SCHEME = "{active-scheme}"
"""In an undoing command: the power plan that was active before."""

SCHEME = "6b696f73-6b00-4000-8000-000000000001"
"""Our power plan's id: a copy of "balanced" that is deleted as a whole."""
_BALANCED = "381b4222-f694-41f0-9685-ff5bb260df2e"


def power() -> Step:
    """A power plan of our own."""

    def never(setting: str) -> tuple[tuple[str, ...], ...]:
        return tuple(
            ("powercfg.exe", verb, SCHEME, *setting.split(), "0")
            for verb in ("/setacvalueindex", "/setdcvalueindex")
        )

    return Step(
        "power",
        (
            ("powercfg.exe", "/duplicatescheme", _BALANCED, SCHEME),
            ("powercfg.exe", "/changename", SCHEME, "Kiosk"),
            *never("SUB_SLEEP STANDBYIDLE"),
            *never("SUB_SLEEP HIBERNATEIDLE"),
            *never("SUB_VIDEO VIDEOIDLE"),
            *never("SUB_DISK DISKIDLE"),
            *never("SUB_BUTTONS LIDACTION"),
            *never("2a737441-1930-4402-8d77-b2bebba308a3 48e6b7a6-50f5-4782-a5d4-53bb8f07e226"),
            ("powercfg.exe", "/setactive", SCHEME),
        ),
        (("powercfg.exe", "/setactive", ACTIVE_SCHEME), ("powercfg.exe", "/delete", SCHEME)),
        "no sleep, no dark screen, no USB device that is put to sleep",
    )


def task(name: str, file: str, why: str) -> Step:
    """A scheduled task, described in a file (`tasks`)."""
    path = f"\\Kiosk\\{name}"
    return Step(
        name.lower(),
        (("schtasks.exe", "/Create", "/F", "/TN", path, "/XML", file),),
        (("schtasks.exe", "/Delete", "/F", "/TN", path),),
        why,
    )


def shell_launcher(scripts: str, command: str) -> Step:
    """Needs an edition that has Shell Launcher."""
    quiet = ("-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass")
    file = ("-File", scripts + r"\shell-launcher.ps1", "-Account", ACCOUNT)
    script = ("powershell.exe", *quiet, *file)
    return Step(
        "shell",
        ((*script, "-Command", command),),
        ((*script, "-Remove"),),
        "the system itself starts the program again whenever it ends",
    )

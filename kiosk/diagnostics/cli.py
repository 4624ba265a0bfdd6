"""The command line of the diagnostics: `kiosk diagnose`. Light: what it does is in `diagnose`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from kiosk.base.config import Language, Settings

EXIT_WORDS = 64
"""As sysexits.h has it for a wrong command line: 2 already means that something has failed."""


def add_parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    load: Callable[[Path | None], Settings],
) -> None:
    """Add `diagnose` to the commands. `load` reads the settings."""
    diagnose = commands.add_parser(
        "diagnose",
        help="check devices, network, servers and the PC; say what to do",
        description="Exit status: 0 all good, 1 warnings, 2 something has failed, "
        f"{EXIT_WORDS} a wrong command line, 78 a broken settings file.",
    )
    diagnose.add_argument("--config", type=Path, help="settings file")
    diagnose.add_argument("--json", action="store_true", help="one JSON object (docs/report.md)")
    diagnose.add_argument("--only", default="", metavar="GROUPS", help="for example camera,network")
    diagnose.add_argument("--list", action="store_true", help="say which checks there are")
    diagnose.add_argument("--language", choices=[each.value for each in Language])
    diagnose.add_argument(
        "--pictures", action="store_true", help="a camera picture in the report (you agree to it)"
    )
    diagnose.add_argument(
        "--report", type=Path, metavar="FOLDER", help="write the report (HTML and JSON) there"
    )
    diagnose.add_argument("--verbose", action="store_true", help="show the log of the checks")

    def run(parsed: argparse.Namespace) -> int:
        from kiosk.diagnostics.diagnose import run  # heavy, and not for `kiosk run`

        return run(parsed, load)

    diagnose.set_defaults(command=run)

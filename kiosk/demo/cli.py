"""`kiosk demo`: parse, start, tell people where to look, end cleanly."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from kiosk.base.errors import KioskError

if TYPE_CHECKING:
    from kiosk.demo.party import Party

MOST_POINTS = 30
EXIT_ERROR = 2
EXIT_INTERRUPTED = 130
_LAST_WORDS = 40
_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""SIGHUP: the terminal was closed; Windows has none."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo` to the commands."""
    demo = commands.add_parser(
        "demo",
        help="show the kiosk in a commune made up on this machine",
        description="A meeting server, a calendar, a commune hall that talks and moves, and the "
        "kiosk on a meeting that starts now. All of it is gone afterwards.",
    )
    demo.add_argument(
        "--auto", action="store_true", help="press the buttons, measure, end (real pointer)"
    )
    demo.add_argument(
        "--json", action="store_true", help="with --auto: the times as JSON on the last line"
    )
    demo.add_argument(
        "--points",
        type=_points,
        default=3,
        metavar="N",
        help=f"further bridge points in the room, 0 to {MOST_POINTS} (3)",
    )
    demo.add_argument(
        "--virtual", action="store_true", help="a virtual screen even where there is a real one"
    )
    demo.add_argument(
        "--language", choices=("vi", "en"), default="vi", help="of the screen (vi; --auto: only vi)"
    )
    demo.set_defaults(command=run)


def run(parsed: argparse.Namespace) -> int:
    """Run the demo; the exit status. 0 with `--auto`: everything happened."""
    if parsed.auto and parsed.language != "vi":
        print("kiosk demo: --auto finds the buttons by their Vietnamese names.", file=sys.stderr)
        return EXIT_ERROR
    from kiosk.demo import network  # heavy, as the next, and not for `kiosk run`
    from kiosk.demo.party import Options, Party

    for number in _ENDING:
        signal.signal(number, _end)
    try:
        around = network.settle()
        if around.said and (around.is_useless or not parsed.json):
            print(around.said, file=sys.stderr if around.is_useless else sys.stdout, flush=True)
        options = Options(parsed.auto, parsed.points, parsed.virtual, parsed.language, around.door)
        with Party(options) as party:
            _say_where(party, quiet=parsed.json)
            return _measure(party, as_json=parsed.json) if parsed.auto else _watch(party)
    except KioskError as error:
        print(f"kiosk demo: {error}", file=sys.stderr)
        return EXIT_ERROR
    except KeyboardInterrupt:
        print("Ended; nothing is left behind.")
        return EXIT_INTERRUPTED


def _points(text: str) -> int:
    number = int(text)
    if not 0 <= number <= MOST_POINTS:
        raise ValueError(text)
    return number


def _end(_number: int, _frame: FrameType | None) -> None:
    """Once; a second signal must not break the tidying up."""
    for number in _ENDING:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _say_where(party: Party, *, quiet: bool) -> None:
    if quiet:
        return
    print(f"The demo runs. Its files, until it ends: {party.folder}")
    if party.devices.synthetic:
        names = ", ".join(party.devices.synthetic)
        print(f"This machine lacks some devices; synthetic ones are used: {names}.")
    if party.screen is not None:
        print(f"There is no screen, so a virtual one is used. Picture file: {party.screen.picture}")
        if party.vnc is not None:
            print(f"Look and press with VNC: {party.vnc.address}  password {party.vnc.password}")
    from kiosk.ui.models.technician import KNOCKS

    print(f"For the technician: {KNOCKS} presses in the top left corner, then the pin {party.pin}.")
    print("Ctrl+C ends it.", flush=True)


def _watch(party: Party) -> int:
    status = party.watch()
    if status != 0:
        print(f"kiosk demo: the kiosk has ended with {status}.", file=sys.stderr)
        _show_end_of(party.kiosk_log)
    return status


def _measure(party: Party, *, as_json: bool) -> int:
    from kiosk.demo.auto import in_words

    result = party.measure()
    if not result.is_complete:
        _show_end_of(party.kiosk_log)
    values: dict[str, Any] = asdict(result)
    print(json.dumps(values) if as_json else in_words(result), flush=True)
    return 0 if result.is_complete else 1


def _show_end_of(log_file: Path) -> None:
    """For whoever has to find out why; the log holds no secrets."""
    if log_file.exists():
        lines = log_file.read_text(encoding="utf-8", errors="replace").splitlines()
        print("\n".join(lines[-_LAST_WORDS:]), file=sys.stderr)

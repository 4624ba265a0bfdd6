"""The command line: `kiosk run`, `demo`, `diagnose` and the others that `--help` lists."""

from __future__ import annotations

from kiosk.base import ending

if __name__ == "__main__":
    ending.hold()  # before anything else is loaded: a service manager may stop us at once

import argparse
import getpass
import io
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk import __version__
from kiosk.base import config, secret
from kiosk.base import log as logs
from kiosk.base.errors import Code, KioskError
from kiosk.base.notify import Notifier
from kiosk.base.paths import keep_private, settings_file, state_dir, system_settings_file
from kiosk.base.pipe import set_up_streams
from kiosk.base.usual import load_usual
from kiosk.settings import choices

EXIT_SETTINGS = 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status is 0 when it did what it says."""
    set_up_streams()
    keep_private()
    _write_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    parsed = _parser(only_run=given[:1] == ["run"]).parse_args(given)
    if not parsed.ends_in_order:
        ending.let_go()
    try:
        status: int = parsed.command(parsed)
        return status
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return EXIT_SETTINGS


def _write_utf8() -> None:
    """A pipe on Windows has a code page that knows no Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser(*, only_run: bool) -> argparse.ArgumentParser:
    """`only_run`: without the other commands, whose modules would make the start longer."""
    parser = argparse.ArgumentParser(prog="kiosk", description=__doc__)
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    parser.set_defaults(ends_in_order=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    if not only_run:
        _add_others(commands)
    return parser


def _add_others(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from kiosk import supervise

    supervise.add_parser(commands)
    from kiosk.demo import cli

    cli.add_parser(commands)
    from kiosk.diagnostics import cli as diagnostics_cli

    diagnostics_cli.add_parser(commands, _chosen_settings)
    from kiosk.core import logs_cli

    logs_cli.add_parser(commands, _chosen_settings)
    from kiosk.system.windows import cli as windows_cli

    windows_cli.add_parser(commands)
    from kiosk.update import cli as update_cli

    update_cli.add_parser(commands, _settings)
    from kiosk.provision import cli as provision_cli

    provision_cli.add_parser(commands)
    from kiosk.agenda import meetings_cli

    meetings_cli.add_parser(commands, _chosen_settings)
    _add_agenda(commands)
    _add_config(commands)
    _add_secret(commands)


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser("run", help="show the kiosk on this machine's screen")
    run.add_argument("--config", type=Path, help=f"settings file ({system_settings_file()})")
    run.add_argument("--log-json", action="store_true", help="log lines as JSON")
    run.add_argument("--log-file", type=Path, help="log here, not into the state folder's logs/")
    run.add_argument("--screen", default="", metavar="NAME", help="show one screen, made up")
    run.add_argument(
        "--announce",
        action="append",
        default=[],
        metavar="NAME",
        help="log where the control of this accessible name is (for tests)",
    )
    run.set_defaults(command=_run, ends_in_order=True)


def _add_agenda(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    agenda = commands.add_parser("agenda", help="fetch the calendar now; say what was left out")
    agenda.add_argument("--config", type=Path, help="settings file")
    agenda.set_defaults(command=_agenda)


def _add_config(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    settings = commands.add_parser("config", help="the settings file")
    verbs = settings.add_subparsers(required=True, metavar="VERB")
    check = verbs.add_parser("check", help="say whether a settings file is right")
    check.add_argument("file", type=Path, nargs="?", help="the file to check")
    check.set_defaults(command=_check)


def _add_secret(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    store = commands.add_parser("secret", help="store a password in the system's keyring")
    store.add_argument("name", choices=secret.NAMES)
    store.set_defaults(command=_store_secret)


def _run(parsed: argparse.Namespace) -> int:
    from kiosk import starting

    if parsed.screen:
        logs.set_up("ui", as_json=parsed.log_json, file=parsed.log_file)
        settings = _settings(parsed.config)
        return starting.in_order(lambda notifier: _whole(parsed, settings, notifier))
    where = starting.Log(parsed.log_json, parsed.log_file)
    return starting.run(lambda: _settings(parsed.config), partial(_whole, parsed), where)


def _whole(
    parsed: argparse.Namespace,
    settings: config.Settings,
    notifier: Notifier,
    has_monitor: Callable[[bool], object] = bool,
) -> int:
    from kiosk.app import Options, run

    options = Options(
        log_json=parsed.log_json,
        log_file=parsed.log_file,
        screen=parsed.screen,
        settings_file=str(parsed.config or settings_file() or ""),
        first_start=parsed.config is None and settings_file() is None,
        announce=tuple(parsed.announce),
    )
    return run(settings, options, notifier, has_monitor)


def _agenda(parsed: argparse.Namespace) -> int:
    import asyncio

    from kiosk.agenda import report

    agenda = asyncio.run(report.fetch_once(_settings(parsed.config)))
    print("\n".join(report.lines(agenda)))
    return 1 if agenda.problem else 0


def _check(parsed: argparse.Namespace) -> int:
    file = parsed.file or settings_file() or system_settings_file()
    config.load(file)
    print(f"{file}: right")
    return 0


def _store_secret(parsed: argparse.Namespace) -> int:
    """From the terminal without echo, or from standard input; never from an argument."""
    if sys.stdin.isatty():
        value = getpass.getpass(f"Password '{parsed.name}': ")
    else:
        value = sys.stdin.readline().rstrip("\n")
    if parsed.name == secret.PIN:
        value = _hashed(value)
    secret.put(parsed.name, value)
    print(f"The password '{parsed.name}' is stored.")
    return 0


def _hashed(value: str) -> str:
    """What is stored of this pin. Raises `KioskError(SECRET)` for what is none."""
    from kiosk.base import pinhash

    if not secret.is_pin(value):
        raise KioskError(
            Code.SECRET, "This is no pin: it takes 4 to 12 digits.", "Choose another one."
        )
    return pinhash.make(value)


def _settings(file: Path | None) -> config.Settings:
    """The named file; without one the usual file if it is there, else the defaults."""
    return config.load(file) if file is not None else load_usual()


def _chosen_settings(file: Path | None) -> config.Settings:
    """The same with what was chosen on the screen: what the kiosk itself uses."""
    return choices.applied(_settings(file), choices.load(state_dir()))


if __name__ == "__main__":
    sys.exit(main())

"""`kiosk meetings`: which services are known, which one an address belongs to, is a file right."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from kiosk.agenda import services
from kiosk.agenda.services import ANY_HOST, Service
from kiosk.agenda.webaddress import Refusal, recognise
from kiosk.base.config import Settings
from kiosk.base.paths import system_settings_file

EXIT_NONE = 1
"""The address belongs to no service, or may not be opened."""

Load = Callable[[Path | None], Settings]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], load: Load) -> None:
    """Add `meetings` to the commands. `load` reads the settings."""
    meetings = commands.add_parser("meetings", help="meeting services that are known by address")
    verbs = meetings.add_subparsers(required=True, metavar="VERB")
    shown = verbs.add_parser("list", help="all services, ours and the commune's")
    which = verbs.add_parser("which", help="which service an address belongs to, what is opened")
    which.add_argument("address", help="in quotes, because of its special characters")
    check = verbs.add_parser("check", help="say whether a service's file is right")
    check.add_argument("file", type=Path)
    for verb in (shown, which):
        verb.add_argument("--config", type=Path, help="settings file")
    shown.set_defaults(command=lambda parsed: _list(parsed.config, load))
    which.set_defaults(command=lambda parsed: _which(parsed.address, parsed.config, load))
    check.set_defaults(command=lambda parsed: _check(parsed.file))


def own_folder(config: Path | None) -> Path:
    """Where the commune's own files lie: beside its settings file."""
    return (config or system_settings_file()).parent / services.FOLDER


def _list(config: Path | None, load: Load) -> int:
    settings = load(config)
    for service in services.with_own(own_folder(config)):
        print(_line(service, settings.screen.language))
    return 0


def _line(service: Service, language: str) -> str:
    hosts = sorted({host for shape in service.address for host in shape.hosts if len(host) > 1})
    if any(ANY_HOST in shape.hosts for shape in service.address):
        hosts.append("any host that the settings allow")
    return f"{service.id:<16} {service.called(language):<18} {', '.join(hosts)}"


def _which(address: str, config: Path | None, load: Load) -> int:
    settings = load(config)
    known = services.with_own(own_folder(config))
    found = recognise(address.strip(), known, settings.meeting.allowed_hosts)
    if isinstance(found, Refusal):
        print(f"refused: {found.value}")
        return EXIT_NONE
    print(f"service: {found.service.id} ({found.service.called(settings.screen.language)})")
    print(f"opened:  {found.opened(settings.point.name)}")
    return 0


def _check(file: Path) -> int:
    service = services.read(file)
    print(f"{file}: right, {len(service.address)} kinds of address")
    return 0

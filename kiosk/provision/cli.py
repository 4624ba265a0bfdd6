"""`kiosk provision`: set this machine up, look into a file, make files for a commune."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.base.config import Language
from kiosk.base.paths import state_dir
from kiosk.provision.errors import ProvisionError, Reason

if TYPE_CHECKING:
    from kiosk.provision.description import Description
    from kiosk.provision.pointfile import Sealed

EXIT_REFUSED = 2
_MOST_DAYS = 366


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `provision` to the commands."""
    parser = commands.add_parser(
        "provision",
        help="set this machine up as a bridge point, or make the files for it",
        description="Sets this machine up from a file or an address (https://…), after showing "
        "what it says. The file is used up and taken away.",
    )
    parser.add_argument("source", nargs="?", help="point.kiosk, or https://…/p/CODE")
    parser.add_argument(
        "--code",
        nargs="?",
        const="",
        metavar="CODE",
        help="the file's code; without it here, it is asked for",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask whether it is right")
    parser.add_argument("--keep", action="store_true", help="leave the file where it is")
    parser.add_argument("--show", type=Path, metavar="FILE", help="only say what a file holds")
    parser.add_argument("--create", type=Path, metavar="COMMUNE.toml", help="make files of it")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where --create writes them")
    parser.add_argument("--qr", action="store_true", help="with --create: sheets of QR codes too")
    parser.add_argument(
        "--without-code", action="store_true", help="with --create: files that are not locked"
    )
    parser.add_argument(
        "--days", type=_days, default=30, help="with --create: how long they are valid (30)"
    )
    parser.add_argument("--language", choices=("vi", "en"), default="vi", help="of the words (vi)")
    parser.set_defaults(command=lambda parsed: _run(parsed, parser))


def _run(parsed: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    language = Language(parsed.language)
    try:
        if parsed.create is not None:
            if parsed.out is None:
                parser.error("--create needs --out FOLDER")
            return _create(parsed)
        if parsed.show is not None:
            return _show(parsed, language)
        if parsed.source is None:
            parser.error("a file, an address, --show or --create is needed")
        return _apply(parsed, language)
    except ProvisionError as error:
        print("kiosk:", *error.said(language), file=sys.stderr)
        return EXIT_REFUSED


def _create(parsed: argparse.Namespace) -> int:
    from kiosk.provision import creating
    from kiosk.server import description

    created = creating.create(
        description.load(parsed.create),
        parsed.out,
        now=datetime.now(UTC),
        locked=not parsed.without_code,
        with_sheets=parsed.qr,
        valid=timedelta(days=parsed.days),
    )
    for each in created:
        print(each.file)
    if not parsed.without_code:
        print(f"The codes are in {parsed.out / creating.LIST}: keep it apart from the files.")
    return 0


def _show(parsed: argparse.Namespace, language: Language) -> int:
    from kiosk.provision import onstick, pointfile

    sealed = pointfile.read(onstick.read_file(parsed.show))
    if sealed.needs_code and parsed.code is None:
        print(sealed.head.name, sealed.head.commune, sealed.head.point, sep="\n")
        print(*ProvisionError(Reason.CODE_MISSING).said(language))
        return 0
    _tell(_opened(sealed, parsed, language), language)
    return 0


def _apply(parsed: argparse.Namespace, language: Language) -> int:
    from kiosk.provision import applying, onstick, pointfile

    is_address = "://" in parsed.source
    if is_address:
        from kiosk.provision.fetching import fetch

        data = fetch(parsed.source)
    else:
        data = onstick.read_file(Path(parsed.source))
    sealed = pointfile.read(data)
    folder = state_dir()
    if applying.is_used(folder, sealed.file_id):
        raise ProvisionError(Reason.USED)
    sealed.check_day(datetime.now(UTC))
    description = _opened(sealed, parsed, language)
    _tell(description, language)
    if not parsed.yes and not _is_agreed(language):
        return 1
    applying.apply(description, sealed.file_id, folder)
    is_vi = language is Language.VIETNAMESE
    print("Đã cài đặt xong. Xin khởi động lại máy." if is_vi else "Done. Start the kiosk again.")
    if not is_address and not parsed.keep and not onstick.wipe(Path(parsed.source), data):
        print(
            "Không xóa được tệp: xin xóa hoặc hủy thẻ USB."
            if is_vi
            else "The file could not be taken away: delete it yourself."
        )
    return 0


def _opened(sealed: Sealed, parsed: argparse.Namespace, language: Language) -> Description:
    if not sealed.needs_code:
        return sealed.opened()
    code = parsed.code
    if not code and sys.stdin.isatty():
        code = getpass.getpass("Mã: " if language is Language.VIETNAMESE else "Code: ")
    elif not code:
        code = sys.stdin.readline()
    return sealed.opened(code)


def _tell(description: Description, language: Language) -> None:
    from kiosk.provision.told import lines

    for line in lines(description, language):
        print(f"{line.label}: {line.value}")


def _is_agreed(language: Language) -> bool:
    """Asked on a terminal only: a script says `--yes`."""
    if not sys.stdin.isatty():
        return False
    question = "Đúng không? (c/k) " if language is Language.VIETNAMESE else "Is this right? (y/n) "
    return input(question).strip().lower() in ("c", "y", "có", "yes")


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"1 to {_MOST_DAYS}")
    return days

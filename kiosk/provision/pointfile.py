"""The file `point.kiosk`: what it looks like, reading it, making it (docs/provisioning.md).

A line that says what it is, its version and its length, then letters and digits (base 32) that any
program, mail or QR code carries unharmed. Inside: a part that is readable (whose it is, until when
it is valid), a part that may be locked with a code, and a checksum over everything. Whatever is
read is a stranger's: every failure is a `ProvisionError`, and nothing is taken over half.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import secrets
import zlib
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeVar

import msgspec

from kiosk.base import config, texts
from kiosk.base.config import Id, Text
from kiosk.base.errors import KioskError
from kiosk.provision import sealing
from kiosk.provision.description import Description
from kiosk.provision.errors import ProvisionError, Reason

SUFFIX = ".kiosk"
VERSION = 1
MAX_BYTES = 64 * 1024
"""Of the whole file; with a private authority one is about 2 KB."""
VALID = timedelta(days=30)
_MAX_INSIDE = 32 * 1024
_CHECK_BYTES = 16
_LINE = 64
_ODDLY_EARLY = timedelta(days=2)
_FIRST = re.compile(rb"KIOSK-POINT ([0-9]{1,4}) ([0-9]{1,6})\Z")
_DIGITS = re.compile(rb"[A-Z2-7]*\Z")

T = TypeVar("T")


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What stands readable in the file."""

    file_id: Annotated[bytes, msgspec.Meta(min_length=8, max_length=8)]
    """Made anew for each file: which files were used is remembered by it."""
    made_s: Annotated[int, msgspec.Meta(ge=0, le=2**37)]
    """Unix time."""
    until_s: Annotated[int, msgspec.Meta(ge=0, le=2**37)]
    point: Id
    name: Text
    commune: Text
    salt: Annotated[bytes, msgspec.Meta(max_length=sealing.SALT_BYTES)] = b""
    """Empty: not locked."""


class Sealed(msgspec.Struct, frozen=True):
    """A file that is whole; what it says is still closed."""

    head: Head
    bound: bytes
    body: bytes

    @property
    def file_id(self) -> str:
        """The file's id, as it is remembered."""
        return self.head.file_id.hex()

    @property
    def needs_code(self) -> bool:
        """Whether it is locked."""
        return bool(self.head.salt)

    def check_day(self, now: datetime) -> None:
        """Raises `ProvisionError(EXPIRED)`. A clock that is before the file was made is wrong."""
        until = datetime.fromtimestamp(self.head.until_s, UTC)
        made = datetime.fromtimestamp(self.head.made_s, UTC)
        if now > until and now > made - _ODDLY_EARLY:
            raise ProvisionError(Reason.EXPIRED, f"{until:%d/%m/%Y} < {now:%d/%m/%Y}")

    def opened(self, code: str = "") -> Description:
        """What it says. Takes tenths of a second where it is locked. Raises `ProvisionError`."""
        body: bytes | None = self.body
        if self.needs_code:
            if not code.strip():
                raise ProvisionError(Reason.CODE_MISSING)
            body = sealing.unlock(self.body, code, self.head.salt, self.bound)
            if body is None:
                raise ProvisionError(Reason.CODE_WRONG)
        found = _decoded(_inflated(body or b""), Description)
        check(found)
        return found


def seal(
    description: Description,
    code: str = "",
    *,
    now: datetime,
    valid: timedelta = VALID,
) -> bytes:
    """A new file, to be used once; without a code it is not locked. Raises `ProvisionError` for a
    point that no kiosk would take.
    """
    check(description)
    head = Head(
        secrets.token_bytes(8),
        int(now.timestamp()),
        int((now + valid).timestamp()),
        description.id,
        description.name,
        description.commune,
        secrets.token_bytes(sealing.SALT_BYTES) if code else b"",
    )
    bound = msgspec.msgpack.encode(head)
    body = zlib.compress(msgspec.msgpack.encode(description), 9)
    if code:
        body = sealing.lock(body, code, head.salt, bound)
    data = armoured(msgspec.msgpack.encode((bound, body)))
    read(data)
    return data


def read(data: bytes) -> Sealed:
    """Check a file as far as that goes without its code. Raises `ProvisionError`."""
    inside = _stripped(data)
    bound, body = _decoded(inside, tuple[bytes, bytes])
    head = _decoded(bound, Head)
    if len(head.salt) not in (0, sealing.SALT_BYTES):
        raise ProvisionError(Reason.FIELD, "salt")
    clean = msgspec.structs.replace(
        head,
        name=texts.clean(head.name, texts.MAX_NAME),
        commune=texts.clean(head.commune, texts.MAX_NAME),
    )
    return Sealed(clean, bound, body)


def armoured(inside: bytes) -> bytes:
    """The text of a file with this inside."""
    letters = base64.b32encode(inside + _check_of(VERSION, inside)).rstrip(b"=")
    return framed(VERSION, letters)


def framed(version: int, letters: bytes) -> bytes:
    """The text of a file with these letters; the same letters always make the same bytes."""
    lines = [letters[at : at + _LINE] for at in range(0, len(letters), _LINE)]
    first = b"KIOSK-POINT %d %d" % (version, len(letters))
    return b"\n".join([first, *lines]) + b"\n"


def _stripped(data: bytes) -> bytes:
    """What is inside, whole and unchanged. Line ends may have been changed on the way."""
    if len(data) > MAX_BYTES:
        raise ProvisionError(Reason.TOO_LARGE)
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    first = _FIRST.fullmatch(lines[0])
    if first is None:
        is_cut = len(lines) == 1 and lines[0] and b"KIOSK-POINT ".startswith(lines[0][:12])
        raise ProvisionError(Reason.TRUNCATED if is_cut else Reason.NOT_A_POINT_FILE)
    version, length = int(first[1]), int(first[2])
    if version != VERSION:
        raise ProvisionError(Reason.TOO_NEW if version > VERSION else Reason.NOT_A_POINT_FILE)
    letters = b"".join(lines[1:])
    if len(letters) < length:
        raise ProvisionError(Reason.TRUNCATED)
    if len(letters) > length or not _DIGITS.fullmatch(letters):
        raise ProvisionError(Reason.DAMAGED)
    try:
        whole = base64.b32decode(letters + b"=" * (-len(letters) % 8))
    except binascii.Error as error:
        raise ProvisionError(Reason.DAMAGED) from error
    inside, check = whole[:-_CHECK_BYTES], whole[-_CHECK_BYTES:]
    is_same = base64.b32encode(whole).rstrip(b"=") == letters  # the last digit has spare bits
    if not is_same or check != _check_of(version, inside):
        raise ProvisionError(Reason.DAMAGED)
    return inside


def _check_of(version: int, inside: bytes) -> bytes:
    return hashlib.sha256(b"KIOSK-POINT %d\n" % version + inside).digest()[:_CHECK_BYTES]


def _inflated(data: bytes) -> bytes:
    """No more than `_MAX_INSIDE`, whatever a stranger's file unfolds to."""
    unfolding = zlib.decompressobj()
    try:
        found = unfolding.decompress(data, _MAX_INSIDE)
    except zlib.error as error:
        raise ProvisionError(Reason.DAMAGED) from error
    if not unfolding.eof or unfolding.unused_data:
        raise ProvisionError(Reason.TOO_LARGE if unfolding.unconsumed_tail else Reason.DAMAGED)
    return found


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.ValidationError as error:
        field = texts.clean(config.field_of(str(error))[0], texts.MAX_NAME)
        raise ProvisionError(Reason.FIELD, field or "?") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProvisionError(Reason.DAMAGED) from error


def check(description: Description) -> None:
    """Refuse what the settings file would, and what no person would have written.

    Raises `ProvisionError(FIELD)`.
    """
    try:
        config.check(description.settings("0", "ca.pem"))
    except KioskError as error:
        raise ProvisionError(Reason.FIELD, error.what) from error
    for name in ("name", "commune", "place", "phone", "contact"):
        text = getattr(description, name)
        if text != texts.clean(text):
            raise ProvisionError(Reason.FIELD, name)
    for name, secret in msgspec.structs.asdict(description.secrets).items():
        if not secret.isprintable():
            raise ProvisionError(Reason.FIELD, f"secrets.{name}")
    try:
        sealing.pem_of(description.authorities)
    except ValueError as error:
        raise ProvisionError(Reason.FIELD, "authorities") from error

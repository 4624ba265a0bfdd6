"""Signatures as `minisign` makes them (https://jedisct1.github.io/minisign/): Ed25519.

A signature file has four lines: an untrusted comment; algorithm, key id and signature of the file
(in base64); the trusted comment; and the signature of that signature with the trusted comment. Both
are checked, so what the trusted comment says is as sure as the file.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import mmap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.base.errors import Code, KioskError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PURE = b"Ed"
"""The file itself is signed (`minisign -S -l`, and all before 0.8)."""
PREHASHED = b"ED"
"""Its BLAKE2b-512 is signed."""
LARGEST = 16 << 10
"""More than any signature or key file; minisign refuses comments over 8 KiB."""
_TRUSTED = "trusted comment: "
_UNTRUSTED = "untrusted comment:"


class SignatureError(KioskError):
    """The file is not what somebody with one of our keys has signed."""

    def __init__(self, what: str) -> None:
        super().__init__(Code.UPDATE, what, "Get the file and its .minisig anew from the office.")


@dataclass(frozen=True, slots=True)
class Key:
    """A public key."""

    id: bytes
    """Eight bytes that name it."""
    key: bytes
    """32 bytes."""

    def load(self) -> Ed25519PublicKey:
        """As the library wants it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(self.key)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature file, read but not checked."""

    algorithm: bytes
    key_id: bytes
    signature: bytes
    comment: str
    """The trusted one."""
    comment_signature: bytes


def parse_key(text: str) -> Key:
    """The key of a `.pub` file, or of its second line alone. Raises `ValueError`."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if lines and lines[0].startswith(_UNTRUSTED):
        lines = lines[1:]
    if len(lines) != 1:
        raise ValueError("a key is one line of base64")
    data = _decoded(lines[0], 42)
    if data[:2] != PURE:
        raise ValueError("the key is of another kind")
    return Key(data[2:10], data[10:])


def parse_signature(text: str) -> Signature:
    """Read a `.minisig` file. Raises `SignatureError`."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    try:
        _untrusted, signed, comment, comment_signed = lines
        data, over_comment = _decoded(signed, 74), _decoded(comment_signed, 64)
    except ValueError as error:
        raise SignatureError("The signature file is not one that minisign makes.") from error
    if not comment.startswith(_TRUSTED) or data[:2] not in (PURE, PREHASHED):
        raise SignatureError("The signature file is not one that minisign makes.")
    return Signature(data[:2], data[2:10], data[10:], comment[len(_TRUSTED) :], over_comment)


def verify(path: Path, signature: Signature, keys: Iterable[Key]) -> str:
    """Check the file against its signature; what the trusted comment says.

    Raises `SignatureError`, or OSError for a file that cannot be read.
    """
    from cryptography.exceptions import InvalidSignature

    known = next((key for key in keys if key.id == signature.key_id), None)
    if known is None:
        raise SignatureError("The file is signed with a key that this kiosk does not know.")
    public = known.load()
    try:
        if signature.algorithm == PREHASHED:
            public.verify(signature.signature, blake2b(path))
        else:
            _verify_whole(public, path, signature.signature)
        public.verify(
            signature.comment_signature, signature.signature + signature.comment.encode("utf-8")
        )
    except InvalidSignature as error:
        raise SignatureError("The file is not the one that was signed.") from error
    return signature.comment


def blake2b(path: Path) -> bytes:
    """BLAKE2b-512 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, hashlib.blake2b).digest()


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _verify_whole(public: Ed25519PublicKey, path: Path, signature: bytes) -> None:
    """Mapped, not read: it may be larger than the memory that is free."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:  # cannot be mapped
            public.verify(signature, b"")
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data, memoryview(data) as view:
            public.verify(signature, view)


def _decoded(line: str, length: int) -> bytes:
    """Strict base64 of exactly so many bytes. Raises ValueError."""
    try:
        data = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("no base64") from error
    if len(data) != length:
        raise ValueError("another length")
    return data

"""`latest.json`: which version the publisher has, one file for each kind of machine.

    {"linux-amd64": {"version": "0.2.0", "file": "kiosk_0.2.0_amd64.deb", "size": 171234567,
                     "sha256": "…"}}

It is not signed, so it is believed nothing but where to look: what counts is the signature of the
file and its trusted comment, which names the version and the kind of machine again.
"""

from __future__ import annotations

import platform
import sys
from typing import Annotated

import msgspec

from kiosk.base.errors import Code, KioskError
from kiosk.update.minisign import SignatureError
from kiosk.update.version import Version

FILE = "latest.json"
LARGEST = 64 << 10
LARGEST_PACKAGE = 1 << 30
_NAME = r"^[A-Za-z0-9][A-Za-z0-9._+~-]{0,120}\Z"


class Offer(msgspec.Struct, frozen=True):
    """One file."""

    version: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}){1,3}\Z")]
    file: Annotated[str, msgspec.Meta(pattern=_NAME)]
    size: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_PACKAGE)]
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F]{64}\Z")]


def machine_kind(system: str = sys.platform, processor: str | None = None) -> str:
    """For example `linux-amd64`, as Debian and the publisher call it."""
    found = (processor or platform.machine()).lower()
    names = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}
    return f"{'windows' if system == 'win32' else 'linux'}-{names.get(found, found)}"


def read(data: bytes, kind: str) -> Offer | None:
    """What there is for this kind of machine; None: nothing. Raises `KioskError(UPDATE)`."""
    try:
        offers = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        return msgspec.json.decode(offers[kind], type=Offer) if kind in offers else None
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise KioskError(
            Code.UPDATE,
            f"The update server's {FILE} cannot be read.",
            "Tell whoever publishes the updates.",
        ) from error


def signed_version(comment: str, kind: str) -> Version:
    """The version in a trusted comment `kiosk version:0.2.0 kind:linux-amd64`.

    Raises `SignatureError` where it is of something else: a good signature of another program's
    file, or of another kind of machine's, is none of this.
    """
    program, *rest = comment.split() or [""]
    words = dict(word.partition(":")[::2] for word in rest)
    if program != "kiosk" or words.get("kind") != kind:
        raise SignatureError(f"The signature is not of a kiosk for {kind}.")
    try:
        return Version(words.get("version", ""))
    except ValueError as error:
        raise SignatureError("The signature does not say of which version it is.") from error

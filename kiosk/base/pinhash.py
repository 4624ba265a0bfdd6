"""What is stored of the technician's pin: a salted scrypt hash.

It reads `$scrypt$ln=15,r=8,p=1$SALT$HASH`. The form is that of the password-hashing competition;
salt and hash are base64 without padding. It keeps the pin from whoever reads a backup or looks over
a shoulder. It cannot keep four digits from somebody who has the hash and time: there are ten
thousand of them. Twelve it can.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from kiosk.base.secret import is_pin

_LOG2_N, _R, _P = 15, 8, 1
"""32 MiB: scrypt's own advice for a login that somebody waits for. More would make a slow PC think
for seconds and would not save four digits."""
_SALT_BYTES, _HASH_BYTES = 16, 32
_HASH = re.compile(
    r"\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43})"
)
_COSTS = (range(10, 18), range(1, 17), range(1, 9))
"""What a stored hash may ask for: one that asks for more would take a small PC's memory."""


@dataclass(frozen=True, slots=True)
class _Stored:
    log2_n: int
    r: int
    p: int
    salt: bytes
    digest: bytes

    def of(self, pin: str) -> bytes:
        """The digest of another pin with this one's salt and costs."""
        memory = 128 * self.r * ((1 << self.log2_n) + self.p + 2)  # what RFC 7914 needs
        return hashlib.scrypt(
            pin.encode(),
            salt=self.salt,
            n=1 << self.log2_n,
            r=self.r,
            p=self.p,
            maxmem=memory + (1 << 20),
            dklen=_HASH_BYTES,
        )


def make(pin: str) -> str:
    """What is to be stored of this pin. Takes a few tenths of a second; not for the GUI thread."""
    empty = _Stored(_LOG2_N, _R, _P, secrets.token_bytes(_SALT_BYTES), b"")
    costs = f"ln={_LOG2_N},r={_R},p={_P}"
    return f"$scrypt${costs}${_text(empty.salt)}${_text(empty.of(pin))}"


def fits(pin: str, stored: str) -> bool:
    """Whether this is the pin, in a time that does not tell how far it is right.

    `stored` is a hash, or the bare pin of a machine that was set up before there were hashes.
    Anything else fits nothing.
    """
    hashed = _parsed(stored)
    if hashed is not None:
        return hmac.compare_digest(hashed.of(pin), hashed.digest)
    return is_pin(stored) and hmac.compare_digest(pin.encode(), stored.encode())


def is_hash(stored: str) -> bool:
    """Whether it is a hash that `fits` can work with."""
    return _parsed(stored) is not None


def is_usable(stored: str) -> bool:
    """Whether any pin can fit: a hash, or a bare pin from before."""
    return is_hash(stored) or is_pin(stored)


def _parsed(stored: str) -> _Stored | None:
    found = _HASH.fullmatch(stored) if stored.isascii() else None
    if found is None:
        return None
    log2_n, r, p = int(found[1]), int(found[2]), int(found[3])
    if any(cost not in allowed for cost, allowed in zip((log2_n, r, p), _COSTS, strict=True)):
        return None
    try:
        return _Stored(log2_n, r, p, _bytes(found[4]), _bytes(found[5]))
    except binascii.Error:
        return None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)

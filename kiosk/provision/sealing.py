"""Locking what a point file holds with a short code, and what certificates say of themselves.

The code is twelve digits (40 bits). Whoever finds the file may try codes as fast as a computer
goes, so each try costs 64 MiB and a tenth of a second or more (scrypt, N = 2^16, r = 8, p = 1).
What stands readable in front is bound to it: a changed name, day or id opens with no code.
"""

from __future__ import annotations

import os
import secrets

SALT_BYTES = 16
_LOG2_N, _R, _P = 16, 8, 1
"""Fixed by the format's version: a stranger's file must not choose how much memory is taken."""
_NONCE_BYTES = 12
_DIGITS, _GROUP = 12, 4


def new_code() -> str:
    """Twelve digits in groups of four: they are typed on a pad of digits."""
    digits = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    return " ".join(digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))


def lock(data: bytes, code: str, salt: bytes, bound: bytes) -> bytes:
    """The data behind the code; `bound` stays readable and cannot be changed."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(_key(code, salt)).encrypt(nonce, data, bound)


def unlock(data: bytes, code: str, salt: bytes, bound: bytes) -> bytes | None:
    """What `lock` was given; None with another code. Takes tenths of a second and 64 MiB."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce, locked = data[:_NONCE_BYTES], data[_NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(_key(code, salt)).decrypt(nonce, locked, bound)
    except (InvalidTag, ValueError):
        return None


def der_of(pem: bytes) -> tuple[bytes, ...]:
    """The certificates of a PEM file. Raises ValueError where there are none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return tuple(each.public_bytes(Encoding.DER) for each in x509.load_pem_x509_certificates(pem))


def pem_of(certificates: tuple[bytes, ...]) -> bytes:
    """The other way round. Raises ValueError for what is no certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    loaded = (x509.load_der_x509_certificate(each) for each in certificates)
    return b"".join(each.public_bytes(Encoding.PEM) for each in loaded)


def _key(code: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    typed = "".join(letter for letter in code if letter.isalnum()).upper()
    return Scrypt(salt=salt, length=32, n=1 << _LOG2_N, r=_R, p=_P).derive(typed.encode())

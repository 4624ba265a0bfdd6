"""Why a certificate is trusted or not, and until when it is valid.

The handshake of Python's `ssl` says only one word; a second one with that check left out reads
what the certificate holds. Nothing but the handshake is ever sent over such a connection.
"""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from enum import StrEnum

_NO_CHECK_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME (x509_vfy.h), which `ssl.VerifyFlags` does not name."""


class Trust(StrEnum):
    """What becomes of the handshake. The values end the names of the faults."""

    TRUSTED = "trusted"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    OTHER_NAME = "other-name"
    UNKNOWN_ISSUER = "unknown-issuer"
    NO_TLS = "no-tls"  # it answers, but not with TLS
    CA_FILE = "ca-file"  # the authority's file in the settings cannot be read


_BY_NUMBER = {
    9: Trust.NOT_YET_VALID,
    10: Trust.EXPIRED,
    62: Trust.OTHER_NAME,
    64: Trust.OTHER_NAME,  # of an address
}
"""X509_V_ERR_… of OpenSSL's x509_vfy.h; all others mean that the chain is not trusted."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Unix times; 0 and empty where it could not be read."""

    trust: Trust
    valid_from_s: float = 0.0
    valid_to_s: float = 0.0
    names: tuple[str, ...] = ()
    """Whom it is made out to, at most three."""

    def days_left(self, now_s: float) -> float:
        """Until it ends, negative afterwards."""
        return (self.valid_to_s - now_s) / 86_400

    def is_valid_at(self, now_s: float) -> bool:
        """Whether it is the time alone that another clock would change."""
        return self.valid_from_s <= now_s <= self.valid_to_s


def examine(connect: tuple[str, int], host: str, ca_file: str, timeout_s: float) -> Certificate:
    """Shake hands with a server at an address by its name. Raises OSError when it is not there."""
    try:
        strict = ssl.create_default_context(cafile=ca_file or None)
    except OSError:  # ssl.SSLError is one
        return Certificate(Trust.CA_FILE)
    try:
        return _read(_handshake(connect, host, strict, timeout_s), Trust.TRUSTED)
    except ssl.SSLCertVerificationError as error:
        trust = _BY_NUMBER.get(error.verify_code, Trust.UNKNOWN_ISSUER)
    except ssl.SSLError:
        return Certificate(Trust.NO_TLS)
    try:
        return _read(_handshake(connect, host, _lenient(ca_file), timeout_s), trust)
    except OSError:
        return Certificate(trust)


def unverified() -> ssl.SSLContext:
    """For asking a server's time whoever it is; never for anything that matters."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _lenient(ca_file: str) -> ssl.SSLContext:
    """The chain is still checked: the names of a stranger's certificate would only confuse."""
    context = ssl.create_default_context(cafile=ca_file or None)
    context.check_hostname = False
    context.verify_flags |= _NO_CHECK_TIME
    return context


def _handshake(
    connect: tuple[str, int], host: str, context: ssl.SSLContext, timeout_s: float
) -> dict[str, object]:
    with (
        socket.create_connection(connect, timeout_s) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        return dict(secured.getpeercert() or {})


def _read(certificate: dict[str, object], trust: Trust) -> Certificate:
    alternatives = certificate.get("subjectAltName")
    names = alternatives if isinstance(alternatives, tuple) else ()
    return Certificate(
        trust,
        ssl.cert_time_to_seconds(str(certificate["notBefore"])),
        ssl.cert_time_to_seconds(str(certificate["notAfter"])),
        tuple(str(value) for _, value in names[:3]),
    )

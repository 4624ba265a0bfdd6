"""HTTP as the agenda needs it: bounded in time and size, and careful with the password.

Redirects are followed by hand, because the password may go to the configured origin only.
`requests` is imported here, so import this module only where it is used (a worker thread).
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth
from requests.utils import get_environ_proxies

from kiosk import __version__
from kiosk.agenda.work import MAX_TOTAL_BYTES
from kiosk.base.errors import Code, KioskError

CONNECT_S = 5.0
READ_S = 15.0
TOTAL_S = 45.0
"""For one answer: a server that sends a byte now and then must not hold the agenda for ever."""
MAX_BYTES = 2 * MAX_TOTAL_BYTES
"""XML around the calendars included."""
_MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `url` is where it was said, after redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Web:
    """One session with one server. Not for two threads at once."""

    def __init__(self, url: str, user: str = "", password: str = "", ca_file: str = "") -> None:
        """Raises `KioskError(CALENDAR_BROKEN)` when `ca_file` cannot be used."""
        self._origin = origin(url)
        # Bytes, because requests would encode text as Latin-1, which has no Vietnamese.
        self._auth = HTTPBasicAuth(user.encode(), password.encode()) if user else None
        self._session = requests.Session()
        self._session.trust_env = False  # a .netrc must not add a password of its own
        self._session.mount("https://", _SystemTrust(ca_file))
        self._session.headers["User-Agent"] = f"kiosk/{__version__}"

    def close(self) -> None:
        """Close all connections (idempotent)."""
        self._session.close()

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Ask, and follow redirects. 2xx, 304, 404 and 405 are returned.

        Raises `KioskError` with `CALENDAR_UNREACHABLE`, `CALENDAR_LOGIN` or `CALENDAR_BROKEN`.
        """
        for _ in range(_MAX_REDIRECTS + 1):
            answer = self._once(method, url, headers or {}, body)
            target = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not target:
                return _checked(answer, url)
            url = _redirected(url, target)
        raise _broken(url, "redirects in a circle")

    def _once(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        try:
            with self._session.request(
                method,
                url,
                headers=dict(headers),
                data=body or None,
                auth=self._auth if origin(url) == self._origin else None,
                timeout=(CONNECT_S, READ_S),
                allow_redirects=False,
                stream=True,
                proxies=get_environ_proxies(url),
            ) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, headers, _body(response), url)
        except requests.exceptions.SSLError as error:
            raise KioskError(
                Code.CALENDAR_UNREACHABLE,
                f"The certificate of {host(url)} is not trusted.",
                "Check the PC's clock, or set [calendar] ca_file.",
            ) from error
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise _broken(url, "is not an address") from error
        except (requests.RequestException, OSError) as error:
            raise _unreachable(url, "does not answer") from error


class _SystemTrust(HTTPAdapter):
    """Trusts what the system trusts, or only `ca_file`; `requests` alone has a list of its own."""

    def __init__(self, ca_file: str) -> None:
        try:
            self._context = ssl.create_default_context(cafile=ca_file or None)
        except (OSError, ssl.SSLError) as error:
            raise KioskError(
                Code.CALENDAR_BROKEN,
                "The certificate file of [calendar] ca_file cannot be read.",
                "Check its path and that it is in PEM form.",
            ) from error
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections with our context."""
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """The same behind a proxy."""
        return super().proxy_manager_for(*args, **kwargs, ssl_context=self._context)

    def cert_verify(self, conn: Any, *_: Any, **__: Any) -> None:
        """Leave the trust to our context; verification and host name check stay on."""
        conn.cert_reqs = "CERT_REQUIRED"


def _body(response: requests.Response) -> bytes:
    deadline_s = time.monotonic() + TOTAL_S
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_content(_CHUNK):
        size += len(piece)
        pieces.append(piece)
        if size > MAX_BYTES:
            raise _broken(response.url, f"sends more than {MAX_BYTES // 2**20} MiB")
        if time.monotonic() > deadline_s:
            raise _unreachable(response.url, "answers too slowly")
    return b"".join(pieces)


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port. Raises `KioskError(CALENDAR_BROKEN)` when it is no web address."""
    try:
        parts = urlsplit(url)
        scheme, name, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as error:
        raise _broken("", "is not an address") from error
    if scheme not in ("http", "https") or not name:
        raise _broken("", "is not an address")
    return scheme, name, port or (443 if scheme == "https" else 80)


def host(url: str) -> str:
    """The host, which may stand in messages; the rest of an address may be a secret."""
    return urlsplit(url).hostname or "the calendar"


def _redirected(url: str, target: str) -> str:
    new = urljoin(url, target)
    if origin(url)[0] == "https" and origin(new)[0] != "https":
        raise _broken(url, "redirects to an address without encryption")
    return new


def _checked(answer: Answer, url: str) -> Answer:
    if answer.status in (401, 403):
        raise KioskError(
            Code.CALENDAR_LOGIN,
            f"{host(url)} does not accept the user name or the password (HTTP {answer.status}).",
            "Check [calendar] user and the stored password.",
        )
    if answer.status in (408, 429) or answer.status >= 500:
        raise _unreachable(url, f"has a problem (HTTP {answer.status})")
    if answer.status >= 300 and answer.status not in (304, 404, 405):
        raise _broken(url, f"does not give the calendar (HTTP {answer.status})")
    return answer


def _unreachable(url: str, what: str) -> KioskError:
    return KioskError(
        Code.CALENDAR_UNREACHABLE,
        f"The calendar server {host(url)} {what}.",
        "It is tried again by itself. Check the network if it lasts.",
    )


def _broken(url: str, what: str) -> KioskError:
    return KioskError(
        Code.CALENDAR_BROKEN,
        f"The calendar address ({host(url) if url else 'in the settings'}) {what}.",
        "Check [calendar] url.",
    )

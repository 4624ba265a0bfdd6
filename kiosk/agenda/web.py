"""HTTP as the agenda needs it: bounded in time and size, and careful with the password.

Redirects are followed by hand, because the password may go to the configured origin only.
`requests` is imported here, so import this module only where it is used (a worker thread).
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.utils import get_environ_proxies

from kiosk import __version__
from kiosk.agenda.login import Login
from kiosk.agenda.work import MAX_TOTAL_BYTES
from kiosk.base.errors import Code, KioskError
from kiosk.base.transport import Adapter, Deadline

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


class HttpError(KioskError):
    """The server answered with a status that is no answer."""

    def __init__(self, code: Code, what: str, next_step: str, status: int) -> None:
        super().__init__(code, what, next_step)
        self.status = status


class TooLargeError(KioskError):
    """The answer is larger than may be taken into memory."""


class Web:
    """One session with one server. Not for two threads at once."""

    def __init__(self, url: str, user: str = "", password: str = "", ca_file: str = "") -> None:
        """Raises `KioskError(CALENDAR_BROKEN)` when `ca_file` cannot be used."""
        self._origin = origin(url)
        self._login = Login(user, password) if user else None
        self._deadline = Deadline()
        self.clock_ahead: timedelta | None = None
        """By how much our clock is ahead of the server's that answered last, if it said."""
        self._session = requests.Session()
        self._session.trust_env = False  # a .netrc must not add a password of its own
        self._session.mount("https://", Adapter(ca_file, self._deadline))
        self._session.mount("http://", Adapter(ca_file, self._deadline))
        self._session.headers["User-Agent"] = f"kiosk/{__version__}"

    def close(self) -> None:
        """Close all connections (idempotent)."""
        self._session.close()

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Ask, log in where the server wants it, and follow redirects.

        2xx, 304, 404 and 405 are returned. Raises `HttpError`, or `KioskError` with
        `CALENDAR_UNREACHABLE` or `CALENDAR_BROKEN`.
        """
        for _ in range(_MAX_REDIRECTS + 1):
            answer = self._once(method, url, headers or {}, body)
            while answer.status == 401 and self._may_ask_again(answer):
                answer = self._once(method, url, headers or {}, body)
            target = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not target:
                return self._checked(answer, url)
            url = _redirected(url, target)
        raise broken(url, "redirects in a circle")

    def _may_ask_again(self, answer: Answer) -> bool:
        if self._login is None or origin(answer.url) != self._origin:
            return False
        return self._login.asked(answer.headers.get("www-authenticate", ""), answer.url)

    def _once(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        try:
            with (
                self._deadline.after(TOTAL_S),
                self._session.request(
                    method,
                    url,
                    headers={**headers, **self._authorization(method, url)},
                    data=body or None,
                    timeout=(CONNECT_S, READ_S),
                    allow_redirects=False,
                    stream=True,
                    proxies=get_environ_proxies(url),
                ) as response,
            ):
                said = {name.lower(): value for name, value in response.headers.items()}
                answer = Answer(response.status_code, said, _body(response), url)
            if self._deadline.is_over:  # what was cut off can look like an end
                raise _unreachable(url, "answers too slowly")
            self.clock_ahead = _clock_ahead(answer.headers)
            return answer
        except requests.exceptions.SSLError as error:
            if self._deadline.is_over:
                raise _unreachable(url, "answers too slowly") from error
            raise KioskError(
                Code.CALENDAR_UNREACHABLE,
                f"The certificate of {host(url)} is not trusted.",
                "Check the PC's clock, or set [calendar] ca_file.",
            ) from error
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise broken(url, "is not an address") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            what = "answers too slowly" if self._deadline.is_over else _failure(error)
            raise _unreachable(url, what) from error

    def _authorization(self, method: str, url: str) -> dict[str, bytes]:
        if self._login is None or origin(url) != self._origin:
            return {}
        target = requests.Request(method, url).prepare().path_url
        header = self._login.header(method, target)
        return {"Authorization": header} if header else {}

    def _checked(self, answer: Answer, url: str) -> Answer:
        status = answer.status
        if status == 401 and self._login is not None and origin(url) != self._origin:
            raise HttpError(
                Code.CALENDAR_LOGIN,
                f"The calendar address leads to {place(url)}, where the password is not sent.",
                "Write that address into [calendar] url.",
                status,
            )
        if status in (401, 403):
            what = "does not accept the user name or the password"
            if status == 403:
                what = "does not let this user see the calendar"
            raise HttpError(
                Code.CALENDAR_LOGIN,
                f"{host(url)} {what} (HTTP {status}).",
                "Check [calendar] user and the stored password.",
                status,
            )
        if status in (408, 429) or status >= 500:
            error = _unreachable(url, f"has a problem (HTTP {status})")
            raise HttpError(error.code, error.what, error.next_step, status)
        if status >= 300 and status not in (304, 404, 405):
            error = broken(url, f"does not give the calendar (HTTP {status})")
            raise HttpError(error.code, error.what, error.next_step, status)
        return answer


def _clock_ahead(headers: Mapping[str, str]) -> timedelta | None:
    """From Date, and Age where a cache kept the answer (RFC 9110, 6.6.1; RFC 9111, 5.1)."""
    try:
        said = parsedate_to_datetime(headers.get("date", ""))
        kept = timedelta(seconds=int(headers.get("age", "0")))
        return datetime.now(UTC) - (said if said.tzinfo else said.replace(tzinfo=UTC)) - kept
    except (ValueError, OverflowError):
        return None


def _body(response: requests.Response) -> bytes:
    """Read what is there as it comes: a block would wait for its last byte."""
    deadline_s = time.monotonic() + TOTAL_S
    pieces: list[bytes] = []
    size = 0
    while piece := response.raw.read1(_CHUNK, decode_content=True):
        size += len(piece)
        pieces.append(piece)
        if size > MAX_BYTES:
            what = f"The calendar sends more than {MAX_BYTES // 2**20} MiB."
            raise TooLargeError(
                Code.CALENDAR_BROKEN, what, "Move old meetings to another calendar."
            )
        if time.monotonic() > deadline_s:
            raise _unreachable(response.url, "answers too slowly")
    return b"".join(pieces)


def _failure(error: Exception) -> str:
    broken_off = (urllib3.exceptions.IncompleteRead, urllib3.exceptions.ProtocolError)
    is_broken_off = isinstance(error, broken_off)
    return "breaks off in the middle of its answer" if is_broken_off else "does not answer"


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port. Raises `KioskError(CALENDAR_BROKEN)` when it is no web address."""
    try:
        parts = urlsplit(url)
        scheme, name, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as error:
        raise broken("", "is not an address") from error
    if scheme not in ("http", "https") or not name:
        raise broken("", "is not an address")
    return scheme, name, port or (443 if scheme == "https" else 80)


def host(url: str) -> str:
    """The host, which may stand in messages; the rest of an address may be a secret."""
    return urlsplit(url).hostname or "the calendar"


def same_host(url: str, configured: str) -> str:
    """`url` at the configured scheme and port where only these differ; else as it is.

    Behind a proxy a server often knows neither; the password goes where the settings say.
    """
    mine, other = urlsplit(configured), urlsplit(url)
    if mine.hostname != other.hostname:
        return url
    return other._replace(scheme=mine.scheme, netloc=mine.netloc).geturl()


def place(url: str) -> str:
    """Scheme, host and port, which may stand in messages."""
    scheme, name, port = origin(url)
    return f"{scheme}://{name}:{port}"


def _redirected(url: str, target: str) -> str:
    new = urljoin(url, target)
    if origin(url)[0] == "https" and origin(new)[0] != "https":
        raise broken(url, "redirects to an address without encryption")
    return new


def _unreachable(url: str, what: str) -> KioskError:
    return KioskError(
        Code.CALENDAR_UNREACHABLE,
        f"The calendar server {host(url)} {what}.",
        "It is tried again by itself. Check the network if it lasts.",
    )


def broken(url: str, what: str) -> KioskError:
    """The address in the settings is not one of a calendar that we can read."""
    return KioskError(
        Code.CALENDAR_BROKEN,
        f"The calendar address ({host(url) if url else 'in the settings'}) {what}.",
        "Check [calendar] url.",
    )

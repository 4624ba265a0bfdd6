"""Fetches from the publisher's folder: bounded in time and size, resumed where it was cut.

`requests` is imported here, so import this module only where something is fetched.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from kiosk import __version__
from kiosk.base.errors import Code, KioskError
from kiosk.base.hosts import is_loopback
from kiosk.base.retry import ladder

CONNECT_S = 10.0
READ_S = 30.0
SMALL_S = 60.0
"""For a small file."""
LARGE_S = 5400.0
"""For the package: 170 MB at 32 KB a second. What is there by then is gone on with next night."""
TRIES = 6
"""Of one file, as long as each of them brings something."""
PAUSES_S = (1.0, 5.0, 20.0, 60.0)
_CHUNK = 64 << 10

Sleep = Callable[[float], None]


class CutError(KioskError):
    """It broke off; what is there is kept, and the rest can be fetched."""


class Publisher:
    """The folder at `update.url`. Not for two threads at once."""

    def __init__(self, url: str, ca_file: str = "", sleep: Sleep = time.sleep) -> None:
        """Raises `KioskError(UPDATE)` for an address or a certificate file that cannot be used."""
        self._url = _folder(url)
        self._sleep = sleep
        self._session = requests.Session()
        self._session.trust_env = True  # the commune's proxy
        self._session.auth = _no_login
        self._session.mount("https://", _Trusting(ca_file))
        self._session.headers["User-Agent"] = f"kiosk/{__version__}"
        self._session.headers["Accept-Encoding"] = "identity"

    def __enter__(self) -> Publisher:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def small(self, name: str, largest: int) -> bytes:
        """A small file as a whole. Raises `KioskError(UPDATE)`."""
        deadline_s = time.monotonic() + SMALL_S
        with self._get(name, {}) as answer:
            if answer.status_code != 200:
                raise self._refused(name, answer.status_code)
            pieces, size = [], 0
            for piece in self._pieces(answer, deadline_s):
                pieces.append(piece)
                size += len(piece)
                if size > largest:
                    raise self._trouble(f"sends a {name} that is too large")
            return b"".join(pieces)

    def large(self, name: str, to: Path, size: int) -> None:
        """A file of exactly `size` bytes; what is in `to` already is not fetched again.

        Raises `KioskError(UPDATE)`, or OSError where the disk does not take it.
        """
        deadline_s = time.monotonic() + LARGE_S
        pauses = ladder(PAUSES_S)
        for left in reversed(range(TRIES)):
            before = _size(to)
            try:
                self._go_on(name, to, size, deadline_s)
                return
            except CutError:
                if left == 0 or time.monotonic() > deadline_s or _size(to) <= before:
                    raise
            self._sleep(next(pauses))

    def _go_on(self, name: str, to: Path, size: int, deadline_s: float) -> None:
        """Fetch what is missing. Raises `CutError` where the rest may be fetched later."""
        have = _size(to)
        if have > size:
            to.unlink()
            have = 0
        if have == size:
            return
        with self._get(name, {"Range": f"bytes={have}-"} if have else {}) as answer:
            if answer.status_code == 416:
                to.unlink()
                raise self._trouble(f"has another {name} than it says")
            if answer.status_code not in (200, 206):
                raise self._refused(name, answer.status_code)
            if answer.status_code == 200 or not _goes_on(answer, have, size):
                have = 0
            if answer.status_code == 206 and have == 0:
                to.unlink(missing_ok=True)
                raise self._trouble(f"does not go on with {name} where it was cut")
            with to.open("ab" if have else "wb") as file:
                for piece in self._pieces(answer, deadline_s):
                    have += len(piece)
                    if have > size:
                        raise self._too_long(name, to)
                    file.write(piece)
        if have < size:
            raise self._cut("breaks off in the middle of the file")

    def _get(self, name: str, headers: dict[str, str]) -> requests.Response:
        try:
            answer = self._session.get(
                urljoin(self._url, name),
                headers=headers,
                timeout=(CONNECT_S, READ_S),
                stream=True,
                allow_redirects=False,
            )
        except requests.exceptions.SSLError as error:
            raise self._trouble(
                "has a certificate that is not trusted",
                "Check the PC's clock, or set [update] ca_file.",
            ) from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise self._cut("does not answer") from error
        if answer.is_redirect:
            answer.close()
            raise self._trouble("leads to another address", "Write that into [update] url.")
        return answer

    def _pieces(self, answer: requests.Response, deadline_s: float) -> Iterator[bytes]:
        """As they come. A timeout holds from piece to piece only, so the clock is looked at."""
        try:
            while piece := answer.raw.read1(_CHUNK):
                yield piece
                if time.monotonic() > deadline_s:
                    raise self._cut("answers too slowly")
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise self._cut("breaks off in the middle of the file") from error

    def _too_long(self, name: str, to: Path) -> KioskError:
        to.unlink()
        return self._trouble(f"sends more of {name} than it says")

    def _refused(self, name: str, status: int) -> KioskError:
        if status in (408, 429) or status >= 500:
            return self._cut(f"has a problem (HTTP {status})")
        return self._trouble(f"has no {name} (HTTP {status})")

    def _cut(self, what: str) -> CutError:
        return CutError(
            Code.UPDATE,
            f"The update server {self._host} {what}.",
            "It is tried again next night. Check the network if it lasts.",
        )

    def _trouble(self, what: str, to_do: str = "Tell whoever publishes the updates.") -> KioskError:
        return KioskError(Code.UPDATE, f"The update server {self._host} {what}.", to_do)

    @property
    def _host(self) -> str:
        return urlsplit(self._url).hostname or "?"


class _Trusting(HTTPAdapter):
    """Trusts the system's authorities, or only `ca_file`; `requests` alone has its own list."""

    def __init__(self, ca_file: str) -> None:
        try:
            self._context = ssl.create_default_context(cafile=ca_file or None)
        except (OSError, ssl.SSLError) as error:
            raise KioskError(
                Code.UPDATE,
                "The certificate file of [update] ca_file cannot be read.",
                "Check its path and that it is in PEM form.",
            ) from error
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections with our context."""
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)

    def cert_verify(self, conn: Any, *_: Any, **__: Any) -> None:
        """Leave the trust to our context; verification and host name check stay on."""
        conn.cert_reqs = "CERT_REQUIRED"


def _no_login(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """A .netrc must not add a password of its own."""
    return request


def _folder(url: str) -> str:
    """The address with a slash at its end. Raises `KioskError(UPDATE)` where it is open."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.netloc)):
        raise KioskError(
            Code.UPDATE,
            "The address of the updates does not begin with https://.",
            "Write an address with https:// into [update] url.",
        )
    return url if url.endswith("/") else f"{url}/"


def _goes_on(answer: requests.Response, have: int, size: int) -> bool:
    """Whether the answer is the rest of the file that we have the beginning of."""
    return answer.headers.get("Content-Range", "").replace(" ", "") in (
        f"bytes{have}-{size - 1}/{size}",
        f"bytes{have}-{size - 1}/*",
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

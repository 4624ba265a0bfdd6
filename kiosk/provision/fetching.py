"""A point file from an address: HTTPS, small, in time, never to another host.

The server is a plain folder: it cannot know that a file was used, so whoever looks after it takes
the file away (docs/provisioning.md). The address is as good as a password and never logged.
`requests` is imported here, so import this where it is used.
"""

from __future__ import annotations

import logging
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from kiosk.base import hosts
from kiosk.base.transport import Adapter, Deadline
from kiosk.provision.errors import ProvisionError, Reason
from kiosk.provision.pointfile import MAX_BYTES

log = logging.getLogger(__name__)

_CONNECT_S, _READ_S, _TOTAL_S = 8.0, 10.0, 25.0
_MOST_REDIRECTS = 3
_MOST_LETTERS = 500
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (401, 403, 404, 410)
_CHUNK = 16 * 1024


def normal(address: str) -> str:
    """The address as it is asked for; `https://` need not be typed. Raises `ProvisionError`.

    Without TLS this machine alone is asked: that is for tests.
    """
    text = address.strip()
    url = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(url)
        is_plain = not (parts.username or parts.password or parts.fragment)
        is_safe = parts.scheme == "https" or (
            parts.scheme == "http" and hosts.is_loopback(parts.hostname or "")
        )
        is_good = is_plain and is_safe and hosts.is_usable(url) and parts.path not in ("", "/")
    except ValueError:
        is_good = False
    is_typed = url.isascii() and url.isprintable() and " " not in url
    if not is_good or not is_typed or len(url) > _MOST_LETTERS:
        raise ProvisionError(Reason.ADDRESS)
    return url


def fetch(address: str, ca_file: str = "") -> bytes:
    """What lies there. At most 25 s. Raises `ProvisionError`, also `KioskError` for `ca_file`."""
    url, deadline = normal(address), Deadline()
    with requests.Session() as session:
        session.trust_env = False
        session.mount("https://", Adapter(ca_file, deadline))
        session.mount("http://", Adapter(ca_file, deadline))
        with deadline.after(_TOTAL_S):
            for _ in range(_MOST_REDIRECTS + 1):
                answer = _once(session, url, deadline)
                if isinstance(answer, bytes):
                    return answer
                url = _followed(url, answer)
    raise ProvisionError(Reason.UNREACHABLE)


def _once(session: requests.Session, url: str, deadline: Deadline) -> bytes | str:
    """The file, or where it is."""
    try:
        with session.get(
            url, timeout=(_CONNECT_S, _READ_S), allow_redirects=False, stream=True
        ) as response:
            status = response.status_code
            if status in _REDIRECTS and response.headers.get("location"):
                return str(response.headers["location"])
            if status in _GONE:
                raise ProvisionError(Reason.GONE)
            data = _body(response) if status == 200 else None
    except requests.exceptions.SSLError as error:
        late = deadline.is_over
        raise ProvisionError(Reason.UNREACHABLE if late else Reason.CERTIFICATE) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise ProvisionError(Reason.UNREACHABLE) from error
    if data is None or deadline.is_over:  # what was cut off can look like an end
        log.warning("the server of the point file answers with status %d", status)
        raise ProvisionError(Reason.UNREACHABLE)
    return data


def _body(response: requests.Response) -> bytes:
    data = b""
    while piece := response.raw.read1(_CHUNK, decode_content=True):
        data += piece
        if len(data) > MAX_BYTES:
            raise ProvisionError(Reason.TOO_LARGE)
    return data


def _followed(url: str, location: str) -> str:
    """Only on the same host, port and scheme: a code is told to nobody else."""
    target = normal(urljoin(url, location))
    if urlsplit(target)[:2] != urlsplit(url)[:2]:
        raise ProvisionError(Reason.ADDRESS)
    return target

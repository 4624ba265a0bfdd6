"""Chromium's DevTools protocol: one connection, calls one after the other."""

from __future__ import annotations

import contextlib
import itertools
import json
from typing import Any

from websockets.sync.client import connect

_CALL_TIMEOUT_S = 30.0


class DevTools:
    """A DevTools connection: calls one after the other, exceptions of the page on the side."""

    def __init__(self, url: str, name: str) -> None:
        self._name = name
        self._ids = itertools.count(1)
        self._stack = contextlib.ExitStack()
        self._socket = self._stack.enter_context(connect(url, max_size=None, compression=None))
        self.exceptions: list[str] = []

    def call(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=_CALL_TIMEOUT_S))
            if message.get("method") == "Runtime.exceptionThrown":
                self.exceptions.append(exception_text(message["params"]["exceptionDetails"]))
            if message.get("id") != number:
                continue
            if "error" in message:
                raise RuntimeError(f"{self._name}: {method}: {message['error']['message']}")
            result: dict[str, Any] = message["result"]
            return result

    def close(self) -> None:
        self._stack.close()


def exception_text(details: dict[str, Any]) -> str:
    return str(details.get("exception", {}).get("description") or details.get("text"))

"""A few questions to a running Janus: is it there, and what an administrator asks of a room."""

from __future__ import annotations

import json
from typing import Any

import websockets
from websockets.sync.client import connect


def ask(url: str, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Send Janus messages one after the other over one WebSocket; each one's final answer.

    Raises OSError, TimeoutError and `websockets.WebSocketException`.
    """
    answers = []
    with connect(
        url,
        subprotocols=[websockets.Subprotocol("janus-protocol")],
        open_timeout=2.0,
        close_timeout=0.5,
        compression=None,
        proxy=None,
    ) as ws:
        known: dict[str, Any] = {}
        for number, message in enumerate(messages):
            ws.send(json.dumps({**message, **known, "transaction": str(number)}))
            answer = json.loads(ws.recv(timeout=5.0))
            while answer["janus"] == "ack" or answer.get("transaction") != str(number):
                answer = json.loads(ws.recv(timeout=5.0))
            answers.append(answer)
            if message["janus"] in ("create", "attach"):
                name = "session_id" if message["janus"] == "create" else "handle_id"
                known[name] = answer["data"]["id"]
    return answers


def ask_videoroom(url: str, body: dict[str, Any]) -> dict[str, Any]:
    """Ask the VideoRoom plugin and return its data. Raises as `ask`, and KeyError."""
    attach = {"janus": "attach", "plugin": "janus.plugin.videoroom"}
    answers = ask(url, [{"janus": "create"}, attach, {"janus": "message", "body": body}])
    data: dict[str, Any] = answers[2]["plugindata"]["data"]
    return data

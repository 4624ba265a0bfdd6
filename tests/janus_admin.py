"""What an administrator does to a room while the kiosk is in it, with the room's secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.server.running import CommuneServer


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in a room."""

    id: int | str
    display: str
    is_publishing: bool


class JanusAdmin:
    """The administrator of a commune server's rooms."""

    def __init__(self, server: CommuneServer) -> None:
        self._server = server

    def participants(self, room: int) -> list[Participant]:
        """Everybody in the room but its dummy publisher."""
        answer = self._ask("listparticipants", room)
        return [
            Participant(one["id"], one.get("display", ""), bool(one.get("publisher")))
            for one in answer["participants"]
            if not one.get("dummy")
        ]

    def publishing(self, room: int) -> list[str]:
        """The names of those who send."""
        return [one.display for one in self.participants(room) if one.is_publishing]

    def kick(self, room: int, display: str) -> None:
        """Put everybody of that name out."""
        ids = [one.id for one in self.participants(room) if one.display == display]
        assert ids, f"nobody called {display!r} is in room {room}"
        for participant in ids:
            self._ask("kick", room, id=participant)

    def destroy(self, room: int) -> None:
        """Close the room for good, whoever is in it."""
        self._ask("destroy", room)

    def create(self, room: int, *, pin: str = "", publishers: int = 20) -> None:
        """Make a room as the server's configuration makes its own; its secret is `secret`."""
        options: dict[str, Any] = {"publishers": publishers, "videocodec": "vp8"}
        options |= {"secret": "secret", "audiolevel_event": True, "is_private": True}
        options |= {"dummy_publisher": True}
        options |= {"dummy_streams": [{"codec": "vp8"}, {"codec": "opus"}]}
        if pin:
            options["pin"] = pin
        self._ask("create", room, admin_key=self._server.commune.admin_key, **options)

    def _ask(self, request: str, room: int, **fields: Any) -> dict[str, Any]:
        secrets = {one.id: one.secret for one in self._server.commune.rooms}
        body = {"request": request, "room": room, "secret": secrets.get(room, "secret"), **fields}
        answer = self._server.request_room(body)
        assert "error" not in answer, f"{request}: {answer['error_code']} {answer['error']}"
        return answer

"""The hall as a process, watched by another participant of the same room."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.demo import commune
from kiosk.demo.facts import Facts
from kiosk.demo.hall import NAME, Order
from kiosk.server.children import Child
from kiosk.server.running import CommuneServer

pytestmark = pytest.mark.system


class People:
    """Halls in processes of their own, each with its log."""

    def __init__(self, server: CommuneServer, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._children: list[Child] = []

    def invite(self, points: int) -> tuple[Child, Facts]:
        log = self._folder / f"hall-{len(self._children)}.log"
        child = Child([sys.executable, "-m", "kiosk.demo.hall"], log, stdin=subprocess.PIPE)
        self._children.append(child)
        assert child.stdin is not None
        order = Order(commune.join_address(self._server), points)
        child.stdin.write(msgspec.json.encode(order) + b"\n")
        child.stdin.flush()
        return child, Facts(log, lambda: child.running)

    def close(self) -> None:
        for child in self._children:
            child.close()


@pytest.fixture
def people(server: CommuneServer, tmp_path: Path) -> Iterator[People]:
    people = People(server, tmp_path)
    yield people
    people.close()


def fact(facts: Facts, what: str, name: str = "") -> dict[str, Any]:
    found = facts.wait_for(
        lambda fact: what in fact and (not name or fact.get("name") == name), timeout_s=60
    )
    assert found is not None, f"nobody said '{what}' of '{name}'"
    return found


def test_points_are_seen_and_missed(people: People) -> None:
    _, watching = people.invite(points=0)
    fact(watching, "ready")
    points, _ = people.invite(points=2)
    # Both halls bear one point id, so each takes the other for its own ghost and sees the points.
    for name in ("Khu phố 2", "Khu phố 3"):
        seen = fact(watching, "saw", name)
    points.close()
    gone = fact(watching, "gone", "Khu phố 3")
    assert gone["at_ns"] > seen["at_ns"]


def test_the_hall_is_in_the_room_and_leaves_when_told(
    people: People, server: CommuneServer, tmp_path: Path
) -> None:
    hall, says = people.invite(points=0)
    fact(says, "ready")
    listing = {"request": "listparticipants", "room": commune.ROOM}
    names = [who["display"] for who in server.request_room(listing)["participants"]]
    assert NAME in names
    hall.close()
    names = [who["display"] for who in server.request_room(listing)["participants"]]
    assert NAME not in names
    for line in (tmp_path / "hall-0.log").read_text().splitlines():
        assert "level" not in json.loads(line), line


def test_the_pin_is_in_no_argument_and_no_line(
    people: People, server: CommuneServer, tmp_path: Path
) -> None:
    hall, says = people.invite(points=0)
    fact(says, "ready")
    pin = server.commune.room(commune.ROOM).pin
    assert pin not in Path(f"/proc/{hall.pid}/cmdline").read_text()
    assert pin not in (tmp_path / "hall-0.log").read_text()

"""Where a network lets no UDP through to the meeting server, meetings go through a relay."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import msgspec
import pytest

from kiosk.model.room import Relay, Target
from kiosk.server.running import CommuneServer
from tests import relay as turn
from tests.end2end.site import Site
from tests.end2end.sounds import mouth
from tests.outage import udp_blocked
from tests.processes import JOIN, Kiosk
from tests.relay import TurnServer
from tests.unit.conference.conftest import Point

RELAYED = (22200, 22299)
ROOM = 1040
"""The last of the server's rooms; the sites begin with the first."""


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TurnServer]:
    with TurnServer(tmp_path_factory.mktemp("relay"), RELAYED) as running:
        yield running


class RelayedPoint(Point):
    """A point without a screen that may go around through a relay."""

    def __init__(self, server: CommuneServer, name: str, relays: tuple[Relay, ...]) -> None:
        self._relays = relays
        super().__init__(server, name)

    def target(self, room: int = ROOM, pin: str = "") -> Target:
        return msgspec.structs.replace(super().target(room, pin), relays=self._relays)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_points_see_and_hear_each_other_through_a_relay(
    server: CommuneServer, relay: TurnServer, transport: str
) -> None:
    url = relay.udp_url if transport == "udp" else relay.tcp_url
    relays = (Relay(url, turn.USER, turn.PASSWORD),)
    with udp_blocked(server.commune.ports.rtp, range(RELAYED[0], RELAYED[1] + 1)):
        points = [RelayedPoint(server, name, relays) for name in ("kp38", "kp39")]
        try:
            for point in points:
                point.join(ROOM, "")
            for point in points:
                await point.until(lambda point=point: point.count(1) > 10, "seeing the other")
                await point.until(lambda point=point: point.loudspeaker.frames, "hearing the other")
        finally:
            await asyncio.gather(*(point.aclose() for point in points))


async def test_a_kiosk_with_a_relay_in_its_settings_meets_where_udp_is_closed(
    site: Site, relay: TurnServer
) -> None:
    """The other one is no browser: the ports of a browser's next connection cannot be spared."""
    kiosk = site.kiosk(meeting={"relays": [relay.tcp_url], "relay_user": turn.USER})
    (kiosk.folder / "credentials" / "kiosk-relay").write_text(turn.PASSWORD)
    site.put_meeting()
    spared = range(RELAYED[0], RELAYED[1] + 1)
    with mouth(site.sound), udp_blocked(site.server.commune.ports.rtp, spared):
        relays = (Relay(relay.udp_url, turn.USER, turn.PASSWORD),)
        hall = RelayedPoint(site.server, "kp39", relays)
        try:
            hall.join(site.room, "")
            await asyncio.to_thread(_join, kiosk)
            await hall.until(lambda: hall.count(1) > 10, "seeing the kiosk")
            await hall.until(lambda: hall.loudspeaker.frames, "hearing the kiosk")
            await asyncio.to_thread(_leave, kiosk)
        finally:
            await hall.aclose()
            kiosk.close()


def _join(kiosk: Kiosk) -> None:
    kiosk.__enter__()
    kiosk.wait_room(phase="prepared")
    time.sleep(20)  # people press long after the relay's candidates were found
    kiosk.press(JOIN)
    kiosk.wait_room(phase="joined")


def _leave(kiosk: Kiosk) -> None:
    kiosk.__exit__(None, None, None)

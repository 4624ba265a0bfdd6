"""The operating system as the screen sees it: one thing at a time, off the loop, told as a state.

Lives on the core loop; implements `state.SystemPort`. No password is kept or logged.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.base.onloop import Telling
from kiosk.system.computer import Computer
from kiosk.system.state import Guard, Link, NetworkState, SystemState, Verb, WifiNetwork
from kiosk.system.trouble import Trouble, TroubleError
from kiosk.system.wifi import check_name, key_of, shown

if TYPE_CHECKING:
    from kiosk.system.lan import Lan  # psutil is not for the start of the kiosk

log = logging.getLogger(__name__)

NETWORK_S, NETWORKS_S = 4.0, 12.0
"""How often the network's state and the list are looked at while somebody follows them."""
DOWN_S = 60.0
"""A computer that still runs so long after it was told to go down will not."""


class System(Telling[SystemState]):
    """Make it anywhere; the verbs may be called on any thread."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        computer: Computer,
        look: Callable[[], Lan],
        tell: Callable[..., None] = lambda _kind, **_facts: None,
    ) -> None:
        """`look` says how the computer is joined to the network (`lan.look`), off the loop."""
        super().__init__(loop, SystemState())
        self._computer = computer
        self._look = look
        self._tell = tell
        self._follows = {"network": False, "networks": False}
        self._due = {what: asyncio.Event() for what in self._follows}

    # --- verbs, on any thread ---------------------------------------------------------------

    def follow(self, *, network: bool, networks: bool) -> None:
        """See `SystemPort`."""
        self._post(self._follow, network, networks)

    def join(self, key: str, password: str) -> None:
        """See `SystemPort`."""
        self._post(self._join, key, password)

    def join_hidden(self, name: str, password: str) -> None:
        """See `SystemPort`."""
        self._post(self._join_hidden, name, password)

    def forget(self, key: str) -> None:
        """See `SystemPort`."""
        self._post(self._forget, key)

    def acknowledge(self) -> None:
        """See `SystemPort`."""
        self._post(self._acknowledge)

    def restart(self) -> None:
        """See `SystemPort`."""
        self._post(self._go_down, Verb.RESTART)

    def switch_off(self) -> None:
        """See `SystemPort`."""
        self._post(self._go_down, Verb.SWITCH_OFF)

    # --- on the core loop -------------------------------------------------------------------

    async def run(self) -> None:
        """Look as long as somebody follows; never ends by itself."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._repeat("network", NETWORK_S, self._look_at_network))
            group.create_task(self._repeat("networks", NETWORKS_S, self._look_for_networks))

    async def aclose(self) -> None:
        """End what goes on (idempotent)."""
        await self._end_tasks()

    async def _repeat(self, what: str, every_s: float, look: Callable[[], object]) -> None:
        due = self._due[what]
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(every_s if self._follows[what] else None):
                    await due.wait()
            due.clear()
            if self._follows[what]:
                await look()  # type: ignore[misc]

    def _look_now(self) -> None:
        for due in self._due.values():
            due.set()

    def _follow(self, network: bool, networks: bool) -> None:
        self._follows = {"network": network, "networks": networks}
        self._look_now()

    async def _look_at_network(self) -> None:
        lan = await asyncio.to_thread(self._look)
        used: WifiNetwork | None = None
        if lan.wireless:
            try:
                used = await asyncio.to_thread(self._computer.used)
            except TroubleError as error:
                log.info("the wireless network's name is not known: %s", error)
        self._set(network=_state_of(lan, used))

    async def _look_for_networks(self) -> None:
        if self._state.doing is not Verb.NONE:
            return  # one thing at a time: the radio is busy
        try:
            networks = await asyncio.to_thread(self._computer.networks)
        except TroubleError as error:
            if self._state.problem != error.trouble.value:
                log.warning("wireless networks cannot be listed: %s", error)
            if self._state.failed in (Verb.NONE, Verb.LOOK):
                self._set(networks=(), failed=Verb.LOOK, problem=error.trouble.value)
            return
        if self._state.failed is Verb.LOOK:
            self._set(networks=networks, failed=Verb.NONE, problem="")
        else:
            self._set(networks=networks)

    def _join(self, key: str, password: str) -> None:
        networks = self._state.networks or ()
        network = next((one for one in networks if one.key == key), None)
        if network is None:
            self._set(about=key, failed=Verb.JOIN, problem=Trouble.WIFI_GONE.value, done=Verb.NONE)
            return
        self._begin(Verb.JOIN, key, self._computer.join, network, password)

    def _join_hidden(self, name: str, password: str) -> None:
        try:
            data = check_name(name)
        except TroubleError as error:
            self._set(about="", failed=Verb.JOIN, problem=error.trouble.value, done=Verb.NONE)
            return
        guard = Guard.PASSWORD if password else Guard.OPEN
        network = WifiNetwork(key_of(data), shown(data), 0, guard)
        self._begin(Verb.JOIN, network.key, self._computer.join, network, password, hidden=True)

    def _forget(self, key: str) -> None:
        networks = self._state.networks or ()
        network = next((one for one in networks if one.key == key), WifiNetwork(key, "", 0))
        self._begin(Verb.FORGET, key, self._computer.forget, network)

    def _acknowledge(self) -> None:
        if self._state.doing is Verb.NONE:
            self._set(failed=Verb.NONE, problem="", done=Verb.NONE, about="")

    def _go_down(self, how: Verb) -> None:
        down = self._computer.restart if how is Verb.RESTART else self._computer.switch_off
        self._tell("computer-restart" if how is Verb.RESTART else "computer-off")
        self._begin(how, "", down)

    def _begin(
        self, verb: Verb, about: str, call: Callable[..., None], *args: object, **more: object
    ) -> None:
        if self._state.doing is not Verb.NONE:
            return  # what goes on must end first; the screen offers nothing meanwhile
        self._set(doing=verb, about=about, failed=Verb.NONE, problem="", done=Verb.NONE)
        self._spawn(self._do(verb, call, *args, **more))

    async def _do(
        self, verb: Verb, call: Callable[..., None], *args: object, **more: object
    ) -> None:
        problem = Trouble.SILENT  # what a bug leaves, too
        try:
            await asyncio.to_thread(call, *args, **more)
            if verb in (Verb.RESTART, Verb.SWITCH_OFF):
                await asyncio.sleep(DOWN_S)
            else:
                self._set(doing=Verb.NONE, done=verb)
                return
        except TroubleError as error:
            log.warning("%s failed: %s", verb.value, error)
            problem = error.trouble
        finally:
            if self._state.doing is verb:
                self._set(doing=Verb.NONE, failed=verb, problem=problem.value)
            self._look_now()


def _state_of(lan: Lan, used: WifiNetwork | None) -> NetworkState:
    if not lan.interface:
        return NetworkState(Link.NONE)
    address = "" if lan.address_is_made_up else lan.address
    state = NetworkState(Link.WIRED, address=address, has_way_out=lan.has_default_route)
    if not lan.wireless:
        return state
    return replace(
        state,
        link=Link.WIFI,
        name=used.name if used is not None else "",
        strength=used.strength if used is not None else 0,
    )

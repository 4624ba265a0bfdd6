"""What the technician chooses on the screen: acts at once, and is on disk before it is shown.

Lives on the core loop; implements `state.ChoicesPort`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.base.config import Settings
from kiosk.base.onloop import Telling
from kiosk.model.gear import DeviceList
from kiosk.settings import choices as stored
from kiosk.settings.choices import Choices
from kiosk.settings.state import ChoicesState

log = logging.getLogger(__name__)


class Choosing(Telling[ChoicesState]):
    """Owns the choices. Make it anywhere; the verbs may be called on any thread."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        settings: Settings,
        folder: Path,
        *,
        act: Callable[[Settings], None],
        list_devices: Callable[[Callable[[DeviceList], None]], None],
        tell: Callable[..., None],
    ) -> None:
        """`settings` are the file's; `act` is called on the loop with those that hold now."""
        chosen = stored.load(folder, tell)
        now = stored.applied(settings, chosen)
        super().__init__(loop, ChoicesState(now.devices, now.screen, now.help))
        self._file_settings = settings
        self._folder = folder
        self._act = act
        self._list_devices = list_devices
        self._tell = tell
        self._choices = chosen
        self.settings = now
        """Those that hold now; replaced as a whole on the loop."""
        self._writing = asyncio.Lock()

    def look(self) -> None:
        """See `ChoicesPort`."""
        self._post(self._list_devices, self._on_list)

    def change(self, choices: Choices) -> None:
        """See `ChoicesPort`."""
        self._post(self._change, choices)

    def _on_list(self, devices: DeviceList) -> None:
        self._set(offered=devices)

    def _change(self, choices: Choices) -> None:
        wanted = choices.over(self._choices)
        try:
            settings = stored.applied(self._file_settings, wanted)
        except msgspec.ValidationError as error:
            log.error("a choice is beyond its limits: %s", error)
            return
        changed = [name for name in choices.__struct_fields__ if getattr(choices, name) is not None]
        self._choices, self.settings = wanted, settings
        self._act(settings)
        self._tell("choice-changed", fields=", ".join(changed))
        self._spawn(self._keep(wanted, settings))

    async def _keep(self, choices: Choices, settings: Settings) -> None:
        """Write, in the order of the changes, then show."""
        async with self._writing:
            unsaved = False
            try:
                await asyncio.to_thread(stored.save, self._folder, choices)
            except OSError as error:
                log.error("the choices were not written to disk: %s", error.strerror)
                unsaved = True
        if choices is self._choices:
            self._set(
                devices=settings.devices,
                screen=settings.screen,
                help=settings.help,
                unsaved=unsaved,
            )

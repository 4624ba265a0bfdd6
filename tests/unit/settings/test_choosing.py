"""A choice acts at once, is on disk before it is shown, and a full disk does not undo it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from kiosk.base.config import Settings
from kiosk.model.gear import DeviceList, DeviceOption
from kiosk.settings import choices as stored
from kiosk.settings.choices import Choices
from kiosk.settings.choosing import Choosing
from kiosk.settings.state import ChoicesState


class Watched:
    """The choices with everything around them written down."""

    def __init__(self, folder: Path) -> None:
        self.acted: list[Settings] = []
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.shown: list[ChoicesState] = []
        self.news = asyncio.Event()
        self.choosing = Choosing(
            asyncio.get_running_loop(),
            Settings(),
            folder,
            act=self.acted.append,
            list_devices=lambda reply: reply(
                DeviceList(cameras=(DeviceOption("/dev/v4l/by-id/x", "USB <b>"),))
            ),
            tell=lambda kind, **facts: self.told.append((kind, facts)),
        )
        self.choosing.subscribe(self._show)

    def _show(self, state: ChoicesState) -> None:
        self.shown.append(state)
        self.news.set()

    async def until(self, condition: Any) -> None:
        async with asyncio.timeout(20):
            while not (self.shown and condition(self.shown[-1])):
                self.news.clear()
                await self.news.wait()


async def test_a_choice_acts_and_is_kept(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.choosing.change(Choices(volume_percent=20, camera="synthetic"))
    await watched.until(lambda state: state.devices.volume_percent == 20)
    assert watched.acted[-1].devices.camera == "synthetic"
    assert stored.load(tmp_path) == Choices(volume_percent=20, camera="synthetic")
    assert watched.told == [("choice-changed", {"fields": "camera, volume_percent"})]
    again = Watched(tmp_path)
    assert again.choosing.settings.devices.volume_percent == 20


async def test_many_quick_changes_end_with_the_last(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    for percent in range(0, 101, 5):
        watched.choosing.change(Choices(volume_percent=percent))
    await watched.until(lambda state: state.devices.volume_percent == 100)
    assert stored.load(tmp_path).volume_percent == 100
    assert [one.devices.volume_percent for one in watched.acted] == list(range(0, 101, 5))


async def test_a_choice_beyond_its_limit_changes_nothing(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.choosing.change(Choices(volume_percent=500))
    watched.choosing.change(Choices(volume_percent=50))
    await watched.until(lambda state: state.devices.volume_percent == 50)
    assert len(watched.acted) == 1


async def test_a_disk_that_takes_nothing_is_told_and_the_choice_acts(tmp_path: Path) -> None:
    folder = tmp_path / "no folder"
    folder.write_text("a file stands in the way")
    watched = Watched(folder)
    watched.choosing.change(Choices(voice=False))
    await watched.until(lambda state: state.unsaved)
    assert watched.acted[-1].screen.voice is False
    assert watched.shown[-1].screen.voice is False


async def test_devices_are_listed(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.choosing.look()
    await watched.until(lambda state: len(state.offered.cameras) == 1)


async def test_whom_to_call_is_a_choice_over_the_file(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.choosing.change(Choices(phone="0283 891 1234", contact="anh Bình"))
    await watched.until(lambda state: state.help.phone != "")
    assert watched.acted[-1].help.contact == "anh Bình"
    again = Watched(tmp_path)
    assert again.choosing.settings.help.phone == "0283 891 1234"
    again.choosing.change(Choices(phone=""))
    await again.until(lambda state: state.help.phone == "" and state.help.contact == "anh Bình")

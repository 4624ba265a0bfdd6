"""The settings that hold when none are named: the provisioned ones, else the system's."""

from __future__ import annotations

import os

from kiosk.base import config, paths, storage
from kiosk.base.config import Settings
from kiosk.base.storage import Tell, tell_nobody


def load_usual(tell: Tell = tell_nobody) -> Settings:
    """What `paths.settings_file` names; defaults where nothing is configured.

    Provisioned settings that cannot be read are set aside, and those before them hold again: a
    power cut must not make another point of a machine, nor none. Raises `KioskError(SETTINGS)` for
    a wrong file of the system's.
    """
    folder = paths.state_dir()
    mine, before = paths.provisioned_file(folder), paths.old_file(folder)
    while os.path.lexists(mine):
        found = storage.load(mine, config.decode, tell)
        if found is not None:
            return found
        is_stuck = os.path.lexists(mine)  # on a disk that cannot be written
        if is_stuck or not before.is_file():
            break
        storage.rename(before, mine)
    system = paths.system_settings_file()
    return config.load(system) if system.is_file() else Settings()

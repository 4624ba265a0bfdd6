"""Taking a point file over: all of it or nothing, whenever the power fails.

Passwords are stored first, beside those that hold (`secret.put_for`), then the private authority
under a name of its own. Renaming the settings file is the one step that changes what holds. What
is left behind by a kill before it holds nothing; what is missing after it is done by `finish`.
"""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from kiosk.base import pinhash, secret, storage
from kiosk.base.config_text import written
from kiosk.base.errors import KioskError
from kiosk.base.paths import old_file, provisioned_file
from kiosk.base.storage import Tell, tell_nobody
from kiosk.provision import sealing
from kiosk.provision.description import Description
from kiosk.provision.errors import ProvisionError, Reason

log = logging.getLogger(__name__)

USED = "provisioned.json"
"""Ids of the files that were used on this machine."""
_MOST_USED = 1000
_CA = "ca-{}.pem"


class Used(msgspec.Struct, frozen=True):
    """What is on disk."""

    files: tuple[str, ...] = ()


def is_used(folder: Path, file_id: str) -> bool:
    """Whether this file was taken over here before, even if nobody could note it down."""
    return file_id in _used(folder).files or file_id in (
        _id_in(provisioned_file(folder)),
        _id_in(old_file(folder)),
    )


def apply(description: Description, file_id: str, folder: Path, tell: Tell = tell_nobody) -> None:
    """Make this machine that point; it is so when the program starts again. Blocks on disk,
    keyring or TPM. Raises `ProvisionError`; then everything is as it was.
    """
    if is_used(folder, file_id):
        raise ProvisionError(Reason.USED)
    try:
        _store_secrets(description, file_id)
        text = written(description.settings(file_id, _authority(description, file_id, folder)))
        _keep_old(folder)
        storage.write_atomically(provisioned_file(folder), text.encode())
    except KioskError as error:
        raise ProvisionError(Reason.SECRETS, error.what) from error
    except OSError as error:
        log.error("the point is not set up: %s", error.strerror)
        raise ProvisionError(Reason.DISK) from error
    log.info("set up as another point", extra={"data": {"point": description.id}})
    tell("provisioned", point=description.id)
    finish(folder)


def finish(folder: Path) -> None:
    """Note down what holds as used, and take away what nothing needs. Never fails: it can be done
    again at any time, and is at the next start.
    """
    kept = {_id_in(provisioned_file(folder)), _id_in(old_file(folder))} - {""}
    used = _used(folder).files
    wanted = (*used, *sorted(kept.difference(used)))[-_MOST_USED:]
    try:
        if wanted != used:
            storage.write_atomically(folder / USED, msgspec.json.encode(Used(wanted)))
        for file in folder.glob(_CA.format("*")):
            if file.name not in {_CA.format(each) for each in kept}:
                storage.remove(file)
    except OSError as error:
        log.warning("setting up is not quite finished: %s", error.strerror)


def _store_secrets(description: Description, file_id: str) -> None:
    """A password that is not in the file is none; without a pin the present one goes on."""
    held = description.secrets
    values = {}
    if description.calendar_user:
        values[secret.CALENDAR] = held.calendar
    if description.relay_user:
        values[secret.RELAY] = held.relay
    if held.pin:
        values[secret.PIN] = pinhash.make(held.pin)
    secret.put_for(file_id, values)


def _authority(description: Description, file_id: str, folder: Path) -> str:
    if not description.authorities:
        return ""
    file = folder / _CA.format(file_id)
    storage.write_atomically(file, sealing.pem_of(description.authorities))
    return str(file)


def _keep_old(folder: Path) -> None:
    """For going back. A copy, so that there is no moment without settings."""
    try:
        now = provisioned_file(folder).read_bytes()
    except FileNotFoundError:
        return
    storage.write_atomically(old_file(folder), now)


def _used(folder: Path) -> Used:
    decode = msgspec.json.Decoder(Used).decode
    return storage.load(folder / USED, decode) or Used()


def _id_in(file: Path) -> str:
    return secret.settings_id(file)

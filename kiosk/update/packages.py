"""Packages: asked for, fetched or brought, and proven before they get a name."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

from kiosk.base.config import Update
from kiosk.base.errors import Code, KioskError
from kiosk.update import offer, proof
from kiosk.update.install import Installer
from kiosk.update.minisign import LARGEST, Key, SignatureError, sha256
from kiosk.update.offer import Offer
from kiosk.update.places import Places
from kiosk.update.store import PART, Store, need_space, signature_of
from kiosk.update.version import Version

log = logging.getLogger(__name__)

UNPACKED = 4
"""A package takes about so many times its size; the package itself says it more exactly."""


class Package(NamedTuple):
    """A proven one."""

    file: Path
    version: Version


class Packages:
    """What comes from the publisher's folder or from a stick. All verbs block."""

    def __init__(self, settings: Update, places: Places, installer: Installer) -> None:
        self._settings = settings
        self._places = places
        self._installer = installer
        self._kind = offer.machine_kind()
        self._store = Store(places.ready, installer.suffix)

    def open(self) -> None:
        """Make the folder. Raises `KioskError(UPDATE)`, OSError."""
        self._store.open()

    def ask(self) -> Offer | None:
        """What the publisher has for this kind of machine. Raises `KioskError(UPDATE)`."""
        if not self._settings.url:
            raise KioskError(
                Code.UPDATE,
                "No address for updates is set.",
                "Write it into [update] url, or bring a file: kiosk update --apply FILE.",
            )
        from kiosk.update.web import Publisher

        with Publisher(self._settings.url, self._settings.ca_file) as publisher:
            return offer.read(publisher.small(offer.FILE, offer.LARGEST), self._kind)

    def fetch(self, found: Offer) -> Package:
        """The proven package; one that is there already is not fetched again.

        Raises `KioskError(UPDATE)`, OSError.
        """
        version = Version(found.version)
        package = self._store.package(version)
        if self._is_proven(package, version):
            return Package(package, version)
        known = proof.keys(self._places.keys)
        part = self._store.folder / f"{found.version}-{found.sha256[:16].lower()}{PART}"
        self._store.clear_parts(keep=part)
        have = part.stat().st_size if part.exists() else 0
        need_space(self._places.state, found.size - have)
        need_space(self._places.program, UNPACKED * found.size)
        signature = self._download(found, part)
        if sha256(part) != found.sha256.lower():
            part.unlink()
            raise SignatureError("What was fetched is not what the publisher has announced.")
        return self._taken(part, signature, known, version)

    def bring(self, file: Path, running: Version) -> Package:
        """A proven copy of a stick's file. Raises as `fetch`, and for one that is not newer."""
        known = proof.keys(self._places.keys)
        if not file.is_file():
            raise KioskError(Code.UPDATE, f"There is no file {file}.", "Check its name.")
        if not signature_of(file).is_file():
            raise SignatureError(f"The signature {signature_of(file).name} is not beside the file.")
        self._store.clear()
        need_space(self._places.state, file.stat().st_size)
        part = self._store.copy(file)
        signature = signature_of(part).read_bytes()[:LARGEST]
        try:
            version = proof.prove(part, signature_of(part), known, self._kind)
            refuse_older(version, running)
        except KioskError:
            self._store.clear()
            raise
        return self._taken(part, signature, known, version)

    def waiting(self, running: Version) -> list[Package]:
        """Newer packages that were fetched before, proven anew, newest first."""
        found = []
        for version in self._store.waiting():
            package = self._store.package(version)
            if version > running and self._is_proven(package, version):
                found.append(Package(package, version))
            else:
                package.unlink(missing_ok=True)
        return found

    def clear(self) -> None:
        """What was installed is needed no more."""
        self._store.clear()

    def _download(self, found: Offer, part: Path) -> bytes:
        """Fetch what is missing of the package; its signature."""
        from kiosk.update.web import Publisher

        with Publisher(self._settings.url, self._settings.ca_file) as publisher:
            signature = publisher.small(found.file + proof.SUFFIX, LARGEST)
            publisher.large(found.file, part, found.size)
        return signature

    def _taken(self, part: Path, signature: bytes, known: list[Key], said: Version) -> Package:
        """Prove it; what is false is taken away at once."""
        beside = signature_of(part)
        try:
            beside.write_bytes(signature)
            version = proof.prove(part, beside, known, self._kind)
            if version != said:
                raise SignatureError(f"Version {version} was signed, not {said}.")
            self._installer.check(part, version)
        except KioskError:
            part.unlink(missing_ok=True)
            raise
        finally:
            beside.unlink(missing_ok=True)
        package = self._store.take(part, signature, version)
        self._store.clear(keep=package)
        return Package(package, version)

    def _is_proven(self, package: Path, version: Version) -> bool:
        if not package.is_file():
            return False
        try:
            known = proof.keys(self._places.keys)
            return proof.prove(package, signature_of(package), known, self._kind) == version
        except SignatureError as error:
            log.warning("%s: %s", package.name, error)
            return False


def refuse_older(version: Version, running: Version) -> None:
    """A file that somebody has kept from before must not bring back what it had wrong."""
    if version == running:
        raise KioskError(Code.UPDATE, f"Version {version} runs already.", "There is no need.")
    if version < running:
        raise KioskError(
            Code.UPDATE,
            f"Version {version} is older than {running}, which runs.",
            "kiosk update --rollback goes back to the version before.",
        )

"""Why a point cannot be set up: one reason each, with a sentence and a next step (`words`)."""

from __future__ import annotations

from enum import StrEnum

from kiosk.base.config import Language
from kiosk.base.errors import Code, KioskError
from kiosk.provision import words


class Reason(StrEnum):
    """What is wrong, for tests and logs; never a secret."""

    NOT_A_POINT_FILE = "not-a-point-file"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    TOO_NEW = "too-new"
    TOO_LARGE = "too-large"
    FIELD = "field"  # `detail` is the field's name
    EXPIRED = "expired"  # `detail` is the day it was valid until, and today by this machine's clock
    USED = "used"
    CODE_MISSING = "code-missing"
    CODE_WRONG = "code-wrong"
    NO_FILE = "no-file"
    ODD_FILE = "odd-file"  # a link, a device, a folder: nothing that is read
    UNREADABLE = "unreadable"
    MIXED_CODES = "mixed-codes"  # QR codes of two different points
    NO_CAMERA = "no-camera"
    ADDRESS = "address"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    GONE = "gone"  # the address has nothing any more
    SECRETS = "secrets"  # the passwords cannot be stored; `detail` says why
    DISK = "disk"


class ProvisionError(KioskError):
    """Nothing was changed. `said` gives the sentence and the next step in either language."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        what, next_step = words.failure(reason.value, detail, Language.ENGLISH)
        super().__init__(Code.SETTINGS, what, next_step)
        self.reason = reason
        self.detail = detail

    def said(self, language: Language) -> tuple[str, str]:
        """What happened and what to do next, for people."""
        return words.failure(self.reason.value, self.detail, language)

"""Whom to call: the technician's number as a QR code that a phone dials."""

from __future__ import annotations

import re

from kiosk.ui.qr import PROVIDER

_SHORTEST = 3
"""Digits: emergency and service numbers have three."""


def dial_link(phone: str) -> str:
    """The number as `tel:` address (RFC 3966), empty for what is no number."""
    first = re.split(r"[/;,]| - | – ", phone)[0]
    digits = re.sub(r"[^0-9]", "", first)
    plus = "+" if first.strip().startswith("+") else ""
    return f"tel:{plus}{digits}" if len(digits) >= _SHORTEST else ""


def dial_code(phone: str) -> str:
    """Where QML finds the QR code of the number; empty for what is no number."""
    link = dial_link(phone)
    return f"image://{PROVIDER}/{link.encode().hex()}" if link else ""

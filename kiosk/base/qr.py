"""QR codes as modules; who draws them is another matter."""

from __future__ import annotations


def matrix(text: str, *, error: str = "m") -> tuple[tuple[bool, ...], ...]:
    """Modules of the code, row by row, True is dark, without quiet zone.

    `error` is the share of damage that it bears: l 7 %, m 15 %, q 25 %, h 30 %. Raises ValueError
    for more than a QR code holds.
    """
    import segno  # not for the start of the kiosk

    code = segno.make_qr(text, error=error, encoding="utf-8", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)

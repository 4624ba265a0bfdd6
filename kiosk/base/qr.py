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


def svg(text: str, side_mm: float) -> str:
    """The code as an SVG element for a page, quiet zone of four modules included."""
    rows = matrix(text)
    side = len(rows) + 8
    squares = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side_mm}mm" height="{side_mm}mm" '
        f'viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{squares}"/></svg>'
    )

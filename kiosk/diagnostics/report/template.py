"""The templates of the report: `assets/diagnostics/*.html` and `*.svg`, filled in by Jinja2.

Whatever is put into one is escaped, unless it is `Markup`: what another template gave, or the
report's own style. Jinja2 is imported with the first report, not with the kiosk.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kiosk.diagnostics import catalogue

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def filled(name: str, **values: object) -> Markup:
    """A template with its values in place. Raises `jinja2.UndefinedError` where one is missing."""
    from markupsafe import Markup

    return Markup(_environment().get_template(name).render(values))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(catalogue.FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["number"] = _number
    return environment


def _number(value: float) -> str:
    """A place in a picture: hundredths are as fine as any screen or printer shows."""
    return f"{round(value, 2):g}"

"""What a page is: a row of its role's table, from which window, door and samples are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.ui.models.technician import TechnicianModel

PIN_PAGE = "pin"
MENU_PAGE = "technician"
REMINDER_PAGE = "reminder"


class Built(Enum):
    """When the view of a page is made."""

    WHEN_SHOWN = auto()
    """And taken down when it is hidden."""
    AFTER_THE_FIRST_FRAME = auto()
    """Of home: then a press shows it in one frame. From then on it stands, shown or not."""
    AT_ONCE = auto()


@dataclass(frozen=True, slots=True)
class Page:
    """A screen, or what lies over one."""

    name: str
    view: str
    """Its QML file, below `qml/views`."""
    built: Built = Built.WHEN_SHOWN
    dark: bool = False
    """It stands on the dark ground."""
    covers: frozenset[str] = frozenset()
    """What it may lie over without having been asked for."""
    behind_the_door: bool = False
    """The pin is asked for first."""
    checks: bool = False
    """It belongs to the technician's checks: a run goes on while it is shown."""
    starts: Callable[[TechnicianModel], None] | None = None
    """What begins when it opens."""
    ends: Callable[[TechnicianModel], None] | None = None
    """What ends when another page or none takes its place."""


_NOTHING = Page("", "")


class Pages:
    """A role's table."""

    def __init__(self, *pages: Page) -> None:
        self._by_name = {page.name: page for page in pages}
        assert len(self._by_name) == len(pages), "two pages of one name"

    def __iter__(self) -> Iterator[Page]:
        """In the table's order."""
        return iter(self._by_name.values())

    def of(self, name: str) -> Page:
        """The row of this name; an empty name is no page and a row without properties.

        Raises `KeyError` for what is not in the table.
        """
        return self._by_name[name] if name else _NOTHING

"""Rows of a list that QML shows: one object a place, so that QML keeps its delegates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Text = TypeVar("Text")
Row = TypeVar("Row")


class Places(Generic[Row, Text]):
    """Makes a row where one is missing, and has those that are there show other texts.

    A place that is not used now keeps its row too: its delegate outlives the change of the list
    by a turn of the event loop, and would read a row that is gone.
    """

    def __init__(self, make: Callable[[Text], Row], show: Callable[[Row, Text], None]) -> None:
        self._make, self._show = make, show
        self._places: list[Row] = []
        self.rows: list[Row] = []

    def show(self, texts: Sequence[Text]) -> bool:
        """Take over these texts; True when their number changed."""
        before = len(self.rows)
        for row, text in zip(self._places, texts, strict=False):
            self._show(row, text)
        self._places += [self._make(text) for text in texts[len(self._places) :]]
        if len(texts) != before:
            self.rows = self._places[: len(texts)]
        return len(texts) != before

r"""nmcli's terse output (`--terse`, nmcli(1)): fields between colons, `\\` before `:` and `\\`."""

from __future__ import annotations

from collections.abc import Iterator


def fields_of(line: str) -> list[str]:
    """The fields of a line. A backslash at its end stands for itself."""
    fields, field, letters = [], [], iter(line)
    for letter in letters:
        if letter == "\\":
            field.append(next(letters, letter))
        elif letter == ":":
            fields.append("".join(field))
            field = []
        else:
            field.append(letter)
    return [*fields, "".join(field)]


def rows_of(text: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table that have exactly so many fields; whatever else is printed is no row."""
    for line in text.split("\n"):  # a name may hold what `splitlines` takes for a line's end
        fields = fields_of(line)
        if len(fields) == columns:
            yield fields

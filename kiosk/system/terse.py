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


def quoted(value: str) -> str:
    """A value of a password file, every character of it meant (nmcli(1), `passwd-file`).

    nmcli takes spaces from the ends and reads a backslash as C does. Raises ValueError for a line
    break, which no such file can hold.
    """
    if any(letter in value for letter in "\r\n\0"):
        raise ValueError("a line break in a password")
    plain = value.replace("\\", "\\\\")
    return "".join(f"\\{ord(letter):03o}" if letter in " \t\v\f" else letter for letter in plain)

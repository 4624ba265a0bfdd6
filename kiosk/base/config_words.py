"""What is wrong with a settings file, in sentences that a technician can act on.

Translates the messages of `tomllib` and `msgspec`. No value of the file is repeated: it may be an
address that is as good as a password.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Mistake(NamedTuple):
    """Where, what, and what to do."""

    line: int
    what: str
    to_do: str


LISTED = "docs/settings.md lists every field and what it may hold."
_QUOTES = (
    'Write texts in quotes ("…"), numbers without a unit, true and false in small letters, '
    'lists as ["…", "…"].'
)
_TOML: tuple[tuple[str, str, str], ...] = (
    (r"Unescaped '\\'|Invalid hex|not a Unicode scalar", "a \\ stands in a text",
     "Write paths with / or in single quotes: 'C:/kiosk/ca.pem'."),
    (r"Cannot declare|Cannot redefine|Cannot mutate", "this section stands in the file twice",
     "Put all its fields under one [section] line and delete the other."),
    (r"Cannot overwrite|Duplicate inline", "this field stands in the file twice",
     "Delete one of the two lines."),
    (r"Unterminated string|Expected \"'\"|Expected '\"|Illegal character '\\[nr]",
     "a text has no closing quote", "Close it with the quote that it begins with."),
    (r"Expected '=' after", "there is no = behind the field's name",
     'Write: field = value, for example name = "Khu phố 1".'),
    (r"Expected '\]", "a section's line has no closing bracket", "Write: [section]."),
    (r"Unclosed array|Unclosed inline", "a list or a { … } is not closed",
     "Close it with ] or }, and put a comma between its values."),
    (r"Expected newline", "something stands behind the value",
     f"Put every field on a line of its own. {_QUOTES}"),
    (r"Invalid statement|Invalid initial", "this is no field and no section",
     "Write field = value or [section]; put # before a remark."),
    (r"Illegal character|invalid character", "a character stands here that the file cannot hold",
     "Delete it and type the line anew."),
    (r"Invalid date", "this date does not exist", _QUOTES),
)  # fmt: skip
"""Of Python 3.11 to 3.14; what none of them matches is a value that cannot be read."""
_KINDS = {
    "int": "a whole number",
    "float": "a whole number",
    "str": "a text in quotes",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a section of fields",
    "null": "nothing",
    "datetime": "a date",
    "date": "a date",
    "time": "a time",
}


def of_toml(message: str, lines: int) -> Mistake:
    """`message` of a `TOMLDecodeError`, for a file of so many lines."""
    place = re.search(r" \((?:at line (\d+), column (\d+)|at end of document)\)$", message)
    reason = message[: place.start()] if place else message
    line = int(place[1]) if place and place[1] else max(1, lines)
    column = f" (at character {place[2]})" if place and place[2] else ""
    for pattern, what, to_do in _TOML:
        if re.search(pattern, reason):
            return Mistake(line, what + column, to_do)
    return Mistake(line, f"this value cannot be read{column}", _QUOTES)


def of_value(reason: str, shapes: Mapping[str, str]) -> str:
    """A reason of `msgspec.ValidationError`. `shapes`: pattern -> what is wanted in words."""
    if "matching regex" in reason:
        known = (words for pattern, words in shapes.items() if repr(pattern) in reason)
        return f"it has to be {next(known, 'written as docs/settings.md says')}"
    length = re.search(r"length <= (\d+)", reason)
    if length:
        return f"at most {length[1]} characters are allowed"
    bound = re.search(r"Expected `int` (>=|<=) (-?\d+)", reason)
    if bound:
        return f"it has to be {'at least' if bound[1] == '>=' else 'at most'} {bound[2]}"
    kinds = re.search(r"Expected `(\w+)[^`]*`(?:, got `(\w+)`)?", reason)
    if kinds:
        got = f", not {_KINDS.get(kinds[2], 'this')}" if kinds[2] else ""
        return f"it has to be {_KINDS.get(kinds[1], 'something else')}{got}"
    if "enum" in reason:
        return "it has to be one of the words in docs/settings.md, in quotes"
    return "this value is out of range" if "range" in reason else "this value cannot be used"

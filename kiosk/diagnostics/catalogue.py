"""Names, limits, their sources and what to do: every word of the diagnostics, in both languages.

The words lie in `assets/diagnostics/*.toml`, not in Qt's translation files, because the command
line, the report and the log viewer say them without Qt (docs/diagnostics.md). A probe measures and
calls `judged`; whoever shows a check calls `name_of`, `value_text`, `advice`.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from threading import Lock

import msgspec

from kiosk.base.config import Language
from kiosk.base.paths import ASSETS
from kiosk.base.texts import clean
from kiosk.diagnostics.check import Check, Group, State

FOLDER = ASSETS / "diagnostics"


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    vi: str
    en: str

    def text(self, language: Language) -> str:
        """In this language."""
        return self.vi if language is Language.VIETNAMESE else self.en


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A check as the catalogue has it: its name, unit, limits, their source, what it may lack.

    `good_from` and `good_to` bound what is ok, `failed_below` and `failed_above` what has failed;
    between them lies the warning. Without the latter nothing fails, without any all is ok.
    """

    vi: str
    en: str
    unit: str = ""
    good_from: float | None = None
    failed_below: float | None = None
    good_to: float | None = None
    failed_above: float | None = None
    low: str = ""
    """The fault of a value that is too low."""
    high: str = ""
    """The fault of a value that is too high."""
    source: str = ""
    """A key of `[source]`: where the limit comes from."""
    digits: int = 0
    """Digits after the decimal sign."""
    yes: str = ""
    """A key of `[word]`: how the value `yes` is said of this check."""
    no: str = ""
    """The same for `no`."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: dict[str, Said] = {}
    check: dict[str, Entry] = {}
    advice: dict[str, Said] = {}
    source: dict[str, Said] = {}
    unit: dict[str, Said] = {}
    step: dict[str, Said] = {}
    series: dict[str, Said] = {}
    word: dict[str, Said] = {}
    log: dict[str, Said] = {}


def everything(folder: Path = FOLDER) -> _File:
    """All files of the folder as one. A key that stands in two of them is a mistake."""
    with _one_at_a_time:
        return _read(folder)


_one_at_a_time = Lock()
"""Many threads ask, and msgspec 0.22.0 crashes where two of them are the first to use a type."""


@cache
def _read(folder: Path) -> _File:
    merged: dict[str, dict[str, object]] = {name: {} for name in _File.__struct_fields__}
    for path in sorted(folder.glob("*.toml")):
        part = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
        for name, table in merged.items():
            more: dict[str, object] = getattr(part, name)
            twice = table.keys() & more.keys()
            if twice:
                raise ValueError(f"{path.name} says {sorted(twice)} of [{name}] again")
            table |= more
    return msgspec.convert(merged, _File)


def entry(check_id: str) -> Entry:
    """What the catalogue has on a check. Raises KeyError for an id that it does not know."""
    return everything().check[check_id]


def judged(
    check_id: str,
    value: float,
    *,
    subject: str = "",
    facts: dict[str, str] | None = None,
    seconds: float = 0.0,
) -> Check:
    """A measured value against the catalogue's limits."""
    known = entry(check_id)
    state, fault = State.OK, ""
    if not math.isfinite(value):
        raise ValueError(f"{check_id} was measured as {value}")
    if known.good_from is not None and value < known.good_from:
        state, fault = State.WARNING, known.low
        if known.failed_below is not None and value < known.failed_below:
            state = State.FAILED
    elif known.good_to is not None and value > known.good_to:
        state, fault = State.WARNING, known.high
        if known.failed_above is not None and value > known.failed_above:
            state = State.FAILED
    return Check(
        check_id,
        state,
        round(value, known.digits) + 0.0,  # no negative zero
        known.unit,
        limit_text(known),
        fault,
        subject,
        facts or {},
        seconds,
    )


def found(
    check_id: str,
    state: State,
    value: float | str | None = None,
    *,
    fault: str = "",
    subject: str = "",
    facts: dict[str, str] | None = None,
    seconds: float = 0.0,
) -> Check:
    """A check whose state is not a matter of a number."""
    known = entry(check_id)
    return Check(
        check_id, state, value, known.unit, limit_text(known), fault, subject, facts or {}, seconds
    )


def answered(check_id: str, good: bool) -> Check:
    """What a person says: yes is ok, no is the fault that the entry names as `low`."""
    fault = "" if good else entry(check_id).low
    state = State.OK if good else State.FAILED
    return found(check_id, state, "yes" if good else "no", fault=fault)


def limit_text(known: Entry) -> str:
    """The bound of what is ok: `≥ 24`, `≤ 3`, `60 … 200`; what fails stands in the documents."""
    low, high = known.good_from, known.good_to
    if low is not None and high is not None:
        return f"{low:g} … {high:g}"
    if low is not None:
        return f"≥ {low:g}"
    return f"≤ {high:g}" if high is not None else ""


def group_name(group: Group, language: Language) -> str:
    """For example "Máy quay"."""
    return everything().group[group.value].text(language)


def name_of(check_id: str, language: Language) -> str:
    """For example "Số hình mỗi giây"."""
    known = entry(check_id)
    return known.vi if language is Language.VIETNAMESE else known.en


def source_of(check_id: str, language: Language) -> str:
    """Where the limit comes from, empty where there is none."""
    key = entry(check_id).source
    return everything().source[key].text(language) if key else ""


def step_text(step: str, language: Language) -> str:
    """What a probe is doing."""
    return everything().step[step].text(language)


def word(name: str, language: Language) -> str:
    """A word of the report, the command line or a value that is one (`yes`, `wired`)."""
    return everything().word[name].text(language)


def value_text(check: Check, language: Language) -> str:
    """The value with its unit as people of the language write it; empty when there is none."""
    if check.value is None:
        return ""
    if isinstance(check.value, str):
        own = {"yes": entry(check.id).yes, "no": entry(check.id).no}
        known = everything().word.get(own.get(check.value) or check.value)
        return known.text(language) if known else clean(check.value)
    text = f"{check.value:.{entry(check.id).digits}f}"
    if language is Language.VIETNAMESE:
        text = text.replace(".", ",")
    text = text.replace("-", "−")
    if not check.unit:
        return text
    return f"{text} {everything().unit[check.unit].text(language)}"


def advice(check: Check, language: Language) -> str:
    """What is wrong and what to do about it, in whole sentences; empty when nothing is."""
    if not check.fault:
        return ""
    template = everything().advice[check.fault].text(language)
    values = {**check.facts, "value": value_text(check, language), "subject": check.subject}
    return template.format_map(_Gentle(values))


def sentence(check: Check, faults: int, language: Language) -> str:
    """The advice of one fault, and how many there are beside it."""
    said = advice(check, language)
    if faults <= 1:
        return said
    more = word("one-more-fault" if faults == 2 else "more-faults", language)
    return f"{said} {more.format(count=faults - 1)}"


def log_text(kind: str, facts: dict[str, str], language: Language) -> str:
    """An event as a sentence; its kind where the catalogue does not know it (a newer kiosk's)."""
    known = everything().log.get(kind)
    if known is None:
        return clean(kind)
    values = {name: _fact(name, value, language) for name, value in facts.items()}
    return known.text(language).format_map(_Gentle(values))


def _fact(name: str, value: str, language: Language) -> str:
    """A fact in words: a check's name, a word `<fact>-<value>`, several of them, or as it is."""
    if name == "check" and value in everything().check:
        return name_of(value, language)
    words = everything().word
    parts = [
        known.text(language) if (known := words.get(f"{name}-{part}")) else part
        for part in value.split(", ")
    ]
    return ", ".join(parts)


class _Gentle(dict[str, str]):
    """Strangers' texts for a sentence, harmless; one that a probe did not find out is a `?`."""

    def __getitem__(self, key: str) -> str:
        return clean(super().__getitem__(key))

    def __missing__(self, key: str) -> str:
        return "?"

"""Every trouble with the operating system has a sentence and a next step, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.base.config import Language
from kiosk.system.trouble import Trouble
from kiosk.ui import system_words


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_words(
    trouble: Trouble, language: Language, speak: Callable[[Language], None]
) -> None:
    speak(language)
    title, text = system_words.problem(trouble.value)
    assert title
    assert text.endswith(".")
    assert ("Wi-Fi" in title) is (trouble.value.startswith(("wifi", "network")))


def test_no_trouble_has_none(speak: Callable[[Language], None]) -> None:
    assert system_words.problem("") == ("", "")

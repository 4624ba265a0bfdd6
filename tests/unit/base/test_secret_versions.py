"""Passwords change together with the settings that they belong to, or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.secret_versions import added, chosen, replaced

texts = st.text(max_size=20)


def test_the_settings_that_hold_decide() -> None:
    both = added("old", "", "b", "new")
    assert chosen(both, "") == "old"
    assert chosen(both, "b") == "new"


def test_the_newest_where_the_settings_are_lost() -> None:
    assert chosen(added("old", "a", "b", "new"), "lost") == "new"


def test_a_change_on_the_screen_leaves_the_other_settings_theirs() -> None:
    both = added(added("one", "", "a", "two"), "a", "b", "three")
    changed = replaced(both, "b", "four")
    assert (chosen(changed, "b"), chosen(changed, "a")) == ("four", "two")


def test_only_two_are_kept() -> None:
    stored = "bare"
    for number in range(5):
        stored = added(stored, str(number - 1) if number else "", str(number), f"value{number}")
    assert len(json.loads(stored.partition(":")[2])) == 2


@given(texts, texts, texts, texts, texts)
def test_nothing_of_it_changes_before_the_settings_do(a, b, old, new, other) -> None:
    stored = added(old, a, b, new) if a != b else old
    assert chosen(stored, a) == chosen(old, a)
    if a != b:
        assert chosen(stored, b) == new
        assert chosen(replaced(stored, b, other), b) == other


@pytest.mark.parametrize(
    "text", ["kiosk-versions:", "kiosk-versions:[1]", 'kiosk-versions:{"a":1}']
)
def test_what_is_no_list_of_versions_is_a_password(text: str) -> None:
    assert chosen(f"kiosk-versions:{text}", "a") == f"kiosk-versions:{text}"

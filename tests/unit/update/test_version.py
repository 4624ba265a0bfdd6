from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.update.version import Version, of_debian, version_or_none

numbers = st.lists(st.integers(0, 999_999), min_size=2, max_size=4)


@given(numbers, numbers)
def test_compared_as_numbers(one: list[int], other: list[int]) -> None:
    padded = [each + [0] * (4 - len(each)) for each in (one, other)]
    versions = [Version(".".join(map(str, each))) for each in (one, other)]
    assert (versions[0] < versions[1]) == (padded[0] < padded[1])
    assert (versions[0] == versions[1]) == (padded[0] == padded[1])


@pytest.mark.parametrize(
    "text", ["", "1", "1.", ".1", "1.2.3.4.5", "1.2a", "1.2\n", "１.２", "1.-2"]
)
def test_anything_else_is_none(text: str) -> None:
    assert version_or_none(text) is None
    with pytest.raises(ValueError, match="no version"):
        Version(text)


@pytest.mark.parametrize("text", ["0.2.0", "0.2.0-1", "1:0.2.0-1~bpo12+1"])
def test_debians_version_holds_ours(text: str) -> None:
    assert of_debian(text) == Version("0.2.0")


@pytest.mark.parametrize("text", ["", "-1", "0.2.0~rc1-1", "a"])
def test_debians_version_that_holds_none_of_ours(text: str) -> None:
    assert of_debian(text) is None

"""What is stored of a pin: nothing that gives it away, and only the right one fits."""

from __future__ import annotations

import hashlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.base import pinhash

PIN = "258036"
CHEAP = "$scrypt$ln=10,r=1,p=1${salt}${digest}"
"""With costs that hundreds of examples can pay."""


def cheap(pin: str) -> str:
    salt = b"0123456789abcdef"
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=1024, r=1, p=1, dklen=32)
    return CHEAP.format(salt=pinhash._text(salt), digest=pinhash._text(digest))


def test_the_right_pin_fits_and_no_other() -> None:
    stored = pinhash.make(PIN)
    assert pinhash.is_hash(stored)
    assert pinhash.fits(PIN, stored)
    for wrong in ("258037", "", stored):
        assert not pinhash.fits(wrong, stored)


def test_two_machines_with_one_pin_store_two_things() -> None:
    first, second = pinhash.make(PIN), pinhash.make(PIN)
    assert first != second
    assert PIN not in first + second
    # The costs that are stated; whoever lowers them changes this line too.
    assert first.startswith("$scrypt$ln=15,r=8,p=1$")


def test_costs_are_really_paid() -> None:
    """A ratio on one machine: 256 times the work of the cheapest hash."""

    def seconds(stored: str) -> float:
        began = time.process_time()
        pinhash.fits(PIN, stored)
        return time.process_time() - began

    dear = pinhash.make(PIN)
    assert seconds(dear) > 8 * min(seconds(cheap(PIN)) for _ in range(5))


def test_a_bare_pin_from_before_still_fits() -> None:
    assert pinhash.fits(PIN, PIN)
    assert not pinhash.fits("0000", PIN)
    assert not pinhash.is_hash(PIN)
    assert pinhash.is_usable(PIN)


@pytest.mark.parametrize(
    "stored",
    [
        "", "123", "geheim", "١٢٣٤", "$scrypt$", cheap(PIN)[:-1],
        cheap(PIN) + "A", cheap(PIN) + "\n",
        cheap(PIN).replace("ln=10", "ln=30"), cheap(PIN).replace("ln=10", "ln=0"),
        cheap(PIN).replace("r=1", "r=99"), cheap(PIN).replace("p=1", "p=0"),
        cheap(PIN).replace("ln=10", "ln=١٥"), cheap(PIN).replace("$scrypt", "$argon2id"),
    ],
)  # fmt: skip
def test_what_is_neither_fits_nothing(stored: str) -> None:
    assert not pinhash.is_usable(stored)
    for pin in (PIN, stored):
        assert not pinhash.fits(pin, stored)


@settings(max_examples=50)
@given(st.text(max_size=130))
def test_any_text_may_be_stored(stored: str) -> None:
    pinhash.is_usable(stored)
    if not pinhash.is_usable(stored):
        assert not pinhash.fits(PIN, stored)


@settings(max_examples=25)
@given(st.text(alphabet="0123456789", min_size=4, max_size=12))
def test_only_itself_fits(pin: str) -> None:
    stored = cheap(PIN)
    assert pinhash.fits(pin, stored) == (pin == PIN)

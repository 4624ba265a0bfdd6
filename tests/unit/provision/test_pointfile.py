"""The file: read as it was made, or refused with a reason; never something else."""

from __future__ import annotations

import base64
import zlib
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.config import Language
from kiosk.provision import pointfile, sealing
from kiosk.provision.description import Description, Secrets
from kiosk.provision.errors import ProvisionError, Reason
from kiosk.provision.told import lines
from tests.unit.provision.points import CODE, NOW, POINT, made

OPEN, LOCKED = made(), made(CODE)
FILES = pytest.mark.parametrize("data", [OPEN, LOCKED], ids=["open", "locked"])


def reason_of(data: bytes, code: str = "") -> ProvisionError:
    with pytest.raises(ProvisionError) as caught:
        pointfile.read(data).opened(code)
    return caught.value


def with_body(body: bytes, **head: object) -> bytes:
    made_s = int(NOW.timestamp())
    bound = msgspec.msgpack.encode(
        msgspec.structs.replace(
            pointfile.Head(b"12345678", made_s, made_s + 1000, "kp01", "Khu phố 1", ""), **head
        )
    )
    return pointfile.armoured(msgspec.msgpack.encode((bound, body)))


def with_fields(fields: object) -> bytes:
    return with_body(zlib.compress(msgspec.msgpack.encode(fields)))


def test_what_was_made_is_read() -> None:
    assert pointfile.read(OPEN).opened() == POINT
    sealed = pointfile.read(LOCKED)
    assert sealed.needs_code
    assert (sealed.head.point, sealed.head.name) == (POINT.id, POINT.name)
    assert sealed.opened("123456789012") == POINT
    assert sealed.opened("1234-5678-9012") == POINT


def test_locked_file_holds_nothing_readable_but_whose_it_is() -> None:
    letters = "".join(LOCKED.decode().split()[3:])
    inside = base64.b32decode(letters + "=" * (-len(letters) % 8))
    assert POINT.name.encode() in inside
    for text in ("hunter2", "258036", "lich.example.vn", "Lê Lợi"):
        assert text.encode() not in inside


def test_wrong_and_missing_code() -> None:
    assert reason_of(LOCKED, "1234 5678 9013").reason is Reason.CODE_WRONG
    assert reason_of(LOCKED, " ").reason is Reason.CODE_MISSING


def test_what_stands_in_front_of_a_locked_file_is_bound_to_its_code() -> None:
    sealed = pointfile.read(LOCKED)
    for change in ({"name": "Khu phố 2"}, {"until_s": 2**36}, {"file_id": b"87654321"}):
        head = msgspec.structs.replace(sealed.head, **change)
        changed = pointfile.armoured(
            msgspec.msgpack.encode((msgspec.msgpack.encode(head), sealed.body))
        )
        assert pointfile.read(changed).head == head
        assert reason_of(changed, CODE).reason is Reason.CODE_WRONG


@FILES
def test_every_truncation_is_refused(data: bytes) -> None:
    for length in range(len(data) - 1):  # without its last line end a file is whole
        with pytest.raises(ProvisionError) as caught:
            pointfile.read(data[:length])
        assert caught.value.reason in (Reason.TRUNCATED, Reason.NOT_A_POINT_FILE), length
        if length > len(b"KIOSK-POINT 1 700\n"):
            assert caught.value.reason is Reason.TRUNCATED


@FILES
def test_every_flipped_bit_is_refused_or_changes_nothing(data: bytes) -> None:
    whole = pointfile.read(data)
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            try:
                found = pointfile.read(bytes(flipped))
            except ProvisionError:
                continue
            assert found == whole, (place, bit)


@given(st.binary(max_size=400))
def test_whatever_bytes_are_refused(data: bytes) -> None:
    for each in (data, b"KIOSK-POINT 1 40\n" + data, pointfile.armoured(data)):
        with pytest.raises(ProvisionError):
            pointfile.read(each).opened()


@given(st.data())
def test_whatever_is_inside_is_refused_or_a_point(data: st.DataObject) -> None:
    """Right checksums are no reason to believe the rest."""
    odd = st.one_of(
        st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), st.text(), st.binary()
    )
    values = st.recursive(odd, lambda inner: st.lists(inner, max_size=3), max_leaves=5)
    fields = msgspec.to_builtins(POINT, builtin_types=(bytes,))
    name = data.draw(st.sampled_from([*fields, "unknown"]))
    fields[name] = data.draw(values)
    try:
        found = pointfile.read(with_fields(fields)).opened()
    except ProvisionError as error:
        assert error.said(Language.VIETNAMESE)[0]  # noqa: PT017
        return
    found.settings("x")
    lines(found, Language.VIETNAMESE)


def test_line_ends_and_a_mark_from_windows_do_no_harm() -> None:
    assert pointfile.read(b"\xef\xbb\xbf" + OPEN.replace(b"\n", b"\r\n")) == pointfile.read(OPEN)


def test_versions() -> None:
    assert reason_of(OPEN.replace(b"POINT 1", b"POINT 2")).reason is Reason.TOO_NEW
    assert reason_of(OPEN.replace(b"POINT 1", b"POINT 0")).reason is Reason.NOT_A_POINT_FILE
    assert reason_of(b"%PDF-1.7").reason is Reason.NOT_A_POINT_FILE
    assert reason_of(OPEN + b"A" * pointfile.MAX_BYTES).reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"id": "kp01", "name": "x", "colour": "red"}, "colour"),
        ({"id": "kp 01", "name": "x"}, "id"),
        ({"id": "kp01"}, ""),
        ({"id": "kp01", "name": "x" * 201}, "name"),
        ({"id": "kp01", "name": "\u202eevil"}, "name"),
        ({"id": "kp01", "name": "x", "calendar": "https://user:pw@host/"}, "calendar"),
        ({"id": "kp01", "name": "x", "hosts": ["h"] * 17}, "hosts"),
        ({"id": "kp01", "name": "x", "secrets": {"pin": "12"}}, "secrets.pin"),
        ({"id": "kp01", "name": "x", "secrets": {"calendar": "a\nb"}}, "secrets.calendar"),
        ({"id": "kp01", "name": "x", "secrets": {"root": "x"}}, "secrets.root"),
        ({"id": "kp01", "name": "x", "authorities": [b"no certificate"]}, "authorities"),
    ],
)
def test_fields_are_refused_by_name(fields: dict[str, object], named: str) -> None:
    error = reason_of(with_fields(fields))
    assert error.reason is Reason.FIELD
    assert named in error.detail


def test_folded_gigabytes_are_not_unfolded() -> None:
    assert reason_of(with_body(zlib.compress(b"\0" * 10**7))).reason is Reason.TOO_LARGE


def test_hostile_name_in_front_is_cleaned() -> None:
    found = pointfile.read(with_body(b"", name="a\u202eb\nc" + "x" * 150))
    assert found.head.name.startswith("ab c")
    assert len(found.head.name) <= 80


def test_expired_and_clocks_that_are_wrong() -> None:
    sealed = pointfile.read(OPEN)
    sealed.check_day(NOW + timedelta(days=29))
    sealed.check_day(NOW.replace(year=1970))
    with pytest.raises(ProvisionError) as caught:
        sealed.check_day(NOW + timedelta(days=31))
    assert caught.value.reason is Reason.EXPIRED
    assert "27/12/2026 < 28/12/2026" in caught.value.said(Language.VIETNAMESE)[0]


def test_codes_are_twelve_digits() -> None:
    codes = {sealing.new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 14 and code.replace(" ", "").isdecimal() for code in codes)


def test_words_hold_no_secret() -> None:
    private = msgspec.structs.replace(
        POINT, calendar="https://lich.example.vn/private-hunter2/x.ics"
    )
    for language in Language:
        told = str(lines(private, language))
        assert "hunter2" not in told
        assert "258036" not in told
        assert POINT.name in told
    assert "hunter2" not in repr(private)
    assert "hunter2" not in repr(Secrets("hunter2"))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_both_languages_and_a_next_step(reason: Reason) -> None:
    error = ProvisionError(reason, "x")
    said = [error.said(language) for language in Language]
    assert all(what and step for what, step in said)
    assert said[0] != said[1]


def test_minimal_point() -> None:
    point = Description(id="a", name="A")
    assert pointfile.read(pointfile.seal(point, now=NOW)).opened() == point

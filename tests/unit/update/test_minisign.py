"""Signatures: those of the real program and ours are taken, anything else is not."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.update.minisign import SignatureError, parse_key, parse_signature, verify
from tests.unit.update.keys import Signer

DATA = b"a package" * 1000
COMMENT = "kiosk version:0.2.0 kind:linux-amd64"
needs_minisign = pytest.mark.skipif(
    shutil.which("minisign") is None, reason="minisign is not installed"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kiosk.deb"
    path.write_bytes(DATA)
    return path


@pytest.mark.parametrize("prehashed", [True, False])
def test_what_was_signed_is_taken_with_its_comment(file: Path, prehashed: bool) -> None:
    signer = Signer()
    signature = parse_signature(signer.sign(DATA, COMMENT, prehashed=prehashed))
    assert verify(file, signature, [parse_key(signer.public_text)]) == COMMENT


@pytest.mark.parametrize("prehashed", [True, False])
def test_empty_file(tmp_path: Path, prehashed: bool) -> None:
    file = tmp_path / "empty"
    file.touch()
    signer = Signer()
    signature = parse_signature(signer.sign(b"", COMMENT, prehashed=prehashed))
    assert verify(file, signature, [parse_key(signer.public_text)]) == COMMENT


@needs_minisign
@pytest.mark.parametrize("legacy", [False, True])
def test_files_of_the_real_minisign_are_taken(file: Path, legacy: bool) -> None:
    folder = file.parent
    pair = ["-p", folder / "k.pub", "-s", folder / "k.key"]
    _minisign("-G", "-W", *pair)
    _minisign("-S", *(["-l"] if legacy else []), *pair[2:], "-m", file, "-t", COMMENT)
    text = file.with_name("kiosk.deb.minisig").read_text()
    signature, key = parse_signature(text), parse_key((folder / "k.pub").read_text())
    assert signature.algorithm == (b"Ed" if legacy else b"ED")
    assert verify(file, signature, [key]) == COMMENT


@needs_minisign
@pytest.mark.parametrize("prehashed", [True, False])
def test_real_minisign_takes_what_the_tests_sign(file: Path, prehashed: bool) -> None:
    signer = Signer()
    (file.parent / "k.pub").write_text(signer.public_text)
    file.with_name("kiosk.deb.minisig").write_text(signer.sign(DATA, COMMENT, prehashed=prehashed))
    assert COMMENT in _minisign("-V", "-p", file.parent / "k.pub", "-m", file)


@given(place=st.integers(0, len(DATA) - 1), other=st.integers(1, 255))
@pytest.mark.parametrize("prehashed", [True, False])
def test_any_other_byte_is_refused(
    tmp_path_factory: pytest.TempPathFactory, prehashed: bool, place: int, other: int
) -> None:
    signer = Signer()
    signature = parse_signature(signer.sign(DATA, COMMENT, prehashed=prehashed))
    file = tmp_path_factory.getbasetemp() / "changed"
    changed = bytearray(DATA)
    changed[place] ^= other
    file.write_bytes(changed)
    with pytest.raises(SignatureError, match="not the one that was signed"):
        verify(file, signature, [parse_key(signer.public_text)])


def test_another_trusted_comment_is_refused(file: Path) -> None:
    signer = Signer()
    text = signer.sign(DATA, COMMENT).replace("0.2.0", "9.9.9")
    with pytest.raises(SignatureError, match="not the one that was signed"):
        verify(file, parse_signature(text), [parse_key(signer.public_text)])


def test_another_key_of_the_same_id_is_refused(file: Path) -> None:
    signature = parse_signature(Signer().sign(DATA, COMMENT))
    with pytest.raises(SignatureError, match="not the one that was signed"):
        verify(file, signature, [parse_key(Signer().public_text)])


def test_key_that_is_not_known_is_refused(file: Path) -> None:
    signature = parse_signature(Signer(id=b"another.").sign(DATA, COMMENT))
    with pytest.raises(SignatureError, match="does not know"):
        verify(file, signature, [parse_key(Signer().public_text)])


def test_of_several_keys_the_right_one_is_taken(file: Path) -> None:
    old, new = Signer(id=b"old.....").public_text, Signer(id=b"new.....")
    signature = parse_signature(new.sign(DATA, COMMENT))
    keys = [parse_key(text) for text in (old, new.public_text)]
    assert verify(file, signature, keys) == COMMENT


@given(text=st.text() | st.from_regex(r"(untrusted comment: .*\n[A-Za-z0-9+/=]*\n?){1,3}"))
def test_no_text_is_more_than_refused(text: str) -> None:
    with pytest.raises(SignatureError):
        parse_signature(text)
    with pytest.raises(ValueError, match=r".+"):
        parse_key(text)


def test_bits_of_every_line_count(file: Path) -> None:
    """Each line is shortened, doubled, left out."""
    signer = Signer()
    lines = signer.sign(DATA, COMMENT).splitlines()
    key = parse_key(signer.public_text)
    for number in range(1, len(lines)):
        for other in ("", lines[number][:-1], lines[number] * 2, lines[number][1:]):
            changed = [*lines[:number], other, *lines[number + 1 :]]
            with pytest.raises(SignatureError):
                verify(file, parse_signature("\n".join(changed)), [key])


def test_signature_of_another_algorithm_is_refused() -> None:
    lines = Signer().sign(DATA, COMMENT).splitlines()
    data = bytearray(base64.b64decode(lines[1]))
    data[:2] = b"XX"
    lines[1] = base64.b64encode(data).decode()
    with pytest.raises(SignatureError):
        parse_signature("\n".join(lines))


def _minisign(*arguments: object) -> str:
    command = ["minisign", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout

"""A file as QR codes through a real decoder: from the front, at an angle, blurred, small."""

from __future__ import annotations

import itertools
import random

import cv2
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.qr import matrix
from kiosk.devices import vision
from kiosk.provision import pointfile
from kiosk.provision.codes import Collector, texts_of
from kiosk.provision.errors import ProvisionError, Reason
from tests.unit.provision.points import CODE, POINT, made

FILE = made()
TEXTS = texts_of(FILE)
PHOTO = (720, 1280)
"""Lines and columns of the picture that most cameras give."""


def drawn(text: str, pixels: int) -> np.ndarray:
    """A code with its quiet zone, `pixels` a module, on a grey wall of a camera's size."""
    code = np.array(matrix(text), np.uint8)
    code = np.pad(np.where(code, 30, 225).astype(np.uint8), 4, constant_values=225)
    code = code.repeat(pixels, 0).repeat(pixels, 1)
    wall = np.full(PHOTO, 120, np.uint8)
    top, left = (PHOTO[0] - code.shape[0]) // 2, (PHOTO[1] - code.shape[1]) // 2
    wall[top : top + code.shape[0], left : left + code.shape[1]] = code
    return wall


def noisy(picture: np.ndarray) -> np.ndarray:
    noise = np.random.default_rng(1).normal(0, 4, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def tilted(picture: np.ndarray) -> np.ndarray:
    """The sheet turned by 12 degrees and held so that its right side is further away."""
    height, width = PHOTO
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = np.float32([[90, 0], [width - 40, 110], [width - 120, height - 60], [0, height - 20]])
    moved = cv2.getPerspectiveTransform(corners, seen)
    return cv2.warpPerspective(picture, moved, (width, height), borderValue=120)


WAYS = {
    "front": lambda text: drawn(text, 7),
    "small": lambda text: drawn(text, 3),
    "angle": lambda text: tilted(drawn(text, 7)),
    "blurred": lambda text: cv2.GaussianBlur(drawn(text, 7), (0, 0), 2),
    "dim": lambda text: (drawn(text, 7) * 0.35).astype(np.uint8),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_camera_reads_the_same_bytes(way: str) -> None:
    for text in TEXTS[:1] if way != "front" else TEXTS:
        assert vision.read_codes(noisy(WAYS[way](text))) == (text,)


def test_every_code_is_read_whatever_is_in_it() -> None:
    """One detector of OpenCV's alone cannot read one perfect code in ten."""
    for text in (text for _ in range(12) for text in texts_of(made())):
        assert vision.read_codes(noisy(drawn(text, 7))) == (text,)


def test_two_codes_in_one_picture() -> None:
    sheet = np.concatenate([drawn(text, 7) for text in TEXTS[:2]], axis=1)
    assert set(vision.read_codes(sheet)) == set(TEXTS[:2])


def test_nothing_is_read_where_there_is_no_code() -> None:
    assert vision.read_codes(np.random.default_rng(2).integers(0, 255, PHOTO, np.uint8)) == ()


def test_any_order_and_again_and_again() -> None:
    for order in itertools.permutations(TEXTS):
        collector = Collector()
        found = [collector.add(text) for text in (order[0], *order)]
        assert found[-1] == FILE
        assert found[:-1] == [None] * (len(found) - 1)


def test_a_large_file_is_many_codes() -> None:
    hosts = tuple(f"{random.Random(n).getrandbits(200):x}.example.vn" for n in range(16))

    data = made(CODE, msgspec.structs.replace(POINT, hosts=hosts))
    texts = texts_of(data)
    assert len(texts) > 5
    collector = Collector()
    assert [collector.add(text) for text in texts][-1] == data


def test_codes_of_two_points_are_not_mixed() -> None:
    collector = Collector()
    collector.add(TEXTS[0])
    with pytest.raises(ProvisionError) as caught:
        collector.add(texts_of(made())[1])
    assert caught.value.reason is Reason.MIXED_CODES
    assert collector.have == 1
    assert [collector.add(text) for text in TEXTS][-1] == FILE


@given(st.text(max_size=60))
def test_other_codes_are_passed_over(text: str) -> None:
    collector = Collector()
    assert collector.add(text) is None
    assert collector.add("https://example.vn/" + text) is None
    assert collector.have == 0


@given(st.data())
def test_a_changed_piece_never_makes_another_file(data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(TEXTS) - 1))
    place = data.draw(st.integers(len("KIOSK.AAAAAAAA.1.2."), len(TEXTS[which]) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 0189"))
    texts = list(TEXTS)
    texts[which] = texts[which][:place] + letter + texts[which][place + 1 :]
    collector = Collector()
    try:
        found = [collector.add(text) for text in texts][-1]
    except ProvisionError:
        return
    assert found in (None, FILE)


def test_the_same_bytes_give_the_same_codes() -> None:
    assert texts_of(FILE) == TEXTS
    assert pointfile.read(FILE).head.point == "kp01"

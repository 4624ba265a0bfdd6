"""Drawn people move, and their pictures have the sizes that are sent."""

import numpy as np

from kiosk.demo.figures import HALL_SIZE, POINT_SIZE, HallFilm, PointFilm
from kiosk.demo.witness import BLACK_LUMA
from kiosk.model.frames import Picture


def test_the_hall_moves_and_opens_its_mouth() -> None:
    film = HallFilm()
    still, later, talking = film.draw(0.0, 0.0), film.draw(0.5, 0.0), film.draw(0.0, 1.0)
    picture = Picture(still, 0)
    assert (picture.width, picture.height) == HALL_SIZE
    assert not np.array_equal(still, later)
    assert not np.array_equal(still, talking)
    assert picture.planes[: picture.height].mean() > BLACK_LUMA


def test_points_move_and_differ() -> None:
    first, second = PointFilm(2), PointFilm(3)
    picture = Picture(first.draw(0.0), 0)
    assert (picture.width, picture.height) == POINT_SIZE
    assert not np.array_equal(first.draw(0.0), first.draw(1.0))
    assert not np.array_equal(first.draw(0.0), second.draw(0.0))

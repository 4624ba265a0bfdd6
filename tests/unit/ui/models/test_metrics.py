"""What the screen is told of its sizes."""

from __future__ import annotations

from kiosk.ui.models.metrics import Metrics


def test_a_panel_without_room_for_what_is_wished_says_so() -> None:
    metrics = Metrics()
    metrics.fit(1920, 1080, 477, 60)
    assert not metrics.property("crowded")
    metrics.fit(1920, 1080, 477, 200)
    assert metrics.property("crowded")
    metrics.fit(1366, 768, 345, 60, 130)
    assert metrics.property("crowded")


def test_large_text_is_offered_only_where_it_has_room() -> None:
    metrics = Metrics()
    metrics.fit(1366, 768, 345, 60)
    assert metrics.property("canEnlarge")
    assert not metrics.property("large")
    metrics.fit(1366, 768, 345, 60, 130)
    assert metrics.property("large")
    metrics.fit(1280, 800, 217, 60)
    assert not metrics.property("canEnlarge")

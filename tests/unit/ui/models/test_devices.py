from __future__ import annotations

import pytest

from kiosk.ui.models.devices import METER_BARS, bars_of


@pytest.mark.parametrize(
    ("level_dbfs", "bars"),
    [(-100, 0), (-57, 0), (-55, 1), (-30, 5), (-14, METER_BARS), (0, METER_BARS)],
)
def test_meter(level_dbfs: float, bars: int) -> None:
    assert bars_of(level_dbfs) == bars

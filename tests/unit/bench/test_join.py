"""What the benchmark of the join prints, from made-up rounds."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.join import UNJUDGED, Round, figures, table
from tests.journal import Journal

KIOSK = [
    Round(1500, 200, 60, 50, 280),
    Round(1700, 100, 40, 70, 300),
    Round(1600, 120, 30, 60, 290),
]
CHROMIUM = [Round(900, 800, None, 90, 500)]


def test_the_object_has_every_figure_of_both_sides() -> None:
    told = json.loads(json.dumps(figures(KIOSK, CHROMIUM, 30.0)))
    assert set(told) == {"watched_s", "kiosk", "chromium"}
    assert told["watched_s"] == 30.0
    assert [one["picture_ms"] for one in told["kiosk"]["rounds"]] == [200, 100, 120]
    assert told["kiosk"]["median"] == {
        "start_ms": 1600,
        "picture_ms": 120,
        "decoded_to_screen_ms": 40,
        "core_percent": 60,
        "pss_mb": 290,
    }
    (round_of_chromium,) = told["chromium"]["rounds"]
    assert round_of_chromium.pop("decoded_to_screen_ms") is None
    assert told["chromium"]["median"] == round_of_chromium


def test_the_table_stays() -> None:
    assert "| 120 (100 to 200) | 800 (800 to 800) |" in table(KIOSK, CHROMIUM, 30.0)


def test_no_warning_in_a_log_costs_a_measurement(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("Traceback\n" + json.dumps({"level": "WARNING", "message": "slow"}) + "\n")
    journal = Journal(tmp_path / "journal.jsonl")
    with log.open("rb") as stream:
        journal.follow(stream).join()
    assert journal.complaints(())
    assert not journal.complaints(UNJUDGED)

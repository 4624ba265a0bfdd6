"""What became of an update stands in the history once."""

from __future__ import annotations

from pathlib import Path

from kiosk.core.news import News
from kiosk.update.record import Kind, Last, Record, save

BACK = Record(("0.2.0",), Last(Kind.TAKEN_BACK, "0.2.0", "0.1.0", "crashes", at=1.8e9))


def told(tmp_path: Path, times: int = 1) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    news = News(tmp_path, tmp_path / "updates", lambda kind, **facts: found.append((kind, facts)))
    for _ in range(times):
        news.look()
    return found


def test_nothing_happened(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_told_once_also_over_a_restart(tmp_path: Path) -> None:
    save(tmp_path / "updates", BACK)
    facts = {"version": "0.2.0", "before": "0.1.0", "why": "crashes"}
    assert told(tmp_path, 3) == [("update-taken-back", facts)]
    assert told(tmp_path) == []


def test_what_comes_while_it_runs_is_told(tmp_path: Path) -> None:
    found: list[str] = []
    news = News(tmp_path, tmp_path / "updates", lambda kind, **_facts: found.append(kind))
    save(tmp_path / "updates", BACK)
    news.look()
    save(tmp_path / "updates", Record((), Last(Kind.KEPT, "0.3.0", "0.1.0", at=1.9e9)))
    news.look()
    assert found == ["update-taken-back", "updated"]

"""Tests: unit (mirrors the tree), qml, end2end, bench. See docs/testing.md."""

"""Three versions as packages, and a root in which the first is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.update.root import Root


@pytest.fixture(scope="package")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("packages")
    return {v: Root(folder).build(folder, v) for v in ("0.1.0", "0.2.0", "0.3.0")}


@pytest.fixture(scope="package")
def fresh(packages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Root(tmp_path_factory.mktemp("fresh")).make()
    root.install(packages["0.1.0"])
    return root.path

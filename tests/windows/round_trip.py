"""Run by Windows' Python: the plan into the real registry and back, compared key by key."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.system.windows.changes import ACCOUNT
from kiosk.system.windows.cli import look
from kiosk.system.windows.plan import plan
from kiosk.system.windows.registry import Value, above, system_registry, text
from kiosk.system.windows.setup import Hands, Setup


class NoAccounts:
    """wine has no accounts to make; the hive is a folder of the registry like any other."""

    def exists(self, name: str) -> bool:
        return False

    def create(self, name: str) -> None:
        assert name == ACCOUNT

    def renew(self, name: str) -> None:
        assert name == ACCOUNT

    def profile(self, name: str) -> Path:
        return Path("C:\\users") / name

    def delete(self, name: str) -> None:
        assert name == ACCOUNT


def main() -> None:
    registry = system_registry()
    planned = plan(look(registry, r"C:\Program Files\Kiosk"))
    places = [(setting.key, setting.name) for setting in planned.machine]
    keys = sorted({key for key, _ in places for key in above(key)})

    def state() -> tuple[dict[tuple[str, str], Value | None], dict[str, bool]]:
        values = {place: registry.read(*place) for place in places}
        return values, {key: registry.has_key(key) for key in keys}

    winlogon = places[0][0]
    registry.write(winlogon, "DefaultUserName", text("Lan"))
    before = state()
    hands = Hands(registry, NoAccounts(), lambda command: (0, ""))
    file = Path(sys.argv[1]) / "restore.json"
    Setup(hands, file).apply(planned)
    for setting in planned.machine:
        found = registry.read(setting.key, setting.name)
        assert found == setting.value, (setting, found)
    assert Setup(hands, file).undo() == []
    assert state() == before, [(a, b) for a, b in zip(before, state(), strict=True) if a != b]
    print(f"{len(places)} values in {len(keys)} keys set, read back, and put back")


if __name__ == "__main__":
    main()

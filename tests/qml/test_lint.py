"""QML agrees with the types that Python declares."""

from tests.qml import lint


def test_qmllint_is_clean() -> None:
    assert lint.main() == 0

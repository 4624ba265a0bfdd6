from kiosk.base.errors import Code, KioskError


def test_an_error_reads_as_its_sentences() -> None:
    error = KioskError(Code.ROOM_FULL, "The room is full.", "Wait for a seat.")
    assert str(error) == "The room is full. Wait for a seat."
    assert (error.code, error.what, error.next_step) == (
        "room-full",
        "The room is full.",
        "Wait for a seat.",
    )


def test_an_error_without_a_next_step() -> None:
    assert str(KioskError(Code.KICKED, "The chair removed us.")) == "The chair removed us."


def test_codes_are_plain_words() -> None:
    assert len(set(Code)) == len(Code)
    assert all(code.replace("-", "").isalpha() and code == code.lower() for code in Code)

import sys
import time

from kiosk.diagnostics.machine.commands import output_of


def test_what_a_program_prints() -> None:
    assert output_of(sys.executable, "-c", "print('Múi giờ')") == "Múi giờ\n"


def test_a_program_that_fails_says_nothing_unless_asked() -> None:
    program = (sys.executable, "-c", "print('disabled'); raise SystemExit(1)")
    assert output_of(*program) is None
    assert output_of(*program, any_status=True) == "disabled\n"


def test_a_program_that_is_not_there_says_nothing() -> None:
    assert output_of("no-such-program-anywhere") is None


def test_a_program_that_hangs_is_ended() -> None:
    began_s = time.monotonic()
    assert output_of(sys.executable, "-c", "import time; time.sleep(60)", limit_s=0.3) is None
    assert time.monotonic() - began_s < 30

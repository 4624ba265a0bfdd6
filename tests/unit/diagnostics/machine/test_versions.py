import re

from kiosk import __version__
from kiosk.diagnostics.machine.versions import versions


def test_every_part_says_its_version() -> None:
    found = versions()
    assert found["kiosk"] == __version__
    for name in ("python", "qt", "opencv", "webrtc", "echo"):
        assert re.match(r"\d+\.\d+", found[name]), name
    assert re.match(r"V?\d+\.\d+", found["portaudio"])
    assert found["system"]

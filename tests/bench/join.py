"""Benchmark: from the press to the picture, and what a meeting costs, kiosk against Chromium.

Both in turns, in the same room with one 720p and six small publishers (`crowd.py`), both sending a
720p picture and a voice, both drawing without a GPU. Prints a Markdown table of medians for
docs/performance.md; with `--json` one object with all figures of both sides instead.
Logs are not judged. `python -m tests.bench.join --rounds 5`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from kiosk.server.children import mortal
from kiosk.server.commune import BridgePoint, Commune, Ports, Room
from kiosk.server.running import CommuneServer
from tests.bench.cost import family, measure
from tests.bench.crowd import MAIN
from tests.browser import Browser
from tests.end2end.site import MAGENTA, Site
from tests.journal import Allowed
from tests.processes import JOIN, ROOT
from tests.screen import Screen
from tests.sound_server import SoundServer

_SETTLED_S = 5.0
"""After the picture, before the watching: encoders and layers have found their size."""
_LARGE = 0.05
"""The share of the screen that says that the chair's magenta half is there, and large."""


UNJUDGED = (Allowed("", "a measurement is not thrown away for what a log says"),)


@dataclass(frozen=True, slots=True)
class Round:
    """One join of one program."""

    start_ms: float
    """Program start to home screen; Chromium: navigation to in the room."""
    picture_ms: float
    """Press, or navigation, to the first large picture on the screen."""
    decoded_to_screen_ms: float | None
    """The kiosk's large picture decoded, to the same pixels on the screen; not told by Chromium."""
    core_percent: float
    pss_mb: float


def kiosk_round(site: Site, seconds: float) -> Round:
    """Start, wait until the connection is prepared, press, look, watch, leave."""
    with site.kiosk(UNJUDGED) as kiosk:
        started_ns = time.monotonic_ns()
        home = kiosk.wait_moment("button", where=lambda data: data["label"] == JOIN)
        kiosk.wait_room(phase="prepared")
        time.sleep(_SETTLED_S)
        pressed_ns = kiosk.press(JOIN)
        seen_ns = site.screen.wait_for_colour(MAGENTA, _LARGE, 30)
        decoded = kiosk.wait_moment("decoded")
        time.sleep(_SETTLED_S)
        cost = measure(kiosk.processes, seconds)
    start_ms, picture_ms = (home["at_ns"] - started_ns) / 1e6, (seen_ns - pressed_ns) / 1e6
    drawn_ms = (seen_ns - decoded["at_ns"]) / 1e6
    return Round(start_ms, picture_ms, drawn_ms, cost.core_percent, cost.pss_mb)


def browser_round(site: Site, seconds: float) -> Round:
    """A fresh, warm Chromium: navigate, look, watch, leave."""
    look = {"simulcast": 1, "width": 1280, "height": 720, "sample": 0}
    with Browser() as browser:
        time.sleep(_SETTLED_S)
        client = browser.open(site.server.janus_url, site.room, "Chromium", **look)
        feed = client.wait_feed(MAIN, "seen", lambda feed: feed.first_picture_ms > 0)
        report = client.report()
        time.sleep(_SETTLED_S)
        cost = measure(lambda: family(browser.pid), seconds)
        client.leave()
    navigated = report.navigated_ms
    return Round(
        report.joined_ms - navigated,
        feed.first_picture_ms - navigated,
        None,
        cost.core_percent,
        cost.pss_mb,
    )


def table(kiosk: list[Round], browser: list[Round], seconds: float) -> str:
    """The rounds as a Markdown table: median (least to most)."""

    def cell(rounds: list[Round], name: str) -> str:
        values = [getattr(one, name) for one in rounds]
        return f"{median(values):.0f} ({min(values):.0f} to {max(values):.0f})"

    rows = [
        ("press, or navigation, to first large picture on screen, ms", "picture_ms"),
        (f"processor over {seconds:.0f} s, % of a core", "core_percent"),
        ("memory (PSS of all its processes), MB", "pss_mb"),
    ]
    lines = ["| | kiosk | headless Chromium |", "| --- | --- | --- |"]
    lines += [f"| {text} | {cell(kiosk, name)} | {cell(browser, name)} |" for text, name in rows]
    lines += [
        f"| large picture decoded to on screen, ms | {cell(kiosk, 'decoded_to_screen_ms')} | |"
    ]
    lines += [f"| process start to home screen, ms | {cell(kiosk, 'start_ms')} | |"]
    return "\n".join(lines)


def figures(kiosk: list[Round], browser: list[Round], seconds: float) -> dict[str, object]:
    """All figures: of each side every round and the medians, in ms, % of a core and MB."""
    return {
        "watched_s": seconds,
        "kiosk": _side(kiosk),
        "chromium": _side(browser),
    }


def _side(rounds: list[Round]) -> dict[str, object]:
    told = [asdict(one) for one in rounds]
    names = [name for name, value in told[0].items() if value is not None] if told else []
    return {"rounds": told, "median": {name: median(one[name] for one in told) for name in names}}


@contextlib.contextmanager
def crowd(url: str, room: int) -> Iterator[None]:
    """The publishers, in a process of their own."""
    process = subprocess.Popen(
        mortal([sys.executable, "-m", "tests.bench.crowd", url, str(room)]),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError("the crowd did not get into the room")
        yield


def commune() -> Commune:
    """One point and its room on loopback."""
    return Commune(
        name="Phường Đo",
        points=(BridgePoint("kp01", "Khu phố 1", "kp01", secrets.token_hex()),),
        rooms=(Room(id=1001, description="Phòng đo", secret=secrets.token_hex()),),
        admin_key=secrets.token_hex(),
        ports=Ports(janus=0, calendar=0, rtp=(31200, 31399)),
    )


def run(rounds: int, seconds: float, folder: Path) -> tuple[list[Round], list[Round]]:
    """All rounds: the kiosk's and Chromium's."""
    kiosk: list[Round] = []
    chromium: list[Round] = []
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(CommuneServer(commune(), folder / "server"))
        screen = stack.enter_context(Screen(1366, 768))
        sound = stack.enter_context(SoundServer())
        # No browser beside the measured one: two would share pages, and count them half.
        site = Site(1, server, screen, sound, None, folder)
        site.put_meeting()
        stack.enter_context(crowd(server.janus_url, site.room))
        for number in range(1, rounds + 1):
            kiosk.append(kiosk_round(site, seconds))
            chromium.append(browser_round(site, seconds))
            print(f"{number}: kiosk {kiosk[-1]}, Chromium {chromium[-1]}", file=sys.stderr)
    return kiosk, chromium


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long to watch the cost")
    parser.add_argument("--json", action="store_true", help="one object instead of the table")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        kiosk, chromium = run(arguments.rounds, arguments.seconds, Path(folder))
    if arguments.json:
        print(json.dumps(figures(kiosk, chromium, arguments.seconds)))
    else:
        print(table(kiosk, chromium, arguments.seconds))


if __name__ == "__main__":
    main()

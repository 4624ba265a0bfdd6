"""Benchmark: hundreds of joins and leaves beside a real Janus: does anything grow?

The kiosk joins a room with one 720p and six small publishers (`crowd.py`), stays, leaves, and so on
by its own buttons. After each leaving every one of its processes is measured: memory (PSS),
handles, threads, and the processor time of the whole round. Prints one JSON object: per process and
figure the first and last ten rounds' medians and the slope a join with its 95 % interval.

`python -m tests.bench.soak --joins 200`, or `--hours 8`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median

import psutil

from kiosk.server.running import CommuneServer
from tests.bench.cost import pss_mb
from tests.bench.join import UNJUDGED, commune, crowd
from tests.bench.trend import trend
from tests.end2end.site import Site
from tests.processes import JOIN, LEAVE, LEAVE_CONFIRMED, Kiosk
from tests.screen import Screen
from tests.sound_server import SoundServer

_ENDS = 10
"""So many rounds at either end are shown as their median."""
_WARM_UP = 10
"""The first rounds load and reserve what is then kept; they do not count for the slope."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One process after a round."""

    pss_mb: float
    handles: int
    threads: int
    processor_s: float
    """Since the process began."""


def sample(pid: int) -> Sample:
    """Measure a process now."""
    process = psutil.Process(pid)
    spent = process.cpu_times()
    return Sample(pss_mb(pid), process.num_fds(), process.num_threads(), spent.user + spent.system)


def come_and_go(kiosk: Kiosk, since: int | None, stay_s: float) -> int:
    """One round; where in the log its end began. Raises AssertionError as `Kiosk`."""
    mark = kiosk.journal.mark
    kiosk.press(JOIN, since=since)
    kiosk.wait_moment("picture", since=mark)
    time.sleep(stay_s)
    kiosk.press(LEAVE, since=mark)
    since = kiosk.journal.mark
    kiosk.press(LEAVE_CONFIRMED, since=mark)
    kiosk.wait_room_was(since, phase="prepared")
    return since


def soak(
    kiosk: Kiosk, *, joins: int, until_s: float, stay_s: float
) -> tuple[dict[str, list[Sample]], str]:
    """Join and leave until so many times or so late (monotonic).

    The samples of each process, and why it ended early: hours are not thrown away for one round.
    """
    taken: dict[str, list[Sample]] = {"ui": [], "media": []}
    since: int | None = None
    for number in range(1, joins + 1):
        try:
            since = come_and_go(kiosk, since, stay_s)
        except AssertionError as error:
            return taken, str(error)
        for name, pid in (("ui", kiosk.ui_pid), ("media", kiosk.media_pid)):
            taken[name].append(sample(pid))
        if number % 10 == 0:
            told = {name: round(samples[-1].pss_mb) for name, samples in taken.items()}
            print(f"{number}: {told} MB", file=sys.stderr, flush=True)
        if time.monotonic() > until_s:
            break
    return taken, ""


def figures(samples: Sequence[Sample]) -> dict[str, object]:
    """What became of one process."""
    told: dict[str, object] = {}
    for field in fields(Sample):
        values = [float(getattr(one, field.name)) for one in samples]
        if field.name == "processor_s":  # what each round cost, not what all of them did
            values = [after - before for before, after in itertools.pairwise(values)]
        told[field.name] = _figure(values)
    return told


def _figure(values: list[float]) -> dict[str, object]:
    counted = values[_WARM_UP:] if len(values) >= _WARM_UP + 3 else values
    return {
        "first": round(median(values[:_ENDS]), 2),
        "last": round(median(values[-_ENDS:]), 2),
        "most": round(max(values), 2),
        "a_join": {
            name: round(value, 4)
            for name, value in asdict(trend(range(len(counted)), counted)).items()
        },
    }


def run(joins: int, hours: float, stay_s: float, rest_s: float, folder: Path) -> dict[str, object]:
    """The whole run; see `main` for the arguments."""
    with ExitStack() as stack:
        server = stack.enter_context(CommuneServer(commune(), folder / "server"))
        screen = stack.enter_context(Screen(1366, 768))
        sound = stack.enter_context(SoundServer())
        site = Site(1, server, screen, sound, None, folder)
        site.put_meeting(lasts_h=hours + 24)
        stack.enter_context(crowd(server.janus_url, site.room))
        kiosk = stack.enter_context(site.kiosk(UNJUDGED))
        kiosk.wait_room(phase="prepared")
        begun_s = time.monotonic()
        until_s = begun_s + (hours * 3600 if hours else 1e9)
        taken, trouble = soak(kiosk, joins=joins, until_s=until_s, stay_s=stay_s)
        time.sleep(rest_s)
        after = {"ui": sample(kiosk.ui_pid), "media": sample(kiosk.media_pid)}
    return {
        "joins": len(taken["ui"]),
        "seconds": round(time.monotonic() - begun_s),
        "ended_early": trouble,
        "cores": os.cpu_count(),
        "processes": {name: figures(samples) for name, samples in taken.items()},
        f"pss_mb_{rest_s:.0f}_s_after": {n: round(one.pss_mb, 1) for n, one in after.items()},
        "pss_mb": {n: [round(one.pss_mb, 1) for one in all_] for n, all_ in taken.items()},
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--joins", type=int, default=0, help="at most so many")
    parser.add_argument("--hours", type=float, default=0.0, help="at most so long")
    parser.add_argument("--stay", type=float, default=2.0, help="seconds inside, each time")
    parser.add_argument("--rest", type=float, default=30.0, help="seconds of quiet at the end")
    arguments = parser.parse_args()
    if not (arguments.joins or arguments.hours):
        parser.error("say --joins or --hours")
    joins = arguments.joins or 10**9
    with tempfile.TemporaryDirectory(prefix="kiosk-soak-") as folder:
        found = run(joins, arguments.hours, arguments.stay, arguments.rest, Path(folder))
    print(json.dumps(found))


if __name__ == "__main__":
    main()

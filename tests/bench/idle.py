"""Benchmark: what the kiosk costs while nobody needs it, at home with a meeting far off or near.

`resting`: the next meeting is in three hours. `awake`: it is in 25 minutes, which keeps camera,
microphone and loudspeaker open, as they were all day before the kiosk could rest. Of each process:
processor time, memory (PSS), and how often its threads were woken (voluntary context switches).
Prints one JSON object. `python -m tests.bench.idle --seconds 120`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import psutil

from kiosk.server.running import CommuneServer
from tests.bench.cost import pss_mb
from tests.bench.join import UNJUDGED, commune
from tests.end2end.site import Site
from tests.processes import Kiosk
from tests.screen import Screen
from tests.sound_server import SoundServer

_SETTLE_S = 30.0
_STARTS_IN = {"resting": timedelta(hours=3), "awake": timedelta(minutes=25)}
_BUSIEST = 5


def wakings(pid: int) -> Counter[str]:
    """How often each thread of a process has gone to sleep by itself, by the thread's name."""
    counted: Counter[str] = Counter()
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            lines = dict(line.split(":", 1) for line in (task / "status").read_text().splitlines())
        except (OSError, ValueError):
            continue  # a thread that has just ended
        name = f"{lines['Name'].strip()} {task.name}"
        counted[name] += int(lines["voluntary_ctxt_switches"])
    return counted


def processor_s(pid: int) -> float:
    """What a process and the children that it has waited for have used."""
    spent = psutil.Process(pid).cpu_times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def watch(kiosk: Kiosk, seconds: float) -> dict[str, object]:
    """Look at both processes for so long. Children of the screen's process count as its own."""
    pids = {"ui": kiosk.ui_pid, "media": kiosk.media_pid}
    begun_s = time.monotonic()
    before = {name: (processor_s(pid), wakings(pid)) for name, pid in pids.items()}
    time.sleep(seconds)
    took_s = time.monotonic() - begun_s
    told: dict[str, object] = {}
    for name, pid in pids.items():
        spent, woken = processor_s(pid) - before[name][0], wakings(pid) - before[name][1]
        told[name] = {
            "core_percent": round(100 * spent / took_s, 2),
            "pss_mb": round(pss_mb(pid), 1),
            "wakings_a_second": round(woken.total() / took_s, 2),
            "busiest": {n: round(c / took_s, 2) for n, c in woken.most_common(_BUSIEST)},
        }
    return told


def run(which: str, seconds: float, folder: Path) -> dict[str, object]:
    """One measurement."""
    with ExitStack() as stack:
        server = stack.enter_context(CommuneServer(commune(), folder / "server"))
        screen = stack.enter_context(Screen(1366, 768))
        sound = stack.enter_context(SoundServer())
        site = Site(1, server, screen, sound, None, folder)
        site.put_meeting(starts_in=_STARTS_IN[which])
        kiosk = stack.enter_context(site.kiosk(UNJUDGED, calendar={"poll_s": 60}))
        kiosk.wait_moment("quick", 120)
        if which == "resting":
            kiosk.wait_moment("rest", 60, lambda data: data["on"])
        time.sleep(_SETTLE_S)
        screen.save(Path(tempfile.gettempdir()) / f"kiosk-bench-{which}.png")
        return watch(kiosk, seconds)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=120.0, help="how long to watch each")
    parser.add_argument("which", nargs="*", default=["awake", "resting"], help="awake, resting")
    arguments = parser.parse_args()
    found: dict[str, object] = {}
    for which in arguments.which:
        with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
            found[which] = run(which, arguments.seconds, Path(folder))
        print(which, found[which], file=sys.stderr)
    print(json.dumps({"seconds": arguments.seconds, **found}))


if __name__ == "__main__":
    main()

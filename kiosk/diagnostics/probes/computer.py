"""The computer's checks. Everything is asked side by side, so that the slowest one counts alone.

With the question `quick` only what could keep a meeting from working within the hour is asked.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import psutil

from kiosk.base import keyrings, secret, storage, unwaited
from kiosk.base.paths import STAND_IN, runtime_dir, wanted_state_dir
from kiosk.diagnostics.catalogue import found, judged
from kiosk.diagnostics.check import Check, Progress, Request, State, Tell
from kiosk.diagnostics.machine import blanking, disk, heat, load, versions
from kiosk.diagnostics.machine.autostart import autostart
from kiosk.diagnostics.quick import QUESTION as QUICK
from kiosk.diagnostics.starved import Meter
from kiosk.journal import events
from kiosk.model.meeting import POINT_ZONE
from kiosk.update import links
from kiosk.update.places import places
from kiosk.update.record import Kind, Record, load_record

LOAD_S = 1.5
"""Shorter, and a single update of another program looks like a busy PC."""
DAYS = 7.0
KEYRING_S = 5.0
"""How long a keyring may take to say what it is."""
_FACT_CHARS = 60
_MB, _GB = 1e6, 1e9

Part = Callable[[], list[Check]]


def probe(request: Request, tell: Tell) -> None:
    """Tell every check of the computer, each as soon as it is known."""
    folder = Path(request.state_dir or ".")
    parts: list[Part] = [_memory, lambda: _disk(folder), _temperature]
    if request.question != QUICK:
        parts += [_load, lambda: _health(folder), _power, _blanking, _sleep, _autostart]
        parts += [_time_zone, _versions, _uptime, lambda: _history(folder), _throttling]
        parts += [lambda: _state(folder), _secrets, _update]
    tell(Progress("computer-measuring"))
    with ThreadPoolExecutor(len(parts)) as pool:
        running = [pool.submit(_timed, part) for part in parts]
        for number, done in enumerate(as_completed(running), 1):
            for check in done.result():
                tell(check)
            tell(Progress("computer-measuring", number / len(parts)))


def unknown(check_id: str) -> Check:
    """What this PC does not tell."""
    return found(check_id, State.NOT_APPLICABLE, "computer-not-readable")


def idle_check(check_id: str, fault: str, after_s: float | None) -> Check:
    """How long until the screen goes dark or the PC to sleep: never is the only right answer."""
    if after_s is None:
        return unknown(check_id)
    if after_s == blanking.NEVER:
        return found(check_id, State.OK, "computer-never")
    return found(check_id, State.WARNING, float(math.ceil(after_s / 60.0)), fault=fault)


def zone_check(offset: timedelta) -> Check:
    """The PC's offset from UTC against the point's. Times on the screen are right in any case."""
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    value = f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    if offset == datetime.now(POINT_ZONE).utcoffset():
        return found("computer.time_zone", State.OK, value)
    return found("computer.time_zone", State.WARNING, value, fault="computer-time-zone")


def health_check(health: disk.Health | None) -> Check:
    """What the disk says of itself."""
    if health is None:
        return unknown("computer.disk_health")
    used = health.used_percent
    facts = {"used": f"{used:.0f}"} if used is not None else {}
    if health.wear is disk.Wear.GOOD:
        return found("computer.disk_health", State.OK, health.wear.value, facts=facts)
    is_failing = health.wear is disk.Wear.FAILING
    return found(
        "computer.disk_health",
        State.FAILED if is_failing else State.WARNING,
        health.wear.value,
        fault="computer-disk-failing" if is_failing else "computer-disk-worn",
        facts=facts,
    )


def history_checks(counts: events.Counts) -> list[Check]:
    """How the kiosk has fared."""
    return [
        judged("computer.crashes", counts.crashes),
        judged("computer.media_crashes", counts.media),
        judged("computer.power_losses", counts.power_losses),
        judged("computer.restarts", counts.starts),
        judged("computer.parts", counts.parts),
    ]


def state_check(folder: Path, wanted: Path) -> Check:
    """Whether the state lies where it is to lie, and all of it could be read."""
    broken = storage.set_aside(folder)
    if folder != wanted:
        facts = {"folder": str(wanted)}
        return found(
            "computer.state", State.FAILED, "state-away", fault="computer-state-away", facts=facts
        )
    if broken:
        facts = {"files": ", ".join(broken)}
        return found(
            "computer.state",
            State.WARNING,
            "state-broken",
            fault="computer-state-broken",
            facts=facts,
        )
    return found("computer.state", State.OK, "state-good")


def secrets_check(safety: keyrings.Safety | None, name: str) -> Check:
    """Where passwords are kept; `safety` None: the keyring does not answer."""
    facts = {"keyring": name[:_FACT_CHARS]}
    match safety:
        case keyrings.Safety.SAFE:
            return found("computer.secrets", State.OK, "secrets-keyring", facts=facts)
        case keyrings.Safety.PLAIN:
            fault, value = "computer-secrets-plain", "secrets-plain"
        case keyrings.Safety.NONE:
            fault, value = "computer-secrets-none", "secrets-none"
        case None:
            fault, value = "computer-secrets-silent", "secrets-silent"
    return found("computer.secrets", State.WARNING, value, fault=fault, facts=facts)


def _timed(part: Part) -> list[Check]:
    """They run side by side: each says itself how long it took."""
    began_s = time.monotonic()
    checks = part()
    seconds = max(round(time.monotonic() - began_s, 2), 0.01)
    return [msgspec.structs.replace(check, seconds=seconds) for check in checks]


def _load() -> list[Check]:
    """The kiosk and all its checks are below our parent: the kiosk, or `kiosk diagnose`."""
    own = psutil.Process()
    meter = Meter()
    measured = load.measure(own.parent() or own, LOAD_S)
    facts = {"program": measured.program[:_FACT_CHARS] or "?"}
    waited = judged("computer.waiting", 100 * meter.stop().machine, facts=facts)
    return [judged("computer.load", measured.percent, facts=facts), waited]


def _throttling() -> list[Check]:
    slowed_ms = heat.throttled_ms()
    if slowed_ms is None:
        return [unknown("computer.throttling")]
    uptime_s = time.time() - psutil.boot_time()
    return [judged("computer.throttling", heat.throttled_percent(slowed_ms, uptime_s))]


def _temperature() -> list[Check]:
    value_c = heat.temperature_c()
    if value_c is None:
        return [unknown("computer.temperature")]
    return [judged("computer.temperature", value_c)]


def _memory() -> list[Check]:
    memory = psutil.virtual_memory()
    facts = {"total": f"{memory.total / _MB:.0f}"}
    return [judged("computer.memory", memory.available / _MB, facts=facts)]


def _disk(folder: Path) -> list[Check]:
    checks = [unknown("computer.disk")]
    try:
        checks = [judged("computer.disk", psutil.disk_usage(str(folder)).free / _GB)]
        checks.append(judged("computer.disk_write", disk.write_ms(folder)))
    except OSError as error:
        facts = {"reason": (error.strerror or "?")[:_FACT_CHARS]}
        fault = "computer-disk-read-only"
        checks.append(found("computer.disk_write", State.FAILED, fault=fault, facts=facts))
    return checks


def _health(folder: Path) -> list[Check]:
    return [health_check(disk.health(folder))]


def _power() -> list[Check]:
    battery = psutil.sensors_battery()
    if battery is None or battery.power_plugged is not False:
        return [found("computer.power", State.OK, "computer-mains")]
    facts = {"charge": f"{battery.percent:.0f}"}
    fault = "computer-on-battery"
    return [found("computer.power", State.WARNING, "computer-battery", fault=fault, facts=facts)]


def _blanking() -> list[Check]:
    return [idle_check("computer.blanking", "computer-blanking", blanking.dark_after_s())]


def _sleep() -> list[Check]:
    return [idle_check("computer.sleep", "computer-sleep", blanking.asleep_after_s())]


def _autostart() -> list[Check]:
    by = autostart()
    if by is None:
        return [found("computer.autostart", State.WARNING, "no", fault="computer-autostart")]
    return [found("computer.autostart", State.OK, by)]


def _time_zone() -> list[Check]:
    return [zone_check(datetime.now().astimezone().utcoffset() or timedelta())]


def _versions() -> list[Check]:
    facts = {name: text[:_FACT_CHARS] for name, text in versions.versions().items()}
    return [found("computer.versions", State.OK, facts["kiosk"], facts=facts)]


def _uptime() -> list[Check]:
    return [judged("computer.uptime", max(0.0, time.time() - psutil.boot_time()) / 86400.0)]


def _state(folder: Path) -> list[Check]:
    """A folder that is named to us stands for itself where it is not the kiosk's stand-in."""
    wanted = wanted_state_dir()
    is_stand_in = folder == runtime_dir() / STAND_IN
    return [state_check(folder, wanted if is_stand_in else folder)]


def update_check(running: str, record: Record) -> Check:
    """Which version runs, and what became of the last one that was new. `running`: empty: none
    that was installed from a package.
    """
    if not running:
        return found("computer.update", State.NOT_APPLICABLE, "update-not-packaged")
    last = record.last
    if last.kind is Kind.TAKEN_BACK:
        facts = {"version": last.version, "before": last.other}
        return found(
            "computer.update", State.WARNING, running, fault="computer-update-back", facts=facts
        )
    if record.problem:
        facts = {"reason": record.problem}
        return found(
            "computer.update", State.WARNING, running, fault="computer-update-problem", facts=facts
        )
    return found("computer.update", State.OK, running)


def _update() -> list[Check]:
    where = places()
    running = links.version_of(where)
    return [update_check(str(running or ""), load_record(where.state))]


def _secrets() -> list[Check]:
    if secret.are_credentials():
        return [found("computer.secrets", State.OK, "secrets-credentials")]
    try:
        safety, name = unwaited.begin(keyrings.in_use).result(KEYRING_S)
    except TimeoutError:
        return [secrets_check(None, "")]
    return [secrets_check(safety, name)]


def _history(folder: Path) -> list[Check]:
    written = events.read(folder)
    if written:
        return history_checks(events.counts(written, DAYS))
    names = ("crashes", "media_crashes", "power_losses", "restarts", "parts")
    return [
        found(f"computer.{name}", State.NOT_APPLICABLE, "computer-no-history") for name in names
    ]

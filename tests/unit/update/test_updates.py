"""`kiosk update` as a whole: a publisher's folder, signed packages, dpkg in a root of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.base.config import Update
from kiosk.base.errors import KioskError
from kiosk.base.paths import runtime_name
from kiosk.model.meeting import POINT_ZONE
from kiosk.update import health, links, store
from kiosk.update.debian import Debian
from kiosk.update.health import Health
from kiosk.update.install import InstallError
from kiosk.update.minisign import SignatureError, sha256
from kiosk.update.offer import machine_kind
from kiosk.update.record import Kind, Probation, load_probation, load_record, save
from kiosk.update.updates import Updates
from kiosk.update.version import Version
from tests.unit.update.keys import Signer
from tests.unit.update.publisher import Folder, serving
from tests.unit.update.root import Root, needs_dpkg

pytestmark = needs_dpkg
NIGHT = datetime(2026, 11, 27, 3, 55, tzinfo=POINT_ZONE)
DAY = datetime(2026, 11, 27, 14, 30, tzinfo=POINT_ZONE)


class InRoot(Debian):
    """Debian's way, with dpkg instead of apt, which knows no other root."""

    def __init__(self, root: Root) -> None:
        super().__init__(root.places)
        self._root = root

    def unfinished(self) -> bool:
        return False

    def install(self, package: Path, version: Version) -> None:
        self.check(package, version)
        self._root.install(package)


class Site:
    """A root with 0.1.0, a publisher with a key that it knows, and `kiosk update` in it."""

    def __init__(self, root: Root, folder: Folder, packages: dict[str, Path]) -> None:
        self.root, self.folder, self.packages = root, folder, packages
        self.signer = Signer()
        self.now = NIGHT
        self.said: list[str] = []
        root.places.keys.mkdir(parents=True)
        (root.places.keys / "office.pub").write_text(self.signer.public_text)

    @property
    def updates(self) -> Updates:
        return Updates(
            Update(url=self.folder.url),
            self.root.places,
            InRoot(self.root),
            self.said.append,
            machine="a",
            now=lambda: self.now,
        )

    def publish(self, version: str, *, package: Path | None = None, **changes: object) -> None:
        """The package of this version, or another file in its place, signed as this version."""
        data = (package or self.packages[version]).read_bytes()
        name = f"kiosk_{version}_all.deb"
        comment = f"kiosk version:{version} kind:{machine_kind()}"
        offer = {
            "version": version,
            "file": name,
            "size": len(data),
            "sha256": sha256(package or self.packages[version]),
        }
        self.folder.files |= {
            name: data,
            f"{name}.minisig": self.signer.sign(data, comment).encode(),
            "latest.json": json.dumps({machine_kind(): offer | changes}).encode(),
        }

    def stick(self, tmp_path: Path, version: str, signed: str = "") -> Path:
        """A package and its signature."""
        folder = tmp_path / "stick"
        folder.mkdir(exist_ok=True)
        file = Path(shutil.copy(self.packages[version], folder))
        self.signer.sign_file(file, signed or version, machine_kind())
        return file

    def ready(self) -> list[str]:
        return sorted(one.name for one in self.root.places.ready.iterdir())

    def say(self, **fields: object) -> None:
        """What the kiosk says of itself."""
        now_s = health.uptime_s()
        folder = self.root.path / "run/kiosk" / runtime_name(Path(os.environ["KIOSK_STATE"]))
        health.save(folder, replace_health(Health("0.1.0", now_s), fields))


def replace_health(found: Health, fields: dict[str, object]) -> Health:
    import msgspec

    return msgspec.structs.replace(found, **fields)


@pytest.fixture
def site(
    fresh: Path, packages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    root = Root(tmp_path / "root")
    shutil.copytree(fresh, root.path, symlinks=True)
    monkeypatch.setenv("KIOSK_STATE", str(root.path / "var/lib/kiosk"))
    monkeypatch.setenv("KIOSK_RUNTIME", str(root.path / "run/kiosk"))
    with serving(Folder()) as folder:
        yield Site(root, folder, packages)


def test_newer_version_is_found_fetched_proven_and_switched_to(site: Site) -> None:
    site.publish("0.2.0")
    found = site.updates.check()
    assert found is not None
    assert found.version == "0.2.0"
    assert site.root.runs() == "0.1.0"
    site.updates.tonight()
    assert site.root.runs() == "0.2.0"
    assert site.ready() == []
    assert load_probation(site.root.places.state) is not None
    site.updates.tonight()
    assert "being tried" in site.said[-1]


def test_trial_of_a_version_that_does_not_run_holds_nobody_up(site: Site) -> None:
    """The power went between the beginning of the trial and the switch, and apt tidied up."""
    save(site.root.places.state, Probation("0.1.5", "0.1.0"))
    site.publish("0.2.0")
    site.updates.tonight()
    assert site.root.runs() == "0.2.0"


def test_asked_once_a_night_and_again_after_a_failure(site: Site) -> None:
    site.publish("0.1.0")
    site.updates.tonight()
    site.updates.tonight()
    assert [name for name, _ in site.folder.asked] == ["latest.json"]
    site.folder.files.clear()
    record = site.root.places.state / "record.json"
    record.unlink()
    for _ in range(2):
        with pytest.raises(KioskError):
            site.updates.tonight()
    assert "has no latest.json" in load_record(site.root.places.state).problem


def test_cut_in_one_night_is_gone_on_with_in_the_next(site: Site) -> None:
    site.publish("0.2.0")
    site.folder.cuts = [1000, 0]
    with pytest.raises(KioskError, match="breaks off"):
        site.updates.tonight()
    assert site.root.runs() == "0.1.0"
    site.updates.tonight()
    assert site.root.runs() == "0.2.0"
    assert ("kiosk_0.2.0_all.deb", "bytes=1000-") in site.folder.asked[-1:]


@pytest.mark.parametrize("hour", [0, 1, 4, 8, 14, 23])
def test_nothing_is_done_by_day(site: Site, hour: int) -> None:
    site.publish("0.2.0")
    site.now = NIGHT.replace(hour=hour)
    site.updates.tonight()
    assert site.folder.asked == []


@pytest.mark.parametrize(
    "fields",
    [{"in_meeting": True}, {"next_meeting": NIGHT.timestamp() + 1700}, {"technician": True}],
)
def test_nobody_is_disturbed(site: Site, fields: dict[str, object]) -> None:
    site.publish("0.2.0")
    site.say(**fields)
    site.updates.tonight()
    assert site.root.runs() == "0.1.0"
    assert site.folder.asked == []


def test_wrong_hash(site: Site) -> None:
    site.publish("0.2.0", sha256="0" * 64)
    with pytest.raises(SignatureError, match="not what the publisher has announced"):
        site.updates.tonight()
    assert (site.root.runs(), site.ready()) == ("0.1.0", [])


def test_wrong_signature(site: Site) -> None:
    site.publish("0.2.0")
    other = Signer().sign(b"another file", f"kiosk version:0.2.0 kind:{machine_kind()}")
    site.folder.files["kiosk_0.2.0_all.deb.minisig"] = other.encode()
    with pytest.raises(SignatureError):
        site.updates.tonight()
    assert (site.root.runs(), site.ready()) == ("0.1.0", [])
    assert "not the one that was signed" in load_record(site.root.places.state).problem


def test_old_signed_file_as_a_new_version_is_refused(site: Site) -> None:
    """The replay: 0.1.0 and its good signature, announced as 0.3.0."""
    site.publish("0.1.0")
    files = site.folder.files
    offer = json.loads(files["latest.json"])
    offer[machine_kind()]["version"] = "0.3.0"
    files["latest.json"] = json.dumps(offer).encode()
    with pytest.raises(SignatureError, match=r"0\.1\.0 was signed, not 0\.3\.0"):
        site.updates.tonight()
    assert (site.root.runs(), site.ready()) == ("0.1.0", [])


def test_package_of_another_version_than_signed_is_refused(site: Site) -> None:
    site.publish("0.3.0", package=site.packages["0.2.0"])
    with pytest.raises(InstallError, match="another version than signed"):
        site.updates.tonight()
    assert (site.root.runs(), site.ready()) == ("0.1.0", [])


def test_signature_for_another_kind_of_machine_is_refused(site: Site, tmp_path: Path) -> None:
    file = site.stick(tmp_path, "0.2.0")
    site.signer.sign_file(file, "0.2.0", "linux-riscv64")
    with pytest.raises(SignatureError, match="not of a kiosk for"):
        site.updates.apply(file)


def test_file_that_is_no_package_is_refused(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "kiosk_0.2.0.deb"
    file.write_bytes(b"no package")
    site.signer.sign_file(file, "0.2.0", machine_kind())
    with pytest.raises(KioskError, match="dpkg-deb refused"):
        site.updates.apply(file)
    assert (site.root.runs(), site.ready()) == ("0.1.0", [])


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"linux-amd64": 1}', b"\xff", b"[" * 100_000])
def test_latest_json_that_cannot_be_read(site: Site, text: bytes) -> None:
    text = text.replace(b"linux-amd64", machine_kind().encode())
    site.folder.files["latest.json"] = text
    with pytest.raises(KioskError, match=r"latest\.json"):
        site.updates.check()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/b", ".hidden", "a\\b", ""])
def test_name_that_leads_elsewhere_is_refused(site: Site, name: str) -> None:
    site.publish("0.2.0", file=name)
    with pytest.raises(KioskError, match="cannot be read"):
        site.updates.check()


def test_nothing_for_this_kind_of_machine(site: Site) -> None:
    site.folder.files["latest.json"] = b'{"windows-amd64": {}}'
    assert site.updates.check() is None


def test_disk_full(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.publish("0.2.0")
    monkeypatch.setattr(store, "RESERVE", 1 << 60)
    with pytest.raises(KioskError, match="too full"):
        site.updates.tonight()
    assert [name for name, _ in site.folder.asked] == ["latest.json"]
    assert site.root.runs() == "0.1.0"


def test_stick_is_installed_offline_at_any_hour(site: Site, tmp_path: Path) -> None:
    site.now = DAY
    site.updates.apply(site.stick(tmp_path, "0.2.0"))
    assert site.root.runs() == "0.2.0"


def test_stick_waits_for_the_end_of_a_meeting_unless_it_must_not(
    site: Site, tmp_path: Path
) -> None:
    site.say(in_meeting=True)
    file = site.stick(tmp_path, "0.2.0")
    with pytest.raises(KioskError, match="Not now"):
        site.updates.apply(file)
    site.updates.apply(file, now=True)
    assert site.root.runs() == "0.2.0"


@pytest.mark.parametrize(("version", "sentence"), [("0.1.0", "runs already"), ("0.2.0", "older")])
def test_stick_with_an_old_version_is_refused(
    site: Site, tmp_path: Path, version: str, sentence: str
) -> None:
    if version == "0.2.0":
        site.updates.apply(site.stick(tmp_path, "0.3.0"))
    with pytest.raises(KioskError, match=sentence):
        site.updates.apply(site.stick(tmp_path, version))


def test_stick_without_signature(site: Site, tmp_path: Path) -> None:
    file = site.stick(tmp_path, "0.2.0")
    file.with_name(f"{file.name}.minisig").unlink()
    with pytest.raises(SignatureError, match=r"\.minisig is not beside"):
        site.updates.apply(file)
    with pytest.raises(KioskError, match="no file"):
        site.updates.apply(file.with_name("none.deb"))


def test_no_key_no_update(site: Site, tmp_path: Path) -> None:
    for key in site.root.places.keys.iterdir():
        key.unlink()
    (site.root.places.keys / "broken.pub").write_text("no key")
    with pytest.raises(KioskError, match="no public key"):
        site.updates.apply(site.stick(tmp_path, "0.2.0"))


def test_back_and_forth_by_hand(site: Site, tmp_path: Path) -> None:
    with pytest.raises(KioskError, match="no version before"):
        site.updates.rollback()
    site.updates.apply(site.stick(tmp_path, "0.2.0"))
    assert site.updates.rollback() == Version("0.1.0")
    assert site.root.runs() == "0.1.0"
    record = load_record(site.root.places.state)
    assert (record.last.kind, record.last.why, record.bad) == (
        Kind.TAKEN_BACK,
        "by-hand",
        ("0.2.0",),
    )
    with pytest.raises(KioskError, match="no version before"):
        site.updates.rollback()
    site.publish("0.2.0")
    site.updates.tonight()
    assert site.root.runs() == "0.1.0", "a bad version came back by itself"
    site.updates.apply(site.stick(tmp_path, "0.2.0"))
    assert site.root.runs() == "0.2.0"
    assert load_record(site.root.places.state).bad == ()


def test_bad_version_that_waited_is_not_installed(site: Site, tmp_path: Path) -> None:
    site.updates.apply(site.stick(tmp_path, "0.2.0"))
    site.updates.rollback()
    package = site.root.places.ready / "kiosk-0.2.0.deb"
    shutil.copy(site.packages["0.2.0"], package)
    site.signer.sign_file(package, "0.2.0", machine_kind())
    site.publish("0.1.0")
    site.updates.tonight()
    assert site.root.runs() == "0.1.0"


def test_what_was_fetched_is_switched_to_without_the_server(site: Site) -> None:
    site.publish("0.1.0")
    site.updates.tonight()
    package = site.root.places.ready / "kiosk-0.2.0.deb"
    shutil.copy(site.packages["0.2.0"], package)
    site.signer.sign_file(package, "0.2.0", machine_kind())
    site.folder.files.clear()
    site.updates.tonight()
    assert site.root.runs() == "0.2.0"


def test_what_was_swapped_while_it_waited_is_thrown_away(site: Site) -> None:
    site.publish("0.1.0")
    site.updates.tonight()
    package = site.root.places.ready / "kiosk-0.2.0.deb"
    shutil.copy(site.packages["0.2.0"], package)
    site.signer.sign_file(package, "0.2.0", machine_kind())
    package.write_bytes(package.read_bytes() + b"x")
    site.updates.tonight()
    assert (site.root.runs(), package.exists()) == ("0.1.0", False)


def test_folder_that_others_can_write_into_is_not_used(site: Site) -> None:
    site.publish("0.1.0")
    site.updates.tonight()
    site.root.places.ready.chmod(0o777)
    with pytest.raises(KioskError, match="Others may write"):
        site.updates.tonight()


def test_two_at_once(site: Site) -> None:
    held = site.updates._alone()
    with held, pytest.raises(KioskError, match="Another update"):
        site.updates.tonight()


def test_checkout_is_not_updated(tmp_path: Path) -> None:
    root = Root(tmp_path)
    updates = Updates(Update(), root.places, InRoot(root), print)
    with pytest.raises(KioskError, match="not installed from a package"):
        updates.check()


def test_locked_user_is_told_what_to_do(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    """In a process that may do no more than nobody."""
    child = os.fork()
    if child == 0:
        os.setgid(65534)
        os.setuid(65534)
        status = 1
        try:
            site.updates.rollback()
        except KioskError as error:
            print(error, flush=True)
            status = 42
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(ended) == 42
    assert "Run the same again with sudo" in capfd.readouterr().out


def test_status_says_what_is_here(site: Site, tmp_path: Path) -> None:
    site.updates.apply(site.stick(tmp_path, "0.2.0"))
    site.updates.rollback()
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "update", "--status"],
        env={**os.environ, "KIOSK_ROOT": str(site.root.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert lines["running"] == "0.1.0"
    assert "0.2.0 taken-back (by-hand)" in lines["last"]
    assert links.version_of(site.root.places) == Version("0.1.0")

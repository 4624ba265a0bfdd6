"""A network of its own: what is in it, what is not, and what becomes of a refusal."""

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from kiosk.server import netns

ROOT = Path(__file__).resolve().parents[3]
LONELY = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "lonely"]
"""A machine with nothing but loopback."""
REFUSED = ["setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"]
"""Root in a container that may not make networks."""

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may make networks at will"
)
pytestmark = pytest.mark.system


def says(script: str, prefix: Sequence[str] = ()) -> str:
    """What a Python program says, started behind a prefix."""
    lines = f"""from kiosk.server import netns
import os, socket
identity = lambda: os.readlink("/proc/thread-self/ns/net")
{script}"""
    done = subprocess.run(
        [*prefix, sys.executable, "-c", lines],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@needs_root
def test_inside_there_is_an_address_that_media_can_use() -> None:
    script = """
assert netns.enter() == ""
server = socket.create_server((netns.ADDRESS, 0))
client = socket.create_connection(server.getsockname())
way = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
way.connect(("198.51.100.1", 9))  # anywhere: the default route
print(client.getsockname()[0], way.getsockname()[0], netns.is_needed())
"""
    assert says(script) == f"{netns.ADDRESS} {netns.ADDRESS} False"


@needs_root
def test_nothing_of_outside_is_reached_from_inside_and_the_ports_are_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as outside:
        port = outside.getsockname()[1]
        script = f"""
assert netns.enter() == ""
try:
    socket.create_connection(("127.0.0.1", {port}), 5)
except ConnectionRefusedError:
    print("refused")
socket.create_server(("127.0.0.1", {port}))
print("free")
"""
        assert says(script).split() == ["refused", "free"]


@needs_root
def test_this_run_is_in_a_network_of_its_own() -> None:
    mine = psutil.net_if_addrs()
    assert set(mine) <= {"lo", "eth0", "far0"}
    assert netns.ADDRESS in [each.address for each in mine["eth0"]]


@needs_root
def test_a_refusal_changes_nothing() -> None:
    script = "before = identity(); print(netns.enter()); print(before == identity())"
    said = says(script, REFUSED)
    assert said.splitlines() == ["unshare: Operation not permitted", "True"]


@needs_root
def test_a_network_that_cannot_be_set_up_is_left_again(tmp_path: Path) -> None:
    (tmp_path / "sh").symlink_to("/bin/sh")  # and no `ip`
    script = f"""
os.environ["PATH"] = {str(tmp_path)!r}
before = identity()
print(bool(netns.enter()), before == identity())
"""
    assert says(script) == "True True"


@needs_root
@pytest.mark.parametrize("user", [0, 65534], ids=["root", "nobody"])
def test_a_command_inside_has_the_same_user_and_no_further_rights(user: int) -> None:
    look = "id -u; grep CapEff /proc/self/status; ip -o -4 address show eth0"
    inside = netns.command_inside(["sh", "-c", look], is_root=user == 0)
    done = subprocess.run(inside, user=user, capture_output=True, text=True, timeout=60)
    if user != 0 and "unshare" in done.stderr:
        pytest.skip(f"user namespaces are not allowed here: {done.stderr}")
    who, rights, address = done.stdout.splitlines()
    assert int(who) == user
    assert (int(rights.split()[1], 16) == 0) is (user != 0)
    assert netns.ADDRESS in address


@needs_root
def test_it_is_needed_where_there_is_only_loopback() -> None:
    assert says("print(netns.is_needed(), netns.why_not())", LONELY) == "True"


@needs_root
def test_whoever_may_not_is_told_why() -> None:
    assert "unshare" in says("print(netns.why_not())", REFUSED)

"""Which Python packages and which of their files are packed, and what they need of the system."""

from __future__ import annotations

from importlib.metadata import requires
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

from installer.linux.pack import depends, distributions, interpreter, notice
from installer.linux.pack.program import VERSION_FORM


def test_all_that_the_program_requires_is_packed_and_no_tool_of_the_tests():
    found = set(distributions.needed())
    asked = {
        distributions.canonical(wish.name)
        for wish in distributions.requirements(requires("kiosk") or [], ())
    }
    assert asked <= found
    assert {"cryptography", "msgspec", "jeepney"} < found, "what those require, too"
    assert found.isdisjoint({"pytest", "mypy", "ruff", "radicale", "pip", "setuptools", "kiosk"})


def test_requirements_of_other_systems_and_of_extras_nobody_asked_for_are_left_out():
    texts = [
        "everywhere>=1",
        'windows; sys_platform == "win32"',
        'tests; extra == "test"',
        'more; extra == "asked"',
    ]
    names = [wish.name for wish in distributions.requirements(texts, ("asked",))]
    assert names == ["everywhere", "more"]
    assert all(isinstance(wish, Requirement) for wish in distributions.requirements(texts, ()))


@pytest.mark.parametrize(
    ("path", "packed"),
    [
        ("numpy/core.py", True),
        ("numpy.libs/libopenblas.so", True),
        ("keyring-25.dist-info/entry_points.txt", True),
        ("keyring-25.dist-info/RECORD", False),
        ("numpy/core.pyi", False),
        ("icalendar/tests/test_a.py", False),
        ("../../../bin/f2py", False),
        ("../../../share/man/man1/x.1", False),
        ("/etc/passwd", False),
        ("cv2/data/haarcascade_eye.xml", False),
        ("cv2/cv2.abi3.so", True),
        ("pkg/__pycache__/a.pyc", False),
    ],
)
def test_only_what_runs_is_packed(path, packed):
    assert distributions.is_packed(PurePosixPath(path)) is packed


@pytest.mark.parametrize(
    ("path", "packed"),
    [
        ("os.py", True),
        ("asyncio/events.py", True),
        ("lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so", True),
        ("lib-dynload/_tkinter.cpython-311-x86_64-linux-gnu.so", False),
        ("test/test_os.py", False),
        ("ensurepip/__init__.py", False),
        ("config-3.11-x86_64-linux-gnu/Makefile", False),
        ("sitecustomize.py", False),
        ("__pycache__/os.cpython-311.pyc", False),
    ],
)
def test_the_interpreter_is_packed_without_its_tools(path, packed):
    assert interpreter.is_packed(Path(path)) is packed


def test_libraries_that_lie_beside_are_not_asked_of_the_system():
    needed = {Path("a.so"): ("libz.so.1", "libc.so.6", "libQt6Core.so.6"), Path("b.so"): ()}
    assert depends.of_libraries(needed, {"libQt6Core.so.6"}) == ["zlib1g"]


def test_a_library_of_no_known_package_ends_the_build_and_is_named():
    with pytest.raises(SystemExit, match=r"libnew\.so\.1 \(a\.so\)"):
        depends.of_libraries({Path("a.so"): ("libnew.so.1",)}, set())


def test_every_licence_is_said():
    lines = [notice.licence(found) for found in distributions.needed().values()]
    assert [line for line in lines if not line or "\n" in line] == []
    assert notice.is_licence(("numpy-2.dist-info", "licenses", "LICENSE.txt"))
    assert notice.is_licence(("livekit", "NOTICE"))
    assert not notice.is_licence(("pkg", "license.py"))


@pytest.mark.parametrize("text", ["", "v1", "1.0/../../etc", "1.0 x", "../1", "1.0\n"])
def test_a_version_cannot_name_another_folder(text):
    assert VERSION_FORM.fullmatch(text) is None

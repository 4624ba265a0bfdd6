import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.config import CalendarKind, Settings, load, parse
from kiosk.base.errors import Code, KioskError
from kiosk.base.secret import NAMES


def refused(text: str) -> str:
    with pytest.raises(KioskError) as caught:
        parse(text, "kiosk.toml")
    assert caught.value.code is Code.SETTINGS
    assert caught.value.next_step
    return caught.value.what


def test_an_empty_file_is_the_defaults() -> None:
    assert parse("") == Settings()


def test_values_are_taken() -> None:
    settings = parse(
        """
        [point]
        id = "kp01"
        name = "Khu phố 1"
        [calendar]
        kind = "ics"
        url = "https://outlook.example.com/owa/calendar/1@example.com/2/calendar.ics?x=1"
        [meeting]
        allowed_hosts = ["hop.example.vn", "127.0.0.1:8188", "[::1]:8188"]
        """
    )
    assert settings.point.name == "Khu phố 1"
    assert settings.calendar.kind is CalendarKind.ICS
    assert settings.meeting.allowed_hosts[1] == "127.0.0.1:8188"


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ('[point]\nname = "x"\nid = "có dấu"', 3, "point.id"),
        ('[point]\nid = "a\\n"', 2, "point.id"),
        ('[calendar]\nurl = "https://a.vn"\n\npoll_s = 1\n', 4, "calendar.poll_s"),
        ('[calendar]\npassword = "x"', 2, "calendar.password"),
        ('[calendar]\nurl = "https://user:pass@a.vn/x"', 2, "calendar.url"),
        ('[calendar]\nurl = "ftp://a.vn/x"', 2, "calendar.url"),
        ('[calendar]\nkind = "exchange"', 2, "calendar.kind"),
        ("[screen]\n# a comment\nvoice = 1", 3, "screen.voice"),
        ('[meeting]\nallowed_hosts = [\n  "a.vn",\n  "https://a.vn",\n]', 2, "allowed_hosts[1]"),
        ('[point]\nid = "a"\n[nothing]\nx = 1', 3, "nothing"),
        ("surprise = 1", 1, "surprise"),
        ("point = 3", 1, "point"),
    ],
)
def test_an_error_names_the_line_and_the_field(text: str, line: int, field: str) -> None:
    what = refused(text)
    assert what.startswith(f"kiosk.toml:{line}: ")
    assert field in what


def test_what_is_no_toml_names_the_line() -> None:
    assert "line 2" in refused("[point]\nid = \n")


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(KioskError, match=r"none\.toml: cannot be read"):
        load(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_named(tmp_path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KioskError, match="not UTF-8"):
        load(file)


@given(st.text())
def test_any_text_is_settings_or_a_sentence(text: str) -> None:
    try:
        code = Code.SETTINGS if parse(text) else None
    except KioskError as error:
        code = error.code
    assert code is Code.SETTINGS


@given(
    st.dictionaries(
        st.sampled_from(Settings.__struct_fields__),
        st.dictionaries(
            st.sampled_from(["id", "url", "poll_s", "voice", "phone", "nothing"]),
            st.one_of(st.integers(), st.booleans(), st.text(max_size=20), st.none()),
        ),
    )
)
def test_any_tree_is_settings_or_a_validation_error(tree: dict[str, object]) -> None:
    try:
        settings = msgspec.convert(tree, Settings)
    except msgspec.ValidationError:
        return
    assert settings.calendar.poll_s >= 10


DOCS = Path(__file__).parents[3] / "docs" / "settings.md"


def documented() -> dict[str, list[str]]:
    """Field -> the other cells of its row."""
    rows = re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \| (.*) \|$", DOCS.read_text("utf-8"), re.M)
    return {field: cells.split(" | ") for field, cells in rows}


def in_schema() -> dict[str, msgspec.inspect.Field]:
    info = msgspec.inspect.type_info(Settings)
    assert isinstance(info, msgspec.inspect.StructType)
    return {
        f"{section.name}.{field.name}": field
        for section in info.fields
        if isinstance(section.type, msgspec.inspect.StructType)
        for field in section.type.fields
    }


def test_the_documented_fields_are_the_fields() -> None:
    assert list(documented()) == list(in_schema())
    assert all(len(cells) == 4 and all(map(str.strip, cells)) for cells in documented().values())


@pytest.mark.parametrize("field", list(in_schema()))
def test_the_documented_default_and_limits_are_the_real_ones(field: str) -> None:
    default, may_hold, *_ = documented()[field]
    section, _, name = field.partition(".")
    written = parse(f"[{section}]\n{name} = {default.strip('`')}")
    assert written == Settings()
    kind = in_schema()[field].type
    if isinstance(kind, msgspec.inspect.IntType):
        assert may_hold == f"{kind.ge} to {kind.le}"
    if isinstance(kind, msgspec.inspect.EnumType):
        assert may_hold == ", ".join(f"`{each.value}`" for each in kind.cls)


def test_the_documented_example_is_valid_and_the_secrets_are_named() -> None:
    text = DOCS.read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.S)
    assert parse(example).point.id == "kp01"
    secrets = re.search(r"^Secrets: (.*)$", text, re.M)
    assert secrets is not None
    assert all(f"`{name}`" in secrets[1] for name in NAMES)

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


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("[point]\nid = \n", 2, 'texts in quotes ("…")'),
        ("[point]\n\nname = Khu phố 1\n", 3, 'texts in quotes ("…")'),
        ("[screen]\nvoice = True", 2, "true and false in small letters"),
        ("[calendar]\npoll_s = 60 s", 2, "numbers without a unit"),
        ('[meeting]\nca_file = "C:\\kiosk\\ca.pem"', 2, "paths with / or in single quotes"),
        ('[point]\nid = "a"\n[point]\nname = "b"', 3, "one [section] line"),
        ('[point]\nid = "a"\nid = "b"', 3, "Delete one of the two lines"),
        ('[point]\nid = "a\nname = "b"', 2, "Close it with the quote"),
        ('[point]\nid "a"', 2, "field = value"),
        ('[point\nid = "a"', 1, "[section]"),
        ('[meeting]\nallowed_hosts = ["a.vn"\n', 2, "comma between"),
        ("[point]\n\nĐiểm cầu", 3, "# before a remark"),
        ('[point]\nid = "a" name = "b"', 2, "a line of its own"),
        ("[calendar]\npoll_s = " + "9" * 5000, 2, "every field"),
        ("[meeting]\nallowed_hosts = " + "[" * 5000, 2, "every field"),
        ("[point]\nname = 2026-13-45", 2, "texts in quotes"),
    ],
)
def test_what_is_no_toml_names_the_line_and_what_to_do(text: str, line: int, advice: str) -> None:
    with pytest.raises(KioskError) as caught:
        parse(text, "kiosk.toml")
    assert caught.value.what.startswith(f"kiosk.toml:{line}: ")
    assert advice in caught.value.next_step


def test_an_end_too_early_names_the_last_line() -> None:
    assert refused('[point]\nid = """a\nb\n').startswith("kiosk.toml:3: ")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('[point]\nid = "có dấu"', "letters (without accents)"),
        ('[calendar]\nurl = "lich.vn"', "an address http://… or https://…"),
        ('[meeting]\nserver = "https://a.vn"', "an address ws://… or wss://…"),
        ('[meeting]\nallowed_hosts = ["https://a.vn"]', "without https://"),
        ('[meeting]\nrelays = ["turn.vn"]', "turn:host:port"),
        ("[calendar]\npoll_s = 1", "at least 10"),
        ("[calendar]\npoll_s = 5000", "at most 3600"),
        ('[calendar]\npoll_s = "60"', "a whole number, not a text in quotes"),
        ("[screen]\nvoice = 1", "true or false, not a whole number"),
        ("[point]\nname = true", "a text in quotes, not true or false"),
        ("[point]\nname = '" + "x" * 201 + "'", "at most 200 characters"),
        ('[meeting]\nallowed_hosts = "a.vn"', "a list in [ ]"),
        ('[screen]\nlanguage = "fr"', "one of the words in docs/settings.md"),
        ("point = 3", "a section of fields"),
        ("[point]\nname = 2026-01-01", "a text in quotes, not a date"),
    ],
)
def test_a_value_is_refused_in_plain_words(text: str, wanted: str) -> None:
    what = refused(text)
    assert wanted in what
    assert not any(sign in what for sign in ("^", "\\", "`", "regex"))


@pytest.mark.parametrize(
    "text",
    [
        '[calendar]\nurl = "http://a.vn:65536/"',
        '[calendar]\nurl = "http://[zz]/"',
        '[calendar]\nurl = "http://a..vn/"',
        '[meeting]\nserver = "wss://a.vn:0/janus"',
        '[meeting]\nallowed_hosts = ["[:::1]"]',
        '[meeting]\nallowed_hosts = ["a.vn:70000"]',
        '[meeting]\nrelays = ["turn:a.vn:99999"]',
        '[meeting]\nca_file = "a\\u0000.pem"',
        '[point]\nname = "a\\nb"',
    ],
)
def test_what_nobody_could_use_is_refused_by_its_line(text: str) -> None:
    assert refused(text).startswith("kiosk.toml:2: ")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_file_of_the_windows_editor_is_read(tmp_path: Path, mark: bytes, end: str) -> None:
    file = tmp_path / "kiosk.toml"
    lines = ["[point]", 'id = "kp01"', 'name = "Khu phố 1"', "[calendar]", "poll_s = 1"]
    file.write_bytes(mark + end.join(lines[:3]).encode() + end.encode())
    assert load(file).point.name == "Khu phố 1"
    file.write_bytes(mark + end.join(lines).encode())
    with pytest.raises(KioskError, match=r"kiosk\.toml:5: calendar\.poll_s"):
        load(file)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes('[point]\nname = "x"'.encode("utf-16"))
    with pytest.raises(KioskError, match="UTF-16"):
        load(file)
    file.write_bytes('[point]\nname = "\u0110i\u1ec3m"'.encode("cp1258", "replace") + b"\xd0")
    with pytest.raises(KioskError, match=r"kiosk\.toml:2: it is not UTF-8"):
        load(file)


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(KioskError, match=r"none\.toml: cannot be read"):
        load(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_named(tmp_path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xfe\xfd\x00")
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

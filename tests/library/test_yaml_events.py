"""Of YAML only what is plain is read; what carries objects, explodes or repeats is refused."""

import time
from decimal import Decimal

import pytest

from qingyuan.library.documents import Plain, yaml_document
from tests.library.said import codes, places, problems_of, what

LAUGHS = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)


def value_of(scalar: str) -> Plain:
    data = yaml_document(f"key: {scalar}\n", "a.yaml").data
    assert isinstance(data, dict)
    return data["key"]


@pytest.mark.parametrize(
    ("scalar", "meant"),
    [
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", Decimal(12)),
        ("-0.5", Decimal("-0.5")),
        ("+7", Decimal(7)),
        (".5", Decimal("0.5")),
        ("1e3", Decimal(1000)),
    ],
)
def test_a_plain_scalar_is_what_yaml_1_2_says(scalar: str, meant: Plain) -> None:
    found = value_of(scalar)
    assert (type(found), found) == (type(meant), meant)


@pytest.mark.parametrize(
    "scalar",
    [
        *("yes", "no", "on", "off", "y", "n", "Yes", "tRUE"),
        *("2026-01-31", "2026-01-31T12:00:00Z", "1:30", "1_000", "0x10", "0o17", "0b1"),
        *(".inf", "-.inf", ".nan", "inf", "NaN", "1e999999", "1,000", "１２", "1 000", "12%"),
    ],
)
def test_what_is_no_plain_number_stays_text(scalar: str) -> None:
    assert value_of(scalar) == scalar


@pytest.mark.parametrize("scalar", ["'12'", '"12"', "|-\n  12"])
def test_a_quoted_number_stays_text(scalar: str) -> None:
    assert value_of(scalar) == "12"


def test_a_number_keeps_its_digits_as_written() -> None:
    assert str(value_of("12.300")) == "12.300"
    assert str(value_of("0.10000000000000000000000001")) == "0.10000000000000000000000001"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", "tag", 2),
        ("a: !!python/name:os.system\n", "tag", 1),
        ("a: 1\nb: !!str 2\n", "tag", 2),
        ("a: 1\n\nb: !local {c: 1}\n", "tag", 3),
        ("a: &anchor 1\n", "alias", 1),
        ("a: 1\nb: [1, *anchor]\n", "alias", 2),
        ("a: 1\n<<: *anchor\n", "alias", 2),
        ("a: 1\n--- \nb: 2\n", "documents", 2),
        ("a: 1\n? [b, c]\n: 2\n", "key", 2),
        ("? {b: 1}\n: 2\n", "key", 1),
        ("a: 1\nb: [1, 2\nc: 3\n", "yaml", 3),
        ("a: 1\n\tb: 2\n", "yaml", 2),
        ("a: b: c\n", "yaml", 1),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    (problem,) = problems_of(lambda: yaml_document(text, "a.yaml"))
    assert (problem.code, problem.line, problem.file) == (code, line, "a.yaml")


def test_a_refused_tag_is_named() -> None:
    text = "a: !!python/object/apply:os.system [ls]\n"
    (problem,) = problems_of(lambda: yaml_document(text, "a.yaml"))
    assert "python/object/apply:os.system" in what(problem)


def test_a_control_character_is_refused_with_its_line() -> None:
    (problem,) = problems_of(lambda: yaml_document("a: 1\nb: x\x07y\n", "a.yaml"))
    assert problem.code == "yaml"
    assert problem.line == 2


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a"),
        ("a:\n  b: 1\n  c: 2\n  b: 1\n", 4, "b"),
        ('- {x: 1}\n- {y: 1, "y": 1}\n', 2, "y"),
        ("1: a\n'1': b\n", 2, "1"),
    ],
)
def test_a_repeated_key_is_refused_where_it_stands_again(text: str, line: int, key: str) -> None:
    problems = problems_of(lambda: yaml_document(text, "a.yaml"))
    assert places(problems) == [("duplicate", line, key)]


def test_the_same_key_in_two_mappings_is_no_repetition() -> None:
    assert yaml_document("- {a: 1}\n- {a: 2}\n", "a.yaml").data == [
        {"a": Decimal(1)},
        {"a": Decimal(2)},
    ]


def test_a_merge_key_without_an_alias_is_an_ordinary_key() -> None:
    assert yaml_document("<<: {a: 1}\nb: 2\n", "a.yaml").data == {
        "<<": {"a": Decimal(1)},
        "b": Decimal(2),
    }


def test_a_file_that_would_explode_is_refused_at_once() -> None:
    started = time.perf_counter()
    problems = problems_of(lambda: yaml_document(LAUGHS, "a.yaml"))
    assert time.perf_counter() - started < 2
    assert set(codes(problems)) == {"alias"}


def test_nesting_is_refused_at_the_line_where_it_goes_too_deep() -> None:
    text = "".join(f"{'  ' * depth}a:\n" for depth in range(60))
    (problem,) = problems_of(lambda: yaml_document(text, "a.yaml"))
    assert (problem.code, problem.line) == ("too_deep", 41)


def test_all_that_is_refused_is_told_at_once_in_order() -> None:
    text = "a: !!str 1\nb: &x 2\nc: *x\na: 4\n---\nd: 1\n"
    problems = problems_of(lambda: yaml_document(text, "a.yaml"))
    assert places(problems) == [
        ("tag", 1, None),
        ("alias", 2, None),
        ("alias", 3, None),
        ("duplicate", 4, "a"),
        ("documents", 5, None),
    ]


def test_an_empty_key_is_a_key_like_any_other() -> None:
    assert yaml_document('"": 1\nb: 2\n', "a.yaml").data == {"": Decimal(1), "b": Decimal(2)}


def test_comments_alone_are_no_content() -> None:
    assert yaml_document("# nothing\n", "a.yaml").data is None

"""JSON carries decimals as written, never in E notation, and text that cannot act on a screen."""

import json
from decimal import Decimal

import hypothesis
import pytest
from hypothesis import strategies

from qingyuan.papers.json_text import Json, json_text

LEAVES = (
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.text()
    | strategies.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9
    )
)
VALUES = strategies.recursive(
    LEAVES,
    lambda inner: strategies.lists(inner) | strategies.dictionaries(strategies.text(), inner),
    max_leaves=15,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1E+5", "100000"),
        ("1e-7", "0.0000001"),
        ("1E+39", "1" + "0" * 39),
        ("1e-40", "0." + "0" * 39 + "1"),
        ("12.30", "12.30"),
        ("-0.5", "-0.5"),
        ("0", "0"),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
    ],
)
def test_a_number_is_written_in_positions_and_unrounded(number: str, text: str) -> None:
    assert json_text(Decimal(number)) == text
    assert json.loads(json_text(Decimal(number)), parse_float=Decimal) == Decimal(number)


@hypothesis.given(VALUES)
def test_what_is_written_is_read_back_as_it_was(value: Json) -> None:
    read = json.loads(json_text(value), parse_float=Decimal)
    assert read == value


@hypothesis.given(strategies.text())
def test_no_control_character_comes_through(text: str) -> None:
    written = json_text({text: [text]})
    assert all(letter == "\n" or letter.isprintable() for letter in written)
    assert json.loads(written) == {text: [text]}


def test_the_order_of_keys_is_kept() -> None:
    assert json_text({"b": 1, "a": {"d": None, "c": True}}) == (
        '{\n  "b": 1,\n  "a": {\n    "d": null,\n    "c": true\n  }\n}'
    )


def test_empty_lists_and_mappings_stay_on_their_line() -> None:
    assert json_text({"a": [], "b": {}}) == '{\n  "a": [],\n  "b": {}\n}'


def test_chinese_is_written_as_it_is() -> None:
    assert json_text("历山电镀") == '"历山电镀"'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('say "x" \\ y', '"say \\"x\\" \\\\ y"'),
        ("a\nb\t", '"a\\nb\\t"'),
        ("\x1b[31m", '"\\u001b[31m"'),
        ("\x9b", '"\\u009b"'),
        ("\u202e", '"\\u202e"'),
        ("\ud800", '"\\ud800"'),
        ("", '""'),
    ],
)
def test_text_is_escaped(text: str, written: str) -> None:
    assert json_text(text) == written

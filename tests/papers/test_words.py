"""A message is said in Chinese or English, with every value in its place and nothing hidden."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from qingyuan.papers.words import LANGUAGES, language_of, say, shown, visible
from qingyuan.rules.messages import Label, Message, Value, msg


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "ZH_cn"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_the_language_is_that_of_the_posix_locale(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language
    assert language in LANGUAGES


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        ("text", "text", "text"),
        (12, "12", "12"),
        (Decimal("1.50"), "1.50", "1.50"),
        (Decimal("1E+3"), "1000", "1000"),
        (Fraction(1, 3), "0.33", "0.33"),
        (Fraction(5, 2), "2.5", "2.5"),
        (date(2026, 1, 31), "2026-01-31", "2026-01-31"),
        (Label("甲", "A"), "A", "甲"),
        (("a", Label("乙", "B"), 3), "a, B, 3", "a、乙、3"),
        ((), "", ""),
        (Message(""), "", ""),
    ],
)
def test_every_kind_of_value_is_said(value: Value, en: str, zh: str) -> None:
    assert say(value, "en") == en
    assert say(value, "zh") == zh


def test_a_message_is_said_in_the_language_asked_for() -> None:
    assert say(msg("final"), "en") == "final"
    chinese = say(msg("final"), "zh")
    assert all("\u4e00" <= letter <= "\u9fff" for letter in chinese)


def test_a_message_within_a_message_is_translated_too() -> None:
    outer = msg("this should be {wanted}", wanted=msg("a whole number"))
    assert say(outer, "en") == "this should be a whole number"
    chinese = say(outer, "zh")
    assert "whole" not in chinese
    assert "should" not in chinese


def test_a_message_without_a_translation_is_said_in_english() -> None:
    assert say(msg("no such sentence {n}", n=3), "zh") == "no such sentence 3"


@pytest.mark.parametrize("hostile", ["{name}", "{0}", "{", "}", "{{}}", "{__class__}", "%s %(n)d"])
def test_braces_in_a_value_stay_what_they_are(hostile: str) -> None:
    assert say(msg("{key} is given twice", key=hostile), "en") == f"{hostile} is given twice"
    assert hostile in say(msg("{key} is given twice", key=hostile), "zh")


def test_a_place_without_its_value_is_an_error_and_no_silence() -> None:
    with pytest.raises(KeyError):
        say(Message("{absent}"), "en")


@pytest.mark.parametrize(
    "letter",
    [
        *("\x00", "\x07", "\x08", "\x1b", "\x7f", "\x9b", "\u200e", "\u202e", "\u2066"),
        *("\u2028", "\ud800", "\ufeff", "\n", "\r"),
    ],
)
def test_what_does_not_print_is_written_out(letter: str) -> None:
    for text in (visible(f"a{letter}b"), say(f"a{letter}b", "en"), say(Label("", letter), "en")):
        assert letter not in text
        assert "\\" in text


@pytest.mark.parametrize("text", ["历山电镀有限公司", "a b", "“x”—…", "ä é ñ", "😀", "[red]x[/]"])
def test_what_prints_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(85), "85"),
        (Fraction("68.65"), "68.65"),
        (Fraction("0.005"), "0.005"),
        (Fraction("84.997"), "84.997"),
        (Fraction(849999, 10000), "84.9999"),
        (Fraction("0.015"), "0.02"),
        (Fraction(2, 3), "0.67"),
        (Fraction(-2, 3), "-0.67"),
        (Fraction(10**30), "1" + "0" * 30),
        (Fraction(10**15 * 3 + 1, 3), "1000000000000000.33"),
    ],
)
def test_a_number_is_shown_to_two_decimals(value: Fraction, text: str) -> None:
    assert shown(value) == text


def test_a_large_number_is_shown_with_all_its_digits() -> None:
    assert shown(Fraction(10**30 * 3 + 1, 3)) == "1" + "0" * 30 + ".33"

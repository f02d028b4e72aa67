"""What a parameter states is said as a reader says it, and never more than the text states."""

from decimal import Decimal

import pytest

from qingyuan.library.lawbook import Lawbook
from qingyuan.papers.law_words import value_words
from qingyuan.papers.words import say
from qingyuan.rules.law import (
    AnnualDate,
    Band,
    Parameter,
    Range,
    Stated,
    Term,
    Unit,
    YearEnd,
)
from qingyuan.rules.messages import Label

CHOICES = {"again": Label("重新审核", "audit again"), "mend": Label("整改", "put right")}


def said(value: Stated | None, unit: str | None = None, language: str = "en") -> str:
    parameter = Parameter("p", Label("量", "P"), "quantity", unit, (), choices=CHOICES)
    return say(value_words(parameter, value), language)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "undetermined"),
        (Term(30, Unit.DAY), "30 calendar day(s) after"),
        (Term(5, Unit.WORKING_DAY, before=True), "5 working day(s) before"),
        (Term(12, Unit.MONTH), "12 month(s) after"),
        (AnnualDate(3, 15, 1), "03-15, 1 year(s) after"),
        (AnnualDate(10, 31, 0), "10-31 of the same year"),
        (YearEnd(0), "to the end of the same year"),
        (YearEnd(3), "to the end of the year, 3 year(s) after"),
        (True, "yes"),
        (False, "no"),
        ("again", "audit again"),
        ("unlisted", "unlisted"),
        (("again", "mend"), "audit again, put right"),
        ((), ""),
    ],
)
def test_every_kind_of_value_has_its_words(value: Stated | None, words: str) -> None:
    assert said(value) == words
    assert said(value, language="zh") or value == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("12.50"), "12.50 CNY"),
        (Decimal("1E+4"), "10000 CNY"),
        (Range(Decimal(5), Decimal(50)), "5 ~ 50 CNY"),
        (Range(None, Decimal(50)), "≤ 50 CNY"),
        (Range(Decimal(0), None), "≥ 0 CNY"),
    ],
)
def test_numbers_stand_with_their_unit(value: Stated, words: str) -> None:
    assert said(value, "CNY") == words


def test_a_range_without_ends_states_no_limit() -> None:
    assert "0" not in said(Range(None, None), "CNY")


def test_bands_say_which_end_belongs_to_them() -> None:
    bands = (
        Band(None, False, Decimal(70), False, "again"),
        Band(Decimal(70), True, None, False, "mend"),
    )
    assert said(bands, "point") == "x < 70: audit again, 70 ≤ x: put right"


def test_every_value_of_the_lawbook_has_words_in_both_languages() -> None:
    book = Lawbook()
    for name in book.files("parameters"):
        parameter = book.parameter(name)
        for dated in parameter.values:
            english = say(value_words(parameter, dated.value), "en")
            chinese = say(value_words(parameter, dated.value), "zh")
            assert english.strip()
            assert chinese.strip()

"""Which levels an answer meets: at the limit, strictly, in a range, for n, rounded, in words."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from qingyuan.rules.indicators.membership import (
    best_level,
    compared_value,
    is_undecided,
    meets,
    threshold_value,
)
from qingyuan.rules.indicators.plant import Answer
from qingyuan.rules.indicators.system import Empty, Indicator, Level, Limit, Threshold
from qingyuan.rules.quantities import Comparator, Unknown
from tests.rules.tables import (
    APART,
    II,
    III,
    PER_N,
    I,
    Written,
    answer,
    at_least,
    at_most,
    between,
    limits,
    row,
    texts,
)

NO_REQUIREMENT, NOT_SEEN = Empty.NO_REQUIREMENT, Empty.NOT_SEEN


def _best(
    asked: Mapping[Level, Limit], written: Written, parameters: Mapping[str, Decimal] | None = None
) -> Level | None:
    return best_level(row("r", 1, asked), answer(written), parameters or {})


@pytest.mark.parametrize(
    ("value", "best"),
    [
        ("4.999", I),
        ("5", I),
        ("5.0000000000000000000000000000000000000001", II),
        ("10.0", II),
        ("10.01", III),
        ("20", III),
        ("20.01", None),
        ("0", I),
        ("-3", I),
    ],
)
def test_where_less_is_better_the_limit_itself_is_met(value: str, best: Level | None) -> None:
    assert _best(at_most(5, 10, 20), value) is best


@pytest.mark.parametrize(
    ("value", "best"),
    [("95.1", I), ("95", I), ("94.999", II), ("90", II), ("80", III), ("79.999", None)],
)
def test_where_more_is_better_the_limit_itself_is_met(value: str, best: Level | None) -> None:
    assert _best(at_least(95, 90, 80), value) is best


@pytest.mark.parametrize(
    ("value", "best"),
    [("4.999", I), ("5", II), ("9.999", II), ("10", III), ("20", None)],
)
def test_below_is_strict(value: str, best: Level | None) -> None:
    assert _best(limits(Comparator.BELOW, 5, 10, 20), value) is best


@pytest.mark.parametrize(
    ("value", "best"),
    [("95.001", I), ("95", II), ("90", III), ("80.001", III), ("80", None)],
)
def test_above_is_strict(value: str, best: Level | None) -> None:
    assert _best(limits(Comparator.ABOVE, 95, 90, 80), value) is best


def test_a_row_may_be_strict_at_one_level_only() -> None:
    asked = at_most(5, 10, 20) | {I: Threshold(Comparator.BELOW, Decimal(5))}

    assert _best(asked, "5") is II
    assert _best(asked, "10") is II


@pytest.mark.parametrize(
    ("value", "best"),
    [
        ("6.999", II),
        ("7", I),
        ("8", I),
        ("8.001", II),
        ("6", II),
        ("5.999", III),
        ("9", II),
        ("5", III),
        ("10", III),
        ("4.999", None),
        ("10.001", None),
    ],
)
def test_both_ends_of_a_range_belong_to_it(value: str, best: Level | None) -> None:
    assert _best(between((7, 8), (6, 9), (5, 10)), value) is best


@pytest.mark.parametrize(
    ("low", "high", "value", "best"),
    [
        (6, None, "6", I),
        (6, None, "1000000", I),
        (6, None, "5.999", None),
        (None, 9, "9", I),
        (None, 9, "-1000000", I),
        (None, 9, "9.001", None),
        (None, None, "7", I),
    ],
)
def test_a_range_may_be_open_at_an_end(
    low: int | None, high: int | None, value: str, best: Level | None
) -> None:
    assert _best(between(*[(low, high)] * 3), value) is best


@pytest.mark.parametrize(
    ("value", "best"),
    [("-20.1", I), ("-20", I), ("-19.9", II), ("-8", II), ("-7.9", III), ("0", III), ("0.1", None)],
)
def test_a_limit_may_be_negative(value: str, best: Level | None) -> None:
    assert _best(at_most(-20, -8, 0), value) is best


@pytest.mark.parametrize(("value", "best"), [("50", I), ("50.1", None)])
def test_where_the_limits_are_equal_the_best_level_is_met_or_none(
    value: str, best: Level | None
) -> None:
    assert _best(at_most(50, 50, 50), value) is best


@pytest.mark.parametrize(
    ("n", "m", "value", "best"),
    [
        (2, 0, "20", I),
        (2, 0, "20.1", II),
        (2, 0, "30", II),
        (2, 1, "29.5", II),
        (2, 1, "29.6", III),
        (0, 0, "10", I),
        (6, 0, "40", I),
        (2, 0, "40.1", None),
    ],
)
def test_a_limit_may_grow_with_parameters_of_the_product(
    n: int, m: int, value: str, best: Level | None
) -> None:
    assert _best(PER_N, value, {"n": Decimal(n), "m": Decimal(m)}) is best


def test_a_limit_with_parameters_comes_to_one_exact_number() -> None:
    limit = Threshold(Comparator.AT_MOST, Decimal("0.1"), (("n", Decimal("0.2")),))

    assert threshold_value(limit, {"n": Decimal(3)}) == Fraction(7, 10)
    with pytest.raises(KeyError, match="n"):
        threshold_value(limit, {})


ROUNDED = replace(row("r", 1, at_most("5.0", "5.2", "5.4")), digits=1)


@pytest.mark.parametrize(
    ("value", "best"),
    [("5.049", I), ("5.05", I), ("5.051", II), ("5.25", II), ("5.45", III), ("5.46", None)],
)
def test_a_figure_is_rounded_first_where_the_row_declares_digits(
    value: str, best: Level | None
) -> None:
    assert best_level(ROUNDED, Decimal(value), {}) is best


def test_without_declared_digits_the_full_value_is_compared() -> None:
    assert _best(at_most("5.0", "5.2", "5.4"), "5.049") is II
    assert compared_value(ROUNDED, Decimal("5.049")) == Decimal("5.0")
    assert compared_value(replace(ROUNDED, digits=None), Decimal("5.049")) == Decimal("5.049")
    assert compared_value(replace(ROUNDED, digits=0), Decimal("5.5")) == Decimal(6)


@pytest.mark.parametrize(("written", "best"), [("I", I), ("II", II), ("III", III), ("none", None)])
def test_an_answer_in_levels_meets_the_level_that_it_names(
    written: str, best: Level | None
) -> None:
    assert _best(texts("a", "b", "c"), written) is best


def test_equal_wording_alone_merges_nothing() -> None:
    assert _best(texts("same", "same", "same"), "II") is II


SAME_TEXT = texts("same", "same", "c")


@pytest.mark.parametrize(
    ("merged", "written", "best"),
    [
        ({I: I, II: I, III: III}, "II", I),
        ({I: I, II: I, III: III}, "III", III),
        ({I: I, II: II, III: II}, "III", II),
        ({I: I, II: II, III: II}, "II", II),
        ({I: I, II: I, III: I}, "III", I),
        ({I: I, II: I, III: I}, "none", None),
    ],
)
def test_a_declared_merge_gives_the_best_level_of_the_merge(
    merged: Mapping[Level, Level], written: str, best: Level | None
) -> None:
    asked = row("r", 1, SAME_TEXT, merged=merged)

    assert best_level(asked, answer(written), {}) is best


@pytest.mark.parametrize(
    ("asked", "written", "best"),
    [
        (texts("a", "b", NO_REQUIREMENT), "none", III),
        (texts("a", "b", NO_REQUIREMENT), "II", II),
        (texts("a", NO_REQUIREMENT, NO_REQUIREMENT), "none", II),
        (at_most(5, 10, 20) | {III: NO_REQUIREMENT}, "1000", III),
        (at_most(5, 10, 20) | {III: NO_REQUIREMENT}, "10", II),
        (dict.fromkeys(Level, NO_REQUIREMENT), "1000", I),
    ],
)
def test_a_level_without_requirement_is_met_by_every_answer(
    asked: Mapping[Level, Limit], written: str, best: Level
) -> None:
    assert _best(asked, written) is best


@pytest.mark.parametrize("unknown", list(Unknown))
@pytest.mark.parametrize(
    "asked", [at_most(5, 10, 20), texts("a", "b", "c"), dict.fromkeys(Level, NO_REQUIREMENT)]
)
def test_what_is_not_known_meets_no_level_not_even_one_without_requirement(
    asked: Mapping[Level, Limit], unknown: Unknown
) -> None:
    assert best_level(row("r", 1, asked), unknown, {}) is None


@pytest.mark.parametrize(("written", "best"), [("5", I), ("20", III), ("10", III), ("20.1", None)])
def test_a_limit_that_was_not_seen_is_met_by_nothing_itself(
    written: str, best: Level | None
) -> None:
    assert _best(at_most(5, 10, 20) | {II: NOT_SEEN}, written) is best


@pytest.mark.parametrize(
    ("asked", "written", "undecided"),
    [
        (at_most(5, 10, 20) | {II: NOT_SEEN}, "20", False),
        (at_most(5, 10, 20) | {II: NOT_SEEN}, "20.1", True),
        (at_most(5, 10, 20) | {II: NOT_SEEN}, "n/a", False),
        (at_most(5, 10, 20) | {II: NOT_SEEN}, None, False),
        (texts("a", NOT_SEEN, "c"), "none", True),
        (texts("a", NOT_SEEN, NO_REQUIREMENT), "none", False),
        (PER_N, "41", True),
        (PER_N, "40", False),
        (at_most(5, 10, 20), "20.1", False),
        (between((7, 8), (6, 9), (5, 10)), "11", False),
    ],
)
def test_an_answer_that_meets_no_known_limit_is_undecided_while_another_is_not_known(
    asked: Mapping[Level, Limit], written: Written, undecided: bool
) -> None:
    assert is_undecided(row("r", 1, asked), answer(written), {}) is undecided


@pytest.mark.parametrize("written", ["5", "100"])
def test_a_figure_meets_no_requirement_in_words(written: str) -> None:
    assert _best(texts("a", "b", "c"), written) is None


@pytest.mark.parametrize(
    ("best", "met"),
    [
        (I, (True, True, True)),
        (II, (False, True, True)),
        (III, (False, False, True)),
        (None, (False, False, False)),
    ],
)
def test_what_meets_a_level_meets_all_that_are_less_demanding(
    best: Level | None, met: tuple[bool, ...]
) -> None:
    assert tuple(meets(best, level) for level in Level) == met


def test_the_name_under_which_an_output_is_given_is_the_product_or_the_row() -> None:
    plain: Indicator = row("r", 1, merged=APART)

    assert plain.output_key == "r"
    assert replace(plain, product="steel").output_key == "steel"


def test_an_answer_is_one_of_four_kinds() -> None:
    kinds: list[Answer] = [answer(written) for written in ("1.5", "II", "none", "n/a", None)]

    assert [type(kind).__name__ for kind in kinds] == [
        *("Decimal", "Level", "Meets", "Unknown", "Unknown")
    ]

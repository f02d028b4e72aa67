"""The points method of GB/T 20106-2006: ratios, caps, rows that do not apply, grades."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.plant import Answer
from qingyuan.rules.indicators.points import (
    Grade,
    Marks,
    PointsGroup,
    PointsResult,
    PointsSystem,
    Ratio,
    evaluate_points,
)
from tests.rules.tables import answer, label

ADVANCED = Grade("advanced", label("advanced"), Fraction(90))
ORDINARY = Grade("ordinary", label("ordinary"), Fraction(75))


def _ratio(row_id: str, weight: int, baseline: str, *, higher: bool = False) -> Ratio:
    return Ratio(row_id, label(row_id), None, Fraction(weight), Fraction(baseline), higher)


def _marks(row_id: str, points: int) -> Marks:
    return Marks(row_id, label(row_id), Fraction(points))


ENERGY = PointsGroup(label("energy"), (_ratio("coal", 30, "40"), _ratio("water", 20, "10")), ())
REUSE = PointsGroup(label("reuse"), (_ratio("reuse", 50, "80", higher=True),), ())
MANAGEMENT = PointsGroup(label("management"), (), (_marks("policy", 60), _marks("audit", 40)))
SYSTEM = PointsSystem(
    id="old-2006",
    title=label("old system"),
    document=None,
    alpha=Fraction(7, 10),
    beta=Fraction(3, 10),
    cap=Fraction(6, 5),
    grades=(ADVANCED, ORDINARY),
    groups=(ENERGY, REUSE, MANAGEMENT),
    vetoes=(("banned", label("banned process")),),
)
AT_BASELINE: Mapping[str, str | int | None] = {
    "coal": 40,
    "water": 10,
    "reuse": 80,
    "policy": 60,
    "audit": 40,
}


def _points(
    answers: Mapping[str, str | int | None],
    system: PointsSystem = SYSTEM,
    vetoes: tuple[str, ...] = (),
) -> PointsResult:
    written: dict[str, Answer] = {}
    for key, text in answers.items():
        written[key] = answer(text)
    return evaluate_points(system, "plant", written, vetoes)


def _row(result: PointsResult, row_id: str) -> tuple[Fraction | int | None, ...]:
    found = next(row for row in result.rows if row.id == row_id)
    return found.ratio, found.capped_at, found.points


def test_a_plant_at_every_baseline_has_a_hundred_points() -> None:
    result = _points(AT_BASELINE)

    assert result.p1 == result.p2 == result.p == 100
    assert result.grade is ADVANCED
    assert (result.missing, result.not_applicable, result.vetoes) == ((), (), ())
    assert result.plant == "plant"


@pytest.mark.parametrize(
    ("row_id", "value", "ratio", "capped", "points"),
    [
        ("coal", "50", Fraction(4, 5), None, 24),
        ("coal", "120", Fraction(1, 3), None, 10),
        ("coal", "36", Fraction(10, 9), None, Fraction(100, 3)),
        ("reuse", "60", Fraction(3, 4), None, Fraction(75, 2)),
        ("reuse", "0", 0, None, 0),
        ("reuse", "96", Fraction(6, 5), None, 60),
        ("reuse", "97", Fraction(97, 80), Fraction(6, 5), 60),
        ("coal", "10", 4, Fraction(6, 5), 36),
    ],
)
def test_a_figure_earns_its_ratio_to_the_baseline_in_the_good_direction_up_to_the_cap(
    row_id: str, value: str, ratio: Fraction, capped: Fraction | None, points: Fraction
) -> None:
    result = _points({**AT_BASELINE, row_id: value})

    assert _row(result, row_id) == (ratio, capped, points)


def test_a_figure_of_zero_where_less_is_better_earns_the_cap() -> None:
    assert _row(_points({**AT_BASELINE, "coal": 0}), "coal") == (None, Fraction(6, 5), 36)


def test_without_a_printed_cap_it_is_the_weight_of_the_group_by_its_rows_that_take_part() -> None:
    system = replace(SYSTEM, cap=None)

    both = _points({**AT_BASELINE, "coal": 1}, system)
    alone = _points({**AT_BASELINE, "coal": "0.1", "water": "n/a"}, system)

    assert _row(both, "coal") == (40, 25, 750)
    assert _row(alone, "coal") == (400, 50, 2500)


def test_a_missing_row_takes_part_in_the_count_of_the_cap() -> None:
    result = _points({"coal": 1}, replace(SYSTEM, cap=None))

    assert _row(result, "coal")[1] == 25


def test_a_row_that_does_not_apply_gives_its_weight_to_its_group() -> None:
    result = _points({**AT_BASELINE, "coal": "n/a"})

    water = next(row for row in result.rows if row.id == "water")
    assert water.weight == water.points == 50
    assert next(row for row in result.rows if row.id == "reuse").weight == 50
    assert next(row for row in result.rows if row.id == "coal").weight == 0
    assert result.p1 == 100
    assert result.not_applicable == ("coal",)


@pytest.mark.parametrize("answers", [{"coal": None}, {}])
def test_a_row_that_is_not_answered_earns_nothing_and_keeps_its_weight(
    answers: Mapping[str, None],
) -> None:
    rest = {key: value for key, value in AT_BASELINE.items() if key != "coal"}

    result = _points({**rest, **answers})

    assert result.p1 == 70
    assert result.p == Fraction(79)
    assert result.missing == ("coal",)
    assert next(row for row in result.rows if row.id == "coal").weight == 30


def test_where_a_whole_group_does_not_apply_its_points_are_not_earned() -> None:
    result = _points({**AT_BASELINE, "coal": "n/a", "water": "n/a"})

    assert result.p1 == 50


def test_qualitative_rows_earn_their_points_in_full_or_in_part() -> None:
    result = _points({**AT_BASELINE, "policy": "37.5", "audit": 0})

    assert result.p2 == Fraction(75, 2)
    assert result.p == 70 + Fraction(45, 4)


def test_qualitative_rows_that_are_missing_or_answered_with_none_earn_nothing() -> None:
    result = _points({**AT_BASELINE, "policy": None, "audit": "none"})

    assert result.p2 == 0
    assert result.missing == ("policy",)


def test_the_points_of_a_qualitative_row_that_does_not_apply_are_shared_by_the_others() -> None:
    result = _points({**AT_BASELINE, "policy": "n/a", "audit": 20})

    assert result.p2 == 50
    assert result.not_applicable == ("policy",)


@pytest.mark.parametrize(
    ("least", "grade"),
    [("91.25", ADVANCED), ("91.2500000000000000000000001", ORDINARY), ("90", ADVANCED)],
)
def test_the_least_points_of_a_grade_suffice_and_a_hair_less_does_not(
    least: str, grade: Grade
) -> None:
    grades = (replace(ADVANCED, least=Fraction(least)), ORDINARY)

    result = _points({**AT_BASELINE, "reuse": 60}, replace(SYSTEM, grades=grades))

    assert result.p == Fraction(365, 4)
    assert result.grade is not None
    assert result.grade.id == grade.id


@given(st.integers(0, 20000), st.integers(0, 20000), st.sampled_from(["coal", "water", "reuse"]))
def test_a_better_figure_never_earns_less(one: int, other: int, row_id: str) -> None:
    less, more = sorted((one, other))
    worse, better = (less, more) if row_id == "reuse" else (more, less)

    poorer, richer = (
        _points({**AT_BASELINE, row_id: str(Decimal(hundredths) / 100)}).p
        for hundredths in (worse, better)
    )

    assert poorer is not None
    assert richer is not None
    assert poorer <= richer <= 112


def test_a_figure_below_zero_where_less_is_better_earns_no_less_than_zero_does() -> None:
    below, zero = (_points({**AT_BASELINE, "coal": value}) for value in (-1, 0))

    assert _row(below, "coal")[2] == _row(zero, "coal")[2]


def test_a_figure_below_zero_where_more_is_better_earns_nothing_and_costs_nothing() -> None:
    assert _row(_points({**AT_BASELINE, "reuse": -8}), "reuse")[2] == 0


@pytest.mark.parametrize(("coal", "water", "grade"), [(None, 10, ORDINARY), (None, None, None)])
def test_below_the_last_grade_none_is_earned(
    coal: None, water: int | None, grade: Grade | None
) -> None:
    assert _points({**AT_BASELINE, "coal": coal, "water": water}).grade is grade


def test_under_a_veto_no_grade_is_earned_whatever_the_points() -> None:
    result = _points(AT_BASELINE, vetoes=("banned",))

    assert result.p == 100
    assert (result.grade, result.vetoes) == (None, ("banned",))


ALL_QUANTITATIVE_OUT = dict.fromkeys(("coal", "water", "reuse"), "n/a")
ALL_QUALITATIVE_OUT = dict.fromkeys(("policy", "audit"), "n/a")


@pytest.mark.parametrize(
    ("answers", "p1", "p2"),
    [
        ({**AT_BASELINE, **ALL_QUANTITATIVE_OUT}, None, 100),
        ({**AT_BASELINE, **ALL_QUALITATIVE_OUT}, 100, None),
        ({**ALL_QUANTITATIVE_OUT, **ALL_QUALITATIVE_OUT}, None, None),
    ],
)
def test_where_nothing_of_a_part_that_counts_applies_there_are_no_points_and_no_grade(
    answers: Mapping[str, str | int | None], p1: int | None, p2: int | None
) -> None:
    result = _points(answers)

    assert (result.p1, result.p2) == (p1, p2)
    assert (result.p, result.grade) == (None, None)


def test_a_part_that_does_not_count_need_not_apply() -> None:
    only_figures = replace(SYSTEM, alpha=Fraction(1), beta=Fraction(0), groups=(ENERGY, REUSE))
    only_marks = replace(SYSTEM, alpha=Fraction(0), beta=Fraction(1), groups=(MANAGEMENT,))

    assert _points(AT_BASELINE, only_figures).p == 100
    assert _points(AT_BASELINE, only_marks).p == 100


def test_qualitative_rows_without_points_make_no_part() -> None:
    worthless = PointsGroup(label("g"), (), (_marks("policy", 0),))

    assert _points(AT_BASELINE, replace(SYSTEM, groups=(ENERGY, REUSE, worthless))).p2 is None


@pytest.mark.parametrize(
    ("confidence", "recalled"),
    [(Confidence.RECALLED, True), (Confidence.SECOND_HAND, False), (None, False)],
)
def test_a_result_says_whether_it_rests_on_what_is_only_recalled(
    confidence: Confidence | None, recalled: bool
) -> None:
    ratio = replace(_ratio("coal", 100, "40"), confidence=confidence)
    marks = replace(_marks("policy", 100), confidence=confidence)

    for groups in (
        (PointsGroup(label("g"), (ratio,), ()), MANAGEMENT),
        (ENERGY, PointsGroup(label("h"), (), (marks,))),
    ):
        assert _points(AT_BASELINE, replace(SYSTEM, groups=groups)).recalled is recalled

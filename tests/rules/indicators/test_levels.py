"""The conditions of a level: the index to the last fraction, limiting rows, the others, and all."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from qingyuan.rules.indicators.evaluation import Outcome, Status
from qingyuan.rules.indicators.levels import Standing, index_of
from qingyuan.rules.indicators.system import Level, LevelRule
from tests.rules.tables import (
    II,
    III,
    RULES_2013,
    RULES_2023,
    I,
    Levels,
    at_most,
    group,
    indices,
    judged,
    row,
    rows_of_one_group,
    table,
)


@pytest.mark.parametrize("limiting", [False, True])
def test_the_worked_example_of_the_index_is_level_ii(limiting: bool) -> None:
    golden = table(
        group("A", "0.6", row("A1", "0.5", limiting=limiting), row("A2", "0.5", limiting=limiting)),
        group("B", "0.4", row("B1", 1, limiting=limiting)),
    )

    result = judged(golden, {"A1": "I", "A2": "II", "B1": "II"})

    assert indices(result) == (30, 100, 100)
    assert (result.outcome, result.status) == (Outcome.II, Status.FINAL)


def test_a_plant_all_at_level_i_has_every_index_full() -> None:
    # Scoring a row at its best level only gives such a plant no points at II and III.
    both = table(
        group("g", "0.7", row("a", "0.4", at_most(5, 10, 20)), row("b", "0.6")),
        group("h", "0.3", row("c", 1, limiting=True)),
    )

    result = judged(both, {"a": 5, "b": "I", "c": "I"})

    assert indices(result) == (100, 100, 100)
    assert result.outcome is Outcome.I


@pytest.mark.parametrize(
    ("level", "expected", "outcome"),
    [
        ("I", (100, 100, 100), Outcome.I),
        ("II", (0, 100, 100), Outcome.II),
        ("III", (0, 0, 100), Outcome.III),
        ("none", (0, 0, 0), Outcome.NONE),
    ],
)
def test_an_index_counts_what_meets_its_level_or_better(
    level: str, expected: tuple[int, ...], outcome: Outcome
) -> None:
    result = judged(rows_of_one_group(row("a", "0.5"), row("b", "0.5")), {"a": level, "b": level})

    assert indices(result) == expected
    assert result.outcome is outcome


@pytest.mark.parametrize(
    ("met", "unmet", "outcome"),
    [
        ("0.85", "0.15", Outcome.I),
        ("0.8500000000000001", "0.1499999999999999", Outcome.I),
        ("0.8499999999999999999999999", "0.1500000000000000000000001", Outcome.II),
    ],
)
def test_the_score_itself_suffices_and_a_hair_less_does_not(
    met: str, unmet: str, outcome: Outcome
) -> None:
    result = judged(rows_of_one_group(row("a", met), row("b", unmet)), {"a": "I", "b": "II"})

    assert result.outcome is outcome


def test_a_score_of_85_is_reached_exactly_by_fractions() -> None:
    # 0.51 of the 0.60 that apply, and seventeen twentieths that binary fractions cannot add up.
    renormalised = rows_of_one_group(row("a", "0.51"), row("b", "0.09"), row("c", "0.40"))
    many = rows_of_one_group(*(row(f"r{n}", "0.05") for n in range(20)))
    answers = {f"r{n}": "I" if n < 17 else "II" for n in range(20)}

    of_three = judged(renormalised, {"a": "I", "b": "II", "c": "n/a"})
    of_twenty = judged(many, answers)

    assert (of_three.outcome, indices(of_three)[0]) == (Outcome.I, 85)
    assert (of_twenty.outcome, indices(of_twenty)[0]) == (Outcome.I, 85)


def test_thirds_that_add_up_to_the_whole_give_level_iii() -> None:
    thirds = table(*(group(f"g{n}", Fraction(1, 3), row(f"r{n}", 1)) for n in range(3)))

    result = judged(thirds, {f"r{n}": "III" for n in range(3)})

    assert indices(result)[2] == 100
    assert result.outcome is Outcome.III


def test_a_row_without_weight_that_meets_nothing_keeps_a_full_index_from_level_iii() -> None:
    result = judged(rows_of_one_group(row("a", 1), row("b", 0)), {"a": "III", "b": "none"})

    assert indices(result) == (0, 0, 100)
    assert result.outcome is Outcome.NONE
    assert [standing.indicator.id for standing in result.tests[2].not_full] == ["b"]


def test_a_row_without_weight_may_veto() -> None:
    result = judged(
        rows_of_one_group(row("a", 1), row("b", 0, limiting=True)), {"a": "I", "b": "II"}
    )

    assert indices(result) == (100, 100, 100)
    assert result.outcome is Outcome.II


def test_a_row_that_does_not_apply_is_no_row_that_fails() -> None:
    result = judged(
        rows_of_one_group(row("a", 1), row("b", 0, limiting=True)), {"a": "III", "b": "n/a"}
    )

    assert result.outcome is Outcome.III


@pytest.mark.parametrize(
    ("limiting", "outcome"),
    [
        ("I", Outcome.I),
        ("II", Outcome.II),
        ("III", Outcome.III),
        ("none", Outcome.NONE),
        (None, Outcome.NONE),
    ],
)
def test_one_limiting_row_holds_a_plant_down_to_its_own_level(
    limiting: str | None, outcome: Outcome
) -> None:
    result = judged(
        rows_of_one_group(row("a", "0.99"), row("b", "0.01", limiting=True)),
        {"a": "I", "b": limiting},
    )

    assert result.outcome is outcome
    assert result.status is (Status.PROVISIONAL if limiting is None else Status.FINAL)


def test_a_limiting_row_counts_in_the_index_as_well() -> None:
    result = judged(
        rows_of_one_group(row("a", "0.8"), row("b", "0.2", limiting=True)), {"a": "I", "b": "II"}
    )

    assert indices(result) == (80, 100, 100)


def test_level_ii_of_the_older_wording_asks_nothing_of_the_other_rows() -> None:
    result = judged(rows_of_one_group(row("a", "0.85"), row("b", "0.15")), {"a": "II", "b": "none"})

    assert indices(result) == (0, 85, 85)
    assert result.outcome is Outcome.II


@pytest.mark.parametrize(
    ("other", "outcome"),
    [("II", Outcome.I), ("III", Outcome.II), ("none", Outcome.NONE), (None, Outcome.NONE)],
)
def test_the_newer_wording_asks_something_of_the_rows_that_are_not_limiting(
    other: str | None, outcome: Outcome
) -> None:
    judging = rows_of_one_group(row("a", "0.9"), row("b", "0.1"))

    assert judged(judging, {"a": "I", "b": other}, RULES_2023).outcome is outcome


def test_the_condition_on_the_other_rows_is_not_put_to_limiting_ones() -> None:
    rules = RULES_2013 | {I: LevelRule(Fraction(85), None, II)}

    result = judged(
        rows_of_one_group(row("a", "0.9"), row("b", "0.1", limiting=True)),
        {"a": "I", "b": "none"},
        rules,
    )

    assert result.outcome is Outcome.I
    assert result.tests[0].passed
    assert not result.tests[1].passed


@pytest.mark.parametrize(
    ("score", "outcome"), [(80, Outcome.I), (Fraction(160, 2), Outcome.I), (90, Outcome.II)]
)
def test_the_scores_are_data_of_the_system(score: Fraction, outcome: Outcome) -> None:
    rules = RULES_2013 | {I: LevelRule(Fraction(score), I, None)}
    judging = rows_of_one_group(row("a", "0.8"), row("b", "0.2"))

    assert judged(judging, {"a": "I", "b": "II"}, rules).outcome is outcome


def test_a_level_iii_with_a_lower_score_does_not_ask_for_all_rows() -> None:
    rules: Levels = RULES_2013 | {III: LevelRule(Fraction(80), III, None)}
    judging = rows_of_one_group(row("a", "0.8"), row("b", "0.2"))

    assert judged(judging, {"a": "III", "b": "none"}, rules).outcome is Outcome.III


def test_any_level_whose_score_is_full_asks_for_all_rows() -> None:
    rules: Levels = RULES_2013 | {I: LevelRule(Fraction(100), I, None)}
    judging = rows_of_one_group(row("a", 1), row("b", 0))

    assert judged(judging, {"a": "I", "b": "I"}, rules).outcome is Outcome.I
    assert judged(judging, {"a": "I", "b": "II"}, rules).outcome is Outcome.II


def test_a_better_level_may_be_reached_though_a_lesser_one_is_not() -> None:
    # Level III asks for all rows; the levels above it only for 85 points.
    result = judged(rows_of_one_group(row("a", "0.9"), row("b", "0.1")), {"a": "I", "b": "none"})

    assert [test.passed for test in result.tests] == [True, True, False]
    assert result.outcome is Outcome.I


MERGED_DOWN: Mapping[Level, Level] = {I: I, II: I, III: III}
MERGED_UP: Mapping[Level, Level] = {I: I, II: II, III: II}
MERGED_ALL: Mapping[Level, Level] = dict.fromkeys(Level, I)


@pytest.mark.parametrize(
    ("merged", "written", "expected"),
    [
        (MERGED_DOWN, "II", (100, 100, 100)),
        (MERGED_UP, "III", (0, 100, 100)),
        (MERGED_ALL, "III", (100, 100, 100)),
    ],
)
def test_merged_levels_are_scored_together(
    merged: Mapping[Level, Level], written: str, expected: tuple[int, ...]
) -> None:
    judging = rows_of_one_group(row("a", 1, merged=merged))

    assert indices(judged(judging, {"a": written})) == expected


def test_index_of_adds_the_weights_of_what_meets_a_level() -> None:
    standings = [
        Standing(row("a", 1), I, Fraction(1, 3)),
        Standing(row("b", 1), III, Fraction(1, 3)),
        Standing(row("c", 1), None, Fraction(1, 3)),
    ]

    assert [index_of(standings, level) for level in Level] == [
        *(Fraction(100, 3), Fraction(100, 3), Fraction(200, 3))
    ]
    assert index_of([], I) == 0


def test_a_test_says_by_how_much_the_index_is_short_and_which_rows_fail() -> None:
    judging = rows_of_one_group(
        row("a", "0.8", at_most(5, 10, 20)),
        row("b", "0.1", at_most(5, 10, 20), limiting=True),
        row("c", "0.1", at_most(5, 10, 20)),
    )

    first, second, third = judged(judging, {"a": 5, "b": 11, "c": 30}, RULES_2023).tests

    assert [int(test.short_by) for test in (first, second, third)] == [5, 5, 10]
    assert [standing.indicator.id for standing in first.must_change] == ["b", "c"]
    assert [standing.indicator.id for standing in second.vetoes] == ["b"]
    assert [standing.indicator.id for standing in second.non_limiting] == ["c"]
    assert [standing.indicator.id for standing in third.not_full] == ["c"]
    assert third.vetoes == ()


def test_an_index_above_the_score_is_short_by_nothing() -> None:
    result = judged(rows_of_one_group(row("a", 1)), {"a": "I"})

    assert [test.short_by for test in result.tests] == [0, 0, 0]


def test_a_row_that_fails_two_conditions_must_change_once() -> None:
    limiting = replace(row("a", 1), limiting=True)

    third = judged(rows_of_one_group(limiting), {"a": "none"}).tests[2]

    assert len(third.vetoes) == len(third.not_full) == len(third.must_change) == 1

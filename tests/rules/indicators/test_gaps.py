"""What would lift a plant: the smallest single changes, or what has to change together."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from qingyuan.rules.indicators.evaluation import Evaluation, Outcome
from qingyuan.rules.indicators.gaps import Change, Lift
from qingyuan.rules.indicators.system import Empty, Level, LevelRule, Threshold, Wording
from qingyuan.rules.quantities import Comparator, Unknown
from tests.rules.tables import (
    II,
    III,
    PER_N,
    RULES_2013,
    RULES_2023,
    Answers,
    I,
    Levels,
    answer,
    at_least,
    at_most,
    between,
    judged,
    limits,
    row,
    rows_of_one_group,
    texts,
)


def _lift(result: Evaluation, level: Level) -> Lift:
    return next(lift for lift in result.lifts if lift.level is level)


def _named(changes: Sequence[Change]) -> list[tuple[str, Level]]:
    return [(change.standing.indicator.id, change.to) for change in changes]


def _asked(change: Change) -> tuple[Fraction | int | None, ...]:
    """Return the number to reach and the relative change that it asks for."""
    return change.bound, change.relative


def _still_short(lift: Lift) -> tuple[list[tuple[str, Level]], Fraction | int]:
    """Return what must change together and the points that would lack even then."""
    return _named(lift.together), lift.still_short


FIGURES = rows_of_one_group(
    row("a", "0.70", at_most(5, 10, 20)),
    row("b", "0.15", at_most(5, 10, 20)),
    row("c", "0.15", at_least(95, 90, 80)),
)


def test_the_single_changes_that_suffice_come_smallest_first() -> None:
    result = judged(FIGURES, {"a": 5, "b": 7, "c": 94})

    lift = _lift(result, I)

    assert _named(lift.single) == [("c", I), ("b", I)]
    assert _still_short(lift) == ([], 0)


def test_a_change_says_what_it_asks_for() -> None:
    change = _lift(judged(FIGURES, {"a": 5, "b": 7, "c": 94}), I).single[1]

    assert change.answer == answer(7)
    assert change.limit == at_most(5, 10, 20)[I]
    assert change.bound == 5
    assert change.relative == Fraction(-2, 7)
    assert (change.standing.best, change.standing.weight) == (II, Fraction(3, 20))


def test_the_change_of_a_negative_figure_is_measured_against_its_size() -> None:
    judging = rows_of_one_group(row("a", 1, at_most(-20, -8, 0)))

    change = _lift(judged(judging, {"a": -10}), I).single[0]

    assert _asked(change) == (-20, -1)


def test_the_least_demanding_level_that_suffices_is_asked_for() -> None:
    rules: Levels = RULES_2013 | {I: LevelRule(Fraction(85), II, None)}
    judging = rows_of_one_group(row("a", "0.9"), row("b", "0.1", limiting=True))

    lift = _lift(judged(judging, {"a": "I", "b": "none"}, rules), I)

    assert _named(lift.single) == [("b", II)]


def test_where_no_single_change_suffices_what_must_change_together_is_named() -> None:
    judging = rows_of_one_group(
        row("a", "0.8", at_most(5, 10, 20)),
        row("b", "0.1", at_most(5, 10, 20), limiting=True),
        row("c", "0.1", at_most(5, 10, 20), limiting=True),
    )

    lift = _lift(judged(judging, {"a": 5, "b": 6, "c": 7}), I)

    assert lift.single == ()
    assert _named(lift.together) == [("b", I), ("c", I)]
    assert lift.still_short == 0


def test_what_the_index_would_lack_even_then_is_said() -> None:
    judging = rows_of_one_group(
        row("a", "0.4", at_most(5, 10, 20)),
        row("b", "0.3", at_most(5, 10, 20)),
        row("c", "0.3", at_most(5, 10, 20), limiting=True),
    )

    lift = _lift(judged(judging, {"a": 7, "b": 7, "c": 7}), I)

    assert lift.single == ()
    assert _named(lift.together) == [("c", I)]
    assert lift.still_short == 55


def test_where_only_points_are_lacking_no_row_must_change_and_the_points_are_named() -> None:
    judging = rows_of_one_group(*(row(name, "0.25") for name in "abcd"))

    lift = _lift(judged(judging, {"a": "I", "b": "I", "c": "II", "d": "II"}), I)

    assert lift.single == ()
    assert _still_short(lift) == ([], 35)
    assert _named(lift.gains) == [("c", I), ("d", I)]


def test_the_rows_that_could_bring_the_points_that_lack_come_heaviest_first() -> None:
    judging = rows_of_one_group(
        row("light", "0.1"),
        row("heavy", "0.4"),
        row("middle", "0.3"),
        row("met", "0.1"),
        row("must", "0.1", limiting=True),
        row("none", 0),
    )
    answers = {"light": "II", "heavy": "II", "middle": None, "met": "I", "must": "II", "none": "II"}

    lift = _lift(judged(judging, answers), I)

    assert _still_short(lift) == ([("must", I)], 65)
    assert _named(lift.gains) == [("heavy", I), ("middle", I), ("light", I)]


def test_where_what_must_change_suffices_no_other_row_is_named() -> None:
    judging = rows_of_one_group(
        row("a", "0.8"), row("b", "0.1", limiting=True), row("c", "0.1", limiting=True)
    )

    lift = _lift(judged(judging, {"a": "II", "b": "III", "c": "III"}), II)

    assert _still_short(lift) == ([("b", II), ("c", II)], 0)
    assert lift.gains == ()


def test_a_row_that_need_meet_only_a_lesser_level_brings_no_points_to_a_better_one() -> None:
    # Level I asks the other rows for level II: at level II neither adds a point to the index of I.
    judging = rows_of_one_group(row("a", "0.5"), row("b", "0.5"))

    lift = _lift(judged(judging, {"a": "III", "b": "III"}, RULES_2023), I)

    assert lift.single == ()
    assert _named(lift.together) == [("a", II), ("b", II)]
    assert lift.still_short == 85
    assert _named(lift.gains) == [("a", I), ("b", I)]


def test_the_level_asked_of_a_row_is_the_strictest_of_the_conditions_that_it_fails() -> None:
    rules: Levels = RULES_2013 | {II: LevelRule(Fraction(100), I, III)}
    judging = rows_of_one_group(
        row("a", "0.5", limiting=True), row("b", "0.3"), row("c", "0.2", limiting=True)
    )

    lift = _lift(judged(judging, {"a": "II", "b": "none", "c": "none"}, rules), II)

    assert dict(_named(lift.together)) == {"a": I, "b": II, "c": I}
    assert lift.still_short == 0


def test_rows_that_must_change_together_stand_in_printed_order() -> None:
    judging = rows_of_one_group(row("a", "0.5"), row("b", "0.5", limiting=True))

    lift = _lift(judged(judging, {"a": "none", "b": "none"}), III)

    assert _named(lift.together) == [("a", III), ("b", III)]


def test_level_iii_names_every_row_that_fails_it() -> None:
    result = judged(FIGURES, {"a": 21, "b": 22, "c": None})

    lift = _lift(result, III)

    assert lift.single == ()
    assert _named(lift.together) == [("a", III), ("b", III), ("c", III)]
    assert lift.still_short == 0


@pytest.mark.parametrize(
    ("written", "bound", "relative"),
    [
        ("9.5", 8, Fraction(-3, 19)),
        ("4", 7, Fraction(3, 4)),
        ("0", 7, None),
        (None, None, None),
    ],
)
def test_a_range_is_entered_at_its_nearer_end(
    written: str | None, bound: int | None, relative: Fraction | None
) -> None:
    judging = rows_of_one_group(row("a", 1, between((7, 8), (6, 9), (5, 10))))

    change = _lift(judged(judging, {"a": written}), I).single[0]

    assert _asked(change) == (bound, relative)


@pytest.mark.parametrize(
    ("low", "high", "written", "bound"),
    [(6, None, "5", 6), (None, 9, "10", 9), (6, None, None, None)],
)
def test_a_range_that_is_open_at_an_end_is_entered_at_the_other(
    low: int | None, high: int | None, written: str | None, bound: int | None
) -> None:
    judging = rows_of_one_group(row("a", 1, between(*[(low, high)] * 3)))

    assert _lift(judged(judging, {"a": written}), I).single[0].bound == bound


def test_a_missing_figure_has_a_bound_to_reach_and_no_size_of_change() -> None:
    change = _lift(judged(rows_of_one_group(row("a", 1, at_most(5, 10, 20))), {}), I).single[0]

    assert change.answer is Unknown.MISSING
    assert _asked(change) == (5, None)


def test_a_figure_of_zero_has_no_relative_change() -> None:
    judging = rows_of_one_group(row("a", 1, at_least(95, 90, 80)))

    change = _lift(judged(judging, {"a": 0}), I).single[0]

    assert _asked(change) == (95, None)


def test_a_requirement_in_words_has_no_bound() -> None:
    change = _lift(judged(rows_of_one_group(row("a", 1)), {"a": "II"}), I).single[0]

    assert isinstance(change.limit, Wording)
    assert (change.answer, change.bound, change.relative) == (II, None, None)


def test_where_there_is_no_requirement_an_answer_alone_lifts_a_missing_row() -> None:
    asked = texts("a", "b", Empty.NO_REQUIREMENT)

    change = _lift(judged(rows_of_one_group(row("a", 1, asked)), {}), III).single[0]

    assert (change.limit, change.bound) == (Empty.NO_REQUIREMENT, None)


def test_a_limit_with_a_parameter_is_computed_for_the_plant() -> None:
    judging = rows_of_one_group(row("a", 1, PER_N))

    change = _lift(judged(judging, {"a": 25}, parameters={"n": 2, "m": 0}), I).single[0]

    assert _asked(change) == (20, Fraction(-1, 5))


def test_a_limit_whose_parameter_is_not_given_has_no_bound_where_the_row_is_missing() -> None:
    change = _lift(judged(rows_of_one_group(row("a", 1, PER_N)), {}), I).single[0]

    assert isinstance(change.limit, Threshold)
    assert change.bound is None


def test_figures_come_before_words_and_unknown_figures_and_then_the_order_of_the_table() -> None:
    judging = rows_of_one_group(
        replace(row("words", "0.2"), row=1),
        replace(row("missing", "0.2", at_most(5, 10, 20)), row=2),
        replace(row("far", "0.2", at_most(5, 10, 20)), row=3),
        replace(row("near", "0.2", at_most(5, 10, 20)), row=4),
        replace(row("met", "0.2", at_most(5, 10, 20)), row=5),
    )
    rules: Levels = RULES_2013 | {I: LevelRule(Fraction(40), I, None)}

    result = judged(judging, {"words": "II", "far": 9, "near": 6, "met": 5}, rules)

    assert result.outcome is not Outcome.I
    assert _named(_lift(result, I).single) == [
        *(("near", I), ("far", I), ("words", I), ("missing", I))
    ]


def test_a_row_that_meets_the_level_is_never_told_to_change() -> None:
    judging = rows_of_one_group(row("a", "0.5"), row("b", "0.5", limiting=True))

    result = judged(judging, {"a": "I", "b": "II"})

    assert _named(_lift(result, I).single) == [("b", I)]


def test_a_strict_limit_is_shown_with_its_sign() -> None:
    judging = rows_of_one_group(row("a", 1, limits(Comparator.BELOW, 5, 10, 20)))

    change = _lift(judged(judging, {"a": 5}), I).single[0]

    assert change.limit == Threshold(Comparator.BELOW, Decimal(5))
    assert _asked(change) == (5, 0)


@pytest.mark.parametrize("answers", [{"a": "n/a", "b": "II"}, {"a": "n/a", "b": None}])
def test_a_row_that_does_not_apply_is_never_told_to_change(answers: Answers) -> None:
    judging = rows_of_one_group(row("a", "0.9"), row("b", "0.1"))

    assert _named(_lift(judged(judging, answers), I).single) == [("b", I)]

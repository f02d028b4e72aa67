"""A plant evaluated by one table: status, rows, groups, bonus groups, and what decides nothing."""

from dataclasses import replace
from fractions import Fraction

import pytest

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.evaluation import (
    Outcome,
    Status,
    evaluate,
    rule_is_recalled,
)
from qingyuan.rules.indicators.explain import explanation
from qingyuan.rules.indicators.reasons import reasons
from qingyuan.rules.indicators.system import Empty, Level, RuleSource, Table
from qingyuan.rules.problems import ProblemsFound
from tests.rules.spoken import english
from tests.rules.tables import (
    II,
    III,
    PER_N,
    Answers,
    I,
    at_most,
    by_output,
    group,
    indices,
    judged,
    plant,
    row,
    rows_of_one_group,
    shared,
    system,
    table,
)

TWO_GROUPS = table(
    group("g", "0.6", row("a", "0.5", at_most(5, 10, 20)), row("b", "0.5", limiting=True)),
    group("h", "0.4", row("c", 1)),
)


def test_a_row_shows_its_answer_its_best_level_and_its_weights() -> None:
    result = judged(TWO_GROUPS, {"a": "7.50", "b": "n/a", "c": None})

    shown = [(row.indicator.id, row.group, row.best, row.weight) for row in result.rows]
    assert shown == [
        ("a", "g", II, Fraction(3, 5)),
        ("b", "g", None, 0),
        ("c", "h", None, Fraction(2, 5)),
    ]
    assert [row.weight_in_group for row in result.rows] == [1, 0, 1]
    assert [(row.applies, row.missing) for row in result.rows] == [
        (True, False),
        (False, False),
        (True, True),
    ]
    assert (result.missing, result.not_applicable) == (("c",), ("b",))
    assert result.plant == "plant"


def test_a_group_shows_its_weight_and_its_part_of_each_index() -> None:
    result = judged(TWO_GROUPS, {"a": 5, "b": "III", "c": "II"})

    assert [(each.group.id, each.weight) for each in result.groups] == [
        ("g", Fraction(3, 5)),
        ("h", Fraction(2, 5)),
    ]
    assert [[each.met[level] for level in Level] for each in result.groups] == [
        [30, 30, 60],
        [0, 40, 40],
    ]
    assert indices(result) == (30, 70, 100)


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"a": 5, "b": "I", "c": "I"}, Status.FINAL),
        ({"a": 5, "b": "I", "c": "n/a"}, Status.FINAL),
        ({"a": 5, "b": "none", "c": "none"}, Status.FINAL),
        ({"a": 5, "b": "I", "c": None}, Status.PROVISIONAL),
        ({"a": 5, "b": "I"}, Status.PROVISIONAL),
        ({}, Status.PROVISIONAL),
    ],
)
def test_a_result_with_a_figure_missing_is_provisional(answers: Answers, status: Status) -> None:
    assert judged(TWO_GROUPS, answers).status is status


def test_a_missing_row_meets_no_level_and_keeps_its_weight() -> None:
    result = judged(TWO_GROUPS, {"a": 5, "b": "I"})

    assert indices(result) == (60, 60, 60)
    assert result.outcome is Outcome.NONE


def test_an_absent_row_and_a_row_answered_with_null_give_the_same_result() -> None:
    null = judged(TWO_GROUPS, {"a": 5, "b": "I", "c": None})
    absent = judged(TWO_GROUPS, {"a": 5, "b": "I"})

    assert explanation(null) == explanation(absent)
    assert (null.missing, null.index) == (absent.missing, absent.index)


@pytest.mark.parametrize(
    ("confidence", "status"),
    [
        (Confidence.RECALLED, Status.PROVISIONAL),
        (Confidence.SECOND_HAND, Status.FINAL),
        (Confidence.VERBATIM, Status.FINAL),
    ],
)
def test_a_level_that_rests_on_what_is_only_recalled_is_provisional(
    confidence: Confidence, status: Status
) -> None:
    judging = rows_of_one_group(row("a", "0.5"), replace(row("b", "0.5"), confidence=confidence))

    result = judged(judging, {"a": "I", "b": "I"})

    assert (result.outcome, result.status) == (Outcome.I, status)


@pytest.mark.parametrize(
    ("confidence", "status"),
    [
        (Confidence.RECALLED, Status.PROVISIONAL),
        (Confidence.SECOND_HAND, Status.FINAL),
        (None, Status.FINAL),
    ],
)
def test_a_level_whose_rule_is_only_recalled_is_provisional(
    confidence: Confidence | None, status: Status
) -> None:
    judging = rows_of_one_group(row("a", 1))
    source = RuleSource("trial-rules", "5.4", confidence) if confidence else None
    ruled = replace(system(judging), rule_source=source)

    result = evaluate(ruled, judging, plant({"a": "I"}))
    told = [english(reason) for reason in reasons(result)]

    assert (result.outcome, result.status) == (Outcome.I, status)
    assert rule_is_recalled(ruled) is (status is Status.PROVISIONAL)
    unverified = ["unverified: the rule that decides the level is only recalled"]
    assert told == (unverified if status is Status.PROVISIONAL else [])


def test_where_no_level_is_determined_nothing_is_said_of_its_rule() -> None:
    judging = rows_of_one_group(row("a", 1))
    source = RuleSource("trial-rules", "5.4", Confidence.RECALLED)

    result = evaluate(replace(system(judging), rule_source=source), judging, plant({"a": "n/a"}))

    assert not [reason for reason in reasons(result) if "rule" in english(reason)]


PARTIAL = [
    rows_of_one_group(row("a", None), row("b", 1)),
    rows_of_one_group(row("a", "0.5", at_most(5, 10, 20) | {III: Empty.NOT_SEEN}), row("b", "0.5")),
    table(group("g", None, row("a", "0.5"), row("b", "0.5"))),
    table(group("g", "0.5", row("a", "0.5"), row("b", "0.5")), group("h", "0.5")),
    replace(rows_of_one_group(row("a", "0.5"), row("b", "0.5")), complete=False),
]


@pytest.mark.parametrize("judging", PARTIAL)
def test_a_table_that_lacks_something_gives_no_level_and_no_index(judging: Table) -> None:
    quantitative = not next(judging.indicators()).qualitative

    result = judged(judging, {"a": 5 if quantitative else "I", "b": "none"})

    assert (result.outcome, result.status) == (Outcome.UNDETERMINED, Status.UNDETERMINED)
    assert result.index is None
    assert (result.groups, result.bonus, result.tests, result.lifts) == ((), (), (), ())
    assert [row.best for row in result.rows] == [I, None]
    assert [(row.weight, row.weight_in_group) for row in result.rows] == [(None, None)] * 2


def test_a_table_that_lacks_something_asks_for_no_parameter_and_leaves_rows_undecided() -> None:
    judging = rows_of_one_group(row("a", None, PER_N), row("b", None, PER_N), row("c", None))

    result = judged(judging, {"a": 40, "b": 41, "c": "none"})

    assert [(row.best, row.undecided) for row in result.rows] == [
        (III, False),
        (None, True),
        (None, False),
    ]


def test_where_nothing_applies_no_level_is_determined() -> None:
    result = judged(TWO_GROUPS, dict.fromkeys("abc", "n/a"))

    assert (result.outcome, result.status) == (Outcome.UNDETERMINED, Status.UNDETERMINED)
    assert result.index is None
    assert result.not_applicable == ("a", "b", "c")


def test_a_group_in_which_nothing_applies_is_dropped_and_named() -> None:
    result = judged(TWO_GROUPS, {"a": "n/a", "b": "n/a", "c": "II"})

    assert result.dropped == ("g",)
    assert indices(result) == (0, 100, 100)
    assert [each.weight for each in result.groups] == [0, 1]
    assert result.outcome is Outcome.II


def test_a_limiting_row_that_does_not_apply_vetoes_nothing() -> None:
    result = judged(TWO_GROUPS, {"a": 5, "b": "n/a", "c": "I"})

    assert result.outcome is Outcome.I


WITH_BONUS = table(
    *TWO_GROUPS.groups,
    group("extra", "0.1", row("d", "0.5"), row("e", "0.5", limiting=True), bonus=True),
    group("more", "0.2", row("f", 1), bonus=True),
)
BASIC: Answers = {"a": 5, "b": "I", "c": "I"}


@pytest.mark.parametrize("bonus", ["I", "none", "n/a"])
def test_a_bonus_group_stands_beside_the_index_and_neither_lifts_nor_vetoes(bonus: str) -> None:
    result = judged(WITH_BONUS, {**BASIC, **dict.fromkeys("def", bonus)})

    assert indices(result) == (100, 100, 100)
    assert (result.outcome, result.status) == (Outcome.I, Status.FINAL)
    assert {
        standing.indicator.id for test in result.tests for standing in test.must_change
    } == set()


def test_a_bonus_group_shows_its_printed_weight_and_what_of_it_is_met() -> None:
    result = judged(WITH_BONUS, {**BASIC, "d": "I", "e": "II", "f": "n/a"})

    extra, more = result.bonus
    assert extra.weight == Fraction(1, 10)
    assert more.weight == 0
    assert [extra.met[level] for level in Level] == [5, 10, 10]
    assert [more.met[level] for level in Level] == [0, 0, 0]
    assert [(row.bonus, row.weight, row.weight_in_group) for row in result.rows[3:]] == [
        (True, None, Fraction(1, 2)),
        (True, None, Fraction(1, 2)),
        (True, None, 0),
    ]
    assert result.dropped == ()


def test_a_bonus_row_alone_determines_no_level() -> None:
    answers = dict.fromkeys("abc", "n/a") | dict.fromkeys("def", "I")

    assert judged(WITH_BONUS, answers).outcome is Outcome.UNDETERMINED


def test_a_plant_with_problems_is_not_evaluated_and_all_problems_come_at_once() -> None:
    judging = rows_of_one_group(
        replace(row("hot", "0.5"), variant_of="yield"),
        replace(row("cold", "0.5"), variant_of="yield"),
        row("p", by_output("0.5")),
        row("q", by_output("0.5")),
    )

    with pytest.raises(ProblemsFound) as caught:
        judged(judging, {"hot": "I", "cold": "I"})

    assert [problem.code for problem in caught.value.problems] == ["two_variants", "output_missing"]


def test_the_variant_that_fits_the_plant_carries_the_weight() -> None:
    judging = rows_of_one_group(
        replace(row("hot", "0.5"), variant_of="yield"),
        replace(row("cold", "0.5"), variant_of="yield"),
        row("other", "0.5"),
    )

    result = judged(judging, {"cold": "I", "other": "II"})

    assert [row.weight for row in result.rows] == [0, Fraction(1, 2), Fraction(1, 2)]
    assert result.status is Status.FINAL
    assert result.not_applicable == ("hot",)


def test_an_indicator_of_whose_variants_none_is_answered_is_missing_once() -> None:
    judging = rows_of_one_group(
        replace(row("hot", "0.5", limiting=True), variant_of="yield"),
        replace(row("cold", "0.5", limiting=True), variant_of="yield"),
        row("other", "0.5"),
    )

    result = judged(judging, {"other": "I"})

    assert result.missing == ("hot",)
    assert indices(result) == (50, 50, 50)


def test_missing_rows_of_a_pool_count_in_n_and_earn_nothing() -> None:
    metals = [row(name, shared("0.8", "metals")) for name in ("cu", "ni", "cr")]

    result = judged(
        rows_of_one_group(*metals, row("water", "0.2")), {"cu": "I", "ni": "n/a", "water": "I"}
    )

    assert indices(result) == (60, 60, 60)
    assert result.missing == ("cr",)


def test_every_level_better_than_the_outcome_has_its_lift_the_nearest_first() -> None:
    def lifted(written: str) -> list[Level]:
        result = judged(rows_of_one_group(row("a", 1)), {"a": written})
        return [lift.level for lift in result.lifts]

    assert lifted("I") == []
    assert lifted("II") == [I]
    assert lifted("III") == [II, I]
    assert lifted("none") == [III, II, I]


def test_a_result_keeps_what_it_was_computed_from() -> None:
    judging = rows_of_one_group(row("a", 1))
    whole = system(judging)
    given = replace(plant({"a": "I"}, parameters={"n": 2}), name=None)

    result = evaluate(whole, judging, given)

    assert (result.system, result.table, result.plant) == (whole, judging, None)
    assert result.parameters == {"n": 2}

"""A plant with several products: its tables weighted by output, its conditions over all of them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.combination import Combination, combine
from qingyuan.rules.indicators.evaluation import Outcome, Status
from qingyuan.rules.indicators.system import Level, Table
from qingyuan.rules.problems import ProblemsFound
from tests.rules.spoken import english
from tests.rules.tables import (
    II,
    III,
    PER_N,
    RULES_2013,
    Answers,
    I,
    Levels,
    Number,
    at_most,
    by_output,
    group,
    plant,
    row,
    system,
    table,
)

PULP = table(
    group("g", "0.6", row("a", 1, at_most(5, 10, 20))),
    group("h", "0.4", row("b", 1, limiting=True)),
    table_id="pulp",
)
PAPER = table(group("g", 1, row("a", "0.5"), row("c", "0.5")), table_id="paper")


def _combined(
    tables: tuple[Table, ...],
    answers: Mapping[str, Answers],
    outputs: Mapping[str, Number],
    rules: Levels = RULES_2013,
    parameters: Mapping[str, Mapping[str, Number]] | None = None,
) -> Combination:
    plants = {
        name: plant(given, parameters=(parameters or {}).get(name, {}))
        for name, given in answers.items()
    }
    amounts = {name: Decimal(number) for name, number in outputs.items()}
    return combine(system(*tables, rules=rules), plants, amounts, "mill")


ANSWERS: Mapping[str, Answers] = {"pulp": {"a": 5, "b": "I"}, "paper": {"a": "II", "c": "I"}}


def test_the_index_is_the_mean_of_the_tables_weighted_by_output() -> None:
    result = _combined((PULP, PAPER), ANSWERS, {"pulp": 30, "paper": 10})

    assert result.shares == (Fraction(3, 4), Fraction(1, 4))
    assert result.index == {I: Fraction(175, 2), II: 100, III: 100}
    assert (result.outcome, result.status) == (Outcome.I, Status.FINAL)
    assert result.plant == "mill"
    assert [part.table.id for part in result.parts] == ["pulp", "paper"]


@pytest.mark.parametrize(
    ("pulp", "paper", "outcome"),
    [("7", "3", Outcome.I), ("6.999999999", "3.000000001", Outcome.II)],
)
def test_the_score_itself_suffices_over_several_tables(
    pulp: str, paper: str, outcome: Outcome
) -> None:
    result = _combined((PULP, PAPER), ANSWERS, {"pulp": pulp, "paper": paper})

    assert result.outcome is outcome


def test_thirds_of_output_lose_nothing() -> None:
    tables = tuple(replace(PAPER, id=name) for name in ("x", "y", "z"))
    answers: Mapping[str, Answers] = {name: {"a": "III", "c": "III"} for name in "xyz"}

    result = _combined(tables, answers, dict.fromkeys("xyz", "0.1"))

    assert result.index == {I: Fraction(0), II: Fraction(0), III: Fraction(100)}
    assert result.outcome is Outcome.III


def test_a_limiting_row_of_any_table_vetoes() -> None:
    answers: Mapping[str, Answers] = {
        **ANSWERS,
        "pulp": {"a": 5, "b": "II"},
        "paper": {"a": "I", "c": "I"},
    }

    result = _combined((PULP, PAPER), answers, {"pulp": 1, "paper": 99})

    assert result.index is not None
    assert result.index[I] > 99
    assert result.outcome is Outcome.II
    assert [(each.table, each.indicator.id) for each in result.tests[0].vetoes] == [("pulp", "b")]


def test_level_iii_asks_for_every_row_of_every_table() -> None:
    answers: Mapping[str, Answers] = {
        "pulp": {"a": 20, "b": "III"},
        "paper": {"a": "III", "c": "none"},
    }

    result = _combined((PULP, PAPER), answers, {"pulp": 1, "paper": 1})

    assert result.outcome is Outcome.NONE
    assert [(each.table, each.indicator.id) for each in result.tests[2].not_full] == [
        ("paper", "c")
    ]


@pytest.mark.parametrize(
    ("paper", "outputs"),
    [
        ({"a": "II", "c": "I"}, {"pulp": 5, "paper": 0}),
        ({}, {"pulp": 5, "paper": 0}),
        ({}, {"pulp": 5}),
        ({"a": None, "c": None}, {"pulp": 5}),
    ],
)
def test_a_table_without_output_does_not_count(paper: Answers, outputs: dict[str, Number]) -> None:
    answers: Mapping[str, Answers] = {**ANSWERS, "paper": paper}

    result = _combined((PULP, PAPER), answers, outputs)

    assert [part.table.id for part in result.parts] == ["pulp"]
    assert result.shares == (Fraction(1),)
    assert result.outcome is Outcome.I


def test_figures_for_a_table_whose_output_is_not_given_are_not_left_out_in_silence() -> None:
    with pytest.raises(ProblemsFound) as caught:
        _combined((PULP, PAPER), ANSWERS, {"pulp": 5})

    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("output_missing", "parameters.outputs.paper")
    assert english(problem.what) == "figures are given for the tables paper, and no output"
    assert english(problem.remedy)


@pytest.mark.parametrize("outputs", [{}, {"pulp": 0, "paper": 0}, {"elsewhere": 3}])
def test_a_plant_without_any_output_is_not_evaluated(outputs: dict[str, Number]) -> None:
    with pytest.raises(ProblemsFound) as caught:
        _combined((PULP, PAPER), ANSWERS, outputs)

    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("output_missing", "parameters.outputs")
    assert english(problem.what).startswith("the system weights its tables pulp, paper by output")
    assert english(problem.remedy)


def test_the_problems_of_all_tables_come_at_once() -> None:
    pools = tuple(
        table(group("g", 1, row("p", by_output(1)), row("q", by_output(1))), table_id=name)
        for name in ("x", "y")
    )

    with pytest.raises(ProblemsFound) as caught:
        _combined(pools, {"x": {}, "y": {}}, {"x": 1, "y": 1})

    assert [problem.code for problem in caught.value.problems] == ["output_missing"] * 2


@pytest.mark.parametrize(
    "paper",
    [
        replace(PAPER, complete=False),
        table(group("g", 1, row("a", None), row("c", "0.5")), table_id="paper"),
    ],
)
def test_one_table_that_lacks_something_leaves_the_whole_undetermined(paper: Table) -> None:
    result = _combined((PULP, paper), ANSWERS, {"pulp": 1, "paper": 1})

    assert (result.outcome, result.status) == (Outcome.UNDETERMINED, Status.UNDETERMINED)
    assert result.index is None
    assert (result.tests, result.lifts) == ((), ())
    assert result.parts[0].outcome is Outcome.I


def test_one_table_in_which_nothing_applies_leaves_the_whole_undetermined() -> None:
    answers: Mapping[str, Answers] = {**ANSWERS, "paper": {"a": "n/a", "c": "n/a"}}

    assert _combined((PULP, PAPER), answers, {"pulp": 1, "paper": 1}).index is None


def test_one_table_with_a_figure_missing_makes_the_whole_provisional() -> None:
    answers: Mapping[str, Answers] = {**ANSWERS, "paper": {"a": "I"}}

    result = _combined((PULP, PAPER), answers, {"pulp": 9, "paper": 1})

    assert result.status is Status.PROVISIONAL
    assert result.outcome is Outcome.I


def test_one_table_that_is_only_recalled_makes_the_whole_provisional() -> None:
    recalled = replace(PAPER, groups=(replace(PAPER.groups[0], confidence=Confidence.RECALLED),))

    result = _combined((PULP, recalled), ANSWERS, {"pulp": 9, "paper": 1})

    assert result.status is Status.PROVISIONAL


def test_a_change_in_one_table_lifts_the_whole() -> None:
    answers: Mapping[str, Answers] = {"pulp": {"a": 7, "b": "I"}, "paper": {"a": "I", "c": "I"}}

    result = _combined((PULP, PAPER), answers, {"pulp": 1, "paper": 1})

    assert result.outcome is Outcome.II
    (lift,) = result.lifts
    assert lift.level is I
    (change,) = lift.single
    assert (change.standing.table, change.standing.indicator.id, change.to) == ("pulp", "a", I)
    assert change.standing.weight == Fraction(3, 10)
    assert change.bound == 5


def test_a_change_is_measured_with_the_parameters_of_its_own_table() -> None:
    tables = tuple(table(group("g", 1, row("a", 1, PER_N)), table_id=name) for name in ("x", "y"))
    numbers = {"x": {"n": 0, "m": 0}, "y": {"n": 4, "m": 0}}
    answers: Mapping[str, Answers] = {"x": {"a": 10}, "y": {"a": 35}}

    result = _combined(tables, answers, {"x": 1, "y": 1}, parameters=numbers)

    (change,) = result.lifts[0].single
    assert (change.standing.table, change.to) == ("y", I)
    assert change.bound == 30


def test_the_same_row_in_two_tables_is_two_rows() -> None:
    result = _combined((PULP, PAPER), ANSWERS, {"pulp": 1, "paper": 1})

    assert result.parts[0].rows[0].best is I
    assert result.parts[1].rows[0].best is II
    assert [level for level in Level if result.index and result.index[level] == 100] == [II, III]
    assert [each.level for each in result.lifts] == [I]
    assert III not in [change.to for change in result.lifts[0].single]

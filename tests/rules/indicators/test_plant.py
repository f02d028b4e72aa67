"""What a plant answered: variants settled, parameters and outputs asked for."""

from dataclasses import replace

import pytest

from qingyuan.rules.indicators.plant import Answer, figures, plant_problems, variant_rows
from qingyuan.rules.indicators.system import Table
from qingyuan.rules.problems import Problem
from qingyuan.rules.quantities import Unknown
from tests.rules.spoken import english
from tests.rules.tables import (
    PER_N,
    Answers,
    Number,
    answer,
    by_output,
    group,
    plant,
    row,
    rows_of_one_group,
    table,
)

MISSING, NOT_APPLICABLE = Unknown.MISSING, Unknown.NOT_APPLICABLE

ROUTES = rows_of_one_group(
    replace(row("hot", "0.5"), variant_of="yield"),
    replace(row("cold", "0.5"), variant_of="yield"),
    replace(row("coated", "0.5"), variant_of="yield"),
    row("other", "0.5"),
)


def _settled(answers: Answers) -> list[Answer]:
    given = figures(ROUTES, plant(answers))
    return [given.answers[name] for name in ("hot", "cold", "coated", "other")]


def test_a_row_that_is_not_answered_is_missing_and_so_is_one_answered_with_null() -> None:
    given = figures(ROUTES, plant({"hot": "I", "other": None}))

    assert given.answers["other"] is MISSING
    assert figures(ROUTES, plant({"hot": "I"})).answers == given.answers


def test_a_missing_row_applies() -> None:
    given = figures(ROUTES, plant({"other": "n/a"}))

    assert given.applies(ROUTES.groups[0].indicators[0])
    assert not given.applies(ROUTES.groups[0].indicators[3])


@pytest.mark.parametrize(
    ("answers", "settled"),
    [
        ({"cold": "II"}, ["n/a", "II", "n/a", None]),
        ({"cold": "none"}, ["n/a", "none", "n/a", None]),
        ({"cold": "II", "hot": "n/a"}, ["n/a", "II", "n/a", None]),
        ({}, [None, "n/a", "n/a", None]),
        ({"hot": "n/a"}, ["n/a", None, "n/a", None]),
        ({"hot": "n/a", "cold": "n/a", "coated": "n/a"}, ["n/a", "n/a", "n/a", None]),
    ],
)
def test_one_variant_stands_for_an_indicator_or_is_missing_once(
    answers: Answers, settled: list[str | None]
) -> None:
    assert _settled(answers) == [answer(written) for written in settled]


def test_variants_are_gathered_under_the_indicator_that_they_vary() -> None:
    found = variant_rows(ROUTES)

    assert {name: [each.id for each in rows] for name, rows in found.items()} == {
        "yield": ["hot", "cold", "coated"]
    }


def _problems(
    judging: Table,
    answers: Answers,
    parameters: dict[str, Number] | None = None,
    outputs: dict[str, Number] | None = None,
) -> list[Problem]:
    given = plant(answers, parameters=parameters or {}, outputs=outputs or {})
    return list(plant_problems(judging, given))


def _codes(problems: list[Problem]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in problems]


def test_two_variants_answered_are_a_problem_and_neither_is_chosen() -> None:
    problems = _problems(ROUTES, {"hot": "I", "coated": "I"})

    assert _codes(problems) == [("two_variants", "coated")]
    assert english(problems[0].what) == "hot, coated are variants of one indicator, yield"
    assert english(problems[0].remedy)


def test_one_variant_answered_and_another_said_not_to_apply_are_no_problem() -> None:
    assert _problems(ROUTES, {"hot": "I", "coated": "n/a"}) == []


LAYERS = rows_of_one_group(row("copper", "0.5", PER_N), row("water", "0.5", PER_N))


def test_a_parameter_that_a_figure_is_compared_by_must_be_given() -> None:
    problems = _problems(LAYERS, {"copper": 12, "water": 3}, {"n": 2})

    assert _codes(problems) == [("parameter_missing", "parameters.m")]
    assert english(problems[0].what) == (
        "the limits of copper, water depend on m, which is not given"
    )
    assert english(problems[0].remedy) == "give it under parameters: m"


def test_every_parameter_that_is_wanting_is_named_at_once() -> None:
    assert _codes(_problems(LAYERS, {"copper": 12})) == [
        ("parameter_missing", "parameters.n"),
        ("parameter_missing", "parameters.m"),
    ]


@pytest.mark.parametrize("written", [None, "n/a"])
def test_a_parameter_that_no_figure_is_compared_by_need_not_be_given(written: str | None) -> None:
    assert _problems(LAYERS, {"copper": written, "water": written}) == []


def test_a_parameter_of_zero_is_given() -> None:
    assert _problems(LAYERS, {"copper": 12}, {"n": 0, "m": 0}) == []


BOARDS = table(
    group(
        "g",
        1,
        replace(row("single", by_output("0.6")), product="single-sided"),
        row("double", by_output("0.6")),
        row("multi", by_output("0.6")),
        row("other", "0.4"),
    )
)


def test_an_output_that_shares_a_weight_must_be_given() -> None:
    problems = _problems(BOARDS, {}, outputs={"double": 1})

    assert _codes(problems) == [("output_missing", "parameters.outputs.single-sided")]
    assert english(problems[0].what) == (
        "the weight of pool is shared by output, and no output is given for single-sided, multi"
    )
    assert english(problems[0].remedy)


def test_the_output_of_a_row_that_does_not_apply_need_not_be_given() -> None:
    answers = {"single": "n/a", "double": "n/a"}

    assert _problems(BOARDS, answers) == []
    assert _problems(BOARDS, {"single": "n/a"}, outputs={"double": 1, "multi": 0}) == []


def test_outputs_that_add_up_to_nothing_share_no_weight() -> None:
    problems = _problems(BOARDS, {"single": "n/a"}, outputs={"double": 0, "multi": 0})

    assert _codes(problems) == [("output_zero", "parameters.outputs")]
    assert english(problems[0].what) == "the outputs that share the weight of pool add up to zero"
    assert english(problems[0].remedy)


def test_a_row_that_shares_a_product_is_named_once() -> None:
    two = rows_of_one_group(
        replace(row("a", by_output(1)), product="p"), replace(row("b", by_output(1)), product="p")
    )

    (problem,) = _problems(two, {})

    assert english(problem.what).endswith("no output is given for p")

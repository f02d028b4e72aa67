"""The reasons of a result in sentences, and limits and answers in words."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.combination import combine
from qingyuan.rules.indicators.evaluation import Evaluation, Outcome, Status
from qingyuan.rules.indicators.limits import limit_text
from qingyuan.rules.indicators.plant import Answer, Meets
from qingyuan.rules.indicators.reasons import answer_text, outcome_words, reasons, status_words
from qingyuan.rules.indicators.system import Between, Empty, Limit, Table, Threshold, Wording
from qingyuan.rules.messages import Message
from qingyuan.rules.quantities import Comparator, Unknown
from tests.rules.spoken import english
from tests.rules.tables import (
    II,
    PER_N,
    RULES_2023,
    Answers,
    I,
    at_most,
    group,
    judged,
    label,
    plant,
    row,
    rows_of_one_group,
    system,
    table,
)

TABLE = rows_of_one_group(
    row("a", "0.8", at_most(5, 10, 20)),
    row("b", "0.1", limiting=True),
    row("c", "0.1"),
)


def _told(result: Evaluation) -> list[str]:
    return [english(reason) for reason in reasons(result)]


def test_a_plant_at_level_i_has_nothing_to_be_told() -> None:
    assert _told(judged(TABLE, {"a": 5, "b": "I", "c": "I"})) == []


def test_what_blocks_each_better_level_is_told_the_nearest_first() -> None:
    assert _told(judged(TABLE, {"a": 11, "b": "II", "c": "none"}, RULES_2023)) == [
        "level III: the index is 90, 10 short of 100",
        (
            "level III: indicator name of c (c) meets no level: every indicator that applies must"
            " meet III"
        ),
        "level II: the index is 10, 75 short of 85",
        (
            "level II: indicator name of c (c) meets no level: every non-limiting indicator must"
            " meet III"
        ),
        "level I: the index is 0, 85 short of 85",
        "level I: limiting indicator name of b (b) meets level II only: it must meet I",
        (
            "level I: indicator name of a (a) meets level III only: every non-limiting indicator"
            " must meet II"
        ),
        (
            "level I: indicator name of c (c) meets no level: every non-limiting indicator must"
            " meet II"
        ),
    ]


def test_only_the_levels_better_than_the_outcome_are_told() -> None:
    told = _told(judged(TABLE, {"a": 5, "b": "II", "c": "I"}))

    assert told == ["level I: limiting indicator name of b (b) meets level II only: it must meet I"]


def test_a_row_that_vetoes_level_iii_is_told_once() -> None:
    told = _told(judged(TABLE, {"a": 5, "b": "none", "c": "I"}))

    of_iii = [reason for reason in told if reason.startswith("level III")]
    assert of_iii == [
        "level III: the index is 90, 10 short of 100",
        "level III: limiting indicator name of b (b) meets no level: it must meet III",
    ]


def test_a_row_without_weight_that_fails_level_iii_is_told_though_the_index_is_full() -> None:
    judging = rows_of_one_group(row("a", 1), row("b", 0))

    told = _told(judged(judging, {"a": "III", "b": "none"}))

    assert [reason for reason in told if reason.startswith("level III")] == [
        (
            "level III: indicator name of b (b) meets no level: every indicator that applies must"
            " meet III"
        )
    ]


def test_a_missing_row_is_told_as_missing_and_the_result_as_provisional() -> None:
    told = _told(judged(TABLE, {"a": 5, "c": "I"}))

    assert "level I: limiting indicator name of b (b) is missing: it must meet I" in told
    assert told[-1] == ("missing and so counted as meeting no level: b; the result is provisional")


def test_a_dropped_group_is_told_with_what_the_texts_do_not_provide_for() -> None:
    judging = table(group("g", "0.6", row("a", 1)), group("h", "0.4", row("b", 1)))

    assert _told(judged(judging, {"a": "I", "b": "n/a"})) == [
        (
            "group group h: no indicator in it that carries weight applies; it is left out"
            " and the other group weights are"
            " re-normalised, which the texts do not provide for"
        )
    ]


def test_what_is_only_recalled_is_told() -> None:
    judging = rows_of_one_group(replace(row("a", 1), confidence=Confidence.RECALLED))

    assert _told(judged(judging, {"a": "I"})) == [
        (
            "unverified: 1 rows or groups of table t are only recalled; two officers must confirm"
            " them before anything official rests on the result"
        )
    ]


NOT_SEEN = at_most(5, 10, 20) | {II: Empty.NOT_SEEN}


@pytest.mark.parametrize(
    ("judging", "told"),
    [
        (
            rows_of_one_group(row("a", None), row("b", 1), row("c", None)),
            ["table t gives no level: no weight was seen for 2 rows: a, c"],
        ),
        (
            rows_of_one_group(row("a", "0.5", NOT_SEEN), row("b", "0.5")),
            ["table t gives no level: a limit was not seen for 1 rows: a"],
        ),
        (
            table(group("g", None, row("a", 1)), group("h", 1)),
            ["table t gives no level: weight or rows were not seen for the groups g, h"],
        ),
        (
            replace(rows_of_one_group(row("a", 1)), complete=False),
            ["table t gives no level: it is known to lack rows"],
        ),
        (
            replace(table(group("g", None, row("a", None))), complete=False),
            [
                "table t gives no level: no weight was seen for 1 rows: a",
                "table t gives no level: weight or rows were not seen for the groups g",
            ],
        ),
    ],
)
def test_a_table_that_gives_no_level_says_what_it_lacks(judging: Table, told: list[str]) -> None:
    answers = {each.id: "I" if each.qualitative else "5" for each in judging.indicators()}

    assert _told(judged(judging, answers)) == told


def test_a_result_that_is_not_determined_is_not_said_to_be_provisional() -> None:
    judging = rows_of_one_group(row("a", None), row("b", 1))

    assert not [reason for reason in _told(judged(judging, {})) if "provisional" in reason]


WITH_BONUS = table(group("g", 1, row("a", 1)), group("extra", "0.1", row("d", 1), bonus=True))
WITHOUT_WEIGHT = rows_of_one_group(row("a", 1), row("d", 0))


@pytest.mark.parametrize("judging", [WITH_BONUS, WITHOUT_WEIGHT, rows_of_one_group(row("a", 1))])
@pytest.mark.parametrize("other", ["n/a", "I"])
def test_a_plant_whose_level_is_not_determined_is_always_told_why(
    judging: Table, other: str
) -> None:
    result = judged(judging, {"a": "n/a", "d": other})

    assert result.index is None
    assert _told(result)


def test_a_group_whose_one_applicable_row_has_no_weight_is_not_said_to_apply_nowhere() -> None:
    judging = table(group("g", "0.5", row("a", 1), row("b", 0)), group("h", "0.5", row("c", 1)))

    told = _told(judged(judging, {"a": "n/a", "b": "I", "c": "I"}))

    assert not [reason for reason in told if "nothing in it applies" in reason]


def test_the_reasons_of_a_combination_name_the_rows_of_each_table() -> None:
    first = table(group("g", 1, row("a", 1)), table_id="x")
    second = table(group("g", "0.5", row("a", 1)), group("h", "0.5", row("b", 1)), table_id="y")
    plants = {"x": plant({"a": "II"}), "y": plant({"b": "n/a"})}

    told = reasons(
        combine(system(first, second), plants, {"x": Decimal(1), "y": Decimal(1)}, "mill")
    )

    spoken = [english(reason) for reason in told]
    assert spoken[0] == "level III: the index is 50, 50 short of 100"
    assert (
        "level III: indicator name of a (y.a) is missing: every indicator that applies must meet"
        " III"
    ) in spoken
    assert spoken[-2].startswith("missing and so counted as meeting no level: a;")
    assert spoken[-1].startswith("group group h: no indicator in it that carries weight applies")


def test_a_combination_that_is_not_determined_says_which_table_lacks_what() -> None:
    first = table(group("g", 1, row("a", 1)), table_id="x")
    second = table(group("g", 1, row("a", None)), table_id="y")
    plants = {"x": plant({"a": "II"}), "y": plant({"a": "II"})}

    result = combine(system(first, second), plants, {"x": Decimal(1), "y": Decimal(1)}, None)

    assert [english(reason) for reason in reasons(result)] == [
        "table y gives no level: no weight was seen for 1 rows: a"
    ]


def test_every_outcome_and_every_status_has_its_own_words() -> None:
    outcomes = {english(outcome_words(outcome)) for outcome in Outcome}
    statuses = {english(status_words(status)) for status in Status}

    assert len(outcomes) == len(Outcome)
    assert len(statuses) == len(Status)
    assert english(outcome_words(Outcome.II)).endswith(" II")
    assert english(status_words(Status.PROVISIONAL)) == "provisional"


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Unknown.MISSING, "missing"),
        (Unknown.NOT_APPLICABLE, "does not apply"),
        (Meets.NONE, "none"),
        (II, "II"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal(0), "0"),
    ],
)
def test_an_answer_is_told_as_a_reader_writes_it(answer: Answer, text: str) -> None:
    assert english(answer_text(answer)) == text


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Threshold(Comparator.AT_MOST, Decimal("24.0")), "≤ 24.0"),
        (Threshold(Comparator.BELOW, Decimal(-20)), "< -20"),
        (Threshold(Comparator.AT_LEAST, Decimal("1E+3")), "≥ 1000"),
        (Threshold(Comparator.ABOVE, Decimal(0)), "> 0"),
        (Between(Decimal(6), Decimal("9.5")), "6 ~ 9.5"),
        (Between(Decimal(6), None), "≥ 6"),
        (Between(None, Decimal("9.5")), "≤ 9.5"),
        (Wording(label("a text")), "a text"),
        (Empty.NO_REQUIREMENT, "no requirement"),
        (Empty.NOT_SEEN, "not seen"),
    ],
)
def test_a_limit_is_told_as_a_reader_compares_with_it(limit: Limit, text: str) -> None:
    assert english(limit_text(limit, {})) == text


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"n": "2", "m": "1"}, "≤ 29.5"),
        ({"n": "2"}, "≤ 20 + 5·n + -0.5·m"),
        ({}, "≤ 20 + 5·n + -0.5·m"),
    ],
)
def test_a_limit_is_told_for_the_plants_own_product_or_as_its_formula(
    parameters: Mapping[str, str], text: str
) -> None:
    numbers = {name: Decimal(number) for name, number in parameters.items()}

    assert limit_text(PER_N[II], numbers) == text


@pytest.mark.parametrize("answers", [{}, {"a": 7, "b": "III"}, {"a": "n/a", "b": None, "c": "II"}])
def test_every_place_of_every_reason_is_filled(answers: Answers) -> None:
    for reason in reasons(judged(TABLE, answers, RULES_2023)):
        assert isinstance(reason, Message)
        assert "{" not in english(reason)
    assert I < II

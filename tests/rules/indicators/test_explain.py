"""The explanation tree: every figure, limit, weight and article that a result rests on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from qingyuan.rules.explanation import SCHEMA, Absorption, Citation, Confidence, Step
from qingyuan.rules.indicators.combination import combine
from qingyuan.rules.indicators.evaluation import evaluate
from qingyuan.rules.indicators.explain import explanation, row_citation
from qingyuan.rules.indicators.system import Empty
from tests.rules.spoken import english, every_step
from tests.rules.tables import (
    II,
    PER_N,
    RULES_2023,
    Answers,
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

TABLE = table(
    group("g", "0.6", row("a", "0.5", at_most(5, 10, 20)), row("b", "0.5", limiting=True)),
    group("h", "0.4", row("c", 1)),
    group("extra", "0.1", row("d", 1), bonus=True),
)
ANSWERS: Answers = {"a": "7.50", "b": "II", "c": "n/a", "d": "I"}
RULE = Citation(
    "trial-rules",
    label("trial rules"),
    "5.4",
    Confidence.SECOND_HAND,
    Absorption("code", label("code"), date(2026, 8, 15)),
)


def _tree(answers: Answers = ANSWERS) -> Step:
    return explanation(judged(TABLE, answers), RULE)


def _facts(step: Step) -> Mapping[str, str]:
    assert len(dict(step.facts)) == len(step.facts)
    return dict(step.facts)


def _of_kind(tree: Step, kind: str) -> list[Step]:
    return [step for step in every_step(tree) if step.kind == kind]


def test_the_top_of_the_tree_says_the_level_the_status_and_the_indices() -> None:
    tree = _tree()

    assert tree.kind == "evaluation"
    assert english(tree.what).endswith("II, final")
    assert _facts(tree) == {
        "system": "fictional-2026",
        "level": "II",
        "status": "final",
        "index_I": "0",
        "index_II": "100",
        "index_III": "100",
    }
    assert tree.citations == (RULE,)
    assert SCHEMA == "qingyuan.explanation/1"


def test_without_a_stated_rule_nothing_is_cited_in_its_place() -> None:
    tree = explanation(judged(TABLE, ANSWERS))

    assert tree.citations == ()
    assert all(step.citations == () for step in _of_kind(tree, "level"))


def test_each_level_is_shown_with_its_test() -> None:
    first, second, third = _of_kind(_tree(), "level")

    assert _facts(first) == {
        "level": "I",
        "index": "0",
        "score": "85",
        "short_by": "85",
        "passed": "false",
        "vetoes": "b",
        "non_limiting": "",
    }
    assert english(first.what) == "level I: index 0 against 85, 1 vetoes: not passed"
    assert english(second.what) == "level II: index 100 against 85, 0 vetoes: passed"
    assert _facts(third)["passed"] == "true"
    assert first.citations == (RULE,)


def test_the_rows_that_fail_a_condition_of_a_level_are_listed() -> None:
    tree = explanation(judged(TABLE, {"a": 30, "b": "I", "c": "none"}, RULES_2023))

    assert [_facts(step)["non_limiting"] for step in _of_kind(tree, "level")] == ["a c", "a c", ""]


def test_the_reasons_stand_in_the_tree() -> None:
    assert [english(step.what) for step in _of_kind(_tree(), "reason")] == [
        "level I: the index is 0, 85 short of 85",
        "level I: limiting indicator name of b (b) meets level II only: it must meet I",
        (
            "group group h: no indicator in it that carries weight applies; it is left out"
            " and the other group weights are"
            " re-normalised, which the texts do not provide for"
        ),
    ]


def test_a_group_is_shown_with_its_weight_and_points() -> None:
    first, second = _of_kind(_tree(), "group")

    assert english(first.what) == "group group g, weight 1"
    assert _facts(first) == {
        "group": "g",
        "weight": "1",
        "points_I": "0",
        "points_II": "100",
        "points_III": "100",
    }
    assert _facts(second)["weight"] == "0"
    assert [_facts(step)["indicator"] for step in first.steps] == ["a", "b"]


def test_a_bonus_group_is_shown_beside_the_index() -> None:
    (bonus,) = _of_kind(_tree(), "bonus_group")

    assert english(bonus.what) == "bonus group group extra, beside the index"
    assert _facts(bonus)["points_I"] == "10"
    assert "weight" not in _facts(bonus.steps[0])
    assert _facts(bonus.steps[0])["weight_in_group"] == "1"


def test_a_row_is_shown_with_its_value_level_weight_points_and_place() -> None:
    step = _of_kind(_tree(), "indicator")[0]

    assert english(step.what).startswith("name of a: 7.50, meets")
    assert _facts(step) == {
        "indicator": "a",
        "value": "7.50",
        "best_level": "II",
        "limiting": "false",
        "weight": "0.5",
        "points_I": "0",
        "points_II": "50",
        "points_III": "50",
        "weight_in_group": "0.5",
    }
    (where,) = step.citations
    assert (where.instrument, where.article) == ("fictional-2026", "1")
    assert where.label is not None
    assert english(where.label) == "No. 1, row 1"


def test_each_limit_of_a_row_is_shown_as_met_or_not() -> None:
    step = _of_kind(_tree(), "indicator")[0]

    assert [english(limit.what) for limit in step.steps] == [
        "level I: ≤ 5: not met",
        "level II: ≤ 10: met",
        "level III: ≤ 20: met",
    ]
    assert [_facts(limit)["met"] for limit in step.steps] == ["false", "true", "true"]


def test_a_row_that_does_not_apply_is_shown_as_such() -> None:
    step = _of_kind(_tree(), "indicator")[2]

    assert english(step.what).startswith("name of c: does not apply")
    assert "meets" not in english(step.what)
    assert (_facts(step)["value"], _facts(step)["weight"]) == ("does not apply", "0")
    assert english(step.steps[0].what) == "level I: advanced: does not apply"


def test_a_limit_is_shown_for_the_plants_own_product() -> None:
    judging = rows_of_one_group(row("a", 1, PER_N))

    tree = explanation(judged(judging, {"a": 20}, parameters={"n": 2, "m": 1}))

    assert english(_of_kind(tree, "limit")[1].what) == "level II: ≤ 29.5: met"


def test_a_table_that_cannot_decide_still_shows_what_each_row_meets() -> None:
    judging = replace(TABLE, complete=False)

    tree = explanation(judged(judging, {"a": 5, "b": "II"}))

    assert english(tree.what).endswith("undetermined")
    assert "index_I" not in _facts(tree)
    assert _of_kind(tree, "group") == []
    rows = [step for step in tree.steps if step.kind == "indicator"]
    assert [_facts(step)["best_level"] for step in rows] == ["I", "II", "none", "none"]
    assert all("weight" not in _facts(step) for step in rows)


def test_a_row_of_which_a_limit_was_not_seen_is_not_said_to_meet_no_level() -> None:
    judging = rows_of_one_group(row("a", 1, at_most(5, 10, 20) | {II: Empty.NOT_SEEN}))

    undecided, decided = (
        english(_of_kind(explanation(judged(judging, {"a": value})), "indicator")[0].what)
        for value in (21, 20)
    )

    assert "meets" not in undecided
    assert decided.endswith("meets level III")


def test_a_limit_that_was_not_seen_is_not_said_to_be_missed() -> None:
    judging = rows_of_one_group(row("a", 1, at_most(5, 10, 20) | {II: Empty.NOT_SEEN}))

    tree = explanation(judged(judging, {"a": 21}))

    unseen = _of_kind(tree, "limit")[1]
    assert "not seen" in english(unseen.what)
    assert "not met" not in english(unseen.what)
    assert _facts(unseen).get("met") != "false"


@pytest.mark.parametrize(
    ("of_row", "of_system", "shown"),
    [
        (Confidence.VERBATIM, Confidence.RECALLED, Confidence.VERBATIM),
        (None, Confidence.SECOND_HAND, Confidence.SECOND_HAND),
        (None, None, None),
    ],
)
def test_a_row_is_cited_as_well_as_it_is_known(
    of_row: Confidence | None, of_system: Confidence | None, shown: Confidence | None
) -> None:
    judging = rows_of_one_group(replace(row("a", 1), confidence=of_row))
    edition = replace(system(judging), confidence=of_system)

    result = evaluate(edition, judging, plant({"a": "I"}))

    assert row_citation(edition, result.rows[0]).confidence is shown


def _two_tables() -> Step:
    other = table(group("g", 1, row("c", "0.5"), row("e", "0.5")), table_id="other")
    plants = {"t": plant(ANSWERS), "other": plant({"c": "I", "e": "III"})}
    outputs = {"t": Decimal(1), "other": Decimal(2)}
    return explanation(combine(system(TABLE, other), plants, outputs, "mill"), RULE)


def test_a_combination_shows_each_table_with_its_share() -> None:
    first, second = _of_kind(_two_tables(), "table")

    assert english(first.what) == "table t: 1/3 of the output"
    assert _facts(second) == {
        "table": "other",
        "share": "2/3",
        "index_I": "50",
        "index_II": "50",
        "index_III": "100",
    }
    assert [step.kind for step in first.steps] == ["group", "group", "bonus_group"]
    assert first.citations == (RULE,)


def test_the_index_of_a_combination_is_the_sum_of_its_tables_by_share() -> None:
    tree = _two_tables()

    for name in ("index_I", "index_II", "index_III"):
        parts = [_facts(step) for step in _of_kind(tree, "table")]
        whole = sum(Fraction(part["share"]) * Fraction(part[name]) for part in parts)
        assert whole == Fraction(_facts(tree)[name])


def test_a_combination_that_is_not_determined_shows_its_tables_all_the_same() -> None:
    other = replace(table(group("g", 1, row("c", 1)), table_id="other"), complete=False)
    plants = {"t": plant(ANSWERS), "other": plant({"c": "I"})}
    outputs = {"t": Decimal(1), "other": Decimal(2)}

    tree = explanation(combine(system(TABLE, other), plants, outputs, "mill"))

    decided, undecided = _of_kind(tree, "table")
    assert "index_I" not in _facts(tree)
    assert _facts(decided)["index_II"] == "100"
    assert set(_facts(undecided)) == {"table", "share"}


@pytest.mark.parametrize("answers", [ANSWERS, {}, {"a": 100, "b": "none", "c": None}])
def test_every_sentence_of_the_tree_can_be_said(answers: Answers) -> None:
    for step in every_step(_tree(answers)):
        assert english(step.what)
        assert "{" not in english(step.what)

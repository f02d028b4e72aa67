"""Whether a table can decide: derived from its rows, never typed."""

from dataclasses import replace

import pytest

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.completeness import Completeness, completeness, lacks
from qingyuan.rules.indicators.system import Empty, Level, Table
from tests.rules.tables import II, I, at_most, group, row, rows_of_one_group, system, table, texts

WHOLE = table(group("g", "0.6", row("a", 1)), group("h", "0.4", row("b", 1, at_most(1, 2, 3))))
RECALLED = replace(row("a", 1), confidence=Confidence.RECALLED)
COMPLETE, PARTIAL, UNVERIFIED = Completeness


def test_a_table_with_all_its_weights_and_limits_is_complete() -> None:
    found = lacks(WHOLE)

    assert found.completeness is COMPLETE
    assert (found.weights, found.limits, found.groups, found.recalled) == ((), (), (), ())
    assert not found.rows_not_seen


def test_the_rows_whose_weight_was_not_seen_are_named() -> None:
    found = lacks(rows_of_one_group(row("a", None), row("b", 1), row("c", None)))

    assert found.weights == ("a", "c")
    assert found.completeness is PARTIAL


@pytest.mark.parametrize("level", list(Level))
def test_the_rows_of_which_a_limit_was_not_seen_are_named(level: Level) -> None:
    asked = at_most(1, 2, 3) | {level: Empty.NOT_SEEN}

    found = lacks(rows_of_one_group(row("a", "0.5", asked), row("b", "0.5")))

    assert found.limits == ("a",)
    assert found.completeness is PARTIAL


def test_a_level_without_requirement_lacks_nothing() -> None:
    asked = texts("a", "b", Empty.NO_REQUIREMENT)

    assert lacks(rows_of_one_group(row("a", 1, asked))).completeness is COMPLETE


def test_a_weight_of_zero_is_a_weight() -> None:
    found = lacks(table(group("g", 1, row("a", 1), row("b", 0)), group("h", 0, row("c", 1))))

    assert found.completeness is COMPLETE


def test_the_groups_without_weight_or_rows_are_named() -> None:
    found = lacks(
        table(group("g", None, row("a", 1)), group("h", "0.5"), group("i", "0.5", row("b", 1)))
    )

    assert found.groups == ("g", "h")
    assert found.completeness is PARTIAL


@pytest.mark.parametrize(
    "lacking",
    [
        replace(WHOLE, complete=False),
        replace(WHOLE, groups=(WHOLE.groups[0], replace(WHOLE.groups[1], complete=False))),
    ],
)
def test_a_table_that_is_known_to_lack_rows_is_partial(lacking: Table) -> None:
    found = lacks(lacking)

    assert found.rows_not_seen
    assert found.completeness is PARTIAL


def test_what_is_only_recalled_makes_a_table_unverified() -> None:
    recalled_group = replace(group("h", "0.5", row("b", 1)), confidence=Confidence.RECALLED)

    found = lacks(table(group("g", "0.5", RECALLED), recalled_group))

    assert found.recalled == ("a", "h")
    assert found.completeness is UNVERIFIED


@pytest.mark.parametrize("confidence", [Confidence.VERBATIM, Confidence.SECOND_HAND])
def test_what_was_seen_is_not_unverified(confidence: Confidence) -> None:
    found = lacks(rows_of_one_group(replace(row("a", 1), confidence=confidence)))

    assert found.completeness is COMPLETE


def test_a_table_that_lacks_something_is_partial_even_where_it_is_also_recalled() -> None:
    assert lacks(rows_of_one_group(RECALLED, row("b", None))).completeness is PARTIAL


@pytest.mark.parametrize(
    ("tables", "worst"),
    [
        ([WHOLE], COMPLETE),
        ([WHOLE, rows_of_one_group(RECALLED)], UNVERIFIED),
        ([rows_of_one_group(RECALLED), WHOLE, rows_of_one_group(row("a", None))], PARTIAL),
    ],
)
def test_a_system_is_as_good_as_its_worst_table(tables: list[Table], worst: Completeness) -> None:
    assert completeness(system(*tables)) is worst


def test_a_table_tells_its_basic_groups_from_its_bonus_groups() -> None:
    bonus = group("bonus", "0.1", row("c", 1), bonus=True)
    both = replace(WHOLE, groups=(bonus, *WHOLE.groups))

    assert both.basic_groups() == WHOLE.groups
    assert both.bonus_groups() == (bonus,)
    assert [each.id for each in both.indicators()] == ["c", "a", "b"]


def test_an_edition_is_named_by_its_document_or_by_its_id() -> None:
    numbered = system(WHOLE)

    assert numbered.edition == "No. 1"
    assert replace(numbered, document=None).edition == "fictional-2026"
    assert I < II

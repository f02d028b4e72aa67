"""Weights after re-normalising: x/n, shares by output, rows and groups that do not apply."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from qingyuan.rules.indicators.plant import figures
from qingyuan.rules.indicators.system import Group, Indicator, Table
from qingyuan.rules.indicators.weights import Weights, weights
from tests.rules.tables import Answers, Number, by_output, group, plant, row, shared, table


def _weights(
    weighed: Table | Group, answers: Answers, outputs: dict[str, Number] | None = None
) -> Weights:
    whole = weighed if isinstance(weighed, Table) else table(weighed)
    return weights(whole.groups, figures(whole, plant(answers, outputs=outputs or {})))


def _shares(found: Weights, *rows: str) -> tuple[Fraction | int, ...]:
    return tuple(found.rows[name] for name in rows)


THREE = group("g", 1, row("a", "0.5"), row("b", "0.3"), row("c", "0.2"))


def test_where_all_rows_apply_the_printed_weights_stand() -> None:
    found = _weights(THREE, {"a": "I", "b": "none", "c": None})

    assert _shares(found, "a", "b", "c") == (Fraction(1, 2), Fraction(3, 10), Fraction(1, 5))
    assert found.dropped == ()


def test_a_row_that_does_not_apply_gives_its_weight_to_its_whole_group() -> None:
    found = _weights(THREE, {"a": "n/a"})

    assert _shares(found, "a", "b", "c") == (0, Fraction(3, 5), Fraction(2, 5))


def test_a_row_that_is_missing_keeps_its_weight() -> None:
    assert _weights(THREE, {}).rows == _weights(THREE, {"a": "I", "b": "I", "c": "I"}).rows


def test_a_row_that_does_not_apply_gives_nothing_to_another_group() -> None:
    other = group("h", "0.4", row("d", 1))

    found = _weights(table(replace(THREE, weight=Fraction(3, 5)), other), {"a": "n/a"})

    assert found.groups == {"g": Fraction(3, 5), "h": Fraction(2, 5)}
    assert found.effective(THREE, THREE.indicators[1]) == Fraction(9, 25)


def _metals(*names: str) -> tuple[Indicator, ...]:
    return tuple(row(name, shared("0.8", "metals")) for name in names)


ELECTROPLATING = group("g", 1, *_metals("cu", "ni", "cr", "zn"), row("water", "0.2"))


@pytest.mark.parametrize(
    ("answers", "n"),
    [
        ({}, 4),
        ({"cu": "I", "ni": "none", "cr": None}, 4),
        ({"cu": "n/a"}, 3),
        ({"cu": "n/a", "ni": "n/a"}, 2),
        ({"cu": "n/a", "ni": "n/a", "cr": "n/a"}, 1),
    ],
)
def test_in_x_over_n_the_rows_that_apply_share_x_missing_ones_included(
    answers: Answers, n: int
) -> None:
    found = _weights(ELECTROPLATING, answers)

    assert found.rows["zn"] == Fraction(4, 5) / n
    assert found.rows["water"] == Fraction(1, 5)
    assert sum(found.rows.values()) == 1


def test_where_no_row_of_the_pool_applies_the_others_share_the_whole() -> None:
    found = _weights(ELECTROPLATING, dict.fromkeys(("cu", "ni", "cr", "zn"), "n/a"))

    assert found.rows["water"] == 1


def test_where_only_the_pool_applies_it_is_renormalised_over_the_whole_group() -> None:
    found = _weights(ELECTROPLATING, {"water": "n/a", "zn": "n/a"})

    assert _shares(found, "cu", "ni", "cr", "zn") == (*[Fraction(1, 3)] * 3, 0)


def test_two_pools_of_one_group_count_their_own_rows() -> None:
    pools = group("g", 1, *_metals("cu", "ni"), row("x", shared("0.2", "rest")))

    assert _shares(_weights(pools, {}), "cu", "ni", "x") == (
        *[Fraction(2, 5)] * 2,
        Fraction(1, 5),
    )


def test_a_pool_of_the_same_name_in_another_group_is_another_pool() -> None:
    both = table(
        group("g", "0.5", *_metals("cu", "ni"), row("a", "0.2")),
        group("h", "0.5", *_metals("cr"), row("b", "0.2")),
    )

    assert _shares(_weights(both, {}), "cu", "cr") == (Fraction(2, 5), Fraction(4, 5))


def test_a_pool_shared_by_output_and_one_of_the_same_name_shared_alike_are_two() -> None:
    mixed = group("g", 1, row("a", shared("0.5")), row("b", by_output("0.5")))

    assert _shares(_weights(mixed, {}), "a", "b") == (Fraction(1, 2), Fraction(1, 2))


BOARDS = group(
    "g",
    1,
    replace(row("single", by_output("0.6")), product="single-sided"),
    replace(row("double", by_output("0.6")), product="double-sided"),
    row("multi", by_output("0.6")),
    row("other", "0.4"),
)
OUTPUTS: dict[str, Number] = {"single-sided": 10, "double-sided": 30, "multi": 60}


def test_a_pool_is_shared_by_output_of_product_or_row() -> None:
    found = _weights(BOARDS, {}, OUTPUTS)

    assert _shares(found, "single", "double", "multi", "other") == (
        *(Fraction(6, 100), Fraction(18, 100), Fraction(36, 100)),
        Fraction(2, 5),
    )


def test_an_output_may_be_given_under_the_row_though_it_names_a_product() -> None:
    found = _weights(BOARDS, {"multi": "n/a"}, {"single": 1, "double-sided": 3})

    assert _shares(found, "single", "double") == (Fraction(3, 20), Fraction(9, 20))


def test_the_output_of_a_row_that_does_not_apply_does_not_count() -> None:
    found = _weights(BOARDS, {"double": "n/a"}, OUTPUTS)

    assert _shares(found, "single", "double", "multi") == (Fraction(6, 70), 0, Fraction(36, 70))


def test_a_pool_of_which_one_row_applies_is_its_alone_whatever_the_output() -> None:
    answers = {"double": "n/a", "multi": "n/a"}

    assert _weights(BOARDS, answers).rows["single"] == Fraction(3, 5)
    assert _weights(BOARDS, answers, {"single": 0}).rows["single"] == Fraction(3, 5)


def test_a_product_without_output_weighs_nothing() -> None:
    found = _weights(BOARDS, {}, OUTPUTS | {"multi": 0})

    assert _shares(found, "single", "double", "multi") == (Fraction(3, 20), Fraction(9, 20), 0)


def test_shares_of_output_are_exact() -> None:
    found = _weights(BOARDS, {"multi": "n/a"}, {"single": "0.1", "double": "0.2"})

    assert _shares(found, "single", "double") == (Fraction(1, 5), Fraction(2, 5))


FOUR_GROUPS = table(
    group("g1", "0.1", row("a", 1)),
    group("g2", "0.2", row("b", "0.5"), row("c", "0.5")),
    group("g3", "0.3", row("d", 1)),
    group("g4", "0.4", row("e", 1)),
)


def test_a_group_in_which_nothing_applies_is_dropped_and_the_others_share_the_whole() -> None:
    found = _weights(FOUR_GROUPS, {"b": "n/a", "c": "n/a", "e": "n/a"})

    assert found.dropped == ("g2", "g4")
    assert found.groups == {"g1": Fraction(1, 4), "g2": 0, "g3": Fraction(3, 4), "g4": 0}


def test_where_nothing_applies_no_weight_is_left() -> None:
    found = _weights(FOUR_GROUPS, dict.fromkeys("abcde", "n/a"))

    assert found.dropped == ("g1", "g2", "g3", "g4")
    assert not any(found.groups.values())
    assert not any(found.rows.values())


def test_a_row_printed_with_no_weight_weighs_nothing() -> None:
    found = _weights(group("g", 1, row("a", 1), row("b", 0)), {})

    assert _shares(found, "a", "b") == (1, 0)


@pytest.mark.parametrize("lacking", [group("g", None, row("a", 1)), group("g", 1, row("a", None))])
def test_a_table_whose_weights_were_not_seen_has_no_weights(lacking: Group) -> None:
    with pytest.raises(ValueError, match=r"^[ga]$"):
        _weights(lacking, {})


def test_a_weight_that_was_not_seen_does_not_matter_where_its_row_does_not_apply() -> None:
    found = _weights(group("g", 1, row("a", None), row("b", Decimal("0.5"))), {"a": "n/a"})

    assert _shares(found, "a", "b") == (0, 1)

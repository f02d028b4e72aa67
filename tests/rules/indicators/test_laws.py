"""Laws of the method, over random systems: a second reading agrees, and nothing good does harm."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import assume, given, note
from hypothesis import strategies as st

from qingyuan.rules.indicators.combination import Combination, combine
from qingyuan.rules.indicators.evaluation import Outcome, RowResult, Status
from qingyuan.rules.indicators.explain import explanation
from qingyuan.rules.indicators.gaps import Change
from qingyuan.rules.indicators.reasons import reasons
from qingyuan.rules.indicators.system import Fixed, Indicator, Level
from tests.rules.naive_method import Product, Verdict, naive_verdict
from tests.rules.random_systems import MISSING, NOT_APPLICABLE, Case, answer_meeting, cases
from tests.rules.spoken import english, every_step
from tests.rules.tables import I

OUTPUTS = st.integers(1, 9).map(lambda tenths: Decimal(tenths) / 10)
RANK = {"I": 0, "II": 1, "III": 2, "none": 3}


def _verdict(case: Case) -> Verdict:
    result = case.evaluated()
    index = None if result.index is None else tuple(result.index[level] for level in Level)
    return Verdict(result.outcome.value, index)


def _applying(case: Case) -> list[RowResult]:
    return [row for row in case.evaluated().rows if row.applies and not row.bonus]


@given(cases())
def test_a_second_reading_of_the_method_gives_the_same_level_and_indices(case: Case) -> None:
    assert _verdict(case) == naive_verdict(case.system, Product(case.table, case.plant))


@given(cases())
def test_the_indices_rise_from_i_to_iii_and_stay_between_nothing_and_full(case: Case) -> None:
    index = _verdict(case).index

    assert index is None or 0 <= index[0] <= index[1] <= index[2] <= 100


@given(cases())
def test_a_result_is_provisional_exactly_where_a_figure_is_missing(case: Case) -> None:
    result = case.evaluated()

    assume(result.index is not None)
    assert (result.status is Status.PROVISIONAL) is bool(result.missing)
    assert result.status is not Status.UNDETERMINED


@given(cases())
def test_the_weights_that_count_sum_to_one_whenever_anything_applies(case: Case) -> None:
    result = case.evaluated()

    weights = [row.weight for row in result.rows if row.weight is not None]
    assume(result.index is not None)
    assert sum(weights) == 1
    assert min(weights) >= 0
    assert sum(group.weight for group in result.groups) == 1


@given(cases())
def test_a_level_is_undetermined_only_where_no_row_with_weight_applies(case: Case) -> None:
    result = case.evaluated()

    weighs = {
        row.id: not isinstance(row.weight, Fixed) or row.weight.weight > 0
        for group in case.table.groups
        for row in group.indicators
        if group.weight and not group.bonus
    }
    applies = any(row.applies and weighs.get(row.indicator.id) for row in result.rows)
    assert (result.outcome is Outcome.UNDETERMINED) is not applies
    assert (result.index is None) is not applies
    assert applies or reasons(result)


@given(cases(), st.data())
def test_a_better_answer_never_lowers_an_index_or_the_level(
    case: Case, data: st.DataObject
) -> None:
    applying = _applying(case)
    assume(applying)
    row = data.draw(st.sampled_from(applying)).indicator
    to = data.draw(st.sampled_from(Level))
    before = case.evaluated()
    best = next(each.best for each in before.rows if each.indicator is row)
    assume(best is None or to <= best)

    after = case.answering({row.id: answer_meeting(row, to, case.plant)}).evaluated()

    assume(before.index is not None)
    assert after.index is not None
    assert before.index is not None
    assert all(before.index[level] <= after.index[level] for level in Level)
    assert RANK[after.outcome] <= RANK[before.outcome]


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_groups_does_not_matter(case: Case, chance: Random) -> None:
    groups = []
    for group in case.table.groups:
        rows = list(group.indicators)
        chance.shuffle(rows)
        groups.append(replace(group, indicators=tuple(rows)))
    chance.shuffle(groups)

    turned = replace(case, table=replace(case.table, groups=tuple(groups)))

    assert _verdict(turned) == _verdict(case)


def _can_be_compared(dropped: Indicator, other: RowResult, another: RowResult) -> bool:
    """Say whether the text keeps two weights in proportion: n of a pool counts those that apply."""
    pair = other.indicator.weight, another.indicator.weight
    own = all(isinstance(weight, Fixed) for weight in pair) or pair[0] == pair[1]
    return isinstance(dropped.weight, Fixed) or own


@given(cases(), st.data())
def test_a_row_that_does_not_apply_leaves_the_others_in_proportion(
    case: Case, data: st.DataObject
) -> None:
    applying = [row for row in _applying(case) if row.indicator.variant_of is None]
    assume(applying)
    dropped = data.draw(st.sampled_from(applying))
    after = case.answering({dropped.indicator.id: NOT_APPLICABLE}).evaluated()
    found = {row.indicator.id: row.weight_in_group for row in after.rows}
    assume(after.index is not None)

    others = [row for row in _applying(case) if row.group == dropped.group and row != dropped]

    for other in others:
        for another in others:
            before = (other.weight_in_group, another.weight_in_group)
            later = (found[other.indicator.id], found[another.indicator.id])
            if _can_be_compared(dropped.indicator, other, another):
                assert before[0] is not None
                assert before[1] is not None
                assert later[0] is not None
                assert later[1] is not None
                assert before[0] * later[1] == before[1] * later[0]


def _changed(case: Case, changes: tuple[Change, ...]) -> Case:
    return case.answering(
        {
            change.standing.indicator.id: answer_meeting(
                change.standing.indicator, change.to, case.plant
            )
            for change in changes
        }
    )


@given(cases())
def test_every_single_change_that_is_told_reaches_its_level(case: Case) -> None:
    for lift in case.evaluated().lifts:
        for change in lift.single:
            note(f"{change.standing.indicator.id} to {change.to.name} for {lift.level.name}")
            tests = _changed(case, (change,)).evaluated().tests
            assert tests[lift.level - 1].passed


@given(cases())
def test_no_single_change_that_is_not_told_reaches_a_level(case: Case) -> None:
    result = case.evaluated()
    for lift in result.lifts:
        told = {change.standing.indicator.id for change in lift.single}
        for row in _applying(case):
            if row.indicator.id not in told:
                best = answer_meeting(row.indicator, I, case.plant)
                tests = case.answering({row.indicator.id: best}).evaluated().tests
                assert not tests[lift.level - 1].passed


@given(cases())
def test_a_single_change_asks_for_no_more_than_it_must(case: Case) -> None:
    for lift in case.evaluated().lifts:
        for change in lift.single:
            lesser = [level for level in Level if level > change.to]
            for level in lesser:
                softer = replace(change, to=level)
                changed = _changed(case, (softer,)).evaluated()
                best = {row.indicator.id: row.best for row in changed.rows}
                if best[change.standing.indicator.id] == level:
                    assert not changed.tests[lift.level - 1].passed


@given(cases())
def test_the_changes_that_are_told_together_leave_no_more_points_lacking_than_told(
    case: Case,
) -> None:
    for lift in case.evaluated().lifts:
        if not lift.single:
            test = _changed(case, lift.together).evaluated().tests[lift.level - 1]
            assert not test.must_change
            assert test.short_by <= lift.still_short
            assert test.passed or lift.still_short


@given(cases())
def test_all_the_changes_that_are_told_at_once_always_reach_the_level(case: Case) -> None:
    for lift in case.evaluated().lifts:
        told = (*lift.together, *lift.gains) if not lift.single else lift.single
        assert _changed(case, told).evaluated().tests[lift.level - 1].passed


@given(cases())
def test_only_what_brings_points_is_told_as_a_gain_and_only_where_points_lack(case: Case) -> None:
    for lift in case.evaluated().lifts:
        weights = [change.standing.weight for change in lift.gains]
        assert all(weights)
        assert weights == sorted(weights, reverse=True)
        assert bool(weights) is bool(lift.still_short)
        assert not lift.single or not (lift.together or lift.gains)


@given(cases())
def test_the_points_of_the_explanation_sum_to_the_index(case: Case) -> None:
    result = case.evaluated()
    assume(result.index is not None)
    tree = explanation(result)
    top = dict(tree.facts)

    for kind in ("group", "indicator"):
        facts = [dict(step.facts) for step in every_step(tree) if step.kind == kind]
        for level in Level:
            points = [Fraction(each.get(f"points_{level.name}", 0)) for each in facts]
            assert sum(points) == Fraction(top[f"index_{level.name}"])


@given(cases())
def test_every_sentence_of_every_explanation_can_be_said(case: Case) -> None:
    result = case.evaluated()

    for step in every_step(explanation(result)):
        assert english(step.what).count("{") == 0
    for level in {test.level for test in result.tests if not test.passed}:
        better = result.outcome is Outcome.NONE or level < Level[result.outcome]
        told = [reason for reason in reasons(result) if ("level", level.name) in reason.values]
        assert bool(told) is better


def _combined(first: Case, second: Case, outputs: tuple[Decimal, Decimal]) -> Combination:
    """Combine the tables of two cases under the rules of the first."""
    tables = replace(first.table, id="x"), replace(second.table, id="y")
    plants = {"x": first.plant, "y": second.plant}
    amounts = dict(zip("xy", outputs, strict=True))
    return combine(replace(first.system, tables=tables), plants, amounts, "p")


@given(cases(), cases(), st.tuples(OUTPUTS, OUTPUTS))
def test_a_second_reading_agrees_over_several_tables_weighted_by_output(
    first: Case, second: Case, outputs: tuple[Decimal, Decimal]
) -> None:
    result = _combined(first, second, outputs)

    products = [
        Product(case.table, case.plant, Fraction(output))
        for case, output in zip((first, second), outputs, strict=True)
    ]
    index = None if result.index is None else tuple(result.index[level] for level in Level)
    assert Verdict(result.outcome.value, index) == naive_verdict(first.system, *products)


@given(cases(), cases(), st.tuples(OUTPUTS, OUTPUTS))
def test_every_single_change_that_is_told_over_several_tables_reaches_its_level(
    first: Case, second: Case, outputs: tuple[Decimal, Decimal]
) -> None:
    for lift in _combined(first, second, outputs).lifts:
        for change in lift.single:
            parts = {"x": first, "y": second}
            table = change.standing.table
            parts[table] = _changed(parts[table], (change,))
            tests = _combined(parts["x"], parts["y"], outputs).tests
            assert tests[lift.level - 1].passed


@given(cases())
def test_a_plant_with_one_product_is_judged_as_by_its_one_table(case: Case) -> None:
    alone, whole = case.evaluated(), _combined(case, case, (Decimal(3), Decimal(0)))

    assert (whole.outcome, whole.status) == (alone.outcome, alone.status)
    assert whole.index == alone.index


@given(cases())
def test_what_is_not_answered_is_missing_and_an_answer_of_null_says_no_more(case: Case) -> None:
    silent = {
        row.id: MISSING for row in case.table.indicators() if row.id not in case.plant.answers
    }

    assert _verdict(case.answering(silent)) == _verdict(case)

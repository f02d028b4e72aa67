"""A row's limits in every form in which they are written, its weight, and its merged levels."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qingyuan.rules.indicators.membership import best_level
from qingyuan.rules.indicators.plant import Meets
from qingyuan.rules.indicators.system import (
    Between,
    ByOutput,
    Empty,
    Level,
    Split,
    Threshold,
    Wording,
)
from qingyuan.rules.quantities import Comparator
from tests.library.said import changed, codes, line_of, places, what
from tests.library.tiny_mill import TINY_MILL, problems, row, table

I, II, III = Level
POWER = "        I: 10\n        II: 20\n        III: 30\n"
ACIDITY = "        I: [6.5, 8.5]\n"
PLAN = "tables[0].groups[1].indicators[0]"


def power_with(levels: str, more: str = "") -> str:
    """Return the mill with other limits of power, and more entries in that row."""
    text = changed(TINY_MILL, POWER, levels)
    return changed(text, "      direction: lower\n", f"      direction: lower\n{more}")


def plan_with(level: str, cell: str) -> str:
    """Return the mill with one level of the row `plan` written otherwise."""
    texts = {"I": ("有计划并执行", "a plan that is followed"), "II": ("有计划", "a plan")}
    texts["III"] = ("有想法", "an idea")
    zh, en = texts[level]
    old = f"        {level}:\n          zh: {zh}\n          en: {en}\n"
    return changed(TINY_MILL, old, f"        {level}: {cell}\n")


def test_lower_and_higher_include_their_limit() -> None:
    assert row(TINY_MILL, "power").limits[II] == Threshold(Comparator.AT_MOST, Decimal(20))
    assert row(TINY_MILL, "recycling").limits[I] == Threshold(Comparator.AT_LEAST, Decimal(90))


def test_a_limit_may_depend_on_a_product_parameter() -> None:
    text = power_with("        I: {base: 10, per_n: 5}\n        II: 20\n        III: 30\n")
    text = changed(text, "  complete: true\n", "  complete: true\n  parameter: {n: layers}\n")
    assert row(text, "power").limits[I] == Threshold(
        Comparator.AT_MOST, Decimal(10), (("n", Decimal(5)),)
    )
    assert table(text).parameters == ("n",)


def test_a_parameter_that_only_a_limit_names_is_a_parameter_of_the_table() -> None:
    text = power_with("        I: {base: 10, per_n: 5}\n        II: 20\n        III: 30\n")
    assert table(text).parameters == ("n",)


@pytest.mark.parametrize(
    "cell", ["[6.5, 8.5]", "{min: 6.5, max: 8.5}", "{lo: 6.5, hi: 8.5}", "\n          - 6.5\n"]
)
def test_a_range_is_read_in_every_written_form(cell: str) -> None:
    cell = cell if "\n" not in cell else "\n        - 6.5\n        - 8.5"
    text = changed(TINY_MILL, ACIDITY, f"        I: {cell}\n")
    assert row(text, "acidity").limits[I] == Between(Decimal("6.5"), Decimal("8.5"))


def test_both_ends_of_a_range_may_be_equal() -> None:
    text = changed(TINY_MILL, ACIDITY, "        I: [7, 7]\n")
    assert row(text, "acidity").limits[I] == Between(Decimal(7), Decimal(7))


@pytest.mark.parametrize("cell", ["[8.5, 6.5]", "{min: 8.5, max: 6.5}", "{lo: 9, hi: 8}"])
def test_a_range_the_wrong_way_round_is_refused(cell: str) -> None:
    text = changed(TINY_MILL, ACIDITY, f"        I: {cell}\n")
    found = problems(text)
    line = line_of(text, f"I: {cell}")
    assert places(found) == [("range", line, "tables[0].groups[0].indicators[2].levels.I")]


@pytest.mark.parametrize("cell", ["[6]", "[6, 7, 8]", "[]", "7", "{base: 6, per_n: 1}", "[a, b]"])
def test_what_is_no_range_is_refused_at_its_cell(cell: str) -> None:
    text = changed(TINY_MILL, ACIDITY, f"        I: {cell}\n")
    line = line_of(TINY_MILL, ACIDITY)
    assert {problem.line for problem in problems(text)} == {line}


def test_a_range_may_be_open_at_one_end() -> None:
    text = changed(TINY_MILL, ACIDITY, "        I: {min: 6.5, max: null}\n")
    acidity = row(text, "acidity")
    assert acidity.limits[I] == Between(Decimal("6.5"), None)
    assert best_level(acidity, Decimal(14), {}) is I


@pytest.mark.parametrize(
    ("sign", "comparator"), [("<", Comparator.BELOW), ("<=", Comparator.AT_MOST)]
)
def test_a_comparator_is_taken_as_printed(sign: str, comparator: Comparator) -> None:
    text = power_with(POWER, f"      comparator: {sign}\n")
    limits = row(text, "power").limits
    assert [limit.comparator for limit in limits.values() if isinstance(limit, Threshold)] == (
        [comparator] * 3
    )


@pytest.mark.parametrize("sign", [">", ">="])
def test_a_comparator_against_the_direction_is_refused(sign: str) -> None:
    text = power_with(POWER, f"      comparator: '{sign}'\n")
    found = problems(text)
    line = line_of(text, "comparator:")
    assert places(found) == [("comparator", line, "tables[0].groups[0].indicators[0].comparator")]
    assert "direction lower" in what(found[0])


def test_one_level_may_have_a_comparator_of_its_own() -> None:
    text = power_with("        I: {limit: 10, comparator: <}\n        II: 20\n        III: 30\n")
    limits = row(text, "power").limits
    assert limits[I] == Threshold(Comparator.BELOW, Decimal(10))
    assert limits[II] == Threshold(Comparator.AT_MOST, Decimal(20))


def test_a_comparator_of_one_level_against_the_direction_is_refused() -> None:
    text = power_with("        I: {limit: 10, comparator: '>'}\n        II: 20\n        III: 30\n")
    assert codes(problems(text)) == ["comparator"]


def test_a_qualitative_row_takes_no_comparator() -> None:
    text = changed(TINY_MILL, "      check: seen_reprint\n", "      comparator: <\n")
    assert codes(problems(text)) == ["comparator"]


def test_no_requirement_and_not_seen_are_told_apart() -> None:
    text = power_with("        I: 10\n        II: {requirement: none}\n        III: null\n")
    limits = row(text, "power").limits
    assert (limits[II], limits[III]) == (Empty.NO_REQUIREMENT, Empty.NOT_SEEN)


def test_no_requirement_can_be_said_of_words_and_ranges_too() -> None:
    assert row(plan_with("III", "{requirement: none}"), "plan").limits[III] is Empty.NO_REQUIREMENT
    text = changed(TINY_MILL, "        III: [5, 10]\n", "        III: {requirement: none}\n")
    assert row(text, "acidity").limits[III] is Empty.NO_REQUIREMENT


def test_a_merged_level_is_what_the_file_declares() -> None:
    plan = row(plan_with("II", "{same_as: I}"), "plan")
    assert (plan.merged[II], plan.merged[III]) == (I, III)
    assert plan.limits[II] == plan.limits[I]
    assert best_level(plan, II, {}) is I


def test_equal_wording_alone_merges_nothing() -> None:
    plan = row(plan_with("II", "{zh: 有计划并执行, en: a plan that is followed}"), "plan")
    assert plan.limits[II] == plan.limits[I]
    assert plan.merged[II] is II
    assert best_level(plan, II, {}) is II


def test_a_merge_may_lead_over_another() -> None:
    text = changed(
        plan_with("II", "{same_as: I}"),
        "        III:\n          zh: 有想法\n          en: an idea\n",
        "        III: {same_as: II}\n",
    )
    assert [row(text, "plan").merged[level] for level in Level] == [I, I, I]


def test_a_better_level_may_point_to_a_lesser_one() -> None:
    plan = row(plan_with("I", "{same_as: III}"), "plan")
    assert isinstance(plan.limits[III], Wording)
    assert plan.limits[I] == plan.limits[III]
    assert best_level(plan, III, {}) is I


@pytest.mark.parametrize(("level", "to"), [("I", "I"), ("III", "III")])
def test_a_level_that_is_the_same_as_itself_is_refused(level: str, to: str) -> None:
    text = plan_with(level, f"{{same_as: {to}}}")
    line = line_of(text, "same_as")
    assert places(problems(text)) == [("same_as", line, f"{PLAN}.levels.{level}.same_as")]


def test_merges_in_a_ring_are_refused() -> None:
    text = changed(
        plan_with("II", "{same_as: III}"),
        "        III:\n          zh: 有想法\n          en: an idea\n",
        "        III: {same_as: II}\n",
    )
    assert codes(problems(text)) == ["same_as"]


def test_a_merge_with_a_level_that_there_is_not_is_refused() -> None:
    text = plan_with("II", "{same_as: IV}")
    found = problems(text)
    assert (found[0].line, found[0].field) == (
        line_of(text, "same_as"),
        f"{PLAN}.levels.II.same_as",
    )


def test_one_text_for_all_levels_is_met_or_not() -> None:
    meters = row(TINY_MILL, "meters")
    assert [meters.merged[level] for level in Level] == [I, I, I]
    assert best_level(meters, III, {}) is I
    assert best_level(meters, Meets.NONE, {}) is None


def test_rounding_before_comparison_must_be_declared_with_its_digits() -> None:
    text = power_with(POWER, "      compare: rounded\n      digits: 1\n")
    assert row(text, "power").digits == 1
    assert row(TINY_MILL, "power").digits is None
    assert codes(problems(power_with(POWER, "      compare: rounded\n"))) == ["rounding"]


@pytest.mark.parametrize("digits", ["13", "1000000", "-1", "0.5", "many"])
def test_digits_that_cannot_be_rounded_to_are_refused(digits: str) -> None:
    text = power_with(POWER, f"      compare: rounded\n      digits: {digits}\n")
    assert {problem.line for problem in problems(text)} == {line_of(text, "digits:")}


def test_a_kind_against_the_direction_is_refused() -> None:
    text = changed(
        TINY_MILL,
        "      kind: quantitative\n      direction: range\n",
        "      kind: qualitative\n      direction: range\n",
    )
    assert "kind" in codes(problems(text))


def test_words_are_no_limit_of_a_figure() -> None:
    text = power_with("        I: {zh: 少, en: little}\n        II: 20\n        III: 30\n")
    line = line_of(text, "I: {zh: 少")
    assert [problem.line for problem in problems(text)] == [line]


def test_a_figure_is_no_wording() -> None:
    found = problems(plan_with("II", "20"))
    line = line_of(TINY_MILL, "        II:\n          zh: 有计划\n")
    assert places(found) == [("kind", line, f"{PLAN}.levels.II")]


@pytest.mark.parametrize(("printed", "pool"), [("0.8/n", "0.8/n"), ("1/n", "1/n")])
def test_a_weight_of_x_over_n_is_shared_in_its_group(printed: str, pool: str) -> None:
    text = changed(TINY_MILL, "weight: 0.3\n", f"weight: {printed}\n")
    text = changed(text, "weight: 0.2\n", f"weight: {printed}\n")
    rest = "0.2" if printed == "0.8/n" else "0"
    text = changed(text, "weight: 0.5\n", f"weight: {rest}\n")
    x = Fraction(printed.removesuffix("/n"))
    assert row(text, "recycling").weight == row(text, "acidity").weight == Split(pool, x)


def test_x_over_n_counts_once_in_the_sum() -> None:
    text = changed(TINY_MILL, "weight: 0.3\n", "weight: 0.4/n\n")
    text = changed(text, "weight: 0.2\n", "weight: 0.4/n\n")
    assert what(problems(text)[0]).endswith("sum to 0.9, not to 1")


@pytest.mark.parametrize("weight", ["n/2", "0.8/m", "0.8/", "/n", "much", "0.8/n/n", "1.1.1/n"])
def test_what_is_no_weight_is_refused_at_its_row(weight: str) -> None:
    text = changed(TINY_MILL, "weight: 0.3\n", f"weight: {weight}\n")
    (problem,) = problems(text)
    assert (problem.line, problem.field) == (
        line_of(text, f"weight: {weight}\n"),
        "tables[0].groups[0].indicators[1].weight",
    )


def with_pool(pools: str, *rows: str) -> str:
    """Return the mill with weight pools in its first group, named by some of its rows."""
    text = changed(TINY_MILL, "    weight: 0.6\n", f"    weight: 0.6\n    weight_pools: {pools}\n")
    weights = {"power": "0.5", "recycling": "0.3", "acidity": "0.2"}
    for name in rows:
        text = changed(text, f"weight: {weights[name]}\n", "weight: null\n      pool: boards\n")
    return text


def test_a_pool_is_shared_by_output_and_counts_once() -> None:
    text = with_pool("[{id: boards, weight: 0.5, by: output}]", "recycling", "acidity")
    assert row(text, "recycling").weight == ByOutput("boards", Fraction("0.5"))
    assert row(text, "recycling").output_key == "recycling"
    text = with_pool("[{id: boards, weight: 0.4, by: output}]", "recycling", "acidity")
    assert what(problems(text)[0]).endswith("sum to 0.9, not to 1")


def test_a_pool_whose_weight_was_not_seen_leaves_its_rows_without_weight() -> None:
    text = with_pool("[{id: boards, weight: null, by: output}]", "recycling", "acidity")
    assert row(text, "recycling").weight is None


def test_a_figure_whose_direction_is_not_said_is_refused() -> None:
    text = changed(TINY_MILL, "      direction: lower\n", "")
    assert [(problem.code, problem.field) for problem in problems(text)][:1] == [
        ("direction", "tables[0].groups[0].indicators[0].direction")
    ]


def test_words_need_no_direction() -> None:
    text = changed(
        TINY_MILL,
        "      direction: qualitative\n      levels:\n        I:\n",
        "      levels:\n        I:\n",
    )
    assert row(text, "plan").qualitative


def test_a_pool_that_the_group_does_not_declare_is_refused() -> None:
    text = with_pool("[{id: other, weight: 0.5, by: output}]", "recycling")
    assert places(problems(text)) == [
        ("pool", line_of(text, "pool: boards"), "tables[0].groups[0].indicators[1].pool")
    ]


def test_variants_of_one_indicator_count_once() -> None:
    text = changed(TINY_MILL, "weight: 0.2\n", "weight: 0.2\n      variant_of: loss\n")
    text = changed(text, "weight: 0.3\n", "weight: 0.2\n      variant_of: loss\n")
    assert what(problems(text)[0]).endswith("sum to 0.7, not to 1")
    text = changed(text, "weight: 0.5\n", "weight: 0.8\n")
    assert row(text, "acidity").variant_of == "loss"


def test_variants_of_one_indicator_have_one_weight() -> None:
    text = changed(TINY_MILL, "weight: 0.3\n", "weight: 0.9\n      variant_of: loss\n")
    text = changed(text, "weight: 0.2\n", "weight: 0.5\n      variant_of: loss\n")
    assert problems(text)

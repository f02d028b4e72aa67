"""The method of the 2013 rules and of GB/T 43329-2023 once more, as plainly as it can be written.

A second reading of the same text, sharing no code with `qingyuan.rules`: no one-line cleverness,
only loops over exact fractions. The tests hold the two against each other.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qingyuan.rules.indicators.plant import Answer, Meets, Plant
from qingyuan.rules.indicators.system import (
    Between,
    ByOutput,
    Empty,
    Fixed,
    Group,
    Indicator,
    Level,
    Split,
    System,
    Table,
    Threshold,
)
from qingyuan.rules.quantities import Unknown

Answers = dict[str, Answer]


@dataclass(frozen=True)
class Verdict:
    """The level, and the three indices where there are any."""

    level: str
    index: tuple[Fraction, ...] | None


@dataclass(frozen=True)
class Product:
    """A plant's figures by one table, with the output that weighs that table."""

    table: Table
    plant: Plant
    output: Fraction = Fraction(1)


def naive_verdict(system: System, *products: Product) -> Verdict:
    """Return the level and the indices of a plant by tables that lack nothing."""
    total = Fraction(0)
    for product in products:
        total = total + product.output
    index = [Fraction(0), Fraction(0), Fraction(0)]
    for product in products:
        answers = naive_answers(product.table, product.plant)
        weights = naive_weights(product.table, product.plant, answers)
        if sum(weights.values()) == 0:
            return Verdict("undetermined", None)
        for group in product.table.groups:
            for row in group.indicators:
                for level in Level:
                    met = in_level(row, answers[row.id], level, product.plant)
                    if met and not group.bonus:
                        share = weights[row.id] * product.output / total
                        index[level - 1] = index[level - 1] + 100 * share
    for level in Level:
        enough = index[level - 1] >= system.levels[level].score
        failing = [each for each in products if not _conditions_hold(system, each, level)]
        if enough and not failing:
            return Verdict(level.name, tuple(index))
    return Verdict("none", tuple(index))


def _conditions_hold(system: System, product: Product, level: Level) -> bool:
    rule = system.levels[level]
    plant = product.plant
    answers = naive_answers(product.table, plant)
    for group in product.table.groups:
        for row in group.indicators:
            given = answers[row.id]
            if group.bonus or given is Unknown.NOT_APPLICABLE:
                continue
            asked = rule.limiting if row.limiting else rule.non_limiting
            if asked is not None and not in_level(row, given, asked, plant):
                return False
            if rule.score == 100 and not in_level(row, given, level, plant):
                return False
    return True


def naive_answers(table: Table, plant: Plant) -> Answers:
    """Return one answer per row: what is absent is missing, of the variants one stands for all."""
    answers: Answers = {}
    for row in table.indicators():
        answers[row.id] = plant.answers.get(row.id, Unknown.MISSING)
    for row in table.indicators():
        siblings = [other for other in table.indicators() if other.variant_of == row.variant_of]
        if row.variant_of is None or answers[row.id] is not Unknown.MISSING:
            continue
        for other in siblings:
            if other is row:
                break
            if answers[other.id] is Unknown.MISSING:
                answers[row.id] = Unknown.NOT_APPLICABLE
        for other in siblings:
            if not isinstance(answers[other.id], Unknown):
                answers[row.id] = Unknown.NOT_APPLICABLE
    return answers


def in_level(row: Indicator, given: Answer, level: Level, plant: Plant) -> bool:
    """Say whether an answer belongs to a level: by its own requirement or by a better level's."""
    if isinstance(given, Unknown):
        return False
    for better in Level:
        if better <= level and _meets_requirement(row, given, better, plant):
            return True
    return False


def _meets_requirement(
    row: Indicator, given: Decimal | Level | Meets, level: Level, plant: Plant
) -> bool:
    limit = row.limits[level]
    if limit is Empty.NO_REQUIREMENT:
        return True
    if isinstance(given, Meets):
        return False
    if isinstance(given, Level):
        return row.merged[given] == row.merged[level]
    value = Fraction(given)
    if row.digits is not None:
        value = naive_rounding(value, row.digits)
    if isinstance(limit, Between):
        too_low = limit.low is not None and value < Fraction(limit.low)
        too_high = limit.high is not None and value > Fraction(limit.high)
        return not too_low and not too_high
    if isinstance(limit, Threshold):
        bound = Fraction(limit.base)
        for name, slope in limit.slopes:
            bound = bound + Fraction(slope) * Fraction(plant.parameters[name])
        if value == bound:
            return limit.comparator in ("<=", ">=")
        return (value < bound) == (limit.comparator in ("<=", "<"))
    return False


def naive_rounding(value: Fraction, digits: int) -> Fraction:
    """Round to so many decimals; an exact half goes to the even digit."""
    scaled = value * 10**digits
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    if rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1):
        whole = whole + 1
    return Fraction(whole, 10**digits)


def naive_weights(table: Table, plant: Plant, answers: Answers) -> dict[str, Fraction]:
    """Return the share of the whole index that rests on each row that counts in it."""
    within: dict[str, dict[str, Fraction]] = {}
    groups = Fraction(0)
    for group in table.groups:
        if not group.bonus:
            within[group.id] = _weights_within(group, plant, answers)
            if sum(within[group.id].values()) > 0:
                groups = groups + _known(group)
    weights: dict[str, Fraction] = {}
    for group in table.groups:
        if not group.bonus:
            total = sum(within[group.id].values())
            for row_id, weight in within[group.id].items():
                counts = total > 0 and groups > 0
                share = weight / total if counts else Fraction(0)
                weights[row_id] = share * _known(group) / groups if counts else Fraction(0)
    return weights


def _known(group: Group) -> Fraction:
    assert group.weight is not None
    return group.weight


def _weights_within(group: Group, plant: Plant, answers: Answers) -> dict[str, Fraction]:
    weights: dict[str, Fraction] = {}
    for row in group.indicators:
        weights[row.id] = Fraction(0)
        if answers[row.id] is Unknown.NOT_APPLICABLE:
            continue
        if isinstance(row.weight, Fixed):
            weights[row.id] = row.weight.weight
        if isinstance(row.weight, Split):
            n = len(_pool_of(row, group, answers))
            weights[row.id] = row.weight.total / n
        if isinstance(row.weight, ByOutput):
            pool = _pool_of(row, group, answers)
            outputs = Fraction(0)
            for other in pool:
                outputs = outputs + _output(other, plant)
            share = _output(row, plant) / outputs if len(pool) > 1 else Fraction(1)
            weights[row.id] = row.weight.total * share
    return weights


def _pool_of(row: Indicator, group: Group, answers: Answers) -> list[Indicator]:
    """Return the rows of a row's pool that apply, the row itself included."""
    pool = []
    for other in group.indicators:
        applies = answers[other.id] is not Unknown.NOT_APPLICABLE
        if applies and other.weight == row.weight:
            pool.append(other)
    return pool


def _output(row: Indicator, plant: Plant) -> Fraction:
    name = row.product if row.product in plant.outputs else row.id
    return Fraction(plant.outputs.get(str(name), Decimal(0)))

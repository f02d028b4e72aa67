"""What a plant answered: one answer for each row, the product parameters, and the outputs.

An answer is a figure (quantitative rows), a level or "none" (qualitative rows), "does not apply",
or missing. A row that was not answered is missing: that is never zero and never "does not apply".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from qingyuan.rules.indicators.system import (
    ByOutput,
    Indicator,
    Level,
    Table,
    Threshold,
)
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem
from qingyuan.rules.quantities import Unknown


class Meets(Enum):
    """A qualitative answer that names no level."""

    NONE = "none"


Answer = Decimal | Level | Meets | Unknown


@dataclass(frozen=True, slots=True)
class Plant:
    """The answers of one plant. `outputs` are keyed by product, by row or by table."""

    name: str | None
    answers: Mapping[str, Answer]
    parameters: Mapping[str, Decimal] = field(default_factory=dict)
    outputs: Mapping[str, Decimal] = field(default_factory=dict)

    def answer(self, indicator: Indicator) -> Answer:
        """Return the answer for a row; a row that is not answered is missing."""
        return self.answers.get(indicator.id, Unknown.MISSING)


@dataclass(frozen=True, slots=True)
class Figures:
    """A plant's answers brought to one table: exactly one for each row, variants settled."""

    answers: Mapping[str, Answer]
    parameters: Mapping[str, Decimal]
    outputs: Mapping[str, Decimal]

    def applies(self, indicator: Indicator) -> bool:
        """Say whether a row applies to the plant; a missing figure applies."""
        return self.answers[indicator.id] is not Unknown.NOT_APPLICABLE


def figures(table: Table, plant: Plant) -> Figures:
    """Bring a plant's answers to `table`.

    Of the variants of one indicator the answered one stands for it, and its siblings that were
    not answered do not apply. Where none is answered the first that applies is missing, once.
    """
    answers = {row.id: plant.answer(row) for row in table.indicators()}
    for variants in variant_rows(table).values():
        given = [row for row in variants if not isinstance(answers[row.id], Unknown)]
        missing = [row for row in variants if answers[row.id] is Unknown.MISSING]
        for row in missing if given else missing[1:]:
            answers[row.id] = Unknown.NOT_APPLICABLE
    return Figures(answers, plant.parameters, plant.outputs)


def variant_rows(table: Table) -> Mapping[str, list[Indicator]]:
    """Return the rows that are variants of one indicator, by that indicator's id."""
    variants: dict[str, list[Indicator]] = {}
    for row in table.indicators():
        if row.variant_of:
            variants.setdefault(row.variant_of, []).append(row)
    return variants


def plant_problems(table: Table, plant: Plant) -> Iterator[Problem]:
    """Yield what keeps a plant from being evaluated by `table`: nothing is assumed instead."""
    given = figures(table, plant)
    yield from _variant_problems(table, plant)
    yield from _parameter_problems(table, given)
    yield from _output_problems(table, given)


def _variant_problems(table: Table, plant: Plant) -> Iterator[Problem]:
    for name, rows in variant_rows(table).items():
        given = [row.id for row in rows if not isinstance(plant.answer(row), Unknown)]
        if len(given) > 1:
            yield Problem(
                "two_variants",
                msg("{rows} are variants of one indicator, {name}", rows=given, name=name),
                msg("give the one that fits the plant, and null or n/a for the others"),
                field=given[1],
            )


def _parameter_problems(table: Table, given: Figures) -> Iterator[Problem]:
    needed: dict[str, list[str]] = {}
    for row in table.indicators():
        if isinstance(given.answers[row.id], Decimal):
            for limit in row.limits.values():
                for name, _ in limit.slopes if isinstance(limit, Threshold) else ():
                    needed.setdefault(name, []).append(row.id)
    for name, rows in needed.items():
        if name not in given.parameters:
            yield Problem(
                "parameter_missing",
                msg(
                    "the limits of {rows} depend on {name}, which is not given",
                    rows=list(dict.fromkeys(rows)),
                    name=name,
                ),
                msg("give it under parameters: {name}", name=name),
                field=f"parameters.{name}",
            )


def _output_problems(table: Table, given: Figures) -> Iterator[Problem]:
    for group in table.groups:
        pools: dict[str, list[Indicator]] = {}
        for row in group.indicators:
            if isinstance(row.weight, ByOutput) and given.applies(row):
                pools.setdefault(row.weight.pool, []).append(row)
        for pool, rows in pools.items():
            if len(rows) > 1:
                yield from _pool_problems(pool, rows, given)


def _pool_problems(pool: str, rows: list[Indicator], given: Figures) -> Iterator[Problem]:
    absent = [row.output_key for row in rows if output_of(row, given) is None]
    if absent:
        yield Problem(
            "output_missing",
            msg(
                "the weight of {pool} is shared by output, and no output is given for {products}",
                pool=pool,
                products=list(dict.fromkeys(absent)),
            ),
            msg(
                "give it under parameters.outputs, or answer n/a for the rows of products"
                " that the plant does not make"
            ),
            field=f"parameters.outputs.{absent[0]}",
        )
    elif not sum(output_of(row, given) or 0 for row in rows):
        yield Problem(
            "output_zero",
            msg("the outputs that share the weight of {pool} add up to zero", pool=pool),
            msg("answer n/a for the rows of products that the plant does not make"),
            field="parameters.outputs",
        )


def output_of(row: Indicator, given: Figures) -> Decimal | None:
    """Return the output that weighs a row, given under its product or its own id."""
    return given.outputs.get(row.output_key, given.outputs.get(row.id))

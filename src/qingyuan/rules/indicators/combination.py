"""A plant with several products: one evaluation per table, joined by output.

Y = Σ(Y_p x q_p) / Σ q_p over the tables that the plant has output for; the conditions on limiting
and other rows hold over all of them (method.md 2.5). The weighting is recalled for the systems
known to use it, so a system must declare it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qingyuan.rules.indicators.evaluation import (
    Evaluation,
    Outcome,
    Status,
    evaluate,
    outcome_of,
    standings_of,
    tests_above,
    tests_of,
)
from qingyuan.rules.indicators.gaps import Lift, lift
from qingyuan.rules.indicators.levels import LevelTest, Standing, index_of
from qingyuan.rules.indicators.plant import Plant
from qingyuan.rules.indicators.system import Level, System, Table
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.quantities import Unknown


@dataclass(frozen=True, slots=True)
class Combination:
    """A plant evaluated by several tables. `shares` are the tables' shares of the output."""

    system: System
    plant: str | None
    parts: tuple[Evaluation, ...]
    shares: tuple[Fraction, ...]
    outcome: Outcome
    status: Status
    index: Mapping[Level, Fraction] | None
    tests: tuple[LevelTest, ...]
    lifts: tuple[Lift, ...]


def combine(
    system: System, plants: Mapping[str, Plant], outputs: Mapping[str, Decimal], name: str | None
) -> Combination:
    """Evaluate a plant by every table that it has output for, and weight the tables by output.

    `plants` holds the plant's answers by table id, `outputs` its output by table id, in one unit.
    Raises ProblemsFound where no table has output, or where a table's evaluation finds problems.
    """
    tables = [table for table in system.tables if outputs.get(table.id)]
    if not tables:
        raise ProblemsFound([_no_output(system)])
    idle = [table.id for table in system.tables if outputs.get(table.id) is None]
    lost = [name for name in idle if _has_figures(plants.get(name))]
    if lost:
        raise ProblemsFound([_figures_without_output(lost)])
    parts = tuple(_evaluations(system, tables, plants))
    total = sum(Fraction(outputs[table.id]) for table in tables)
    shares = tuple(Fraction(outputs[table.id]) / total for table in tables)
    if any(part.index is None for part in parts):
        undetermined = Outcome.UNDETERMINED, Status.UNDETERMINED, None, (), ()
        return Combination(system, name, parts, shares, *undetermined)
    standings = _weighted(parts, shares)
    index = {level: index_of(standings, level) for level in Level}
    tests = tests_of(system, standings, index)
    outcome = outcome_of(tests)
    return Combination(
        system=system,
        plant=name,
        parts=parts,
        shares=shares,
        outcome=outcome,
        status=_worst(parts),
        index=index,
        tests=tests,
        lifts=_lifts(tests_above(tests, outcome), standings, parts),
    )


def _evaluations(
    system: System, tables: Sequence[Table], plants: Mapping[str, Plant]
) -> Iterator[Evaluation]:
    """Evaluate by each table; the problems of all come at once."""
    problems: list[Problem] = []
    parts = []
    for table in tables:
        try:
            parts.append(evaluate(system, table, plants[table.id]))
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    yield from parts


def _weighted(parts: Sequence[Evaluation], shares: Sequence[Fraction]) -> tuple[Standing, ...]:
    return tuple(
        Standing(standing.indicator, standing.best, share * standing.weight, standing.table)
        for part, share in zip(parts, shares, strict=True)
        for standing in standings_of(part.rows, part.table.id)
    )


def _lifts(
    tests: tuple[LevelTest, ...], standings: tuple[Standing, ...], parts: Sequence[Evaluation]
) -> tuple[Lift, ...]:
    answers = {(part.table.id, row.indicator.id): row.answer for part in parts for row in part.rows}
    parameters = {part.table.id: part.parameters for part in parts}
    return tuple(lift(test, standings, answers, parameters) for test in tests)


def _worst(parts: Sequence[Evaluation]) -> Status:
    provisional = any(part.status is Status.PROVISIONAL for part in parts)
    return Status.PROVISIONAL if provisional else Status.FINAL


def _has_figures(plant: Plant | None) -> bool:
    return plant is not None and any(
        answer is not Unknown.MISSING for answer in plant.answers.values()
    )


def _figures_without_output(tables: list[str]) -> Problem:
    return Problem(
        "output_missing",
        msg("figures are given for the tables {tables}, and no output", tables=tables),
        msg("give their output under parameters.outputs; zero where the product is not made"),
        field=f"parameters.outputs.{tables[0]}",
    )


def _no_output(system: System) -> Problem:
    tables = [table.id for table in system.tables]
    return Problem(
        "output_missing",
        msg(
            "the system weights its tables {tables} by output, and no output is given",
            tables=tables,
        ),
        msg("give the output of each under parameters.outputs, or name one table with --table"),
        field="parameters.outputs",
    )

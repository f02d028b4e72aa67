"""The evaluation of a plant by one table: level, status, indices, and everything they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.completeness import Completeness, Lacks, lacks
from qingyuan.rules.indicators.gaps import Lift, lift
from qingyuan.rules.indicators.levels import FULL, LevelTest, Standing, index_of, level_test
from qingyuan.rules.indicators.membership import best_level, is_undecided, meets
from qingyuan.rules.indicators.plant import Answer, Figures, Plant, figures, plant_problems
from qingyuan.rules.indicators.system import Group, Indicator, Level, System, Table
from qingyuan.rules.indicators.weights import Weights, weights
from qingyuan.rules.problems import ProblemsFound
from qingyuan.rules.quantities import Unknown


class Outcome(StrEnum):
    """The level that an evaluation gives."""

    I = "I"  # noqa: E741 - the level's printed name
    II = "II"
    III = "III"
    NONE = "none"
    UNDETERMINED = "undetermined"


class Status(StrEnum):
    """How far the outcome may be relied on."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    """A figure is missing, or the table holds rows that are only recalled."""
    UNDETERMINED = "undetermined"
    """The table lacks weights or limits, or nothing in it applies."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row: the answer, the best level it meets, and the weights that it carries.

    `weight` is the share of the whole index, `weight_in_group` the share of its group; both None
    where the table does not show weights. A row that does not apply has weight zero. `undecided`
    means that the limit which would tell the level is not known.
    """

    indicator: Indicator
    group: str
    bonus: bool
    answer: Answer
    best: Level | None
    undecided: bool
    weight: Fraction | None
    weight_in_group: Fraction | None

    @property
    def applies(self) -> bool:
        """Whether the row applies to the plant."""
        return self.answer is not Unknown.NOT_APPLICABLE

    @property
    def missing(self) -> bool:
        """Whether the row applies and was not answered."""
        return self.answer is Unknown.MISSING


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group: its weight after re-normalising and, per level, the share of it that is met."""

    group: Group
    weight: Fraction
    met: Mapping[Level, Fraction]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A plant evaluated by a table. `index` is None where the table cannot decide."""

    system: System
    table: Table
    plant: str | None
    outcome: Outcome
    status: Status
    index: Mapping[Level, Fraction] | None
    rows: tuple[RowResult, ...]
    groups: tuple[GroupResult, ...]
    bonus: tuple[GroupResult, ...]
    dropped: tuple[str, ...]
    tests: tuple[LevelTest, ...]
    lifts: tuple[Lift, ...]
    lacks: Lacks
    parameters: Mapping[str, Decimal]

    @property
    def missing(self) -> tuple[str, ...]:
        """The rows that apply and were not answered."""
        return tuple(row.indicator.id for row in self.rows if row.missing)

    @property
    def not_applicable(self) -> tuple[str, ...]:
        """The rows that do not apply to the plant."""
        return tuple(row.indicator.id for row in self.rows if not row.applies)


def evaluate(system: System, table: Table, plant: Plant) -> Evaluation:
    """Evaluate a plant by a table (2013 trial rules and GB/T 43329-2023, formulas 5-1 to 5-3).

    Exact throughout. A table that cannot decide still tells what each row meets. Raises
    ProblemsFound where a product parameter or an output is not given.
    """
    given, lacking = figures(table, plant), lacks(table)
    if lacking.completeness is Completeness.PARTIAL:
        return _undetermined(system, table, plant, given, lacking)
    problems = tuple(plant_problems(table, plant))
    if problems:
        raise ProblemsFound(problems)
    basic = weights(table.basic_groups(), given)
    if not any(basic.groups.values()):
        return _undetermined(system, table, plant, given, lacking)
    return _decided(system, table, plant, given, lacking, basic)


def standings_of(rows: tuple[RowResult, ...], table: str) -> tuple[Standing, ...]:
    """Return where the rows stand that count towards the level: those that apply, without bonus."""
    return tuple(
        Standing(row.indicator, row.best, row.weight or Fraction(0), table)
        for row in rows
        if row.applies and not row.bonus
    )


def tests_of(
    system: System, standings: tuple[Standing, ...], index: Mapping[Level, Fraction]
) -> tuple[LevelTest, ...]:
    """Test every level of the system, best first."""
    return tuple(
        level_test(level, system.levels[level], standings, index[level]) for level in Level
    )


def outcome_of(tests: tuple[LevelTest, ...]) -> Outcome:
    """Return the best level of which every condition is met."""
    reached = next((test.level.name for test in tests if test.passed), None)
    return Outcome(reached) if reached else Outcome.NONE


def tests_above(tests: tuple[LevelTest, ...], outcome: Outcome) -> tuple[LevelTest, ...]:
    """Return the tests of the levels better than the outcome, the nearest first."""
    failed = [test for test in tests if outcome is Outcome.NONE or test.level < Level[outcome]]
    return tuple(reversed(failed))


def _decided(
    system: System, table: Table, plant: Plant, given: Figures, lacking: Lacks, basic: Weights
) -> Evaluation:
    """Evaluate a plant by a table that can decide."""
    extra = weights(table.bonus_groups(), given)
    rows = _rows(table, given, basic, extra)
    standings = standings_of(rows, table.id)
    index = {level: index_of(standings, level) for level in Level}
    tests = tests_of(system, standings, index)
    outcome = outcome_of(tests)
    answers = {(table.id, row.indicator.id): row.answer for row in rows}
    parameters = {table.id: given.parameters}
    lifts = (lift(test, standings, answers, parameters) for test in tests_above(tests, outcome))
    bonus = table.bonus_groups()
    return Evaluation(
        system=system,
        table=table,
        plant=plant.name,
        outcome=outcome,
        status=_status(system, rows, lacking),
        index=index,
        rows=rows,
        groups=_group_results(table.basic_groups(), rows, basic.groups),
        bonus=_group_results(bonus, rows, _printed(bonus, extra)),
        dropped=basic.dropped,
        tests=tests,
        lifts=tuple(lifts),
        lacks=lacking,
        parameters=given.parameters,
    )


def _status(system: System, rows: tuple[RowResult, ...], lacking: Lacks) -> Status:
    doubtful = any(row.missing for row in rows) or lacking.recalled or rule_is_recalled(system)
    return Status.PROVISIONAL if doubtful else Status.FINAL


def rule_is_recalled(system: System) -> bool:
    """Say whether the rule that decides the level is only recalled."""
    source = system.rule_source
    return source is not None and source.confidence is Confidence.RECALLED


def _rows(
    table: Table, given: Figures, basic: Weights | None, extra: Weights | None
) -> tuple[RowResult, ...]:
    results = []
    for group in table.groups:
        shares = extra if group.bonus else basic
        for row in group.indicators:
            answer = given.answers[row.id]
            results.append(
                RowResult(
                    indicator=row,
                    group=group.id,
                    bonus=group.bonus,
                    answer=answer,
                    best=best_level(row, answer, given.parameters),
                    undecided=is_undecided(row, answer, given.parameters),
                    weight=None if shares is None or group.bonus else shares.effective(group, row),
                    weight_in_group=shares.rows[row.id] if shares else None,
                )
            )
    return tuple(results)


def _group_results(
    groups: tuple[Group, ...], rows: tuple[RowResult, ...], shares: Mapping[str, Fraction]
) -> tuple[GroupResult, ...]:
    return tuple(
        GroupResult(
            group,
            shares[group.id],
            {level: FULL * shares[group.id] * _met(group, rows, level) for level in Level},
        )
        for group in groups
    )


def _met(group: Group, rows: tuple[RowResult, ...], level: Level) -> Fraction:
    met = (
        row.weight_in_group or Fraction(0)
        for row in rows
        if row.group == group.id and meets(row.best, level)
    )
    return sum(met, Fraction(0))


def _printed(groups: tuple[Group, ...], shares: Weights) -> dict[str, Fraction]:
    """Return the printed weights of the bonus groups: they stand beside the sum."""
    return {
        group.id: Fraction(0) if group.id in shares.dropped else group.weight or Fraction(0)
        for group in groups
    }


def _undetermined(
    system: System, table: Table, plant: Plant, given: Figures, lacking: Lacks
) -> Evaluation:
    """Return what can be said without a level: the answers and the best level each row meets."""
    return Evaluation(
        system=system,
        table=table,
        plant=plant.name,
        outcome=Outcome.UNDETERMINED,
        status=Status.UNDETERMINED,
        index=None,
        rows=_rows(table, given, None, None),
        groups=(),
        bonus=(),
        dropped=(),
        tests=(),
        lifts=(),
        lacks=lacking,
        parameters=given.parameters,
    )

"""What stands between a plant and a better level, and the smallest changes that would lift it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qingyuan.rules.indicators.levels import FULL, LevelTest, Standing, level_test
from qingyuan.rules.indicators.membership import meets, threshold_value
from qingyuan.rules.indicators.plant import Answer
from qingyuan.rules.indicators.system import Between, Level, Limit, Threshold


@dataclass(frozen=True, slots=True)
class Change:
    """One row brought to a better level.

    `bound` is the number to reach and `relative` the change of the present figure that it asks
    for, as a fraction of that figure; both None where the row is not a figure or not given.
    """

    standing: Standing
    answer: Answer
    to: Level
    limit: Limit
    bound: Fraction | None
    relative: Fraction | None


@dataclass(frozen=True, slots=True)
class Lift:
    """What would lift a plant to a level.

    `single` holds the changes of which each alone suffices, smallest first. Where there is none,
    `together` holds the rows that must all change, and `still_short` the points that the index
    would lack even then; `gains` are the other rows that could bring points, the most first.
    """

    level: Level
    single: tuple[Change, ...]
    together: tuple[Change, ...]
    still_short: Fraction
    gains: tuple[Change, ...] = ()


def lift(
    test: LevelTest,
    standings: Sequence[Standing],
    answers: Mapping[tuple[str, str], Answer],
    parameters: Mapping[str, Mapping[str, Decimal]],
) -> Lift:
    """Return the smallest single changes that reach the tested level, or what is needed together.

    `answers` are keyed by table and row, `parameters` by table. The work grows with the square of
    the number of rows.
    """
    single = tuple(
        _change(standing, to, answers, parameters)
        for standing in _candidates(test, standings)
        for to in _sufficient(test, standings, standing)
    )
    together = tuple(
        _change(standing, _required(test, standing), answers, parameters)
        for standing in test.must_change
    )
    if single:
        return Lift(test.level, tuple(sorted(single, key=_size)), (), Fraction(0))
    reached = {change.standing for change in together if change.to <= test.level}
    below = [standing for standing in standings if not meets(standing.best, test.level)]
    gained = sum((standing.weight for standing in below if standing in reached), Fraction(0))
    short = max(test.rule.score - test.index - FULL * gained, Fraction(0))
    others = [s for s in below if s.weight and s not in reached] if short else []
    gains = (
        _change(standing, test.level, answers, parameters)
        for standing in sorted(others, key=lambda standing: -standing.weight)
    )
    return Lift(test.level, (), together, short, tuple(gains))


def _candidates(test: LevelTest, standings: Sequence[Standing]) -> Sequence[Standing]:
    """Return the rows of which one change could suffice: none where two or more must change."""
    if not test.must_change:
        return standings
    return test.must_change if len(test.must_change) == 1 else ()


def _sufficient(
    test: LevelTest, standings: Sequence[Standing], standing: Standing
) -> Iterator[Level]:
    """Yield the least demanding level that, met by this one row, reaches the tested level."""
    for to in reversed(Level):
        if meets(standing.best, to):
            continue
        lifted = Standing(standing.indicator, to, standing.weight, standing.table)
        others = [lifted if other is standing else other for other in standings]
        gains = meets(to, test.level) and not meets(standing.best, test.level)
        index = test.index + (FULL * standing.weight if gains else Fraction(0))
        if level_test(test.level, test.rule, others, index).passed:
            yield to
            return


def _required(test: LevelTest, standing: Standing) -> Level:
    """Return the level that the conditions of the tested level ask of a row that fails them."""
    asked = [test.level] if standing in test.not_full else []
    if standing in test.vetoes and test.rule.limiting is not None:
        asked.append(test.rule.limiting)
    if standing in test.non_limiting and test.rule.non_limiting is not None:
        asked.append(test.rule.non_limiting)
    return min(asked)


def _change(
    standing: Standing,
    to: Level,
    answers: Mapping[tuple[str, str], Answer],
    parameters: Mapping[str, Mapping[str, Decimal]],
) -> Change:
    row = standing.indicator
    answer = answers[standing.table, row.id]
    limit = row.limits[to]
    bound = _bound(limit, answer, parameters[standing.table])
    relative = None
    if bound is not None and isinstance(answer, Decimal) and answer:
        relative = (bound - Fraction(answer)) / abs(Fraction(answer))
    return Change(standing, answer, to, limit, bound, relative)


def _bound(limit: Limit, answer: Answer, parameters: Mapping[str, Decimal]) -> Fraction | None:
    match limit:
        case Threshold() if all(name in parameters for name, _ in limit.slopes):
            return threshold_value(limit, parameters)
        case Between() if isinstance(answer, Decimal):
            too_low = limit.low is not None and answer < limit.low
            end = limit.low if too_low else limit.high
            return None if end is None else Fraction(end)
        case _:
            return None


def _size(change: Change) -> tuple[bool, Fraction, int]:
    """Order figures by how far they have to move; rows that are not figures come after them."""
    unknown = change.relative is None
    return unknown, abs(change.relative or Fraction(0)), change.standing.indicator.row

"""The conditions of a level: the index, the limiting rows, the others, and "all" for a full score.

A score of 100 means that every row that applies meets the level. That is tested on the set of
rows, so that neither a sum of weights nor a weight of zero can decide it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qingyuan.rules.indicators.membership import meets
from qingyuan.rules.indicators.system import Indicator, Level, LevelRule

FULL = Fraction(100)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where one applicable row stands: the best level it meets, and its share of the index.

    Two standings are never equal, only the same one: rows may look alike and still be two.
    """

    indicator: Indicator
    best: Level | None
    weight: Fraction
    table: str = ""


@dataclass(frozen=True, slots=True)
class LevelTest:
    """The test of one level: the index against its score, and the rows that fail a condition."""

    level: Level
    rule: LevelRule
    index: Fraction
    vetoes: tuple[Standing, ...]
    non_limiting: tuple[Standing, ...]
    not_full: tuple[Standing, ...]
    must_change: tuple[Standing, ...]
    """The rows without which the level cannot be reached, each once, in printed order."""

    @property
    def short_by(self) -> Fraction:
        """Points that the index lacks; zero where it suffices."""
        return max(self.rule.score - self.index, Fraction(0))

    @property
    def passed(self) -> bool:
        """Whether every condition of the level is met."""
        return not self.must_change and self.short_by == 0


def index_of(standings: Iterable[Standing], level: Level) -> Fraction:
    """Return the comprehensive index of a level (formula 5-2), from 0 to 100."""
    met = (standing.weight for standing in standings if meets(standing.best, level))
    return FULL * sum(met, Fraction(0))


def level_test(
    level: Level, rule: LevelRule, standings: Sequence[Standing], index: Fraction
) -> LevelTest:
    """Test a level on the rows that apply (2013 trial rules; GB/T 43329-2023, table 4)."""

    def below(wanted: Level | None, *, limiting: bool) -> tuple[Standing, ...]:
        return tuple(
            standing
            for standing in standings
            if wanted is not None
            and standing.indicator.limiting is limiting
            and not meets(standing.best, wanted)
        )

    full = rule.score == FULL
    vetoes = below(rule.limiting, limiting=True)
    non_limiting = below(rule.non_limiting, limiting=False)
    not_full = tuple(s for s in standings if full and not meets(s.best, level))
    failing = {*vetoes, *non_limiting, *not_full}
    must_change = tuple(standing for standing in standings if standing in failing)
    return LevelTest(level, rule, index, vetoes, non_limiting, not_full, must_change)

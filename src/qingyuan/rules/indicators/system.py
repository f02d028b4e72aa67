"""An edition of an indicator system: levels, tables, groups, rows, limits and weights, as filed.

Everything that differs between systems is here as a value (method.md 2.5): shared weights (x/n and
by output), limits that depend on a product parameter, strict comparators, ranges, variants, bonus
groups, several tables, thresholds and the conditions of each level.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.messages import Label
from qingyuan.rules.quantities import Comparator


class Level(IntEnum):
    """The three levels; a smaller number is better, and what meets I also meets II and III."""

    I = 1  # noqa: E741 - the level's printed name
    II = 2
    III = 3


class Method(StrEnum):
    """The three generations of the method."""

    TRIAL_RULES_2013 = "trial-rules-2013"
    GBT_43329_2023 = "gbt-43329-2023"
    GBT_20106_2006 = "gbt-20106-2006"


class Empty(Enum):
    """A cell of a table without a limit, for one of two reasons that must not be confused."""

    NO_REQUIREMENT = "no requirement"
    """Printed as a dash: every value meets it."""
    NOT_SEEN = "not seen"
    """The copy at hand does not show it: nothing can be decided."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit `base + Σ slope x parameter`, with its comparator."""

    comparator: Comparator
    base: Decimal
    slopes: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Between:
    """A range of which both ends belong to it; None is an open end."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Wording:
    """What a qualitative row asks for; answered by naming the level met."""

    text: Label


Limit = Threshold | Between | Wording | Empty


@dataclass(frozen=True, slots=True)
class Fixed:
    """A printed weight."""

    weight: Fraction


@dataclass(frozen=True, slots=True)
class Split:
    """A weight printed as x/n: the pool's x, shared alike by its n rows that apply."""

    pool: str
    total: Fraction


@dataclass(frozen=True, slots=True)
class ByOutput:
    """A pool's weight shared by the output of each row's product."""

    pool: str
    total: Fraction


Weight = Fixed | Split | ByOutput


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a table.

    `merged` maps each level to the best level that the file declares to be the same requirement.
    `digits` is set where the row declares rounding before comparison. `weight` None: not seen.
    """

    id: str
    row: int
    name: Label
    unit: str | None
    qualitative: bool
    limiting: bool
    weight: Weight | None
    limits: Mapping[Level, Limit]
    merged: Mapping[Level, Level]
    confidence: Confidence | None
    digits: int | None = None
    product: str | None = None
    variant_of: str | None = None
    note: Label | None = None

    @property
    def output_key(self) -> str:
        """The name under which a plant gives the output that weighs this row."""
        return self.product or self.id


@dataclass(frozen=True, slots=True)
class Group:
    """A first-level indicator with its rows. A bonus group stands outside the sum of weights."""

    id: str
    name: Label
    weight: Fraction | None
    indicators: tuple[Indicator, ...]
    bonus: bool = False
    complete: bool = True
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class LevelRule:
    """What a level asks for: a score, and the level that (non-)limiting rows must meet."""

    score: Fraction
    limiting: Level | None
    non_limiting: Level | None


@dataclass(frozen=True, slots=True)
class RuleSource:
    """The article that states the level rule, and how well it is known."""

    instrument: str
    article: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a system. `parameters` are the product parameters that its limits use."""

    id: str
    title: Label
    groups: tuple[Group, ...]
    parameters: tuple[str, ...] = ()
    complete: bool = True

    def indicators(self) -> Iterator[Indicator]:
        """Yield every row, bonus rows included, in printed order."""
        for group in self.groups:
            yield from group.indicators

    def basic_groups(self) -> tuple[Group, ...]:
        """Return the groups that make up the index."""
        return tuple(group for group in self.groups if not group.bonus)

    def bonus_groups(self) -> tuple[Group, ...]:
        """Return the groups that are reported beside the index."""
        return tuple(group for group in self.groups if group.bonus)


@dataclass(frozen=True, slots=True)
class System:
    """An edition of an industry's evaluation indicator system."""

    id: str
    title: Label
    document: str | None
    method: Method
    effective: date | None
    withdrawn: date | None
    levels: Mapping[Level, LevelRule]
    tables: tuple[Table, ...]
    rule_source: RuleSource | None = None
    combined_by_output: bool = False
    status: Label | None = None
    confidence: Confidence | None = None
    replaced_by: str | None = None

    @property
    def edition(self) -> str:
        """The document's number, or the id where the number is not known."""
        return self.document or self.id

"""Whether a table can decide: complete, partial (something was not seen) or unverified (recalled).

Derived from the rows, never typed. A partial table gives no level; an unverified one gives a level
that stays provisional until two officers have confirmed what is only recalled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.system import Empty, Group, System, Table


class Completeness(StrEnum):
    """What a table is good for."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a table lacks, by id: rows without weight or limit, groups without weight or rows.

    `recalled` names the rows and groups that are only recalled.
    """

    weights: tuple[str, ...]
    limits: tuple[str, ...]
    groups: tuple[str, ...]
    rows_not_seen: bool
    recalled: tuple[str, ...]

    @property
    def completeness(self) -> Completeness:
        """Partial where anything is lacking, unverified where anything is only recalled."""
        if self.weights or self.limits or self.groups or self.rows_not_seen:
            return Completeness.PARTIAL
        return Completeness.UNVERIFIED if self.recalled else Completeness.COMPLETE


def lacks(table: Table) -> Lacks:
    """Return what `table` lacks and what of it is only recalled."""
    rows = tuple(table.indicators())
    return Lacks(
        weights=tuple(row.id for row in rows if row.weight is None),
        limits=tuple(row.id for row in rows if Empty.NOT_SEEN in row.limits.values()),
        groups=tuple(
            group.id for group in table.groups if group.weight is None or not group.indicators
        ),
        rows_not_seen=not (table.complete and all(group.complete for group in table.groups)),
        recalled=tuple(_recalled(table.groups)),
    )


def completeness(system: System) -> Completeness:
    """Return the worst completeness of the system's tables."""
    found = {lacks(table).completeness for table in system.tables}
    for worst in (Completeness.PARTIAL, Completeness.UNVERIFIED):
        if worst in found:
            return worst
    return Completeness.COMPLETE


def _recalled(groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        if group.confidence is Confidence.RECALLED:
            yield group.id
        yield from (row.id for row in group.indicators if row.confidence is Confidence.RECALLED)

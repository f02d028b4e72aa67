"""Weights after re-normalising (formula 5-3): only rows that do not apply give their weight away.

Within a group, rows that do not apply drop out and the others share its whole weight. In x/n, n
counts the pool's rows that apply, those without a figure included. A group in which nothing
applies drops out and the other groups share the whole; the texts do not say so, and the result
names it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from qingyuan.rules.indicators.plant import Figures, output_of
from qingyuan.rules.indicators.system import ByOutput, Fixed, Group, Indicator, Split


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights that count: of each group in the index, and of each row in its group.

    Rows and groups that do not apply have weight zero; `dropped` names the groups left out.
    """

    groups: Mapping[str, Fraction]
    rows: Mapping[str, Fraction]
    dropped: tuple[str, ...]

    def effective(self, group: Group, row: Indicator) -> Fraction:
        """Return the share of the whole index that rests on a row."""
        return self.groups[group.id] * self.rows[row.id]


def weights(groups: Iterable[Group], given: Figures) -> Weights:
    """Return the weights of `groups` for a plant.

    Raises ValueError where a group or row lacks its printed weight: such a table decides nothing.
    """
    rows: dict[str, Fraction] = {}
    printed: dict[str, Fraction] = {}
    dropped = []
    for group in groups:
        shares = _row_weights(group, given)
        rows |= shares
        if group.weight is None:
            raise ValueError(group.id)
        applies = any(shares.values())
        printed[group.id] = group.weight if applies else Fraction(0)
        if not applies:
            dropped.append(group.id)
    return Weights(_normalised(printed), rows, tuple(dropped))


def _row_weights(group: Group, given: Figures) -> dict[str, Fraction]:
    applying = [row for row in group.indicators if given.applies(row)]
    printed = {row.id: Fraction(0) for row in group.indicators}
    for row in applying:
        printed[row.id] = _printed(row, applying, given)
    return _normalised(printed)


def _printed(row: Indicator, applying: list[Indicator], given: Figures) -> Fraction:
    """Return a row's weight before re-normalising, among the rows of its group that apply."""
    match row.weight:
        case Fixed(weight):
            return weight
        case Split(pool, total):
            return total / sum(_in_pool(other, pool, Split) for other in applying)
        case ByOutput(pool, total):
            sharing = [other for other in applying if _in_pool(other, pool, ByOutput)]
            if len(sharing) == 1:
                return total
            outputs = sum(Fraction(output_of(other, given) or 0) for other in sharing)
            return total * Fraction(output_of(row, given) or 0) / outputs
        case None:
            raise ValueError(row.id)


def _in_pool(row: Indicator, pool: str, kind: type[Split] | type[ByOutput]) -> bool:
    return isinstance(row.weight, kind) and row.weight.pool == pool


def _normalised(printed: Mapping[str, Fraction]) -> dict[str, Fraction]:
    total = sum(printed.values())
    return {name: weight / total if total else Fraction(0) for name, weight in printed.items()}

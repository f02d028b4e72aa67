"""Assessment and acceptance sheets: what their points add up to, and the band a total falls in.

The sheets are data (Guide 2018, annexes 1 and 3); what of them is only remembered stays marked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.law import Band
from qingyuan.rules.messages import Label


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a sheet; `points` is None where the points are not known."""

    id: str
    title: Label
    points: Decimal | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Sheet:
    """A score sheet: its items in order, the vetoes beside them, and the total it should have."""

    id: str
    title: Label
    total: Decimal
    items: tuple[Item, ...]
    vetoes: tuple[tuple[str, Label], ...]


@dataclass(frozen=True, slots=True)
class SheetTotal:
    """The sum of the known points, and the items whose points are not known."""

    points: Decimal
    unknown: tuple[str, ...]
    sums_to_total: bool


def sheet_total(sheet: Sheet) -> SheetTotal:
    """Add the points of a sheet; it sums to its total only when every item's points are known."""
    points = sum((item.points for item in sheet.items if item.points is not None), Decimal(0))
    unknown = tuple(item.id for item in sheet.items if item.points is None)
    return SheetTotal(points, unknown, not unknown and points == sheet.total)


def band_of(points: Decimal, bands: Iterable[Band]) -> Band | None:
    """Return the band that `points` fall in (Guide 2018, annex 1 note), or None."""
    for band in bands:
        low = band.low is None or points > band.low or (band.includes_low and points == band.low)
        high = (
            band.high is None or points < band.high or (band.includes_high and points == band.high)
        )
        if low and high:
            return band
    return None

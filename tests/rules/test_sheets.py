"""Score sheets: the sum of points, and the band that a total falls in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.law import Band
from qingyuan.rules.messages import Label
from qingyuan.rules.sheets import Item, Sheet, band_of, sheet_total

TITLE = Label("表", "sheet")
BANDS = (
    Band(None, False, Decimal(70), False, "again"),
    Band(Decimal(70), True, Decimal(90), True, "supplement"),
    Band(Decimal(90), False, None, False, "build"),
)


def _sheet(*points: int | str | None) -> Sheet:
    items = tuple(
        Item(
            f"item-{number}",
            TITLE,
            None if each is None else Decimal(each),
            Confidence.RECALLED,
        )
        for number, each in enumerate(points, start=1)
    )
    return Sheet("sheet", TITLE, Decimal(100), items, ())


def test_a_sheet_that_adds_up_says_so() -> None:
    total = sheet_total(_sheet(60, "37.5", "2.5"))

    assert (total.points, total.unknown, total.sums_to_total) == (Decimal("100.0"), (), True)


@pytest.mark.parametrize("points", [(60, 39), (60, 41), ()])
def test_a_sheet_that_does_not_add_up_says_so(points: tuple[int, ...]) -> None:
    total = sheet_total(_sheet(*points))

    assert total.points == sum(points)
    assert not total.sums_to_total


def test_unknown_points_are_named_and_never_counted_as_zero_or_as_the_rest() -> None:
    total = sheet_total(_sheet(60, None, 40, None))

    assert total.points == 100
    assert total.unknown == ("item-2", "item-4")
    assert not total.sums_to_total


@pytest.mark.parametrize(
    ("points", "outcome"),
    [
        ("0", "again"),
        ("69.999", "again"),
        ("70", "supplement"),
        ("70.0", "supplement"),
        ("90", "supplement"),
        ("90.001", "build"),
        ("100", "build"),
    ],
)
def test_a_total_falls_in_its_band_to_the_very_edge(points: str, outcome: str) -> None:
    band = band_of(Decimal(points), BANDS)

    assert band is not None
    assert band.outcome == outcome


@pytest.mark.parametrize("points", ["9.99", "10", "20.01"])
def test_a_total_outside_every_band_falls_in_none(points: str) -> None:
    assert band_of(Decimal(points), [Band(Decimal(10), False, Decimal(20), True, "in")]) is None


def test_no_bands_hold_nothing() -> None:
    assert band_of(Decimal(50), ()) is None


@given(st.decimals(min_value=-200, max_value=200, places=3))
def test_bands_that_leave_no_gap_hold_every_total(points: Decimal) -> None:
    assert band_of(points, BANDS) is not None

"""Numbers as written, exact, and rounded only as GB/T 8170-2008 rounds."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.rules.quantities import (
    MAX_DIGITS,
    Comparator,
    Unknown,
    decimal_as_written,
    exact,
    holds,
    plain,
    rounded,
    rounded_to_interval,
)

FORTY_DIGITS = "1234567890" * 4
FIGURES = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=6
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12.3", "12.3"),
        (" 12.3\t", "12.3"),
        ("0.10", "0.10"),
        ("007", "7"),
        ("+5", "5"),
        ("-5", "-5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e3", "1000"),
        ("1E-3", "0.001"),
        ("1.5e+2", "150"),
        ("0e9999", "0"),
        ("1e39", "1" + "0" * 39),
        ("1e-40", "0." + "0" * 39 + "1"),
        (FORTY_DIGITS, FORTY_DIGITS),
        (f"{FORTY_DIGITS}.{FORTY_DIGITS}", f"{FORTY_DIGITS}.{FORTY_DIGITS}"),
        ("0" * 50 + "1", "1"),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, shown: str) -> None:
    value = decimal_as_written(text)

    assert value is not None
    assert plain(value) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "-", "+", "e", "e3", "1e", "1e1.5", "--1", "1.2.3", "- 1", "1 2"),
        *("1,000", "1 000", "1_000", "1'000", "1,5", "12 mg", "5%", "≤5", "0x10", "1/2"),
        *("１２", "1２", "٣", "२", "½", "五", "−5", "1．5"),
        *("NaN", "nan", "-NaN", "sNaN", "nan1", "inf", "-inf", "Infinity", "∞"),
        *("1e9999", "-1e9999", "1e99999", "1e-9999", "0e-9999", "1e40", "1e-41"),
        *("9" * 41, "9" * 400, "0." + "0" * 40 + "1", "0" * 400, "1" + "0" * 41 + "e-1"),
        *("5\n", "\n5", "5\x00", "\u00a05", "5\u3000", "\ufeff5", "n/a", "null", "true"),
    ],
)
def test_what_is_no_plain_number_is_refused_and_never_guessed(text: str) -> None:
    assert decimal_as_written(text) is None


@given(st.text(max_size=100))
def test_no_text_at_all_makes_the_reader_fail(text: str) -> None:
    value = decimal_as_written(text)

    assert value is None or (value.is_finite() and plain(value).strip("-0123456789.") == "")


@given(st.text(alphabet="0123456789+-.eE", max_size=12))
def test_what_looks_like_a_number_is_read_exactly_or_not_at_all(text: str) -> None:
    value = decimal_as_written(text)

    assert value is None or Fraction(value) == Fraction(text.rstrip("."))


@given(FIGURES)
def test_a_number_survives_being_written_and_read(value: Decimal) -> None:
    assert decimal_as_written(plain(value)) == value
    assert plain(value).count("E") == 0


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1E+3", "1000"), ("1E-7", "0.0000001"), ("-2.50E+1", "-25.0"), ("0.00", "0.00")],
)
def test_plain_never_writes_an_exponent(value: str, shown: str) -> None:
    assert plain(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(85), "85"),
        (Fraction(100), "100"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(-5, 1), "-5"),
        (Fraction(1, 40), "0.025"),
        (Fraction(1, 2**12), "0.000244140625"),
        (Fraction(3, 125), "0.024"),
        (Fraction(1, 10**50), "0." + "0" * 49 + "1"),
        (Fraction(10**50), "1" + "0" * 50),
        (Fraction(255, 3), "85"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-200, 6), "-100/3"),
    ],
)
def test_exact_writes_a_decimal_where_it_ends_and_a_fraction_where_not(
    value: Fraction, shown: str
) -> None:
    assert exact(value) == shown


@given(st.fractions())
def test_exact_loses_nothing(value: Fraction) -> None:
    assert Fraction(exact(value)) == value
    assert "e" not in exact(value).lower()


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        ("12.1498", 1, "12.1"),
        ("12.1498", 0, "12"),
        ("1.050", 1, "1.0"),
        ("0.35", 1, "0.4"),
        ("0.25", 1, "0.2"),
        ("2500", -3, "2000"),
        ("3500", -3, "4000"),
        ("1268", -2, "1300"),
        ("-355", -1, "-360"),
        ("-325", -1, "-320"),
        ("-0.0365", 3, "-0.036"),
        ("97.46", 0, "97"),
        ("15.4546", 0, "15"),
        ("2.5", 0, "2"),
        ("2.500001", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, "-2"),
        ("-3.5", 0, "-4"),
        ("5", 2, "5.00"),
        (f"{FORTY_DIGITS}.5", 0, FORTY_DIGITS),
        (f"{FORTY_DIGITS}.{'0' * 39}1", 12, f"{FORTY_DIGITS}.{'0' * 12}"),
    ],
)
def test_a_half_goes_to_the_even_digit_and_rounding_is_done_once(
    value: str, digits: int, shown: str
) -> None:
    assert plain(rounded(Decimal(value), digits)) == shown


@given(FIGURES, st.integers(0, 6))
def test_rounding_moves_a_value_by_half_a_step_at_most(value: Decimal, digits: int) -> None:
    near = rounded(value, digits)
    step = Fraction(1, 10**digits)

    assert abs(Fraction(near) - Fraction(value)) <= step / 2
    assert (Fraction(near) / step).denominator == 1
    assert rounded(near, digits) == near
    assert rounded(-value, digits) == -near


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_an_exact_half_always_lands_on_an_even_last_digit(whole: int, digits: int) -> None:
    half = (Decimal(whole) + Decimal("0.5")).scaleb(-digits)

    assert int(Fraction(rounded(half, digits)) * 10**digits) % 2 == 0


@pytest.mark.parametrize(
    ("value", "interval", "shown"),
    [
        ("60.25", "0.5", "60.0"),
        ("60.38", "0.5", "60.5"),
        ("60.28", "0.5", "60.5"),
        ("-60.75", "0.5", "-61.0"),
        ("830", "20", "840"),
        ("842", "20", "840"),
        ("832", "20", "840"),
        ("-930", "20", "-920"),
        ("8.30", "0.2", "8.4"),
        ("0.1", "0.2", "0.0"),
        ("7", "5", "5"),
        ("8", "5", "10"),
    ],
)
def test_a_value_is_rounded_to_the_nearest_multiple_of_an_interval(
    value: str, interval: str, shown: str
) -> None:
    assert plain(rounded_to_interval(Decimal(value), Decimal(interval))) == shown


@given(FIGURES, st.integers(0, 6))
def test_an_interval_of_one_last_digit_is_plain_rounding(value: Decimal, digits: int) -> None:
    interval = Decimal(1).scaleb(-digits)

    assert rounded_to_interval(value, interval) == rounded(value, digits)


@pytest.mark.parametrize("interval", ["0", "-0.5"])
def test_an_interval_that_is_not_positive_is_an_error(interval: str) -> None:
    with pytest.raises(ValueError, match=interval):
        rounded_to_interval(Decimal(1), Decimal(interval))


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [
        (Comparator.AT_MOST, True, True, False),
        (Comparator.BELOW, True, False, False),
        (Comparator.AT_LEAST, False, True, True),
        (Comparator.ABOVE, False, False, True),
    ],
)
def test_comparison_is_by_full_value(
    comparator: Comparator, below: bool, equal: bool, above: bool
) -> None:
    limit, least = Fraction(24), Fraction(1, 10**MAX_DIGITS)

    assert holds(limit - least, comparator, limit) is below
    assert holds(limit, comparator, limit) is equal
    assert holds(limit + least, comparator, limit) is above


def test_missing_does_not_apply_and_zero_are_three_different_things() -> None:
    assert len({Unknown.MISSING, Unknown.NOT_APPLICABLE, decimal_as_written("0")}) == 3

"""Numbers as the standards want them: exact, as written, rounded only where a text says so.

Full-value comparison (全数值比较法) and rounding follow GB/T 8170-2008. A value has one of three
states, given, does not apply or missing, and missing is never zero.
"""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from enum import Enum, StrEnum
from fractions import Fraction
from operator import ge, gt, le, lt

MAX_DIGITS = 40
"""Digits on either side of the point: far beyond any meter, and a bound on the work to be done."""

_WRITTEN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")


class Unknown(Enum):
    """The two states of a figure that carries no value."""

    NOT_APPLICABLE = "n/a"
    MISSING = "missing"


class Comparator(StrEnum):
    """How a value stands to its limit."""

    AT_MOST = "<="
    BELOW = "<"
    AT_LEAST = ">="
    ABOVE = ">"


_HOLDS: dict[Comparator, Callable[[Fraction, Fraction], bool]] = {
    Comparator.AT_MOST: le,
    Comparator.BELOW: lt,
    Comparator.AT_LEAST: ge,
    Comparator.ABOVE: gt,
}


def decimal_as_written(text: str) -> Decimal | None:
    """Return the decimal that `text` writes, or None where it writes none.

    ASCII digits with at most one point, an optional sign and exponent; no thousands separators,
    no units, no infinity. A number with more than `MAX_DIGITS` digits on either side of the
    point is not accepted, because exact arithmetic on it would not end in reasonable time.
    """
    stripped = text.strip(" \t")
    if len(stripped) > 2 * MAX_DIGITS + 10 or not _WRITTEN.fullmatch(stripped):
        return None
    value = Decimal(stripped)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > MAX_DIGITS:
        return None
    return value if value.is_zero() or value.adjusted() < MAX_DIGITS else None


def plain(value: Decimal) -> str:
    """Return `value` as written, in positional digits, never in E notation."""
    return format(value, "f")


def exact(value: Fraction) -> str:
    """Return `value` without loss: a decimal where it ends, otherwise `numerator/denominator`."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def rounded(value: Decimal, digits: int) -> Decimal:
    """Round `value` to `digits` decimals, a half going to the even digit (GB/T 8170-2008, 3.2).

    The whole number is rounded once: rounding in steps is what the standard forbids.
    """
    with localcontext() as context:
        context.prec = 4 * MAX_DIGITS
        near = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
        return abs(near) if near.is_zero() else near  # there is no minus zero on paper


def rounded_to_interval(value: Decimal, interval: Decimal) -> Decimal:
    """Round `value` to a multiple of `interval`, such as 0.5 or 0.2 (GB/T 8170-2008, 3.4).

    Raises ValueError where the interval is not positive.
    """
    if interval <= 0:
        raise ValueError(interval)
    multiple = round(Fraction(value) / Fraction(interval))  # Fraction rounds a half to even
    with localcontext() as context:
        context.prec = 4 * MAX_DIGITS
        return multiple * interval


def holds(value: Fraction, comparator: Comparator, limit: Fraction) -> bool:
    """Say whether `value` stands as it should to `limit`, by full value (GB/T 8170-2008, 4.3)."""
    return _HOLDS[comparator](value, limit)

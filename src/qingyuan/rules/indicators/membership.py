"""Membership (formula 5-1): which levels an answer meets; what meets I meets II and III."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from qingyuan.rules.indicators.plant import Answer
from qingyuan.rules.indicators.system import Between, Empty, Indicator, Level, Limit, Threshold
from qingyuan.rules.quantities import Unknown, holds, rounded


def threshold_value(limit: Threshold, parameters: Mapping[str, Decimal]) -> Fraction:
    """Return the number a limit comes to for a plant's product parameters.

    Raises KeyError for a parameter that is not given; `plant_problems` finds that first.
    """
    slopes = (Fraction(slope) * Fraction(parameters[name]) for name, slope in limit.slopes)
    return Fraction(limit.base) + sum(slopes)


def best_level(
    indicator: Indicator, answer: Answer, parameters: Mapping[str, Decimal]
) -> Level | None:
    """Return the best level that `answer` meets, or None if it meets none or is unknown.

    A level without requirement is met by every answer that is given. A qualitative answer meets
    a better level only where the file declares the two to be the same.
    """
    if isinstance(answer, Unknown):
        return None
    free = [level for level, limit in indicator.limits.items() if limit is Empty.NO_REQUIREMENT]
    if isinstance(answer, Level):
        free.append(indicator.merged.get(answer, answer))
    if isinstance(answer, Decimal):
        value = Fraction(compared_value(indicator, answer))
        free.extend(
            level for level, limit in indicator.limits.items() if _meets(value, limit, parameters)
        )
    return min(free, default=None)


def is_undecided(indicator: Indicator, answer: Answer, parameters: Mapping[str, Decimal]) -> bool:
    """Say whether a given answer meets no limit that is known, while another is not known.

    A limit is not known where it was not seen, or depends on a parameter that is not given.
    """
    unknown = any(
        limit is Empty.NOT_SEEN or not is_computable(limit, parameters)
        for limit in indicator.limits.values()
    )
    given = not isinstance(answer, Unknown)
    return given and unknown and best_level(indicator, answer, parameters) is None


def compared_value(indicator: Indicator, value: Decimal) -> Decimal:
    """Return the figure that is compared: as written, or rounded where the row declares digits."""
    return value if indicator.digits is None else rounded(value, indicator.digits)


def meets(best: Level | None, level: Level) -> bool:
    """Say whether a row whose best level is `best` meets `level`."""
    return best is not None and best <= level


def is_computable(limit: Limit, parameters: Mapping[str, Decimal]) -> bool:
    """Say whether every product parameter that a limit depends on is given."""
    slopes = limit.slopes if isinstance(limit, Threshold) else ()
    return all(name in parameters for name, _ in slopes)


def _meets(value: Fraction, limit: Limit, parameters: Mapping[str, Decimal]) -> bool:
    match limit:
        case Threshold() if is_computable(limit, parameters):
            return holds(value, limit.comparator, threshold_value(limit, parameters))
        case Between():
            above = limit.low is None or value >= Fraction(limit.low)
            return above and (limit.high is None or value <= Fraction(limit.high))
        case _:
            return False

"""Limits in words: what a cell of a table asks for, for a plant's own product parameters."""

from collections.abc import Mapping
from decimal import Decimal

from qingyuan.rules.indicators.membership import threshold_value
from qingyuan.rules.indicators.system import Between, Empty, Limit, Threshold, Wording
from qingyuan.rules.messages import Label, Message, msg
from qingyuan.rules.quantities import Comparator, exact, plain

SIGNS = {
    Comparator.AT_MOST: "≤",
    Comparator.BELOW: "<",
    Comparator.AT_LEAST: "≥",
    Comparator.ABOVE: ">",
}


def limit_text(limit: Limit, parameters: Mapping[str, Decimal]) -> Message | Label | str:
    """Return the limit as a reader compares with it: `≤ 24`, `6-9`, a text, or why there is none.

    A limit whose product parameter is not given is shown as its formula.
    """
    match limit:
        case Threshold():
            return f"{SIGNS[limit.comparator]} {_number(limit, parameters)}"
        case Between():
            return _range(limit)
        case Wording():
            return limit.text
        case Empty.NO_REQUIREMENT:
            return msg("no requirement")
        case Empty.NOT_SEEN:
            return msg("not seen")


def _range(limit: Between) -> str:
    if limit.low is None or limit.high is None:
        end = limit.high if limit.low is None else limit.low
        return f"{'≤' if limit.low is None else '≥'} {'' if end is None else plain(end)}".strip()
    return f"{plain(limit.low)} ~ {plain(limit.high)}"


def _number(limit: Threshold, parameters: Mapping[str, Decimal]) -> str:
    if not limit.slopes:
        return plain(limit.base)
    if all(name in parameters for name, _ in limit.slopes):
        return exact(threshold_value(limit, parameters))
    terms = (f"{plain(slope)}·{name}" for name, slope in limit.slopes)
    return " + ".join((plain(limit.base), *terms))

"""Reads one row of an indicator table: weight, limits, and the merges that the file declares."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn

from qingyuan.library.nodes import Node
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.system import (
    Between,
    ByOutput,
    Empty,
    Fixed,
    Indicator,
    Level,
    Limit,
    Split,
    Threshold,
    Weight,
    Wording,
)
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.quantities import Comparator, decimal_as_written

COMPARATORS = {
    "<": Comparator.BELOW,
    "<=": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    ">": Comparator.ABOVE,
    ">=": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
}
FITTING = {
    "lower": (Comparator.AT_MOST, Comparator.BELOW),
    "higher": (Comparator.AT_LEAST, Comparator.ABOVE),
}
MAX_ROUNDING = 12

MARKS = {
    "verbatim": Confidence.VERBATIM,
    "second_hand": Confidence.SECOND_HAND,
    "recalled": Confidence.RECALLED,
    "seen_reprint": Confidence.VERBATIM,
    "seen_official_pdf": Confidence.VERBATIM,
    "seen_official_text": Confidence.VERBATIM,
    "seen_second_hand": Confidence.SECOND_HAND,
    "recalled_unverified": Confidence.RECALLED,
}


def confidence_of(node: Node) -> Confidence | None:
    """Return the confidence that a row, group or system declares, under either of its two names."""
    mark = node["confidence"].maybe_text() or node["check"].maybe_text()
    return MARKS.get(mark) if mark else None


def direction_of(node: Node) -> str:
    """Return a row's direction. Raises ProblemsFound for a figure whose direction is not said."""
    said = node["direction"].maybe_text()
    if said is None and node["kind"].maybe_text() != "qualitative":
        what = msg("{name} is missing", name="direction")
        remedy = msg("say lower, higher, range or qualitative")
        raise ProblemsFound([node.problem("direction", what, remedy, "direction")])
    return said or "qualitative"


def read_row(
    node: Node, row: int, pools: Mapping[str, Fraction | None], group: Confidence | None
) -> Indicator:
    """Return the row at `node`, the `row`-th of its table. Raises ProblemsFound: all at once."""
    problems = list(_row_problems(node))
    qualitative = direction_of(node) == "qualitative"
    try:
        weight = _weight(node, pools)
        limits, merged = _limits(node, qualitative=qualitative)
    except ProblemsFound as found:
        problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return Indicator(
        id=node["id"].text(),
        row=node["row"].integer() if "row" in node else row,
        name=node["name"].label_or(node["id"].text()),
        unit=node["unit"].maybe_text(),
        qualitative=qualitative,
        limiting=node["limiting"].flag(),
        weight=weight,
        limits=limits,
        merged=merged,
        confidence=confidence_of(node) or group,
        digits=node["digits"].integer() if "digits" in node else None,
        product=node["product"].maybe_text(),
        variant_of=node["variant_of"].maybe_text(),
        note=node["note"].maybe_label(),
    )


def _row_problems(node: Node) -> Iterator[Problem]:
    rounds = node["compare"].maybe_text() == "rounded"
    if rounds != ("digits" in node):
        yield node.problem(
            "rounding",
            msg("compare: rounded and digits go together"),
            msg("give both, or neither where the full value is compared"),
            "digits",
        )
    digits = node["digits"].maybe_number()
    if digits is not None and not 0 <= digits <= MAX_ROUNDING:
        yield node.problem(
            "rounding",
            msg("{digits} decimals cannot be rounded to", digits=digits),
            msg("give a whole number from 0 to {most}", most=MAX_ROUNDING),
            "digits",
        )
    direction = direction_of(node)
    kind = node["kind"].maybe_text()
    if kind is not None and (kind == "qualitative") != (direction == "qualitative"):
        yield node.problem(
            "kind",
            msg("kind {kind} and direction {direction} contradict", kind=kind, direction=direction),
            msg("make both qualitative, or neither"),
            "direction",
        )
    sign = node["comparator"].maybe_text()
    if sign is not None and COMPARATORS.get(sign) not in FITTING.get(direction, ()):
        yield _wrong_comparator(node, sign, direction)


def _wrong_comparator(node: Node, sign: str | None, direction: str) -> Problem:
    return node.problem(
        "comparator",
        msg(
            "comparator {sign} does not go with direction {direction}",
            sign=sign or "",
            direction=direction,
        ),
        msg("use < or <= where lower is better, > or >= where higher is better"),
        "comparator",
    )


def _weight(node: Node, pools: Mapping[str, Fraction | None]) -> Weight | None:
    pool, weight = node["pool"].maybe_text(), node["weight"]
    if pool is not None and weight.data is None:
        if pool not in pools:
            _raise(
                node.problem(
                    "pool",
                    msg("the group has no weight pool {pool}", pool=pool),
                    msg("declare it under weight_pools, or correct the name"),
                    "pool",
                )
            )
        total = pools[pool]
        return None if total is None else ByOutput(pool, total)
    if weight.data is None:
        return None
    if isinstance(weight.data, Decimal):
        if weight.data < 0:
            _raise(_bad_weight(weight, str(weight.data)))
        return Fixed(Fraction(weight.data))
    text = weight.text()
    shared = re.fullmatch(r"\s*([0-9.]+)\s*/\s*n\s*", text)
    x = decimal_as_written(shared[1]) if shared else None
    if x is None:
        _raise(_bad_weight(weight, text))
    return Split(pool or f"{x.normalize():f}/n", Fraction(x))


def _bad_weight(weight: Node, text: str) -> Problem:
    return weight.problem(
        "weight",
        msg("{text} is not a weight", text=text),
        msg("give a number from 0 to 1, x/n such as 0.8/n, or null where it was not seen"),
    )


def _raise(problem: Problem) -> NoReturn:
    raise ProblemsFound([problem])


def _limits(node: Node, *, qualitative: bool) -> tuple[dict[Level, Limit], dict[Level, Level]]:
    """Return the limit of each level, and the best level each is declared to be the same as."""
    levels = node["levels"]
    if levels["same"].flag():
        shared: Limit = Wording(levels["text"].label())
        return dict.fromkeys(Level, shared), dict.fromkeys(Level, Level.I)
    source = {level: _source(levels, level) for level in Level}
    limits: dict[Level, Limit] = {}
    for level in Level:
        cell = levels[source[level].name]
        limits[level] = _limit(node, cell, qualitative=qualitative)
    same = {
        level: min(other for other in Level if source[other] == source[level]) for level in Level
    }
    # what meets a level meets every worse one, and so also what a worse one is declared to be
    merged = {level: min(same[worse] for worse in Level if worse >= level) for level in Level}
    return limits, merged


def _source(levels: Node, level: Level) -> Level:
    """Follow `same_as` from a level to the cell that holds the requirement."""
    seen = [level]
    while "same_as" in levels[seen[-1].name]:
        name = levels[seen[-1].name]["same_as"]
        if name.text() not in Level.__members__ or Level[name.text()] in seen:
            raise ProblemsFound(
                [
                    name.problem(
                        "same_as",
                        msg("same_as {name} leads to no requirement", name=name.text()),
                        msg("name another level of this row that states its own requirement"),
                    )
                ]
            )
        seen.append(Level[name.text()])
    return seen[-1]


def _limit(row: Node, cell: Node, *, qualitative: bool) -> Limit:
    if cell.data is None:
        return Empty.NOT_SEEN
    if cell["requirement"].maybe_text() == "none":
        return Empty.NO_REQUIREMENT
    if qualitative:
        return Wording(cell.label())
    if direction_of(row) == "range":
        return _between(cell)
    own = cell["comparator"].maybe_text()
    sign = own or row["comparator"].maybe_text()
    fitting = FITTING[direction_of(row)]
    comparator = COMPARATORS[sign] if sign else fitting[0]
    if own and comparator not in fitting:
        raise ProblemsFound([_wrong_comparator(cell, sign, direction_of(row))])
    if isinstance(cell.data, Decimal):
        return Threshold(comparator, cell.data)
    if "limit" in cell:
        return Threshold(comparator, cell["limit"].number())
    slopes = [("n", cell["per_n"].number())] if "per_n" in cell else []
    per = cell["per"]
    slopes += [(name, per[name].number()) for name in per.names()]
    return Threshold(comparator, cell["base"].number(), tuple(slopes))


def _between(cell: Node) -> Between:
    if isinstance(cell.data, list):
        ends: list[Decimal | None] = [end.maybe_number() for end in cell.items()]
    else:
        low, high = ("lo", "hi") if {"lo", "hi"}.intersection(cell.names()) else ("min", "max")
        ends = [cell[low].maybe_number(), cell[high].maybe_number()]
    if len(ends) != len(("low", "high")) or _wrong_way(ends):
        raise ProblemsFound(
            [
                cell.problem(
                    "range",
                    msg("this is not a range"),
                    msg("give two numbers, the lower one first: [6, 9]"),
                )
            ]
        )
    return Between(*ends)


def _wrong_way(ends: list[Decimal | None]) -> bool:
    low, high = ends
    return (low is None and high is None) or (low is not None and high is not None and low > high)

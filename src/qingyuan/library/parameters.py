"""Reads parameters: the numbers, terms and choices that articles state, with their dates."""

from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal

from qingyuan.library.nodes import Node
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.law import (
    AnnualDate,
    Band,
    DatedValue,
    Parameter,
    Range,
    Stated,
    Term,
    Unit,
    YearEnd,
)
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import ProblemsFound

LAST_MONTH = 12
LEAP_YEAR = 2024


def read_parameter(top: Node) -> Parameter:
    """Return the parameter at `top`. Raises ProblemsFound."""
    kind, unit = top["kind"].text(), top["unit"].maybe_text()
    before = top["direction"].maybe_text() == "before"

    def dated(node: Node) -> DatedValue:
        cites, value = node["cites"], node["value"]
        return DatedValue(
            place=node["place"].text(),
            since=node["from"].day(),
            until=node["to"].maybe_day(),
            value=None if value.data is None else _stated(kind, value, unit, before=before),
            instrument=cites["instrument"].text(),
            article=cites["article"].text(),
            confidence=Confidence(node["confidence"].text()),
            in_use=node["in_use"].flag(default=True),
            why=node["why"].maybe_label(),
            note=node["note"].maybe_label(),
        )

    choices = {choice["id"].text(): choice["title"].label() for choice in top["choices"].items()}
    return Parameter(
        id=top["id"].text(),
        title=top["title"].label(),
        kind=kind,
        unit=unit,
        values=tuple(dated(node) for node in top["values"].items()),
        starts_at=top["starts_at"].maybe_label(),
        choices=choices or None,
    )


def _stated(kind: str, value: Node, unit: str | None, *, before: bool) -> Stated:
    if kind == "term":
        return Term(value.integer(), Unit(unit or ""), before)
    return _KINDS[kind](value)


def _range(value: Node) -> Range:
    return Range(value["min"].maybe_number(), value["max"].maybe_number())


def _annual_date(value: Node) -> AnnualDate:
    month, day = value["month"].integer(), value["day"].integer()
    if not 1 <= month <= LAST_MONTH or not 1 <= day <= monthrange(LEAP_YEAR, month)[1]:
        what = msg("there is no day {day} of month {month}", day=day, month=month)
        raise ProblemsFound([value.problem("date", what, msg("correct the day"), "day")])
    return AnnualDate(month, day, value["years_after"].integer())


def _year_end(value: Node) -> YearEnd:
    return YearEnd(value["years_after"].integer())


def _bands(value: Node) -> tuple[Band, ...]:
    return tuple(
        Band(
            band["min"].maybe_number(),
            band["min_inclusive"].flag(),
            band["max"].maybe_number(),
            band["max_inclusive"].flag(),
            band["outcome"].text(),
        )
        for band in value.items()
    )


def _quantity(value: Node) -> Decimal:
    return value.number()


_KINDS: dict[str, Callable[[Node], Stated]] = {
    "quantity": _quantity,
    "range": _range,
    "annual_date": _annual_date,
    "year_end": _year_end,
    "choice": Node.text,
    "switch": Node.flag,
    "set": Node.texts,
    "bands": _bands,
}

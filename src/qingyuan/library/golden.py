"""Runs the golden cases: what the law says of a given case, before, on and after a date."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from qingyuan.library.lawbook import Lawbook
from qingyuan.library.nodes import Node
from qingyuan.library.terms import due_term
from qingyuan.rules.deadlines import OutOfRange, working_days
from qingyuan.rules.indicators.evaluation import evaluate
from qingyuan.rules.indicators.plant import Answer, Meets, Plant
from qingyuan.rules.indicators.system import Between, Indicator, Level, System, Threshold
from qingyuan.rules.law import NATION, AnnualDate, Band, Range, Spoken, Stated, Term, YearEnd
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound, Refused
from qingyuan.rules.quantities import (
    MAX_DIGITS,
    Unknown,
    decimal_as_written,
    exact,
    plain,
    rounded,
)
from qingyuan.rules.sheets import sheet_total

Found = dict[str, object]
MOST_WORKDAYS = 10_000


def case_problems(lawbook: Lawbook, case: Node) -> Iterator[Problem]:
    """Yield every way in which the rules' answer to a golden case differs from what it expects.

    A case that cannot be run is a problem at the case.
    """
    try:
        found = _RULES[case["rule"].text()](lawbook, case["given"], case["expect"])
    except ProblemsFound as error:
        problem = error.problems[0]
        yield case.problem(problem.code, problem.what, problem.remedy, "given")
        return
    except OutOfRange:
        what = msg("the term leads outside the years 1 to 9999")
        yield case.problem("out_of_range", what, msg("give another date"), "given")
        return
    for key in case["expect"].names():
        wanted, got = _comparable(case["expect"][key].data), _comparable(found.get(key))
        if wanted != got:
            yield case.problem(
                "golden",
                msg(
                    "case «{name}»: {key} is {got}, expected {wanted}",
                    name=case["name"].text(),
                    key=key,
                    got=str(got),
                    wanted=str(wanted),
                ),
                msg("mend the rule or the data; change the case only with its article at hand"),
                "expect",
                key,
            )


def _comparable(value: object) -> object:
    """Bring both sides to one form: numbers by value, whether written as numbers or as text."""
    match value:
        case dict():
            return {key: _comparable(inside) for key, inside in value.items()}
        case list() | tuple():
            return [_comparable(inside) for inside in value]
        case bool() | None:
            return value
        case str():
            number = _fraction(value)
            return value if number is None else number
        case Decimal() | int() | Fraction():
            return Fraction(value)
        case _:
            return str(value)


def _fraction(text: str) -> Fraction | None:
    top, _, bottom = text.partition("/")
    numbers = [decimal_as_written(part) for part in ((top, bottom) if bottom else (top,))]
    if any(number is None for number in numbers):
        return None
    whole = [Fraction(number or 0) for number in numbers]
    if bottom and not whole[1]:
        return None
    return whole[0] / whole[1] if bottom else whole[0]


def _parameter(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    said = lawbook.value(given["parameter"].text(), given["as_of"].day(), given["place"].text())
    if not isinstance(said, Spoken):
        return {"refused": True}
    return {
        "value": None if said.dated.value is None else stated_form(said.dated.value),
        "spoke": said.dated.place,
        "instrument": said.dated.instrument,
        "article": said.dated.article,
        "confidence": said.dated.confidence.value,
    }


def stated_form(value: Stated) -> object:
    """Return a parameter's value in the plain form in which the lawbook writes it."""
    match value:
        case Term():
            return Decimal(value.amount)
        case AnnualDate():
            return {"month": value.month, "day": value.day, "years_after": value.years_after}
        case YearEnd():
            return {"years_after": value.years_after}
        case Range():
            return {"min": value.low, "max": value.high}
        case tuple():
            return [_band(item) if isinstance(item, Band) else item for item in value]
        case _:
            return value


def _band(band: Band) -> dict[str, object]:
    return {
        "min": band.low,
        "min_inclusive": band.includes_low,
        "max": band.high,
        "max_inclusive": band.includes_high,
        "outcome": band.outcome,
    }


def _due(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    place = given["place"].maybe_text() or NATION
    found = due_term(lawbook, given["parameter"].text(), given["from"].day(), place)
    if isinstance(found, Refused):
        return {"refused": True}
    return {
        "due": str(found.deadline.due),
        "provisional": found.deadline.provisional,
        "nominal": str(found.deadline.nominal),
    }


def _workdays(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    count = given["n"].integer()
    if abs(count) > MOST_WORKDAYS:
        what = msg("{n} working days are more than can be counted here", n=count)
        raise ProblemsFound([given.problem("too_many", what, msg("give fewer"), "n")])
    found = working_days(given["from"].day(), count, lawbook.calendar)
    return {"due": str(found.due), "provisional": found.provisional}


def _instrument(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    name, article = given["instrument"].text(), given["article"].maybe_text()
    instrument, on = lawbook.instruments.get(name), given["as_of"].day()
    if instrument is None or (article is not None and article not in instrument.articles):
        what = msg("{instrument} has no article {article}", instrument=name, article=article or "-")
        raise ProblemsFound([given.problem("dangling", what, msg("correct the case"))])
    absorbed = instrument.absorbed_by
    return {
        "in_force": instrument.in_force_on(on),
        "absorbed": absorbed is not None and on >= absorbed.since,
    }


def _rounding(_lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    value, digits = decimal_as_written(given["value"].text()), given["digits"].integer()
    if value is None or not 0 <= digits <= MAX_DIGITS:
        what = msg("this cannot be rounded")
        raise ProblemsFound([given.problem("rounding", what, msg("correct the case"))])
    return {"rounded": plain(rounded(value, digits))}


def _sheet(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    total = sheet_total(lawbook.sheet(given["sheet"].text()))
    return {"points": plain(total.points), "sums_to_total": total.sums_to_total}


def _score(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    system = lawbook.system(given["system"].text())
    if not isinstance(system, System):
        return {}
    named = given["table"].maybe_text()
    tables = [table for table in system.tables if named in (None, table.id)]
    rows = {row.id for table in tables[:1] for row in table.indicators()}
    unknown = [name for name in given["values"].names() if name not in rows]
    if not tables or unknown:
        what = msg("the system has no table or row {names}", names=unknown or [named or "-"])
        raise ProblemsFound([given.problem("unknown_indicator", what, msg("correct the case"))])
    table = tables[0]
    parameters = {name: _number(given["parameters"][name]) for name in given["parameters"].names()}
    answers: dict[str, Answer] = {}
    for row in table.indicators():
        override = given["values"][row.id] if row.id in given["values"].names() else given["all"]
        if override.data is not None:
            answers[row.id] = _answer(row, override)
    result = evaluate(system, table, Plant(None, answers, parameters))
    index = None
    if result.index is not None:
        index = {level.name: exact(value) for level, value in result.index.items()}
    return {"level": result.outcome.value, "status": result.status.value, "index": index}


def _number(node: Node) -> Decimal:
    number = node.data if isinstance(node.data, Decimal) else None
    if isinstance(node.data, str):
        number = decimal_as_written(node.data)
    if number is None:
        what = msg("{value} is not a figure for {id}", value=str(node.data), id=str(node.route[-1]))
        raise ProblemsFound([node.problem("not_a_number", what, msg("correct the case"))])
    return number


def _answer(row: Indicator, node: Node) -> Answer:
    """Return an answer as a case writes it; a level answers a figure row with its limit."""
    if node.data == Unknown.NOT_APPLICABLE.value:
        return Unknown.NOT_APPLICABLE
    if node.data == Meets.NONE.value:
        return Meets.NONE
    if isinstance(node.data, str) and node.data in Level.__members__:
        level = Level[node.data]
        limit = row.limits[level]
        if isinstance(limit, Threshold):
            return limit.base
        end = (
            None
            if not isinstance(limit, Between)
            else limit.high
            if limit.low is None
            else limit.low
        )
        return level if end is None else end
    return _number(node)


_RULES: dict[str, Callable[[Lawbook, Node, Node], Found]] = {
    "parameter": _parameter,
    "due": _due,
    "workdays": _workdays,
    "instrument": _instrument,
    "rounding": _rounding,
    "sheet": _sheet,
    "score": _score,
}

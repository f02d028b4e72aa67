"""Runs the golden cases: what the law says of a given case, before, on and after a date."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from qingyuan.library.lawbook import Lawbook
from qingyuan.library.nodes import Node
from qingyuan.library.terms import due_term
from qingyuan.rules.deadlines import working_days
from qingyuan.rules.indicators.evaluation import evaluate
from qingyuan.rules.indicators.plant import Answer, Meets, Plant
from qingyuan.rules.indicators.system import Between, Indicator, Level, System, Threshold
from qingyuan.rules.law import NATION, AnnualDate, Band, Range, Spoken, Stated, Term, YearEnd
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, Refused
from qingyuan.rules.quantities import Unknown, decimal_as_written, exact, plain, rounded
from qingyuan.rules.sheets import sheet_total

Found = dict[str, object]


def case_problems(lawbook: Lawbook, case: Node) -> Iterator[Problem]:
    """Yield every way in which the rules' answer to a golden case differs from what it expects."""
    found = _RULES[case["rule"].text()](lawbook, case["given"], case["expect"])
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
    found = working_days(given["from"].day(), given["n"].integer(), lawbook.calendar)
    return {"due": str(found.due), "provisional": found.provisional}


def _instrument(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    instrument, on = lawbook.instruments[given["instrument"].text()], given["as_of"].day()
    absorbed = instrument.absorbed_by
    return {
        "in_force": instrument.in_force_on(on),
        "absorbed": absorbed is not None and on >= absorbed.since,
    }


def _rounding(_lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    value = decimal_as_written(given["value"].text())
    return {"rounded": plain(rounded(value or Decimal(0), given["digits"].integer()))}


def _sheet(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    total = sheet_total(lawbook.sheet(given["sheet"].text()))
    return {"points": plain(total.points), "sums_to_total": total.sums_to_total}


def _score(lawbook: Lawbook, given: Node, _expect: Node) -> Found:
    system = lawbook.system(given["system"].text())
    if not isinstance(system, System):
        return {}
    table = next(
        table
        for table in system.tables
        if given["table"].data is None or table.id == given["table"].data
    )
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
    number = decimal_as_written(str(node.data))
    return Decimal(0) if number is None else number


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

"""What a parameter states, in words: terms, dates, ranges, bands and choices."""

from decimal import Decimal

from qingyuan.rules.law import AnnualDate, Band, Parameter, Range, Stated, Term, Unit, YearEnd
from qingyuan.rules.messages import Label, Message, Value, msg
from qingyuan.rules.quantities import plain

UNITS: dict[str, Value] = {
    "CNY": msg("CNY"),
    "10000 CNY": msg("10,000 CNY"),
    "person": msg("person(s)"),
    "point": msg("point(s)"),
    "year": msg("year(s)"),
    "hour": msg("hour(s)"),
    "cycle": msg("cycle(s)"),
    "park": msg("park(s)"),
    "audit": msg("audit(s)"),
    "mu": msg("mu"),
    "ratio": "",
}


def value_words(parameter: Parameter, value: Stated | None) -> Value:
    """Return a parameter's value as a reader says it; `undetermined` where the text has none."""
    unit = UNITS.get(parameter.unit or "", parameter.unit or "")
    match value:
        case None:
            return msg("undetermined")
        case Term():
            return _term(value)
        case AnnualDate():
            return _annual(value)
        case YearEnd(years_after=years):
            return _to_year_end(years)
        case Range():
            return _range(value, unit)
        case Decimal():
            return msg("{number} {unit}", number=plain(value), unit=unit)
        case bool() | str():
            return _choice(parameter, value)
        case _:
            return [_member(parameter, member) for member in value]


def _range(value: Range, unit: Value) -> Message:
    if value.low is None and value.high is None:
        return msg("no limit stated")
    return msg("{number} {unit}", number=_ends(value.low, value.high), unit=unit)


def _term(term: Term) -> Message:
    words = {
        (Unit.DAY, False): msg("{n} calendar day(s) after", n=term.amount),
        (Unit.WORKING_DAY, False): msg("{n} working day(s) after", n=term.amount),
        (Unit.MONTH, False): msg("{n} month(s) after", n=term.amount),
        (Unit.YEAR, False): msg("{n} year(s) after", n=term.amount),
        (Unit.DAY, True): msg("{n} calendar day(s) before", n=term.amount),
        (Unit.WORKING_DAY, True): msg("{n} working day(s) before", n=term.amount),
        (Unit.MONTH, True): msg("{n} month(s) before", n=term.amount),
        (Unit.YEAR, True): msg("{n} year(s) before", n=term.amount),
    }
    return words[term.unit, term.before]


def _to_year_end(years: int) -> Message:
    if years == 0:
        return msg("to the end of the same year")
    return msg("to the end of the year, {n} year(s) after", n=years)


def _annual(value: AnnualDate) -> Message:
    day = f"{value.month:02}-{value.day:02}"
    if value.years_after == 0:
        return msg("{day} of the same year", day=day)
    return msg("{day}, {n} year(s) after", day=day, n=value.years_after)


def _ends(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return f"≤ {plain(high)}" if high is not None else f"≥ {plain(low or Decimal(0))}"
    return f"{plain(low)} ~ {plain(high)}"


def _choice(parameter: Parameter, chosen: str | bool) -> Message | Label | str:  # noqa: FBT001 - a value
    if isinstance(chosen, bool):
        return msg("yes") if chosen else msg("no")
    return (parameter.choices or {}).get(chosen, chosen)


def _member(parameter: Parameter, member: str | Band) -> Message | Label | str:
    if isinstance(member, str):
        return _choice(parameter, member)
    low = (
        "" if member.low is None else f"{plain(member.low)} {'≤' if member.includes_low else '<'} "
    )
    high = (
        ""
        if member.high is None
        else f" {'≤' if member.includes_high else '<'} {plain(member.high)}"
    )
    outcome = _choice(parameter, member.outcome)
    return msg("{band}: {outcome}", band=f"{low}x{high}", outcome=outcome)

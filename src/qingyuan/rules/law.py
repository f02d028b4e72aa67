"""The law as values: instruments and their articles, and the numbers that articles state.

A parameter is asked as of a date and a place. The nearest place that speaks wins, county before
city before province before nation, and the answer says which place spoke and in which article.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from qingyuan.rules.explanation import Absorption, Citation, Confidence
from qingyuan.rules.messages import Label, msg
from qingyuan.rules.problems import Refused

NATION = "CN"


class Unit(StrEnum):
    """The unit in which a term counts."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, months or years after (or, with `before`, ahead of) an event."""

    amount: int
    unit: Unit
    before: bool = False


@dataclass(frozen=True, slots=True)
class AnnualDate:
    """A fixed day of the year, so many years after the year of the event."""

    month: int
    day: int
    years_after: int


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The end of the calendar year that lies so many years after the year of the event."""

    years_after: int


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None is an open end."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of points and what follows from it; None is an open end."""

    low: Decimal | None
    includes_low: bool
    high: Decimal | None
    includes_high: bool
    outcome: str


Stated = (
    Term | AnnualDate | YearEnd | Range | Decimal | str | bool | tuple[str, ...] | tuple[Band, ...]
)


@dataclass(frozen=True, slots=True)
class Article:
    """One article or paragraph, in our own words."""

    id: str
    says: Label
    confidence: Confidence
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, measure, notice, plan or standard, with the dates between which it is in force."""

    id: str
    title: Label
    short: Label
    number: str | None
    place: str
    in_force_from: date | None
    in_force_to: date | None
    articles: Mapping[str, Article]
    absorbed_by: Absorption | None = None
    successors: Mapping[tuple[str, str], str | None] | None = None

    def in_force_on(self, day: date) -> bool | None:
        """Say whether the instrument is in force on `day`; None where its start is not known."""
        if self.absorbed_by and day >= self.absorbed_by.since:
            return False
        if self.in_force_to and day > self.in_force_to:
            return False
        return None if self.in_force_from is None else day >= self.in_force_from


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What one article states for one place from one date on. `value` None: it states none."""

    place: str
    since: date
    until: date | None
    value: Stated | None
    instrument: str
    article: str
    confidence: Confidence
    in_use: bool = True
    why: Label | None = None
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number, choice or term that a text states, with every dated value that is known."""

    id: str
    title: Label
    kind: str
    unit: str | None
    values: tuple[DatedValue, ...]
    starts_at: Label | None = None
    choices: Mapping[str, Label] | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """The value that holds on a day at a place: what was said, by which place's rule, and where."""

    parameter: Parameter
    dated: DatedValue
    citation: Citation


def places_of(code: str) -> tuple[str, ...]:
    """Return the places whose rules reach `code`, nearest first, down to the nation.

    Division codes follow GB/T 2260: two digits each for province, city and county.
    """
    if code == NATION:
        return (NATION,)
    nested = (code, code[:4] + "00", code[:2] + "0000")
    return (*dict.fromkeys(nested), NATION)


def cite(
    instruments: Mapping[str, Instrument],
    instrument: str,
    article: str,
    confidence: Confidence,
    on: date,
) -> Citation:
    """Return the citation of an article for a decision made `on` a day.

    Where a later law has absorbed the instrument by that day, the citation says so, with the new
    article if it is known: a decision must not rest silently on an article that is no longer law.
    Raises KeyError for an instrument that the lawbook does not hold.
    """
    source = instruments[instrument]
    named = source.articles[article].label if article in source.articles else None
    absorbed = source.absorbed_by
    if absorbed is None or on < absorbed.since:
        return Citation(instrument, source.title, article, confidence, label=named)
    successor = instruments.get(absorbed.instrument)
    known = (successor.successors or {}).get((instrument, article)) if successor else None
    absorption = Absorption(absorbed.instrument, absorbed.title, absorbed.since, known)
    return Citation(instrument, source.title, article, confidence, absorption, named)


def value_on(
    parameter: Parameter, instruments: Mapping[str, Instrument], on: date, place: str = NATION
) -> Spoken | Refused:
    """Return the value of `parameter` on a day at a place, or the refusal that none holds then.

    The nearest place that speaks wins. Within a place a value holds until its end or until the next
    one takes effect, and one that was replaced does not come back when the other ends.
    """
    silent = None
    for near in places_of(place):
        here = [value for value in parameter.values if value.place == near]
        speaking = _last_begun([value for value in here if value.in_use], on)
        if speaking is not None:
            citation = cite(
                instruments, speaking.instrument, speaking.article, speaking.confidence, on
            )
            return Spoken(parameter, speaking, citation)
        silent = silent or _last_begun([value for value in here if not value.in_use], on)
    return _refused(parameter, on, place, silent)


def _last_begun(values: list[DatedValue], on: date) -> DatedValue | None:
    begun = [value for value in values if value.since <= on]
    last = max(begun, key=lambda value: value.since, default=None)
    ended = last is not None and last.until is not None and on > last.until
    return None if ended else last


def _refused(parameter: Parameter, on: date, place: str, silent: DatedValue | None) -> Refused:
    """Say that no value holds, or that the one that would hold is switched off, and why."""
    if silent is not None and silent.why is not None:
        why = msg("{parameter} is switched off: {why}", parameter=parameter.id, why=silent.why)
        return Refused(why)
    why = msg(
        "{parameter} has no value in force on {day} for {place}",
        parameter=parameter.id,
        day=on,
        place=place,
    )
    return Refused(why)

"""When a term of the lawbook is due: parameter, counting rules and calendar together."""

from dataclasses import dataclass
from datetime import date

from qingyuan.library.lawbook import Lawbook
from qingyuan.rules.deadlines import Deadline, due
from qingyuan.rules.explanation import Citation
from qingyuan.rules.law import NATION, AnnualDate, Spoken, Term, Unit, YearEnd
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound, Refused

HOLIDAY_RULE = "term-holiday-rule"
MONTH_RULE = "month-counting-rule"
BY_DAY_NUMBER = (Unit.MONTH, Unit.YEAR)


@dataclass(frozen=True, slots=True)
class DueTerm:
    """A deadline, the value that it counts by, and every article that it rests on."""

    spoken: Spoken
    deadline: Deadline
    citations: tuple[Citation, ...]


def due_term(lawbook: Lawbook, name: str, start: date, place: str = NATION) -> DueTerm | Refused:
    """Return when the term `name` is due for an event on `start` at a place.

    The value and the counting rules are those in force on the day of the event. Raises
    ProblemsFound where the parameter is not a term, OutOfRange beyond the year 9999.
    """
    spoken = lawbook.value(name, start, place)
    if isinstance(spoken, Refused):
        return spoken
    value = spoken.dated.value
    if value is None:
        why = msg("the text states no length for {parameter}: it is undetermined", parameter=name)
        return Refused(why, spoken.citation)
    if not isinstance(value, Term | AnnualDate | YearEnd):
        what = msg("{parameter} is not a term", parameter=name)
        remedy = msg("qingyuan lawbook show {parameter} shows what it is", parameter=name)
        raise ProblemsFound([Problem("not_a_term", what, remedy, field="--parameter")])
    months = lawbook.value(MONTH_RULE, start)
    in_months = isinstance(value, Term) and value.unit in BY_DAY_NUMBER
    if in_months and not _counts_by_day_number(months):
        why = msg("no rule is known for counting the months of a term from {start}", start=start)
        return Refused(why)
    rule = lawbook.value(HOLIDAY_RULE, start)
    if isinstance(value, Term) and isinstance(rule, Refused):
        why = msg("no rule is known for a term from {start} that ends on a day off", start=start)
        return Refused(why)
    moves = isinstance(rule, Spoken) and rule.dated.value == "next_working_day"
    deadline = due(value, start, lawbook.calendar, moves_off_days_off=moves)
    citations = [spoken.citation]
    if isinstance(months, Spoken) and in_months:
        citations.append(months.citation)
    if isinstance(rule, Spoken) and deadline.due != deadline.nominal:
        citations.append(rule.citation)
    return DueTerm(spoken, deadline, tuple(citations))


def _counts_by_day_number(rule: Spoken | Refused) -> bool:
    """Say whether the law in force counts months to the day of the same number, as we compute."""
    return isinstance(rule, Spoken) and rule.dated.value == "same_day_or_last"

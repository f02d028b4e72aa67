"""Statutory terms: when something is due, computed and told in words.

The counting rules are data (parameters `month-counting-rule` and `term-holiday-rule`): the event's
own day is not counted; a month ends on the day of the same number, or on the last day where the
month has none; a term that ends on a day off ends on the next working day. Working days follow the
calendar as promulgated each year, with its make-up working days.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from qingyuan.rules.law import AnnualDate, Term, Unit, YearEnd
from qingyuan.rules.messages import Message, msg

DAY = timedelta(days=1)
SATURDAY = 5
MONTHS = 12


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days: the promulgated exceptions to the week, and the span that they cover.

    `exceptions` maps a day to True (make-up working day) or False (holiday).
    """

    exceptions: Mapping[date, bool]
    first: date
    last: date

    def works(self, day: date) -> bool:
        """Say whether `day` is a working day; outside the span only the week is known."""
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def covers(self, day: date) -> bool:
        """Say whether the calendar of that day's year was promulgated."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch in which the clock stands still: from `since` until the day before `resumed`."""

    since: date
    resumed: date | None

    def holds(self, day: date) -> bool:
        """Say whether the clock stands still on `day`."""
        return self.since <= day and (self.resumed is None or day < self.resumed)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day on which something is due and how it was found.

    `due` is None while the clock is suspended with no day of resumption. `nominal` is the day
    before any move off a day off. `provisional` is true where the promulgated calendar does not
    reach; `doubts` says why.
    """

    due: date | None
    nominal: date | None
    provisional: bool
    steps: tuple[Message, ...]
    doubts: tuple[Message, ...] = ()


class OutOfRange(ValueError):
    """The term leads outside the years that a calendar date can have."""


def plus_months(day: date, months: int) -> date:
    """Return the day of the same number `months` later, or the month's last day if it has none.

    Civil Code, art. 202. Raises OutOfRange beyond the year 9999.
    """
    count = day.year * MONTHS + day.month - 1 + months
    year, month = count // MONTHS, count % MONTHS + 1
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfRange(year)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def plus_days(day: date, days: int) -> date:
    """Return the day `days` later. Raises OutOfRange beyond the years 1 to 9999."""
    try:
        return day + days * DAY
    except OverflowError as error:
        raise OutOfRange(days) from error


def working_days(start: date, count: int, calendar: WorkCalendar) -> Deadline:
    """Return the `count`-th working day after `start` (before it, where `count` is negative).

    The start itself is not counted; zero is the start itself. The work is proportional to
    `count`. Raises OutOfRange beyond the years 1 to 9999.
    """
    last = start
    moved: list[date] = []
    for _ in range(abs(count)):
        last = plus_days(last, 1 if count > 0 else -1)
        while not calendar.works(last):
            moved.append(last)
            last = plus_days(last, 1 if count > 0 else -1)
    steps = [
        _counted(start, count),
        *_calendar_steps(start, last, calendar),
        msg("{n} days off lie between and are not counted", n=len(moved)),
        msg("due on {day}, {weekday}", day=last, weekday=weekday(last)),
    ]
    counted_from = start if count == 0 else plus_days(start, 1 if count > 0 else -1)
    doubts = _beyond(calendar, counted_from, last)
    return Deadline(last, last, bool(doubts), (*steps, *doubts), doubts)


def due(
    term: Term | AnnualDate | YearEnd,
    start: date,
    calendar: WorkCalendar,
    *,
    moves_off_days_off: bool = True,
    suspensions: Iterable[Suspension] = (),
) -> Deadline:
    """Return when a term that starts with an event on `start` is due, told step by step.

    A fixed date of the year and the end of a year are days that a text names, not terms: they
    are not moved. `moves_off_days_off` is the parameter `term-holiday-rule` (Civil Code, art. 203).
    Raises OutOfRange beyond the years 1 to 9999.
    """
    match term:
        case AnnualDate() | YearEnd():
            return _fixed(term, start)
        case Term(before=True) | Term(amount=0):
            return _uninterrupted(term, start, calendar, moves=False)
    halts = tuple(suspensions)
    if halts:
        return _interrupted(term, start, calendar, halts, moves=moves_off_days_off)
    return _uninterrupted(term, start, calendar, moves=moves_off_days_off)


def governing(deadlines: Iterable[Deadline]) -> Deadline | None:
    """Return the earliest of several deadlines for one duty: where two rules bind, both do."""
    dated = [deadline for deadline in deadlines if deadline.due is not None]
    return min(dated, key=lambda deadline: deadline.due or date.max, default=None)


def weekday(day: date) -> Message:
    """Return the name of the day's weekday."""
    names = (
        msg("Monday"),
        msg("Tuesday"),
        msg("Wednesday"),
        msg("Thursday"),
        msg("Friday"),
        msg("Saturday"),
        msg("Sunday"),
    )
    return names[day.weekday()]


def _fixed(term: AnnualDate | YearEnd, start: date) -> Deadline:
    year = start.year + term.years_after
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfRange(year)
    if isinstance(term, YearEnd):
        last = date(year, MONTHS, 31)
        rule = msg("lasts to the end of the year {year}", year=year)
    else:
        last = date(year, term.month, min(term.day, monthrange(year, term.month)[1]))
        rule = msg("the text names the day: {day}", day=last)
    told = (
        msg("the event was on {start}", start=start),
        rule,
        msg("a day that the text names is not moved off a day off"),
        msg("due on {day}, {weekday}", day=last, weekday=weekday(last)),
    )
    return Deadline(last, last, provisional=False, steps=told)


def _end_of(term: Term, start: date) -> date:
    sign = -1 if term.before else 1
    if term.unit is Unit.DAY:
        return plus_days(start, sign * term.amount)
    return plus_months(start, sign * term.amount * (MONTHS if term.unit is Unit.YEAR else 1))


def _uninterrupted(term: Term, start: date, calendar: WorkCalendar, *, moves: bool) -> Deadline:
    if term.unit is Unit.WORKING_DAY:
        return working_days(start, -term.amount if term.before else term.amount, calendar)
    return _settled(_end_of(term, start), calendar, [_rule_of(term, start)], moves=moves)


def _rule_of(term: Term, start: date) -> Message:
    """Say how a term is counted, forwards or backwards from the event."""
    n = term.amount
    match term.unit, term.before:
        case Unit.WORKING_DAY, before:
            return _counted(start, -n if before else n)
        case Unit.DAY, False:
            return msg("{start} and {n} calendar day(s), the first not counted", start=start, n=n)
        case Unit.DAY, True:
            return msg(
                "{n} calendar day(s) back from {start}, not counted itself", start=start, n=n
            )
        case Unit.MONTH, False:
            return msg("{start} and {n} month(s), to the day of the same number", start=start, n=n)
        case Unit.MONTH, True:
            return msg("{n} month(s) back from {start}, to the same number", start=start, n=n)
        case Unit.YEAR, False:
            return msg("{start} and {n} year(s), to the day of the same number", start=start, n=n)
        case _:
            return msg("{n} year(s) back from {start}, to the same number", start=start, n=n)


def _counted(start: date, count: int) -> Message:
    if count < 0:
        return msg(
            "{n} working day(s) back from {start}, not counted itself", start=start, n=-count
        )
    return msg("{start} and {n} working day(s), the first not counted", start=start, n=count)


def _settled(
    nominal: date,
    calendar: WorkCalendar,
    told: list[Message],
    halts: tuple[Suspension, ...] = (),
    *,
    moves: bool,
) -> Deadline:
    """Move `nominal` off a day off where the rule says so, never into a suspension."""
    told.append(msg("the term ends on {day}, {weekday}", day=nominal, weekday=weekday(nominal)))
    last = nominal
    while moves and not (calendar.works(last) and not _halted(halts, last)):
        last = plus_days(last, 1)
        if _stopped_for_good(halts, last):
            return _suspended(told, nominal)
    if last != nominal:
        told.append(
            msg(
                "{day} is a day off: the next working day is {moved}, {weekday}",
                day=nominal,
                moved=last,
                weekday=weekday(last),
            )
        )
    if calendar.exceptions.get(last):
        told.append(msg("{day} is a make-up working day", day=last))
    told.append(msg("due on {day}, {weekday}", day=last, weekday=weekday(last)))
    doubts = _beyond(calendar, nominal, last)
    return Deadline(last, nominal, bool(doubts), (*told, *doubts), doubts)


def _interrupted(
    term: Term,
    start: date,
    calendar: WorkCalendar,
    halts: tuple[Suspension, ...],
    *,
    moves: bool,
) -> Deadline:
    """Count a term over stretches in which its clock stands still: such days do not count."""
    working = term.unit is Unit.WORKING_DAY
    left = term.amount if working else (_end_of(term, start) - start).days
    told = [_rule_of(term, start), *_told(halts)]
    day = start
    while left:
        day = plus_days(day, 1)
        if _stopped_for_good(halts, day):
            return _suspended(told)
        left -= not _halted(halts, day) and (not working or calendar.works(day))
    if working:
        told.append(msg("due on {day}, {weekday}", day=day, weekday=weekday(day)))
        doubts = _beyond(calendar, plus_days(start, 1), day)
        return Deadline(day, day, bool(doubts), (*told, *doubts), doubts)
    return _settled(day, calendar, told, halts, moves=moves)


def _suspended(told: list[Message], nominal: date | None = None) -> Deadline:
    steps = (*told, msg("suspended: no due day until the clock resumes"))
    return Deadline(None, nominal, provisional=False, steps=steps)


def _halted(halts: tuple[Suspension, ...], day: date) -> bool:
    return any(halt.holds(day) for halt in halts)


def _stopped_for_good(halts: tuple[Suspension, ...], day: date) -> bool:
    return any(halt.resumed is None and halt.since <= day for halt in halts)


def _told(halts: tuple[Suspension, ...]) -> Iterator[Message]:
    for halt in halts:
        if halt.resumed is None:
            yield msg("the clock stands still from {since} on", since=halt.since)
        else:
            yield msg(
                "the clock stands still from {since} and runs again on {resumed}",
                since=halt.since,
                resumed=halt.resumed,
            )


def _calendar_steps(start: date, last: date, calendar: WorkCalendar) -> Iterator[Message]:
    """Name the promulgated exceptions that the count passed over, as far as the reader needs."""
    low, high = min(start, last), max(start, last)
    passed = sorted(day for day in calendar.exceptions if low < day < high or day == last)
    holidays = [day for day in passed if not calendar.exceptions[day]]
    makeups = [day for day in passed if calendar.exceptions[day]]
    if holidays:
        yield msg("promulgated holidays on the way: {days}", days=holidays)
    if makeups:
        yield msg("make-up working days on the way, which count: {days}", days=makeups)


def _beyond(calendar: WorkCalendar, start: date, last: date) -> tuple[Message, ...]:
    """Say where the count left the promulgated calendar, if it did."""
    low, high = min(start, last), max(start, last)
    doubts = []
    if high > calendar.last:
        doubts.append(
            msg(
                "provisional: the calendar is promulgated to {last}; beyond it only weekends are"
                " known",
                last=calendar.last,
            )
        )
    if low < calendar.first:
        doubts.append(
            msg(
                "provisional: the calendar on file begins on {first}; before it only weekends are"
                " known",
                first=calendar.first,
            )
        )
    return tuple(doubts)

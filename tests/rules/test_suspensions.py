"""A clock that stands still: closed, open and overlapping suspensions of a term."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.rules.deadlines import Deadline, OutOfRange, Suspension, WorkCalendar, due
from qingyuan.rules.law import AnnualDate, Term, Unit, YearEnd
from tests.rules.spoken import english
from tests.rules.work_calendars import (
    CALENDAR,
    CALENDARS,
    DAY,
    DAYS,
    FIRST,
    LAST,
    WEEKS_ONLY,
    closed_suspensions,
)

MONTH, DAYS_UNIT, WORKING = Unit.MONTH, Unit.DAY, Unit.WORKING_DAY


def _on(text: str) -> date:
    return date.fromisoformat(text)


def _halt(since: str, resumed: str | None) -> Suspension:
    return Suspension(_on(since), _on(resumed) if resumed else None)


def _due(
    term: Term, start: str, *halts: Suspension, calendar: WorkCalendar = WEEKS_ONLY
) -> Deadline:
    return due(term, _on(start), calendar, suspensions=halts)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2026-06-02", False),
        ("2026-06-03", True),
        ("2026-06-04", True),
        ("2026-06-05", False),
    ],
)
def test_a_suspension_holds_from_its_first_day_until_the_day_before_it_ends(
    day: str, held: bool
) -> None:
    assert _halt("2026-06-03", "2026-06-05").holds(_on(day)) is held
    assert _halt("2026-06-03", None).holds(_on(day)) is (day >= "2026-06-03")


@pytest.mark.parametrize(
    ("halts", "end"),
    [
        ([("2026-06-03", "2026-06-03")], "2026-06-11"),
        ([("2026-06-03", "2026-06-04")], "2026-06-12"),
        ([("2026-06-03", "2026-06-08")], "2026-06-16"),
        ([("2026-06-03", "2026-06-08"), ("2026-06-05", "2026-06-09")], "2026-06-17"),
        ([("2026-06-03", "2026-06-08"), ("2026-06-05", "2026-06-07")], "2026-06-16"),
        ([("2026-06-03", "2026-06-04"), ("2026-06-04", "2026-06-05")], "2026-06-15"),
        ([("2026-06-03", "2026-06-04"), ("2026-06-12", "2026-06-16")], "2026-06-16"),
        ([("2026-05-20", "2026-06-03")], "2026-06-12"),
        ([("2026-05-20", "2026-06-02")], "2026-06-11"),
        ([("2026-06-12", "2026-07-01")], "2026-06-11"),
        ([("2026-06-11", "2026-06-12")], "2026-06-12"),
        ([("2026-06-08", "2026-06-03")], "2026-06-11"),
    ],
)
def test_days_on_which_the_clock_stands_still_do_not_count_and_count_once_where_they_overlap(
    halts: list[tuple[str, str]], end: str
) -> None:
    stretches = [_halt(since, resumed) for since, resumed in halts]

    assert _due(Term(10, DAYS_UNIT), "2026-06-01", *stretches).due == _on(end)
    assert _due(Term(10, DAYS_UNIT), "2026-06-01", *stretches[::-1]).due == _on(end)


def test_a_suspended_term_of_months_runs_on_for_the_days_that_it_lost() -> None:
    deadline = _due(Term(1, MONTH), "2026-05-04", _halt("2026-05-10", "2026-05-12"))

    assert deadline.nominal == _on("2026-06-06")
    assert deadline.due == _on("2026-06-08")


def test_a_suspended_term_ends_on_a_day_off_where_the_rule_of_the_move_is_off() -> None:
    deadline = due(
        Term(1, MONTH),
        _on("2026-05-04"),
        WEEKS_ONLY,
        moves_off_days_off=False,
        suspensions=[_halt("2026-05-10", "2026-05-12")],
    )

    assert deadline.due == _on("2026-06-06")


def test_working_days_lost_to_a_suspension_are_counted_after_it() -> None:
    deadline = _due(
        Term(3, WORKING), "2026-06-01", _halt("2026-06-02", "2026-06-08"), calendar=CALENDAR
    )

    assert deadline.due == _on("2026-06-10")
    assert deadline.nominal == _on("2026-06-10")
    assert not deadline.provisional


def test_a_suspension_of_days_off_costs_a_term_of_working_days_nothing() -> None:
    deadline = _due(
        Term(3, WORKING), "2026-06-01", _halt("2026-06-03", "2026-06-06"), calendar=CALENDAR
    )

    assert deadline.due == _on("2026-06-08")


@pytest.mark.parametrize("unit", list(Unit))
def test_while_it_is_suspended_with_no_end_a_term_has_no_due_day(unit: Unit) -> None:
    deadline = _due(Term(10, unit), "2026-06-01", _halt("2026-06-03", None))

    assert (deadline.due, deadline.nominal, deadline.provisional) == (None, None, False)
    assert english(deadline.steps[-1]) == "suspended: no due day until the clock resumes"


def test_a_suspension_with_no_end_that_began_before_the_event_stops_the_term() -> None:
    assert _due(Term(1, DAYS_UNIT), "2026-06-01", _halt("2026-05-01", None)).due is None


def test_a_suspension_with_no_end_that_begins_on_the_last_day_stops_the_term() -> None:
    assert _due(Term(10, DAYS_UNIT), "2026-06-01", _halt("2026-06-11", None)).due is None


def test_a_suspension_with_no_end_that_begins_after_the_last_day_comes_too_late() -> None:
    deadline = _due(Term(10, DAYS_UNIT), "2026-06-01", _halt("2026-06-12", None))

    assert deadline.due == _on("2026-06-11")


def test_a_closed_suspension_can_push_a_term_into_an_open_one() -> None:
    halts = _halt("2026-06-03", "2026-06-05"), _halt("2026-06-12", None)

    assert _due(Term(10, DAYS_UNIT), "2026-06-01", *halts).due is None


def test_a_due_day_is_never_moved_into_a_suspension() -> None:
    # The 6th is a Saturday. The clock stands still from the 7th, and runs again on the 10th.
    deadline = _due(Term(5, DAYS_UNIT), "2026-06-01", _halt("2026-06-07", "2026-06-10"))

    assert deadline.nominal == _on("2026-06-06")
    assert deadline.due is not None
    assert not _halt("2026-06-07", "2026-06-10").holds(deadline.due)


def test_a_suspension_with_no_end_reaches_a_term_that_is_waiting_for_a_working_day() -> None:
    # The 6th is a Saturday: until Monday the term has not run out.
    halts = _halt("2026-05-01", "2026-05-02"), _halt("2026-06-07", None)

    deadline = _due(Term(5, DAYS_UNIT), "2026-06-01", *halts)

    assert (deadline.due, deadline.nominal) == (None, _on("2026-06-06"))
    assert english(deadline.steps[-1]) == "suspended: no due day until the clock resumes"


def test_a_suspension_does_not_reach_a_term_that_ended_where_nothing_is_moved() -> None:
    halts = [_halt("2026-06-07", None)]

    deadline = due(
        Term(5, DAYS_UNIT),
        _on("2026-06-01"),
        WEEKS_ONLY,
        moves_off_days_off=False,
        suspensions=halts,
    )

    assert deadline.due == _on("2026-06-06")


@pytest.mark.parametrize(
    "term",
    [
        AnnualDate(6, 10, 0),
        YearEnd(0),
        Term(0, DAYS_UNIT),
        Term(5, DAYS_UNIT, before=True),
        Term(5, WORKING, before=True),
    ],
)
def test_a_named_day_and_a_day_ahead_of_an_event_do_not_wait_for_a_clock(
    term: Term | AnnualDate | YearEnd,
) -> None:
    start, halt = _on("2026-06-08"), _halt("2026-06-01", None)

    assert due(term, start, CALENDAR, suspensions=[halt]) == due(term, start, CALENDAR)


def test_the_suspensions_are_told_in_words() -> None:
    halts = _halt("2026-06-03", "2026-06-05"), _halt("2026-06-30", None)

    deadline = _due(Term(3, DAYS_UNIT), "2026-06-01", *halts)

    assert [english(step) for step in deadline.steps] == [
        "2026-06-01 and 3 calendar day(s), the first not counted",
        "the clock stands still from 2026-06-03 and runs again on 2026-06-05",
        "the clock stands still from 2026-06-30 on",
        "the term ends on 2026-06-06, Saturday",
        "2026-06-06 is a day off: the next working day is 2026-06-08, Monday",
        "due on 2026-06-08, Monday",
    ]


def test_a_suspended_term_of_working_days_is_told_in_words() -> None:
    deadline = _due(Term(1, WORKING), "2026-06-01", _halt("2026-06-02", "2026-06-03"))

    assert [english(step) for step in deadline.steps] == [
        "2026-06-01 and 1 working day(s), the first not counted",
        "the clock stands still from 2026-06-02 and runs again on 2026-06-03",
        "due on 2026-06-03, Wednesday",
    ]


@pytest.mark.parametrize("unit", [DAYS_UNIT, WORKING])
def test_a_suspension_that_pushes_a_term_out_of_the_calendar_makes_it_provisional(
    unit: Unit,
) -> None:
    halt = Suspension(LAST - 10 * DAY, LAST)
    start = str(LAST - 12 * DAY)

    assert _due(Term(2, unit), start, halt, calendar=CALENDAR).provisional is (
        unit is WORKING  # 19 December 2026 is a Saturday: the second working day comes later
    )
    assert _due(Term(3, unit), start, halt, calendar=CALENDAR).provisional


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("start", [FIRST - DAY, FIRST, LAST - DAY])
def test_a_suspension_that_ended_before_the_event_changes_nothing(start: date, unit: Unit) -> None:
    past = Suspension(start - 30 * DAY, start)

    halted = due(Term(1, unit), start, CALENDAR, suspensions=[past])
    plain = due(Term(1, unit), start, CALENDAR)

    assert (halted.due, halted.nominal, halted.doubts) == (plain.due, plain.nominal, plain.doubts)


def test_a_suspended_term_out_of_the_years_that_dates_have_is_refused() -> None:
    with pytest.raises(OutOfRange):
        _due(Term(3, DAYS_UNIT), "9999-12-28", _halt("9999-12-29", "9999-12-31"))


@given(
    DAYS,
    st.integers(0, 24),
    st.sampled_from([MONTH, DAYS_UNIT, WORKING]),
    CALENDARS,
    closed_suspensions(),
)
def test_a_suspension_never_brings_a_due_day_forward(
    start: date,
    amount: int,
    unit: Unit,
    calendar: WorkCalendar,
    halts: tuple[Suspension, ...],
) -> None:
    plain = due(Term(amount, unit), start, calendar).due
    suspended = due(Term(amount, unit), start, calendar, suspensions=halts).due
    again = due(Term(amount, unit), start, calendar, suspensions=[*halts, *halts]).due

    assert plain is not None
    assert suspended is not None
    assert plain <= suspended
    assert amount == 0 or not any(halt.holds(suspended) for halt in halts)
    assert suspended == again
    assert amount == 0 or calendar.works(suspended)


@given(DAYS, st.integers(1, 24), st.sampled_from([DAYS_UNIT, WORKING]), closed_suspensions())
def test_exactly_so_many_days_of_the_term_were_running(
    start: date, amount: int, unit: Unit, halts: tuple[Suspension, ...]
) -> None:
    deadline = due(
        Term(amount, unit), start, WEEKS_ONLY, suspensions=halts, moves_off_days_off=False
    )

    assert deadline.due is not None
    days = [start + n * DAY for n in range(1, (deadline.due - start).days + 1)]
    running = [day for day in days if not any(halt.holds(day) for halt in halts)]
    counted = [day for day in running if unit is DAYS_UNIT or WEEKS_ONLY.works(day)]
    assert len(counted) == amount
    assert counted[-1] == deadline.due

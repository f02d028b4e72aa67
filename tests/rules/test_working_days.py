"""Counting working days over holidays, make-up days and the ends of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.rules.deadlines import OutOfRange, WorkCalendar, weekday, working_days
from tests.rules.spoken import english
from tests.rules.work_calendars import CALENDAR, CALENDARS, DAY, DAYS, FIRST, LAST, WEEKS_ONLY

COUNTS = st.integers(1, 60)


def _june(day: int) -> date:
    return date(2026, 6, day)


def _told(start: date, count: int, calendar: WorkCalendar = CALENDAR) -> list[str]:
    return [english(step) for step in working_days(start, count, calendar).steps]


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (_june(1), 1, _june(2)),
        (_june(1), 2, _june(6)),
        (_june(1), 3, _june(8)),
        (_june(2), 1, _june(6)),
        (_june(3), 1, _june(6)),
        (_june(6), 1, _june(8)),
        (_june(7), 1, _june(8)),
        (_june(8), 5, _june(14)),
        (_june(8), 6, _june(15)),
        (_june(13), 1, _june(14)),
        (_june(19), 1, _june(22)),
    ],
)
def test_the_start_is_not_counted_and_make_up_days_are(start: date, count: int, due: date) -> None:
    assert working_days(start, count, CALENDAR).due == due


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (_june(8), -1, _june(6)),
        (_june(8), -2, _june(2)),
        (_june(6), -1, _june(2)),
        (_june(15), -1, _june(14)),
        (_june(15), -2, _june(12)),
        (_june(22), -5, _june(15)),
    ],
)
def test_a_negative_count_goes_back(start: date, count: int, due: date) -> None:
    assert working_days(start, count, CALENDAR).due == due


@pytest.mark.parametrize("start", [_june(1), _june(4), _june(7)])
def test_zero_working_days_are_the_start_itself_even_if_it_is_a_day_off(start: date) -> None:
    deadline = working_days(start, 0, CALENDAR)

    assert (deadline.due, deadline.nominal, deadline.provisional) == (start, start, False)
    assert "back" not in english(deadline.steps[0])


def test_the_count_is_told_in_words() -> None:
    assert _told(_june(1), 6) == [
        "2026-06-01 and 6 working day(s), the first not counted",
        "promulgated holidays on the way: 2026-06-03, 2026-06-04, 2026-06-05",
        "make-up working days on the way, which count: 2026-06-06",
        "4 days off lie between and are not counted",
        "due on 2026-06-11, Thursday",
    ]


def test_a_make_up_day_on_which_it_is_due_is_told_and_one_that_starts_it_is_not() -> None:
    told = "make-up working days on the way, which count: 2026-06-06"

    assert told in _told(_june(5), 1)
    assert not [step for step in _told(_june(6), 1) if "make-up" in step]


def test_where_no_exception_lies_on_the_way_none_is_told() -> None:
    assert _told(_june(22), 1) == [
        "2026-06-22 and 1 working day(s), the first not counted",
        "0 days off lie between and are not counted",
        "due on 2026-06-23, Tuesday",
    ]


def test_every_weekday_has_its_name() -> None:
    names = [english(weekday(_june(1) + number * DAY)) for number in range(7)]

    assert names == [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ]


@pytest.mark.parametrize(
    ("day", "works", "covered"),
    [
        (_june(1), True, True),
        (_june(3), False, True),
        (_june(6), True, True),
        (_june(7), False, True),
        (FIRST, True, True),
        (FIRST - DAY, True, False),
        (LAST, True, True),
        (LAST + DAY, True, False),
        (LAST + 2 * DAY, False, False),
    ],
)
def test_outside_its_span_a_calendar_knows_the_week_only(
    day: date, works: bool, covered: bool
) -> None:
    assert CALENDAR.works(day) is works
    assert CALENDAR.covers(day) is covered


@pytest.mark.parametrize(
    ("start", "count", "provisional"),
    [
        (LAST - DAY, 1, False),
        (LAST, 1, True),
        (LAST - DAY, 2, True),
        (LAST + 10 * DAY, 1, True),
        (FIRST, 1, False),
        (FIRST - DAY, 1, False),
        (FIRST - DAY, 300, True),
        (LAST + DAY, -1, False),
        (LAST + DAY, 0, True),
        (FIRST + 10 * DAY, -30, True),
        (FIRST - 10 * DAY, 30, True),
        (FIRST - 10 * DAY, -1, True),
        (FIRST - 10 * DAY, 0, True),
    ],
)
def test_a_count_that_leaves_the_promulgated_calendar_is_provisional_and_says_why(
    start: date, count: int, provisional: bool
) -> None:
    deadline = working_days(start, count, CALENDAR)

    assert deadline.provisional is provisional
    assert bool(deadline.doubts) is provisional
    assert deadline.steps[len(deadline.steps) - len(deadline.doubts) :] == deadline.doubts


def test_the_doubt_names_the_end_of_the_calendar_that_the_count_passed() -> None:
    after = working_days(LAST, 1, CALENDAR).doubts
    before = working_days(FIRST, -1, CALENDAR).doubts
    both = working_days(FIRST - 2 * DAY, 400, CALENDAR).doubts

    assert [english(doubt) for doubt in after] == [
        "provisional: the calendar is promulgated to 2026-12-31; beyond it only weekends are known"
    ]
    assert [english(doubt) for doubt in before] == [
        "provisional: the calendar on file begins on 2026-01-01; before it only weekends are known"
    ]
    assert both == (*after, *before)


@pytest.mark.parametrize(("start", "count"), [(date.max, 1), (date.min, -1), (date.max, 10**6)])
def test_a_count_out_of_the_years_that_dates_have_is_refused(start: date, count: int) -> None:
    with pytest.raises(OutOfRange):
        working_days(start, count, WEEKS_ONLY)


@given(DAYS, st.integers(-60, 60).filter(bool), CALENDARS)
def test_the_result_is_a_working_day(start: date, count: int, calendar: WorkCalendar) -> None:
    due = working_days(start, count, calendar).due

    assert due is not None
    assert calendar.works(due)
    assert (due > start) is (count > 0)


@given(DAYS, st.integers(-60, 60), CALENDARS)
def test_exactly_so_many_working_days_lie_between(
    start: date, count: int, calendar: WorkCalendar
) -> None:
    due = working_days(start, count, calendar).due

    assert due is not None
    span = [start + timedelta(days=step) for step in range(1, (due - start).days + 1)]
    back = [start - timedelta(days=step) for step in range(1, (start - due).days + 1)]
    assert sum(calendar.works(day) for day in (*span, *back)) == abs(count)


@given(DAYS, st.integers(-60, 59), CALENDARS)
def test_one_working_day_more_is_always_later(
    start: date, count: int, calendar: WorkCalendar
) -> None:
    sooner, later = (working_days(start, n, calendar).due for n in (count, count + 1))

    assert sooner is not None
    assert later is not None
    assert sooner < later


@given(DAYS, COUNTS, COUNTS, st.sampled_from([1, -1]), CALENDARS)
def test_counting_on_from_where_a_count_ended_is_counting_through(
    start: date, first: int, second: int, sign: int, calendar: WorkCalendar
) -> None:
    middle = working_days(start, sign * first, calendar).due
    assert middle is not None

    on = working_days(middle, sign * second, calendar).due

    assert on == working_days(start, sign * (first + second), calendar).due

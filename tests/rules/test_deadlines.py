"""When a term is due: months, days, years, named days, and the move off a day off."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.rules.deadlines import (
    Deadline,
    OutOfRange,
    WorkCalendar,
    due,
    governing,
    plus_days,
    plus_months,
)
from qingyuan.rules.law import AnnualDate, Term, Unit, YearEnd
from tests.rules.spoken import english
from tests.rules.work_calendars import CALENDAR, CALENDARS, DAY, DAYS, LAST, WEEKS_ONLY

MONTH, YEAR, DAYS_UNIT, WORKING = Unit.MONTH, Unit.YEAR, Unit.DAY, Unit.WORKING_DAY


def _on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-03-15", 1, "2024-04-15"),
        ("2024-03-15", 12, "2025-03-15"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 2, "2024-03-31"),
        ("2024-01-31", 3, "2024-04-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2096-02-29", 48, "2100-02-28"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-12-31", 1, "2025-01-31"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-03-15", 0, "2024-03-15"),
        ("0001-01-01", 9999 * 12 - 1, "9999-12-01"),
    ],
)
def test_a_month_ends_on_the_day_of_the_same_number_or_on_its_last_day(
    start: str, months: int, end: str
) -> None:
    assert plus_months(_on(start), months) == _on(end)


@pytest.mark.parametrize(
    ("start", "months"),
    [("9999-12-01", 1), ("0001-01-31", -1), ("2024-01-01", 10**30), ("2024-01-01", -(10**30))],
)
def test_months_out_of_the_years_that_dates_have_are_refused(start: str, months: int) -> None:
    with pytest.raises(OutOfRange):
        plus_months(_on(start), months)


@pytest.mark.parametrize("days", [1, 10**8, 10**12, 10**400])
def test_days_out_of_the_years_that_dates_have_are_refused(days: int) -> None:
    assert plus_days(date.max, 0) == date.max
    with pytest.raises(OutOfRange):
        plus_days(date.max, days)
    with pytest.raises(OutOfRange):
        plus_days(date.min, -days)


# worked-examples: a list published on 2024-03-15 or on 2024-01-31. The nominal day is the day of
# the rule; 2025-03-15 is a Saturday and 2024-03-31 a Sunday.
@pytest.mark.parametrize(
    ("start", "term", "nominal", "moved"),
    [
        ("2024-03-15", Term(1, MONTH), "2024-04-15", "2024-04-15"),
        ("2024-03-15", Term(2, MONTH), "2024-05-15", "2024-05-15"),
        ("2024-03-15", Term(1, YEAR), "2025-03-15", "2025-03-17"),
        ("2025-02-20", Term(5, YEAR), "2030-02-20", "2030-02-20"),
        ("2024-01-31", Term(1, MONTH), "2024-02-29", "2024-02-29"),
        ("2024-01-31", Term(2, MONTH), "2024-03-31", "2024-04-01"),
        ("2024-01-31", Term(1, YEAR), "2025-01-31", "2025-01-31"),
        ("2024-02-29", Term(1, YEAR), "2025-02-28", "2025-02-28"),
        ("2026-03-02", Term(10, DAYS_UNIT), "2026-03-12", "2026-03-12"),
        ("2026-03-02", Term(5, DAYS_UNIT), "2026-03-07", "2026-03-09"),
        ("2026-02-28", Term(1, DAYS_UNIT), "2026-03-01", "2026-03-02"),
    ],
)
def test_a_term_ends_on_its_day_and_is_due_on_the_next_working_day(
    start: str, term: Term, nominal: str, moved: str
) -> None:
    deadline = due(term, _on(start), WEEKS_ONLY)

    assert (deadline.nominal, deadline.due) == (_on(nominal), _on(moved))
    assert not deadline.provisional


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-05-03", "2026-06-06"),
        ("2026-05-05", "2026-06-06"),
        ("2026-05-06", "2026-06-06"),
        ("2026-05-07", "2026-06-08"),
        ("2026-05-13", "2026-06-14"),
        ("2026-05-14", "2026-06-14"),
    ],
)
def test_the_move_skips_holidays_and_stops_on_a_make_up_day(start: str, end: str) -> None:
    assert due(Term(1, MONTH), _on(start), CALENDAR).due == _on(end)


def test_where_the_rule_of_the_move_is_off_a_term_ends_on_a_day_off() -> None:
    deadline = due(Term(1, MONTH), _on("2026-05-03"), CALENDAR, moves_off_days_off=False)

    assert (deadline.due, deadline.nominal) == (_on("2026-06-03"), _on("2026-06-03"))


def test_a_term_of_working_days_counts_them() -> None:
    assert due(Term(2, WORKING), _on("2026-06-01"), CALENDAR).due == _on("2026-06-06")


@pytest.mark.parametrize(
    ("term", "end"),
    [
        (Term(1, WORKING, before=True), "2026-06-06"),
        (Term(2, WORKING, before=True), "2026-06-02"),
        (Term(3, DAYS_UNIT, before=True), "2026-06-05"),
        (Term(1, DAYS_UNIT, before=True), "2026-06-07"),
        (Term(1, MONTH, before=True), "2026-05-08"),
        (Term(1, YEAR, before=True), "2025-06-08"),
    ],
)
def test_a_term_ahead_of_an_event_is_counted_back_and_never_moved_towards_it(
    term: Term, end: str
) -> None:
    assert due(term, _on("2026-06-08"), CALENDAR).due == _on(end)


def test_a_term_ahead_of_an_event_ends_on_the_last_day_of_a_shorter_month() -> None:
    term = Term(1, MONTH, before=True)

    assert due(term, _on("2024-03-31"), WEEKS_ONLY).due == _on("2024-02-29")


@pytest.mark.parametrize("unit", list(Unit))
def test_a_term_of_nothing_is_due_on_the_day_of_the_event_itself(unit: Unit) -> None:
    assert due(Term(0, unit), _on("2026-06-07"), CALENDAR).due == _on("2026-06-07")


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        (AnnualDate(3, 15, 1), "2024-07-01", "2025-03-15"),
        (AnnualDate(3, 15, 0), "2024-07-01", "2024-03-15"),
        (AnnualDate(2, 29, 1), "2024-07-01", "2025-02-28"),
        (AnnualDate(2, 29, 4), "2024-07-01", "2028-02-29"),
        (YearEnd(3), "2025-11-10", "2028-12-31"),
        (YearEnd(0), "2025-12-31", "2025-12-31"),
    ],
)
def test_a_day_that_the_text_names_is_not_moved_off_a_day_off(
    term: AnnualDate | YearEnd, start: str, end: str
) -> None:
    day = _on(end)
    all_off = WorkCalendar({day: False}, date.min, date.max)

    deadline = due(term, _on(start), all_off)

    assert (deadline.due, deadline.nominal, deadline.provisional) == (day, day, False)


@pytest.mark.parametrize("term", [YearEnd(1), AnnualDate(3, 15, 1), Term(1, YEAR)])
def test_a_term_out_of_the_years_that_dates_have_is_refused(
    term: Term | AnnualDate | YearEnd,
) -> None:
    with pytest.raises(OutOfRange):
        due(term, _on("9999-06-01"), WEEKS_ONLY)


def test_a_move_out_of_the_years_that_dates_have_is_refused() -> None:
    last_day_off = WorkCalendar({date.max: False}, date.min, date.max)

    with pytest.raises(OutOfRange):
        due(Term(1, DAYS_UNIT), date.max - DAY, last_day_off)


@pytest.mark.parametrize(
    ("term", "start", "provisional"),
    [
        (Term(1, MONTH), "2026-11-30", False),
        (Term(1, MONTH), "2026-12-01", True),
        (Term(31, DAYS_UNIT), "2026-11-30", False),
        (Term(1, WORKING), "2026-12-31", True),
        (Term(1, YEAR), "2024-12-31", True),
        (Term(1, YEAR), "2025-01-01", False),
    ],
)
def test_a_term_that_ends_outside_the_promulgated_calendar_is_provisional(
    term: Term, start: str, provisional: bool
) -> None:
    assert due(term, _on(start), CALENDAR).provisional is provisional


def test_a_move_out_of_the_promulgated_calendar_is_provisional() -> None:
    until_saturday = WorkCalendar({}, date(2026, 1, 1), date(2026, 6, 6))

    deadline = due(Term(1, MONTH), _on("2026-05-06"), until_saturday)

    assert deadline.nominal == _on("2026-06-06")
    assert deadline.due == _on("2026-06-08")
    assert deadline.provisional


def _told(deadline: Deadline) -> list[str]:
    return [english(step) for step in deadline.steps]


def test_the_computation_is_told_in_words() -> None:
    assert _told(due(Term(1, MONTH), _on("2026-05-03"), CALENDAR)) == [
        "2026-05-03 and 1 month(s), to the day of the same number",
        "the term ends on 2026-06-03, Wednesday",
        "2026-06-03 is a day off: the next working day is 2026-06-06, Saturday",
        "2026-06-06 is a make-up working day",
        "due on 2026-06-06, Saturday",
    ]


@pytest.mark.parametrize(("start", "told"), [("2026-05-06", True), ("2026-05-08", False)])
def test_a_make_up_day_on_which_it_is_due_is_told(start: str, told: bool) -> None:
    steps = _told(due(Term(1, MONTH), _on(start), CALENDAR))

    assert ("2026-06-06 is a make-up working day" in steps) is told


def test_a_named_day_is_told_in_words() -> None:
    assert _told(due(AnnualDate(3, 15, 1), _on("2024-07-01"), CALENDAR)) == [
        "the event was on 2024-07-01",
        "the text names the day: 2025-03-15",
        "a day that the text names is not moved off a day off",
        "due on 2025-03-15, Saturday",
    ]
    assert "lasts to the end of the year 2028" in _told(
        due(YearEnd(3), _on("2025-11-10"), CALENDAR)
    )


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Term(2, DAYS_UNIT), "2026-06-01 and 2 calendar day(s), the first not counted"),
        (Term(2, YEAR), "2026-06-01 and 2 year(s), to the day of the same number"),
        (Term(2, WORKING), "2026-06-01 and 2 working day(s), the first not counted"),
    ],
)
def test_each_unit_is_told_in_its_own_words(term: Term, words: str) -> None:
    assert _told(due(term, _on("2026-06-01"), CALENDAR))[0] == words


@pytest.mark.parametrize("unit", list(Unit))
def test_a_term_ahead_of_its_event_is_not_told_as_one_after_it(unit: Unit) -> None:
    ahead = due(Term(5, unit, before=True), _on("2026-06-18"), CALENDAR)
    after = due(Term(5, unit), _on("2026-06-18"), CALENDAR)

    assert _told(ahead)[0] != _told(after)[0]


def _deadline(day: str | None) -> Deadline:
    on = _on(day) if day else None
    return Deadline(on, on, False, ())


def test_of_several_deadlines_for_one_duty_the_earliest_governs() -> None:
    late, early, open_ended = map(_deadline, ("2026-06-02", "2026-06-01", None))

    assert governing([late, open_ended, early]) is early
    assert governing([open_ended]) is None
    assert governing([]) is None


@given(DAYS, st.integers(1, 36), st.sampled_from([MONTH, YEAR, DAYS_UNIT]), CALENDARS)
def test_a_term_is_always_due_on_a_working_day_at_or_after_its_end(
    start: date, amount: int, unit: Unit, calendar: WorkCalendar
) -> None:
    deadline = due(Term(amount, unit), start, calendar)

    assert deadline.due is not None
    assert deadline.nominal is not None
    assert calendar.works(deadline.due)
    assert start < deadline.nominal <= deadline.due
    off = (deadline.due - deadline.nominal).days
    assert not any(calendar.works(deadline.nominal + n * DAY) for n in range(off))


@given(DAYS, st.integers(0, 36), st.sampled_from(list(Unit)), CALENDARS)
def test_a_longer_term_is_never_due_sooner(
    start: date, amount: int, unit: Unit, calendar: WorkCalendar
) -> None:
    sooner, later = (due(Term(n, unit), start, calendar).due for n in (amount, amount + 1))

    assert sooner is not None
    assert later is not None
    assert sooner <= later


@given(DAYS, st.integers(1, 24), st.sampled_from(list(Unit)), CALENDARS)
def test_a_due_day_beyond_the_calendar_is_always_provisional(
    start: date, amount: int, unit: Unit, calendar: WorkCalendar
) -> None:
    deadline = due(Term(amount, unit), start, calendar)

    assert deadline.due is not None
    assert deadline.due <= LAST or deadline.provisional
    assert all(english(step) for step in deadline.steps)

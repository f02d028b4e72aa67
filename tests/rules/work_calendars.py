"""Working calendars to test with: one fictional week of holidays, an empty one, and random ones."""

from datetime import date, timedelta

from hypothesis import strategies as st

from qingyuan.rules.deadlines import Suspension, WorkCalendar

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)

# In June 2026 the 1st is a Monday. Fictional: a holiday from Wednesday 3rd to Friday 5th, with the
# Saturday after it and the Sunday of the week after made up as working days.
MONDAY = date(2026, 6, 1)
CALENDAR = WorkCalendar(
    {
        date(2026, 6, 3): False,
        date(2026, 6, 4): False,
        date(2026, 6, 5): False,
        date(2026, 6, 6): True,
        date(2026, 6, 14): True,
    },
    FIRST,
    LAST,
)
WEEKS_ONLY = WorkCalendar({}, date.min, date.max)

DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 28))
CALENDARS = st.builds(
    WorkCalendar,
    st.dictionaries(DAYS, st.booleans(), max_size=40),
    st.just(FIRST),
    st.just(LAST),
)


@st.composite
def closed_suspensions(draw: st.DrawFn) -> tuple[Suspension, ...]:
    """Draw stretches that end, which may overlap, touch or lie apart."""
    stretches = draw(st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=4))
    return tuple(Suspension(since, since + length * DAY) for since, length in stretches)

"""Reads the calendars: the holidays and make-up working days of each year, as promulgated."""

from collections.abc import Iterable
from datetime import date

from qingyuan.library.nodes import Node
from qingyuan.rules.deadlines import WorkCalendar
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound


def read_calendar(nodes: Iterable[Node]) -> WorkCalendar:
    """Join the years at `nodes` to one calendar. Raises ProblemsFound where a year is missing."""
    exceptions: dict[date, bool] = {}
    years = []
    for top in nodes:
        years.append(top["year"].integer())
        for day in top["days"].items():
            exceptions[day["date"].day()] = day["kind"].text() == "make_up_workday"
    if not years:
        what = msg("the lawbook has no calendar")
        raise ProblemsFound([Problem("calendar_gap", what, msg("add a file for each year"))])
    missing = [year for year in range(min(years), max(years) + 1) if year not in years]
    if missing:
        what = msg("the calendar lacks the years {years}", years=missing)
        raise ProblemsFound([Problem("calendar_gap", what, msg("add a file for each year"))])
    return WorkCalendar(exceptions, date(min(years), 1, 1), date(max(years), 12, 31))

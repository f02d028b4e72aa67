"""When a term of the lawbook is due: the value, the counting rules and the calendar together."""

from datetime import date
from pathlib import Path

import pytest

from qingyuan.library.lawbook import Lawbook
from qingyuan.library.terms import DueTerm, due_term
from qingyuan.papers.words import say
from qingyuan.rules.problems import Refused
from tests.library.said import problems_of, what
from tests.library.small_lawbook import change, small_lawbook

TERM, RULE = "parameters/report-term.yaml", "parameters/term-holiday-rule.yaml"
MONTH_RULE = "parameters/month-counting-rule.yaml"
MONTHS, HOLIDAY = "1", "1"


@pytest.fixture
def book(tmp_path: Path) -> Lawbook:
    return small_lawbook(tmp_path / "lawbook")


def due(book: Lawbook, start: date) -> DueTerm:
    found = due_term(Lawbook(book.root), "report-term", start)
    assert isinstance(found, DueTerm)
    return found


def test_the_value_of_the_day_of_the_event_counts(book: Lawbook) -> None:
    assert due(book, date(2019, 12, 31)).deadline.nominal == date(2020, 6, 30)
    assert due(book, date(2020, 1, 1)).deadline.nominal == date(2021, 1, 1)


def test_a_term_that_ends_on_a_day_off_moves_and_cites_the_rule(book: Lawbook) -> None:
    found = due(book, date(2025, 1, 1))
    assert (found.deadline.nominal, found.deadline.due) == (date(2026, 1, 1), date(2026, 1, 2))
    assert [citation.article for citation in found.citations] == ["2", MONTHS, HOLIDAY]


def test_a_term_that_ends_on_a_working_day_cites_its_own_article_and_how_months_are_counted(
    book: Lawbook,
) -> None:
    found = due(book, date(2025, 1, 15))
    assert found.deadline.due == date(2026, 1, 15)
    assert [citation.article for citation in found.citations] == ["2", MONTHS]


def test_a_term_in_days_needs_no_rule_for_months(book: Lawbook) -> None:
    change(book, TERM, "unit: month\n", "unit: day\n")
    change(book, MONTH_RULE, "from: 2012-01-01", "from: 2025-06-01")
    assert due(book, date(2025, 1, 15)).deadline.nominal == date(2025, 1, 27)


def test_months_are_not_counted_where_no_rule_says_how(book: Lawbook) -> None:
    change(book, MONTH_RULE, "from: 2012-01-01", "from: 2025-06-01")
    assert isinstance(due_term(book, "report-term", date(2025, 1, 15)), Refused)


def test_where_the_rule_says_that_the_day_stands_it_stands(book: Lawbook) -> None:
    change(book, RULE, "value: next_working_day", "value: none")
    assert due(book, date(2025, 1, 1)).deadline.due == date(2026, 1, 1)


def test_past_the_calendar_the_day_is_provisional(book: Lawbook) -> None:
    assert not due(book, date(2025, 12, 31)).deadline.provisional
    assert due(book, date(2026, 1, 15)).deadline.provisional


def test_where_no_value_holds_it_is_refused(book: Lawbook) -> None:
    assert isinstance(due_term(book, "report-term", date(2011, 12, 31)), Refused)


def test_a_term_whose_length_the_text_does_not_state_is_refused_with_its_article(
    book: Lawbook,
) -> None:
    change(book, TERM, "value: 12\n", "value: null\n")
    refused = due_term(book, "report-term", date(2025, 1, 1))
    assert isinstance(refused, Refused)
    assert refused.citation is not None
    assert refused.citation.article == "2"
    assert "undetermined" in say(refused.why, "en")


@pytest.mark.parametrize("name", ["outcome", "reuse-share"])
def test_what_is_no_term_is_told(book: Lawbook, name: str) -> None:
    (problem,) = problems_of(lambda: due_term(book, name, date(2025, 1, 1)))
    assert (problem.code, problem.field) == ("not_a_term", "--parameter")
    assert name in what(problem)


def test_a_fixed_day_that_the_month_does_not_have_is_told_and_no_crash(book: Lawbook) -> None:
    change(book, TERM, "kind: term\nunit: month\n", "kind: annual_date\nunit: null\n")
    change(book, TERM, "value: 6\n", "value: {month: 2, day: 30, years_after: 1}\n")
    change(book, TERM, "value: 12\n", "value: {month: 2, day: 30, years_after: 1}\n")
    change(book, TERM, "value: 3\n", "value: {month: 2, day: 30, years_after: 1}\n")
    problems_of(lambda: due_term(Lawbook(book.root), "report-term", date(2025, 1, 1)))


def test_a_term_is_refused_where_no_rule_says_what_a_day_off_does(book: Lawbook) -> None:
    """Whether the last day moves is law: where none is known, nothing is assumed."""
    path = book.root / "parameters" / "term-holiday-rule.yaml"
    path.write_text(path.read_text("utf-8").replace("in_use: true", "in_use: false"), "utf-8")
    found = due_term(Lawbook(book.root), "report-term", date(2025, 1, 15))
    assert isinstance(found, Refused)
    assert "day off" in found.why.text

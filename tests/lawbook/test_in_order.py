"""The lawbook that is shipped is in order: every file, every citation, every golden case."""

from collections import Counter
from datetime import date, timedelta

import pytest

from qingyuan.library.checking import SCHEMAS, Report, check
from qingyuan.library.lawbook import Lawbook
from qingyuan.papers.plain_forms import problem_text
from qingyuan.papers.words import say

RULES = {"parameter", "due", "workdays", "instrument", "rounding", "score", "sheet"}
FILES = {"instruments", "parameters", "indicator_systems", "score_sheets", "catalogues"}
FILES |= {"calendars", "cases"}


@pytest.fixture(scope="module")
def book() -> Lawbook:
    return Lawbook()


@pytest.fixture(scope="module")
def report(book: Lawbook) -> Report:
    return check(book)


def test_the_check_finds_nothing_and_every_golden_case_holds(report: Report) -> None:
    assert [problem_text(problem, "en") for problem in report.problems] == []
    assert report.cases > 800


def test_no_file_of_the_lawbook_goes_unchecked(book: Lawbook, report: Report) -> None:
    assert set(SCHEMAS) == FILES
    folders = {path.name for path in book.root.iterdir() if path.is_dir()}
    assert folders == FILES | {"schema"}
    paths = [path for kind in FILES for path in (book.root / kind).rglob("*") if path.is_file()]
    tables = [path for path in paths if path.suffix in {".csv", ".geojson"}]
    assert {path.suffix for path in paths} <= {".yaml", ".csv", ".geojson"}
    assert report.files == len(paths) - len(tables)
    assert all(path.with_suffix(".yaml").is_file() for path in tables)


def test_every_rule_has_golden_cases(book: Lawbook) -> None:
    rules = Counter(
        case["rule"].text() for top in book.tops("cases") for case in top["cases"].items()
    )
    assert set(rules) == RULES


def test_every_case_says_why_and_has_a_name_of_its_own(book: Lawbook) -> None:
    names = Counter(
        case["name"].text() for top in book.tops("cases") for case in top["cases"].items()
    )
    assert [name for name, times in names.items() if times > 1] == []
    for top in book.tops("cases"):
        for case in top["cases"].items():
            assert {"instrument", "text"} & set(case["because"].names())


def test_sheets_that_do_not_sum_say_so(book: Lawbook, report: Report) -> None:
    sums = {"acceptance-sheet-2018": ("0", 14), "assessment-sheet-2018": ("90", 1)}
    sums["beijing-acceptance-2009"] = ("6", 1)
    assert [say(note, "en") for note in report.notes] == [
        f"score sheet {sheet}: the known points sum to {points} of 100;"
        f" items without known points: {count}"
        for sheet, (points, count) in sums.items()
    ]
    assert len(book.files("score_sheets")) == 3


def test_each_date_of_effect_has_a_case_before_on_and_after_it(book: Lawbook) -> None:
    """A date is guarded where cases ask for the parameter the day before, that day, and later."""
    asked: dict[str, set[date]] = {}
    for top in book.tops("cases"):
        for case in top["cases"].items():
            if case["rule"].text() == "parameter":
                given = case["given"]
                asked.setdefault(given["parameter"].text(), set()).add(given["as_of"].day())
    unguarded = []
    for name in book.files("parameters"):
        for value in book.parameter(name).values:
            days = asked.get(name, set())
            before, since = value.since - timedelta(days=1), value.since
            if value.in_use and not ({before, since} <= days and any(day > since for day in days)):
                unguarded.append(f"{name} {value.place} {since}")
    assert unguarded == []


def test_the_first_and_last_day_of_the_absorption_are_guarded(book: Lawbook) -> None:
    days = {
        (case["given"]["instrument"].text(), case["given"]["as_of"].text())
        for top in book.tops("cases")
        for case in top["cases"].items()
        if case["rule"].text() == "instrument"
    }
    law = "promotion-law-2012"
    assert {(law, "2026-08-14"), (law, "2026-08-15"), (law, "2026-08-16")} <= days

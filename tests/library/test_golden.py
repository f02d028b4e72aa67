"""A golden case that expects what the rules do not say is found, whatever its rule."""

from pathlib import Path

import pytest

from qingyuan.library.checking import check
from qingyuan.library.lawbook import Lawbook
from qingyuan.rules.problems import Problem
from tests.library.said import assert_is_useful, places, what
from tests.library.small_lawbook import change, small_lawbook

CASES = "cases/small.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Lawbook:
    return small_lawbook(tmp_path / "lawbook")


def problems(book: Lawbook) -> tuple[Problem, ...]:
    found = check(Lawbook(book.root)).problems
    for problem in found:
        assert_is_useful(problem)
    return found


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("value: '6'", "value: '7'", "cases[0].expect.value"),
        ("spoke: CN", "spoke: '370000'", "cases[0].expect.spoke"),
        ("      article: '1'\n      confidence: verbatim\n", "", None),
        ("      refused: true\n", "", None),
        ("due: 2026-01-15", "due: 2026-01-16", "cases[2].expect.due"),
        ("nominal: 2026-01-15", "nominal: 2026-01-14", "cases[2].expect.nominal"),
        ("due: 2026-01-04", "due: 2026-01-05", "cases[3].expect.due"),
        ("in_force: false", "in_force: true", "cases[4].expect.in_force"),
        ("absorbed: true", "absorbed: false", "cases[4].expect.absorbed"),
        ("rounded: '2'", "rounded: '3'", "cases[5].expect.rounded"),
        ("level: II\n", "level: III\n", "cases[6].expect.level"),
        ("status: final", "status: provisional", "cases[6].expect.status"),
        ("I: '40'", "I: '40.000000001'", "cases[6].expect.index"),
        ("points: '100'", "points: '99'", "cases[7].expect.points"),
        ("sums_to_total: true", "sums_to_total: false", "cases[7].expect.sums_to_total"),
    ],
)
def test_a_false_expectation_is_found_at_its_line(
    book: Lawbook, old: str, new: str, field: str | None
) -> None:
    text = change(book, CASES, old, new)
    found = problems(book)
    if field is None:
        assert found
        return
    line = text[: text.index(new)].count("\n") + 1
    assert [place[0::2] for place in places(found)] == [("golden", field)]
    assert abs((found[0].line or 0) - line) <= 1
    assert found[0].file == str(book.root / CASES)


def test_the_problem_names_the_case_what_was_found_and_what_was_expected(book: Lawbook) -> None:
    change(book, CASES, "rounded: '2'", "rounded: '3'")
    (problem,) = problems(book)
    assert what(problem) == "case «A half goes to the even digit»: rounded is 2, expected 3"


def test_a_change_of_the_law_breaks_the_case_that_guards_it(book: Lawbook) -> None:
    change(book, "parameters/report-term.yaml", "value: 12", "value: 13")
    assert {"A list of January" in what(problem) for problem in problems(book)} == {True}
    change(book, "parameters/report-term.yaml", "value: 13", "value: 12")
    change(book, "indicator_systems/small-mill.yaml", "score: 100", "score: 101")
    change(book, "calendars/2026.yaml", "kind: make_up_workday", "kind: holiday")
    assert "A make-up day counts" in what(problems(book)[0])


@pytest.mark.parametrize(
    ("written", "same"),
    [("'6'", True), ("'6.0'", True), ("'12/2'", True), ("'6.01'", False), ("null", False)],
)
def test_numbers_are_compared_by_value(book: Lawbook, written: str, same: bool) -> None:
    change(book, CASES, "value: '6'", f"value: {written}")
    assert (problems(book) == ()) is same


def test_cases_are_not_run_on_a_lawbook_that_is_not_in_order(book: Lawbook) -> None:
    change(book, CASES, "rounded: '2'", "rounded: '3'")
    change(book, "parameters/reuse-share.yaml", "article: '1'", "article: '9'")
    report = check(Lawbook(book.root))
    assert ([problem.code for problem in report.problems], report.cases) == (["dangling"], 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("parameter: report-term\n      as_of: 2019", "parameter: no-term\n      as_of: 2019"),
        ("parameter: report-term\n      from", "parameter: no-term\n      from"),
        ("parameter: report-term\n      from", "parameter: outcome\n      from"),
        (
            "instrument: old-law\n      article: '1'\n      as_of",
            "instrument: no-law\n      article: '1'\n      as_of",
        ),
        (
            "instrument: old-law\n      article: '1'\n      as_of",
            "instrument: old-law\n      article: '9'\n      as_of",
        ),
        ("system: small-mill", "system: no-mill"),
        ("system: small-mill", "system: small-mill\n      table: none"),
        ("power: '15'", "powr: '15'"),
        ("power: '15'", "power: much"),
        ("sheet: small-sheet", "sheet: no-sheet"),
        ("as_of: 2019-12-31", "as_of: 2019-12-32"),
        ("n: 2", "n: 100000000"),
        ("from: 2025-01-15", "from: 9999-12-31"),
        ("digits: 0", "digits: 100000"),
        ("I: '40'", "I: '40/0'"),
        ("name: The small sheet sums to its total", "name: A half goes to the even digit"),
    ],
)
def test_a_case_that_cannot_be_run_is_a_problem_at_the_case(
    book: Lawbook, old: str, new: str
) -> None:
    change(book, CASES, old, new)
    found = problems(book)
    assert found
    for problem in found:
        assert problem.file == str(book.root / CASES)
        assert (problem.field or "").startswith("cases[")

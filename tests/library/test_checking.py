"""A check of the lawbook finds every planted fault: exactly that one, with line, field, remedy."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from qingyuan.library.checking import Report, check
from qingyuan.library.lawbook import Lawbook
from qingyuan.papers.words import say
from tests.library.said import assert_is_useful, problems_of, written
from tests.library.small_lawbook import change, small_lawbook

LAW, CODE = "instruments/old-law.yaml", "instruments/new-code.yaml"
TERM, OUTCOME = "parameters/report-term.yaml", "parameters/outcome.yaml"
SHARE = "parameters/reuse-share.yaml"
SYSTEM, SHEET = "indicator_systems/small-mill.yaml", "score_sheets/small-sheet.yaml"
CALENDAR, HEADER = "calendars/2026.yaml", "catalogues/fuels.yaml"
CASES = "cases/small.yaml"

ITEM = "blocks[0].items[0]"
ROWS = "tables[0].groups[0].indicators"
ROW = f"{ROWS}[0]"
SUM = "points: '100'\n      sums_to_total: true"
V1_FROM, REPLACED_FIELD = "values[1].from", "replaces[0].instrument"
LAST = "    confidence: recalled\nnotes"
THIRD = "  - id: '2'\n    says: {zh: 又, en: again}\n    confidence: recalled\nnotes"
OF_TERM = "    because:\n      instrument: old-law\n      article: '2'\n"
REPLACED = "replaces:\n  - instrument: old-law"
SUPERSEDED = "superseded_by:\n  instrument: no-law\n  from: null\n  confidence: recalled"
SECOND = "  - instrument: old-law\n    article: '2'\n    successor: null\n    status: unmapped\n"
THREE = SECOND.replace("'2'", "'3'")
FIRST_LISTED = "  - instrument: old-law\n    article"
UNMARKED = ("schema_required", "          - id: power", ROW)


@pytest.fixture
def book(tmp_path: Path) -> Lawbook:
    return small_lawbook(tmp_path / "lawbook")


def checked(book: Lawbook) -> Report:
    """Check a lawbook as a new run of the program would, and look at every problem."""
    report = check(Lawbook(book.root))
    for problem in report.problems:
        assert_is_useful(problem)
        assert problem.file, problem
        assert Path(problem.file).is_relative_to(book.root)
    return report


def found(book: Lawbook) -> list[tuple[str, str, int | None, str | None]]:
    """Return the problems of a lawbook as code, file, line and field."""
    return [
        (
            problem.code,
            Path(problem.file or "").relative_to(book.root).as_posix(),
            problem.line,
            problem.field,
        )
        for problem in checked(book).problems
    ]


def test_a_lawbook_in_order_has_no_problem_and_its_cases_are_run(book: Lawbook) -> None:
    report = checked(book)
    assert report.problems == ()
    assert report.notes == ()
    assert (report.files, report.cases) == (13, 8)


@dataclass(frozen=True, slots=True)
class Fault:
    """A passage of a file, what it becomes, and the one problem that this must give.

    The problem's line is that on which `mark` first stands in the changed file.
    """

    file: str
    old: str
    new: str
    code: str
    mark: str
    field: str | None

    def __str__(self) -> str:
        return f"{self.file}: {' '.join(self.new.split()) or 'nothing'}"


FORM = [
    Fault(TERM, "unit: month", "unit: fortnight", "schema_enum", "unit: fort", "unit"),
    Fault(TERM, "direction: after\n", "", "schema_required", "id: report-term", None),
    Fault(TERM, "value: 6\n", "value: six\n", "schema_type", "value: six", "values[0].value"),
    Fault(TERM, "value: 6\n", "value: -6\n", "schema_minimum", "value: -6", "values[0].value"),
    Fault(TERM, "value: 6\n", "value: 6.5\n", "schema_type", "value: 6.5", "values[0].value"),
    Fault(OUTCOME, "kind: choice", "kind: chance", "schema_enum", "kind: chance", "kind"),
    Fault(LAW, "place: CN", "place: china", "schema_pattern", "place: china", "place"),
    Fault(LAW, "notes: []", "nots: []\nnotes: []", "schema_additionalProperties", "nots", "nots"),
    Fault(SHEET, "points: 60", "points: -6", "schema_minimum", "points: -6", f"{ITEM}.points"),
    Fault(CALENDAR, "kind: holiday", "kind: feast", "schema_enum", "kind: feast", "days[0].kind"),
    Fault(HEADER, "key:\n  - code\n", "key: []\n", "schema_minItems", "key: []", "key"),
    Fault(CASES, "rule: rounding", "rule: guess", "schema_enum", "rule: guess", "cases[5].rule"),
    Fault("lawbook.yaml", "1.2.3", "1.2.x", "schema_pattern", "version", "version"),
    Fault(SHARE, "unit: '%'", "unit: !!str '%'", "tag", "unit", None),
    Fault(SHARE, "unit: '%'", "unit: '%'\nunit: '%'", "duplicate", "unit: '%'\nvalues", "unit"),
]
NAMES = [
    Fault(TERM, "id: report-term", "id: report", "name", "id: report", "id"),
    Fault(SYSTEM, "id: small-mill", "id: mill-small", "name", "id: mill-small", "id"),
    Fault(CALENDAR, "year: 2026", "year: 2025", "name", "year: 2025", "year"),
    Fault(CASES, "subject: small", "subject: large", "name", "subject: large", "subject"),
]
CITATIONS = [
    Fault(SHARE, "old-law", "no-law", "dangling", "no-law", "values[0].cites.instrument"),
    Fault(SHARE, "'1'", "'9'", "dangling", "article: '9'", "values[0].cites.article"),
    Fault(SHEET, "old-law", "no-law", "dangling", "no-law", "cites.instrument"),
    Fault(SHEET, "pass: null", "pass:\n  parameter: no", "dangling", "parameter", "pass.parameter"),
    Fault(SYSTEM, "article: '1'", "article: '9'", "dangling", "'9'", "level_rule.cites.article"),
    Fault(SYSTEM, "replaced_by: null", "replaced_by: gone", "dangling", "gone", "replaced_by"),
    Fault(CASES, OF_TERM, OF_TERM.replace("2", "9"), "dangling", "'9'", "cases[2].because.article"),
    Fault(CODE, REPLACED, REPLACED.replace("old", "no"), "dangling", "no-law", REPLACED_FIELD),
    Fault(LAW, "superseded_by: null", SUPERSEDED, "dangling", "no-law", "superseded_by.instrument"),
    Fault(CODE, SECOND, "", "successor", FIRST_LISTED, "successors"),
    Fault(CODE, SECOND, SECOND + THREE, "dangling", FIRST_LISTED, "successors"),
    Fault(CODE, SECOND, SECOND * 2, "duplicate", f"{SECOND}notes", "successors[2]"),
    Fault(LAW, LAST, LAST.replace("notes", THIRD), "duplicate", THIRD, "articles[2].id"),
]
DATES = [
    Fault(SHARE, "from: 2012", "from: 2009", "too_early", "from: 2009", "values[0].from"),
    Fault(TERM, "to: 2019-12-31", "to: 2020-01-01", "overlap", "from: 2020", "values[1].from"),
    Fault(TERM, "from: 2020", "from: 2012", "overlap", "from: 2012-01-01\n    to: null", V1_FROM),
    Fault(SHARE, "to: null", "to: 2012-01-01\n", "", "", None),
    Fault(SHARE, "to: null", "to: 2011-12-31", "dates", "to: 2011", "values[0].to"),
    Fault(SHARE, "2012-01-01", "2012-02-30", "kind", "from: 2012", "values[0].from"),
    Fault(LAW, "2010-07-01", "2010-06-31", "kind", "2010-06-31", "in_force_from"),
    Fault(CALENDAR, "2026-01-04", "2026-01-34", "kind", "2026-01-34", "days[1].date"),
    Fault(CALENDAR, "2026-01-04", "2026-01-01", "duplicate", "  - date: 2026-01-01", "days"),
    Fault(CALENDAR, "2026-01-04", "2025-01-04", "year", "2025-01-04", "days[1].date"),
    Fault("lawbook.yaml", "2026-01-01", "2026-13-01", "kind", "released", "released"),
]
VALUES = [
    Fault(SHARE, "unit: '%'", "unit: flurbs", "unit", "unit: flurbs", "unit"),
    Fault(SYSTEM, "unit: kWh/t", "unit: kwhh/t", "unit", "unit: kwhh", f"{ROW}.unit"),
    Fault(SYSTEM, "weight: 0.6\n", "weight: 0.61\n", "weight_sum", "  - id: power", ROWS),
    Fault(SYSTEM, "III: 30\n            confidence: verbatim\n", "III: 30\n", *UNMARKED),
    Fault(OUTCOME, "value: again", "value: never", "choice", "value: never", "values[0].value"),
]


@pytest.mark.parametrize("fault", [*FORM, *NAMES, *CITATIONS, *DATES, *VALUES], ids=str)
def test_a_planted_fault_is_found_and_nothing_else(book: Lawbook, fault: Fault) -> None:
    text = change(book, fault.file, fault.old, fault.new)
    wanted = []
    if fault.code:
        line = text[: text.index(fault.mark)].count("\n") + 1
        wanted = [(fault.code, fault.file, line, fault.field)]
    assert found(book) == wanted


def test_faults_of_many_files_come_at_once(book: Lawbook) -> None:
    change(book, TERM, "unit: month", "unit: fortnight")
    change(book, SHARE, "article: '1'", "article: '9'")
    change(book, SHEET, "points: 60", "points: many")
    change(book, SYSTEM, "weight: 0.4\n", "weight: 0.5\n")
    change(book, CALENDAR, "2026-01-04", "2026-01-01")
    change(book, HEADER, "type: number", "type: figure")
    assert sorted((code, file) for code, file, _, _ in found(book)) == [
        ("dangling", SHARE),
        ("duplicate", CALENDAR),
        ("schema_enum", HEADER),
        ("schema_enum", TERM),
        ("schema_type", SHEET),
        ("weight_sum", SYSTEM),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("id: [\n", "yaml"),
        ("", "empty"),
        ("单位: 月\n".encode("gbk"), "encoding"),
        ("a: !!python/name:os.system\n", "tag"),
        ("a: 1\n---\nb: 2\n", "documents"),
        ("- 1\n", "schema_type"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(
    book: Lawbook, content: str | bytes, code: str
) -> None:
    written(book.root, TERM, content)
    change(book, SHARE, "article: '1'", "article: '9'")
    assert {(code, TERM), ("dangling", SHARE)} == {(code, file) for code, file, _, _ in found(book)}


def test_a_lawbook_without_its_first_page_is_no_lawbook(tmp_path: Path) -> None:
    (problem,) = problems_of(lambda: Lawbook(tmp_path))
    assert (problem.code, problem.file) == ("lawbook", str(tmp_path))


def test_a_lawbook_without_schemas_is_told_so(book: Lawbook) -> None:
    shutil.rmtree(book.root / "schema")
    (problem,) = problems_of(lambda: check(Lawbook(book.root)))
    assert problem.file is not None
    assert "schema" in problem.file


def test_a_file_of_another_ending_does_not_pass_unread(book: Lawbook) -> None:
    (book.root / OUTCOME).rename(book.root / "parameters" / "outcome.yml")
    assert found(book)


def test_a_sheet_that_does_not_sum_is_said_and_is_no_problem(book: Lawbook) -> None:
    change(book, SHEET, "points: 40", "points: 30")
    change(book, CASES, SUM, SUM.replace("100", "90").replace("true", "false"))
    report = checked(book)
    assert report.problems == ()
    (note,) = report.notes
    assert say(note, "en") == (
        "score sheet small-sheet: the known points sum to 90 of 100; items without known points: 0"
    )


def test_a_sheet_with_unknown_points_is_said(book: Lawbook) -> None:
    change(book, SHEET, "points: 40", "points: null")
    change(book, CASES, SUM, SUM.replace("100", "60").replace("true", "false"))
    (note,) = checked(book).notes
    assert say(note, "en").endswith("items without known points: 1")

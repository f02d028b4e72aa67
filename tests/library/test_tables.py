"""A table of the lawbook is held against its header file, row by row."""

from pathlib import Path

import pytest

from qingyuan.library.checking import check
from qingyuan.library.lawbook import Lawbook
from qingyuan.library.tables import MOST_PER_TABLE
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.problems import Problem
from tests.library.said import assert_is_useful, cells, what, written
from tests.library.small_lawbook import change, small_lawbook

HEADER, FUELS = "catalogues/fuels.yaml", "catalogues/fuels.csv"
COAL = "coal,0.7143,2020-01-01,1,true,seen\n"
HEAD = "code,factor,since,rank,solid,check\n"


@pytest.fixture
def book(tmp_path: Path) -> Lawbook:
    return small_lawbook(tmp_path / "lawbook")


def problems(book: Lawbook) -> tuple[Problem, ...]:
    found = check(Lawbook(book.root)).problems
    for problem in found:
        assert_is_useful(problem)
        assert problem.file == str(book.root / FUELS)
    return found


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("wood,much,,3,true,seen", "type", "factor"),
        ("wood,０.5,,3,true,seen", "type", "factor"),
        ('wood,"1,5",,3,true,seen', "type", "factor"),
        ("wood,1,2020-13-01,3,true,seen", "type", "since"),
        ("wood,1,20200101,3,true,seen", "type", "since"),
        ("wood,1,,3.5,true,seen", "type", "rank"),
        ("wood,1,,--3,true,seen", "type", "rank"),
        ("wood,1,,３,true,seen", "type", "rank"),
        ("wood,1,,3,yes,seen", "type", "solid"),
        (",1,,3,true,seen", "empty", "code"),
        ("wood,1,,3,true,heard", "mark", "check"),
        ("coal,1,,3,true,seen", "duplicate", None),
        ("wood,1,,3,true", "cells", None),
        ("wood,1,,3,true,seen,more", "cells", None),
    ],
)
def test_a_row_that_does_not_fit_is_told(
    book: Lawbook, row: str, code: str, column: str | None
) -> None:
    written(book.root, FUELS, f"{HEAD}{COAL}{row}\n")
    assert cells(problems(book)) == [(code, 3, column)]


def test_a_key_given_twice_is_told_with_the_first_row(book: Lawbook) -> None:
    written(book.root, FUELS, f"{HEAD}{COAL}{COAL}")
    assert what(problems(book)[0]) == "coal is given twice, first in row 2"


def test_a_mark_left_blank_needs_a_confidence_of_its_own(book: Lawbook) -> None:
    written(book.root, FUELS, f"{HEAD}wood,1,,3,true,\n")
    assert [problem.code for problem in problems(book)] == ["empty", "mark"]


@pytest.mark.parametrize(
    "head",
    [
        "code,factor,since,rank,solid",
        "factor,code,since,rank,solid,check",
        "code,factor,since,rank,solid,check,more",
        "code;factor;since;rank;solid;check",
    ],
)
def test_columns_that_are_not_those_of_the_header_are_told(book: Lawbook, head: str) -> None:
    written(book.root, FUELS, f"{head}\n")
    assert cells(problems(book)) == [("columns", 1, None)]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), ("代码\n".encode("gbk"), "encoding")]
)
def test_a_table_that_cannot_be_read_is_told(book: Lawbook, content: bytes, code: str) -> None:
    written(book.root, FUELS, content)
    assert [problem.code for problem in problems(book)] == [code]


def test_a_table_that_is_not_there_is_told(book: Lawbook) -> None:
    (book.root / FUELS).unlink()
    assert [problem.code for problem in problems(book)] == ["unreadable"]


def test_a_table_full_of_faults_is_told_by_the_screenful(book: Lawbook) -> None:
    rows = "".join(f"f{n},much,,1,true,seen\n" for n in range(100))
    written(book.root, FUELS, HEAD + rows)
    found = problems(book)
    assert [problem.code for problem in found] == ["type"] * MOST_PER_TABLE + ["more"]
    assert what(found[-1]) == "80 more problems in this table"


def test_a_cell_beyond_the_readers_limit_is_told(book: Lawbook) -> None:
    written(book.root, FUELS, f"{HEAD}{'a' * 200_000},1,,3,true,seen\n")
    assert problems(book)


@pytest.mark.parametrize(
    ("old", "new"), [("key:\n  - code", "key:\n  - codes"), ("column: check", "column: chek")]
)
def test_a_header_that_names_a_column_that_is_not_there_is_told(
    book: Lawbook, old: str, new: str
) -> None:
    change(book, HEADER, old, new)
    found = check(Lawbook(book.root)).problems
    assert [problem.file for problem in found] == [str(book.root / HEADER)]


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        "no json",
        '{"features": []}',
        '{"features": [{"properties": {}}]}',
        '{"features": [{"properties": {"code": [1]}}]}',
        '{"features": [{"properties": {"code": "1"}}, {"properties": {"code": "1"}}]}',
    ],
)
def test_boundaries_without_distinct_codes_are_told(book: Lawbook, content: str) -> None:
    path = written(book.root, "catalogues/fuels.geojson", content)
    found = check(Lawbook(book.root)).problems
    assert [(problem.code, problem.file) for problem in found] == [("boundaries", str(path))]


def test_a_catalogue_gives_its_rows_and_how_well_each_is_known(book: Lawbook) -> None:
    fuels = book.catalogue("fuels")
    assert fuels.columns == ("code", "factor", "since", "rank", "solid", "check")
    assert fuels.key == ("code",)
    coal, gas = fuels.rows
    assert (coal["code"], coal["factor"], gas["since"]) == ("coal", "0.7143", "")
    assert fuels.confidence(coal) is Confidence.VERBATIM
    assert fuels.confidence(gas) is Confidence.RECALLED


def test_a_blank_mark_is_known_as_the_header_says(book: Lawbook) -> None:
    blank = "  blank:\n    confidence: second_hand\n    why: {zh: 无, en: none}\ncolumns:"
    change(book, HEADER, "columns:", blank)
    written(book.root, FUELS, f"{HEAD}wood,1,,3,true,\n")
    fuels = book.catalogue("fuels")
    assert fuels.confidence(fuels.rows[0]) is Confidence.SECOND_HAND


def test_a_table_without_marks_says_nothing_of_confidence(book: Lawbook) -> None:
    old = "  column: check\n  map:\n    seen: verbatim\n    guess: recalled\n"
    change(book, HEADER, old, "  column: null\n  map: {}\n")
    fuels = book.catalogue("fuels")
    assert fuels.confidence(fuels.rows[0]) is None

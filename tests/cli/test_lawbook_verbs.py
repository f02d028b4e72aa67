"""`qingyuan lawbook check | show | diff | digest`: the law as data, looked at and compared."""

from pathlib import Path

import pytest

from qingyuan.library.lawbook import Lawbook
from tests.cli.command import Call
from tests.library.small_lawbook import change, small_lawbook

TERM = "parameters/report-term.yaml"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lawbook:
    """Return a small lawbook in use that a test may change."""
    found = small_lawbook(tmp_path / "lawbook")
    monkeypatch.setenv("QINGYUAN_LAWBOOK", str(found.root))
    return found


def test_a_lawbook_in_order_is_said_to_be(qingyuan: Call, book: Lawbook) -> None:
    run = qingyuan("lawbook", "check")
    assert (run.code, run.err) == (0, "")
    assert "8 golden cases" in run.out


def test_a_folder_is_checked_in_place_of_the_lawbook_in_use(
    qingyuan: Call, book: Lawbook, tmp_path: Path
) -> None:
    other = small_lawbook(tmp_path / "other")
    change(other, TERM, "unit: month", "unit: fortnight")
    assert qingyuan("lawbook", "check").code == 0
    assert len(qingyuan("lawbook", "check", other.root).refused()) == 1


def test_every_problem_is_told_with_file_line_field_and_remedy(
    qingyuan: Call, book: Lawbook
) -> None:
    change(book, TERM, "unit: month", "unit: fortnight")
    change(book, "score_sheets/small-sheet.yaml", "points: 60", "points: many")
    lines = qingyuan("lawbook", "check").refused()
    assert len(lines) == 2
    assert f"{book.root / TERM}, line 6, unit: fortnight is not one of the values" in lines[0]
    assert "use one of: day, working_day, month, year" in lines[0]
    assert "line 24, blocks[0].items[0].points" in lines[1]


@pytest.mark.parametrize("name", ["nowhere", "lawbook/parameters", "lawbook/lawbook.yaml"])
def test_what_is_no_lawbook_is_told(
    qingyuan: Call, book: Lawbook, tmp_path: Path, name: str
) -> None:
    (line,) = qingyuan("lawbook", "check", tmp_path / name).refused()
    assert str(tmp_path / name) in line


def test_a_lawbook_that_the_environment_names_wrongly_is_told(
    qingyuan: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QINGYUAN_LAWBOOK", str(tmp_path / "nowhere"))
    for arguments in (("lawbook", "digest"), ("workdays", "2026-01-01", "3"), ("lawbook", "check")):
        (line,) = qingyuan(*arguments).refused()
        assert str(tmp_path / "nowhere") in line


def test_the_digest_is_that_of_the_lawbook_in_use(qingyuan: Call, book: Lawbook) -> None:
    run = qingyuan("lawbook", "digest", "--json")
    assert (run.code, run.json) == (0, {"version": "1.2.3", "digest": book.digest})
    assert qingyuan("lawbook", "digest").out.split() == ["1.2.3", book.digest]
    change(book, TERM, "value: 12", "value: 13")
    assert qingyuan("lawbook", "digest", "--json").json["digest"] != book.digest


@pytest.mark.parametrize(
    ("name", "passages"),
    [
        ("report-term", ["Term of the report", "12 month(s) after", "2020-01-01", "Shandong"]),
        ("outcome", ["Outcome", "audit again", "verbatim"]),
        ("old-law", ["Old Law", "The first article", "absorbed from 2026-08-15"]),
        ("new-code", ["New Code", "2 absorbed articles, 2 of them with no known successor"]),
        ("small-mill", ["Small mill", "power", "≤ 10", "complete"]),
        ("small-sheet", ["Small sheet", "A1", "60", "100"]),
        ("fuels", ["Fuels"]),
        ("2026", ["2026"]),
    ],
)
def test_an_entry_of_every_kind_is_shown(
    qingyuan: Call, book: Lawbook, name: str, passages: list[str]
) -> None:
    run = qingyuan("lawbook", "show", name, "--as-of", "2026-11-23")
    assert (run.code, run.err) == (0, "")
    for passage in passages:
        assert passage in run.out
    assert "\x1b" not in run.out


@pytest.mark.parametrize(
    ("day", "words"),
    [("2019-12-31", "6 month(s) after"), ("2020-01-01", "12 month(s) after")],
)
def test_an_entry_is_shown_as_of_a_day(qingyuan: Call, book: Lawbook, day: str, words: str) -> None:
    run = qingyuan("lawbook", "show", "report-term", "--as-of", day)
    said = next(line for line in run.out.splitlines() if line.startswith(f"on {day}"))
    assert words in said


def test_an_entry_that_says_nothing_on_a_day_is_shown_all_the_same(
    qingyuan: Call, book: Lawbook
) -> None:
    run = qingyuan("lawbook", "show", "report-term", "--as-of", "2000-01-01")
    assert (run.code, run.err) == (0, "")
    assert "no value in force on 2000-01-01" in run.out


def test_every_entry_of_the_lawbook_that_is_shipped_can_be_shown(
    shipped: None, qingyuan: Call
) -> None:
    book = Lawbook()
    names = [
        name for kind in ("score_sheets", "catalogues", "calendars") for name in book.files(kind)
    ]
    names += [
        "promotion-law-2012",
        "ecological-environmental-code-2026",
        *list(book.files("parameters"))[::9],
    ]
    for name in names:
        run = qingyuan("lawbook", "show", name, "--as-of", "2026-11-23", "--lang", "zh")
        assert (run.code, run.err) == (0, ""), name
        assert run.out.strip()


def test_without_an_id_every_entry_is_listed(qingyuan: Call, book: Lawbook) -> None:
    run = qingyuan("lawbook", "show")
    assert (run.code, run.err) == (0, "")
    for name in ("report-term", "old-law", "small-mill", "small-sheet", "fuels", "2026"):
        assert name in run.out


def test_an_id_that_is_not_there_is_told_with_the_likely_one(qingyuan: Call, book: Lawbook) -> None:
    (line,) = qingyuan("lawbook", "show", "report-trem").refused()
    assert "report-term" in line


def test_two_lawbooks_are_compared_by_date(qingyuan: Call, book: Lawbook, tmp_path: Path) -> None:
    other = small_lawbook(tmp_path / "other")
    change(other, TERM, "value: 12", "value: 11")
    change(other, TERM, "en: Term of the report", "en: Term for the report")
    run = qingyuan("lawbook", "diff", book.root, other.root, "--json")
    assert (run.code, run.err) == (0, "")
    wording, value = run.json
    assert set(value) == {
        "entry",
        "field",
        "place",
        "from",
        "before",
        "after",
        "changes_results",
    }
    assert (value["from"], value["place"], value["before"], value["after"]) == (
        "2020-01-01",
        "CN",
        "12",
        "11",
    )
    assert (value["changes_results"], wording["changes_results"]) == (True, False)
    text = qingyuan("lawbook", "diff", book.root, other.root).out
    assert text.index("These change results") < text.index("from 2020-01-01")
    assert text.index("from 2020-01-01") < text.index("Wording only")


def test_two_equal_lawbooks_are_said_to_be_equal(
    qingyuan: Call, book: Lawbook, tmp_path: Path
) -> None:
    other = small_lawbook(tmp_path / "other")
    assert qingyuan("lawbook", "diff", book.root, other.root, "--json").json == []
    assert "No difference" in qingyuan("lawbook", "diff", book.root, other.root).out


def test_what_cannot_be_compared_is_told(qingyuan: Call, book: Lawbook, tmp_path: Path) -> None:
    for other in (tmp_path / "nowhere", "no-entry"):
        assert qingyuan("lawbook", "diff", book.root, other, "--json").refused()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("emission-limits", ["452 rows", "24 rows: recalled, unverified", "limit_min", "Gaps"]),
        ("shandong-cities", ["AMap", "How it was checked"]),
        ("2026", ["days off", "National Day: 10-01", "make-up working days", "10-10"]),
    ],
)
def test_tables_and_calendars_are_shown_in_words(
    shipped: None, qingyuan: Call, entry: str, said: list[str]
) -> None:
    run = qingyuan("lawbook", "show", entry)
    assert (run.code, run.err) == (0, "")
    assert [words for words in said if words not in run.out] == []

"""The lawbook reads each kind of file when it is asked for, and helps where a name is not known."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qingyuan.library.lawbook import Lawbook
from qingyuan.library.places import data_folder, lawbook_folder
from qingyuan.papers.words import say
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.system import System
from qingyuan.rules.law import Range, Spoken, Term, Unit, YearEnd
from qingyuan.rules.problems import Refused
from tests.library.said import codes, places, problems_of, remedy, what, written
from tests.library.small_lawbook import change, small_lawbook

TERM = "parameters/report-term.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Lawbook:
    return small_lawbook(tmp_path / "lawbook")


def test_the_lawbook_shipped_is_used_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QINGYUAN_LAWBOOK", raising=False)
    assert lawbook_folder() == data_folder("lawbook")
    assert Lawbook().root == data_folder("lawbook")


def test_another_lawbook_is_named_by_the_environment(
    book: Lawbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QINGYUAN_LAWBOOK", str(book.root))
    assert (Lawbook().root, Lawbook().version) == (book.root, "1.2.3")
    monkeypatch.setenv("QINGYUAN_LAWBOOK", "")
    assert Lawbook().root == data_folder("lawbook")


@pytest.mark.parametrize("name", ["nowhere", "a.yaml"])
def test_a_folder_without_a_lawbook_is_told(tmp_path: Path, name: str) -> None:
    (problem,) = problems_of(lambda: Lawbook(tmp_path / name))
    assert (problem.code, problem.file) == ("lawbook", str(tmp_path / name))
    assert "lawbook.yaml" in remedy(problem)


def test_data_that_the_installation_lacks_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-folder"):
        data_folder("no-such-folder")


@pytest.mark.parametrize("name", ["lawbook", "locale", "assets"])
def test_the_installation_has_its_data(name: str) -> None:
    assert any(data_folder(name).iterdir())


def test_the_nearest_place_in_use_speaks(book: Lawbook) -> None:
    found = book.value("report-term", date(2026, 1, 1), "370100")
    assert isinstance(found, Spoken)
    assert found.dated.place == "CN"
    assert found.dated.value == Term(12, Unit.MONTH)
    change(book, TERM, "in_use: false", "in_use: true")
    found = book.value("report-term", date(2026, 1, 1), "370100")
    assert isinstance(found, Spoken)
    assert (found.dated.place, found.dated.value) == ("370000", Term(3, Unit.MONTH))


def test_a_value_is_cited_with_what_absorbed_its_article(book: Lawbook) -> None:
    before = book.value("report-term", date(2026, 8, 14))
    after = book.value("report-term", date(2026, 8, 15))
    assert isinstance(before, Spoken)
    assert isinstance(after, Spoken)
    assert before.citation.absorbed is None
    assert after.citation.absorbed is not None
    assert (after.citation.absorbed.instrument, after.citation.absorbed.article) == (
        "new-code",
        None,
    )
    assert after.citation.confidence is Confidence.RECALLED


@pytest.mark.parametrize(
    ("code", "name"), [("CN", "the nation"), ("370100", "Jinan"), ("370112", "370112")]
)
def test_a_place_is_called_by_its_name_where_it_is_on_file(
    book: Lawbook, code: str, name: str
) -> None:
    assert say(book.place_name(code), "en") == name


def test_before_the_first_day_nothing_is_said(book: Lawbook) -> None:
    assert isinstance(book.value("report-term", date(2011, 12, 31)), Refused)


@pytest.mark.parametrize("kind", ["parameter", "sheet", "system", "catalogue"])
def test_an_id_that_is_not_there_is_told_with_the_likely_one(book: Lawbook, kind: str) -> None:
    known = {
        "parameter": "report-term",
        "sheet": "small-sheet",
        "system": "small-mill",
        "catalogue": "fuels",
    }[kind]
    (problem,) = problems_of(lambda: getattr(book, kind)(f"{known}s"))
    assert problem.code == "unknown_id"
    assert f"{known}s" in what(problem)
    assert remedy(problem) == f"did you mean: {known}"


@pytest.mark.parametrize("name", ["../cases/small", "/etc/passwd", "..", "", "report-term.yaml"])
def test_an_id_is_no_path(book: Lawbook, name: str) -> None:
    assert codes(problems_of(lambda: book.parameter(name))) == ["unknown_id"]


def test_the_article_of_a_level_rule_is_cited(book: Lawbook) -> None:
    system = book.system("small-mill")
    citation = book.rule_citation(system, date(2020, 1, 1))
    assert citation is not None
    assert (citation.instrument, citation.article) == ("old-law", "1")
    later = book.rule_citation(system, date(2026, 8, 15))
    assert later is not None
    assert later.absorbed is not None


def test_a_system_that_names_no_article_cites_none(book: Lawbook) -> None:
    name = "indicator_systems/small-mill.yaml"
    rule = (
        "level_rule:\n  cites:\n    instrument: old-law\n    article: '1'\n  confidence: verbatim\n"
    )
    change(book, name, rule, "")
    system = book.system("small-mill")
    assert isinstance(system, System)
    assert book.rule_citation(system, date(2020, 1, 1)) is None


def test_a_calendar_with_a_gap_is_told(book: Lawbook) -> None:
    text = (book.root / "calendars/2026.yaml").read_text(encoding="utf-8")
    written(book.root, "calendars/2023.yaml", text.replace("2026", "2023"))
    (problem,) = problems_of(lambda: book.calendar)
    assert problem.code == "calendar_gap"
    assert what(problem) == "the calendar lacks the years 2024, 2025"


def test_a_lawbook_without_a_calendar_is_told(book: Lawbook) -> None:
    (book.root / "calendars/2026.yaml").unlink()
    (problem,) = problems_of(lambda: book.calendar)
    assert problem.code == "calendar_gap"


def test_the_years_make_one_calendar(book: Lawbook) -> None:
    text = (book.root / "calendars/2026.yaml").read_text(encoding="utf-8")
    written(book.root, "calendars/2025.yaml", text.replace("2026", "2025"))
    calendar = book.calendar
    assert (calendar.first, calendar.last) == (date(2025, 1, 1), date(2026, 12, 31))
    assert calendar.exceptions == {
        date(2025, 1, 1): False,
        date(2025, 1, 4): True,
        date(2026, 1, 1): False,
        date(2026, 1, 4): True,
    }


def stated(book: Lawbook, kind: str, unit: str, value: str) -> object:
    """Return what the term of the report states when it is of another kind."""
    change(book, TERM, "kind: term\nunit: month\n", f"kind: {kind}\nunit: {unit}\n")
    change(book, TERM, "value: 12\n", f"value: {value}\n")
    text = (book.root / TERM).read_text(encoding="utf-8")
    one = text[: text.index("  - place: CN")] + text[text.index("  - place: CN\n    from: 2020") :]
    written(book.root, TERM, one[: one.index("  - place: '370000'")])
    return book.parameter("report-term").values[0].value


@pytest.mark.parametrize(
    ("kind", "unit", "value", "meant"),
    [
        ("term", "working_day", "30", Term(30, Unit.WORKING_DAY)),
        ("quantity", "CNY", "12.50", Decimal("12.50")),
        ("range", "CNY", "{min: 1, max: null}", Range(Decimal(1), None)),
        ("year_end", "null", "{years_after: 3}", YearEnd(3)),
        ("switch", "null", "true", True),
        ("set", "null", "[a, b]", ("a", "b")),
        ("choice", "null", "a", "a"),
        ("term", "month", "null", None),
    ],
)
def test_a_value_is_read_by_the_kind_of_its_parameter(
    book: Lawbook, kind: str, unit: str, value: str, meant: object
) -> None:
    assert stated(book, kind, unit, value) == meant


@pytest.mark.parametrize(
    ("kind", "unit", "value"),
    [
        ("term", "month", "1.5"),
        ("term", "month", "many"),
        ("quantity", "CNY", "'12'"),
        ("switch", "null", "maybe"),
        ("choice", "null", "5"),
        ("range", "CNY", "{min: a, max: null}"),
    ],
)
def test_a_value_of_another_kind_is_told_at_its_line(
    book: Lawbook, kind: str, unit: str, value: str
) -> None:
    (found,) = places(problems_of(lambda: stated(book, kind, unit, value)))
    assert (found[0], (found[2] or "")[:15]) == ("kind", "values[0].value")


def test_a_term_may_run_ahead_of_its_event(book: Lawbook) -> None:
    change(book, TERM, "direction: after", "direction: before")
    value = book.parameter("report-term").values[0].value
    assert isinstance(value, Term)
    assert value.before


def test_no_file_is_read_before_it_is_asked_for(book: Lawbook) -> None:
    written(book.root, "instruments/broken.yaml", "a: [\n")
    assert book.parameter("report-term").id == "report-term"
    assert codes(problems_of(lambda: book.instruments)) == ["yaml"]


def test_the_environment_of_the_tests_names_no_lawbook() -> None:
    assert "QINGYUAN_LAWBOOK" not in os.environ

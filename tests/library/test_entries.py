"""Between two lawbooks every change is told: what changes, which results, from which date."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qingyuan.library.entries import Change, changes_between, find_entry
from qingyuan.library.lawbook import Lawbook
from tests.library.said import problems_of, remedy, what, written
from tests.library.small_lawbook import change, small_lawbook

TERM, LAW, CODE = (
    "parameters/report-term.yaml",
    "instruments/old-law.yaml",
    "instruments/new-code.yaml",
)
SYSTEM, FUELS = "indicator_systems/small-mill.yaml", "catalogues/fuels.csv"
NEW_VALUE = """\
  - place: '370100'
    from: 2027-01-01
    to: null
    value: 9
    cites:
      instrument: old-law
      article: '2'
    confidence: recalled
    in_use: true
"""


@pytest.fixture
def before(tmp_path: Path) -> Lawbook:
    return small_lawbook(tmp_path / "before")


@pytest.fixture
def after(tmp_path: Path) -> Lawbook:
    return small_lawbook(tmp_path / "after")


def changes(before: Lawbook, after: Lawbook) -> list[Change]:
    return changes_between(str(before.root), str(after.root))


def test_two_equal_lawbooks_do_not_differ(before: Lawbook, after: Lawbook) -> None:
    change(after, TERM, "unit: month\n", "# months\nunit: 'month'\n")
    assert changes(before, after) == []


def test_a_new_dated_value_counts_from_its_day_at_its_place(
    before: Lawbook, after: Lawbook
) -> None:
    path = after.root / TERM
    path.write_text(path.read_text(encoding="utf-8") + NEW_VALUE, encoding="utf-8")
    (found,) = changes(before, after)
    assert (found.entry, found.place, found.since) == (
        "parameters/report-term",
        "370100",
        date(2027, 1, 1),
    )
    assert found.before is None
    assert found.after is not None
    assert "9" in found.after
    assert found.changes_results


def test_a_changed_value_counts_from_the_day_from_which_it_holds(
    before: Lawbook, after: Lawbook
) -> None:
    change(after, TERM, "value: 12", "value: 11")
    (found,) = changes(before, after)
    assert (found.place, found.since) == ("CN", date(2020, 1, 1))
    assert (found.before, found.after) == ("12", "11")
    assert found.field.endswith(".value")
    assert found.changes_results


def test_a_value_that_is_switched_on_counts_from_its_day(before: Lawbook, after: Lawbook) -> None:
    change(after, TERM, "in_use: false", "in_use: true")
    (found,) = changes(before, after)
    assert (found.place, found.since) == ("370000", date(2021, 1, 1))
    assert (found.before, found.after) == ("false", "true")


def test_an_earlier_end_counts_from_the_day_after_it(before: Lawbook, after: Lawbook) -> None:
    change(after, TERM, "to: 2019-12-31", "to: 2018-12-31")
    (found,) = changes(before, after)
    assert found.since == date(2019, 1, 1)


def test_a_changed_limit_counts_from_the_day_of_the_edition(
    before: Lawbook, after: Lawbook
) -> None:
    change(after, SYSTEM, "II: 20\n", "II: 19\n")
    (found,) = changes(before, after)
    assert (found.entry, found.since) == ("indicator_systems/small-mill", date(2015, 1, 1))
    assert (found.before, found.after) == ("20", "19")
    assert "power" in found.field
    assert found.changes_results


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TERM, "en: Term of the report", "en: Term for the report"),
        (TERM, "en: The text was not seen.", "en: Nobody saw the text."),
        (LAW, "en: The first article", "en: Article one"),
        (LAW, "what: Invented", "what: Made up"),
        (LAW, "notes: []", "notes:\n  - zh: 注\n    en: a note"),
        (SYSTEM, "seen: Invented", "seen: Made up"),
    ],
)
def test_wording_sources_and_notes_change_no_result(
    before: Lawbook, after: Lawbook, name: str, old: str, new: str
) -> None:
    change(after, name, old, new)
    found = changes(before, after)
    assert found
    assert not any(one.changes_results for one in found)


@pytest.mark.parametrize("row_id", ["source", "status", "note", "title"])
def test_a_row_may_be_named_like_an_entry_of_wording(
    before: Lawbook, after: Lawbook, row_id: str
) -> None:
    for book in (before, after):
        change(book, SYSTEM, "id: power", f"id: {row_id}")
    change(after, SYSTEM, "II: 20\n", "II: 19\n")
    (found,) = changes(before, after)
    assert found.changes_results


def test_a_mapped_successor_changes_what_a_citation_says(before: Lawbook, after: Lawbook) -> None:
    old = "    article: '2'\n    successor: null\n    status: unmapped\n"
    change(after, CODE, old, old.replace("null", "'31'").replace("unmapped", "mapped"))
    assert any(one.changes_results for one in changes(before, after))


def test_a_confidence_changes_results(before: Lawbook, after: Lawbook) -> None:
    change(after, TERM, "confidence: verbatim", "confidence: recalled")
    (found,) = changes(before, after)
    assert found.changes_results


def test_an_added_and_a_removed_file_are_told(before: Lawbook, after: Lawbook) -> None:
    for book, other in ((before, after), (after, before)):
        (book.root / "parameters" / "outcome.yaml").unlink()
        (found,) = changes(before, after)
        entry = "parameters/outcome"
        told = (found.entry, found.before, found.after)
        assert told == ((entry, None, entry) if book is before else (entry, entry, None))
        assert found.changes_results
        shutil.copy(other.root / "parameters" / "outcome.yaml", book.root / "parameters")


def test_an_added_parameter_counts_from_the_first_day_of_its_values(
    before: Lawbook, after: Lawbook
) -> None:
    (before.root / "parameters" / "outcome.yaml").unlink()
    (found,) = changes(before, after)
    assert found.since == date(2012, 1, 1)


def test_an_added_edition_counts_from_its_day(before: Lawbook, after: Lawbook) -> None:
    (before.root / SYSTEM).unlink()
    (found,) = changes(before, after)
    assert found.since == date(2015, 1, 1)


def test_rows_of_a_table_are_told_one_by_one(before: Lawbook, after: Lawbook) -> None:
    change(after, FUELS, "gas,1.33,,2,false,guess\n", "gas,1.34,,2,false,seen\n")
    found = changes(before, after)
    assert [(one.entry, one.field, one.before, one.after) for one in found] == [
        ("catalogues/fuels", "row", "gas,1.33,,2,false,guess", None),
        ("catalogues/fuels", "row", None, "gas,1.34,,2,false,seen"),
    ]


def _no_table(book: Lawbook) -> None:
    (book.root / FUELS).unlink()


def _boundaries(book: Lawbook) -> None:
    written(book.root, "catalogues/fuels.geojson", '{"features": []}')


@pytest.mark.parametrize("act", [_no_table, _boundaries])
def test_what_changes_the_digest_is_a_difference(
    before: Lawbook, after: Lawbook, act: Callable[[Lawbook], None]
) -> None:
    act(after)
    assert Lawbook(after.root).digest != before.digest
    assert changes(before, after)


def test_an_entry_moved_to_another_order_is_told_by_what_names_it(
    before: Lawbook, after: Lawbook
) -> None:
    change(after, LAW, "  - id: '1'\n", "  - id: '0'\n    says: {zh: 零, en: nought}\n"
           "    confidence: recalled\n  - id: '1'\n")  # fmt: skip
    (found,) = changes(before, after)
    assert found.field == "articles[0]"


def test_two_entries_of_the_lawbook_in_use_are_compared(
    before: Lawbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QINGYUAN_LAWBOOK", str(before.root))
    found = changes_between("outcome", "term-holiday-rule")
    assert {one.entry for one in found} == {"outcome -> term-holiday-rule"}
    assert "id" in [one.field for one in found]


def test_what_is_neither_folder_nor_id_is_told(
    before: Lawbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QINGYUAN_LAWBOOK", str(before.root))
    (problem,) = problems_of(lambda: changes_between("report-trem", "outcome"))
    assert what(problem) == "the lawbook has no entry report-trem"
    assert "report-term" in remedy(problem)


def test_a_folder_that_is_no_lawbook_is_told(before: Lawbook, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (problem,) = problems_of(lambda: changes_between(str(before.root), str(tmp_path / "empty")))
    assert (problem.code, problem.file) == ("lawbook", str(tmp_path / "empty"))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TERM, "from: 2020-01-01", "from: soon"),
        (TERM, "from: 2020-01-01", "from: 2020-02-30"),
        (TERM, "unit: month", "unit: [month"),
        (FUELS, "code,", "\0code,"),
    ],
)
def test_a_lawbook_that_is_not_in_order_is_refused_and_not_compared(
    before: Lawbook, after: Lawbook, name: str, old: str, new: str
) -> None:
    change(after, name, old, new)
    problems_of(lambda: changes(before, after))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("report-term", "parameters"),
        ("old-law", "instruments"),
        ("small-mill", "indicator_systems"),
        ("small-sheet", "score_sheets"),
        ("fuels", "catalogues"),
        ("2026", "calendars"),
    ],
)
def test_an_entry_of_any_kind_is_found_by_its_id(before: Lawbook, name: str, kind: str) -> None:
    entry = find_entry(before, name)
    assert (entry.kind, entry.id) == (kind, name)


def test_a_number_that_is_only_written_otherwise_changes_no_result(
    before: Lawbook, after: Lawbook
) -> None:
    change(after, SYSTEM, "weight: 0.6", "weight: 0.60")
    (found,) = changes(before, after)
    assert (found.before, found.after, found.changes_results) == ("0.6", "0.60", False)

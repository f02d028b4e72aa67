"""The digest sees what the law says, every value of it, and nothing of how the file is laid out."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from qingyuan.library.canonical import canonical_text, content_files, digest
from qingyuan.library.lawbook import Lawbook
from tests.library.said import codes, problems_of, written
from tests.library.small_lawbook import change, small_lawbook

TERM, FUELS = "parameters/report-term.yaml", "catalogues/fuels.csv"
SYSTEM = "indicator_systems/small-mill.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Lawbook:
    return small_lawbook(tmp_path / "lawbook")


def test_a_digest_is_a_sha256_and_the_same_each_time(book: Lawbook) -> None:
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", digest(book.root))
    assert digest(book.root) == digest(book.root) == Lawbook(book.root).digest


def test_the_place_of_the_lawbook_does_not_count(book: Lawbook, tmp_path: Path) -> None:
    assert small_lawbook(tmp_path / "elsewhere").digest == book.digest


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TERM, "unit: month\n", "\n# how it counts\nunit: month  # months\n\n"),
        (TERM, "unit: month\n", "unit: 'month'\n"),
        (TERM, "kind: term\nunit: month\n", "unit: month\nkind: term\n"),
        (TERM, "id: report-term\n", "---\nid: report-term\n"),
        (
            TERM,
            "starts_at:\n  zh: 公布之日\n  en: the",
            "starts_at:\n  'zh': 公布之日\n  en:\n    the",
        ),
        (TERM, "id: report-term\n", "\ufeffid: report-term\n"),
        (FUELS, "coal,0.7143", '"coal","0.7143"'),
        (FUELS, "guess\n", "guess\n\n"),
    ],
)
def test_layout_does_not_count(book: Lawbook, name: str, old: str, new: str) -> None:
    before = digest(book.root)
    change(book, name, old, new)
    assert digest(book.root) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TERM, "value: 12", "value: 13"),
        (TERM, "value: 12", "value: '12'"),
        (TERM, "value: 12", "value: 12.0"),
        ("parameters/outcome.yaml", "to: null", "to: 'null'"),
        (TERM, "in_use: false", "in_use: 'false'"),
        (TERM, "    in_use: false\n", ""),
        (TERM, "confidence: verbatim", "confidence: recalled"),
        (TERM, "not seen.", "not seen"),
        (SYSTEM, "weight: 0.6\n", "weight: 0.60\n"),
        (SYSTEM, "III: 30\n", "III: 30.0000000000000000001\n"),
        (FUELS, "coal,0.7143", "coal,0.7144"),
        (FUELS, "gas,1.33,,", "gas,1.33, ,"),
        ("instruments/old-law.yaml", "second article", "second paragraph"),
        ("calendars/2026.yaml", "2026-01-04", "2026-01-05"),
        ("score_sheets/small-sheet.yaml", "points: 60", "points: 59"),
    ],
)
def test_every_value_counts(book: Lawbook, name: str, old: str, new: str) -> None:
    before = digest(book.root)
    change(book, name, old, new)
    assert digest(book.root) != before


def test_the_order_of_a_list_counts(book: Lawbook) -> None:
    before = digest(book.root)
    text = (book.root / FUELS).read_text(encoding="utf-8")
    head, coal, gas = text.splitlines()
    written(book.root, FUELS, f"{head}\n{gas}\n{coal}\n")
    assert digest(book.root) != before


@pytest.mark.parametrize(
    "act",
    [
        lambda root: (root / TERM).unlink(),
        lambda root: (root / TERM).rename(root / "parameters" / "other.yaml"),
        lambda root: written(root, "procedures/audit.yaml", "id: audit\n"),
        lambda root: written(root, "checks/balance.yaml", "id: balance\n"),
        lambda root: written(root, "catalogues/map.geojson", '{"features": []}'),
    ],
    ids=["removed", "renamed", "a procedure", "a check", "boundaries"],
)
def test_every_file_of_law_counts(book: Lawbook, act: Callable[[Path], object]) -> None:
    before = digest(book.root)
    act(book.root)
    assert digest(book.root) != before


@pytest.mark.parametrize(
    "name", ["cases/more.yaml", "schema/more.schema.json", "CHANGELOG.md", "parameters/readme.txt"]
)
def test_what_tests_the_law_is_not_the_law(book: Lawbook, name: str) -> None:
    before = digest(book.root)
    written(book.root, name, "a: 1\n")
    assert digest(book.root) == before


def test_the_layout_of_boundaries_does_not_count(book: Lawbook) -> None:
    name = "catalogues/map.geojson"
    written(book.root, name, '{"features": [], "type": "x"}')
    before = digest(book.root)
    written(book.root, name, '{\n "type": "x",\n "features": []}\n')
    assert digest(book.root) == before


@pytest.mark.parametrize("name", [TERM, FUELS, "catalogues/map.geojson"])
def test_a_file_that_cannot_be_read_gives_no_digest(book: Lawbook, name: str) -> None:
    written(book.root, name, "{ not: [closed\n".encode("utf-16"))
    assert codes(problems_of(lambda: digest(book.root))) == ["encoding"]


def test_broken_boundaries_give_no_digest(book: Lawbook) -> None:
    path = written(book.root, "catalogues/map.geojson", "{ not json")
    (problem,) = problems_of(lambda: digest(book.root))
    assert problem.file == str(path)


def test_the_files_stand_in_the_order_of_their_names(book: Lawbook) -> None:
    names = [path.relative_to(book.root).as_posix() for path in content_files(book.root)]
    assert names == sorted(names)
    assert "lawbook.yaml" not in names


def test_numbers_and_text_differ_and_numbers_are_as_written() -> None:
    assert canonical_text({"b": Decimal("1.50"), "a": "1.50", "c": [None, True]}) == (
        '{"a":"\'1.50","b":"#1.50","c":[null,true]}'
    )
    assert canonical_text(Decimal("1e3")) == '"#1000"'

"""What the law as data must hold: every number with its article, and what is not known said."""

import csv
from datetime import date
from itertools import pairwise

import pytest

from qingyuan.library.lawbook import Lawbook
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.completeness import Completeness, completeness, lacks
from qingyuan.rules.indicators.system import System
from qingyuan.rules.law import NATION, Spoken, places_of

ABSORBED_FROM = date(2026, 8, 15)
LAW, CODE = "promotion-law-2012", "ecological-environmental-code-2026"
INSTRUMENTS = {
    LAW,
    CODE,
    "audit-measures-2016",
    "assessment-acceptance-guide-2018",
    "shandong-regulation-2020",
    "disclosure-measures-2021",
    "notice-2005-151",
    "notice-2010-54",
    "notice-2020-27",
    "national-plan-14th-fyp",
    "shandong-guidance-2019",
    "gbt-43329-2023",
    "trial-rules-2013",
}
SYSTEMS = {
    "electroplating-2015": Completeness.UNVERIFIED,
    "iron-steel-2014": Completeness.PARTIAL,
    "printed-circuit-board-gbt43329": Completeness.PARTIAL,
    "hazardous-waste-incineration-zaepi-draft": Completeness.COMPLETE,
}


@pytest.fixture(scope="module")
def book() -> Lawbook:
    return Lawbook()


def system(book: Lawbook, name: str) -> System:
    found = book.system(name)
    assert isinstance(found, System)
    return found


def test_the_instruments_that_were_asked_for_are_there(book: Lawbook) -> None:
    assert set(book.instruments) >= INSTRUMENTS
    for name in INSTRUMENTS - {"trial-rules-2013"}:
        assert book.instruments[name].articles or name == CODE


def test_every_value_names_an_article_that_is_on_file_and_how_well_it_is_known(
    book: Lawbook,
) -> None:
    values = 0
    for name in book.files("parameters"):
        for value in book.parameter(name).values:
            values += 1
            assert value.article in book.instruments[value.instrument].articles
            assert isinstance(value.confidence, Confidence)
    assert values > 100


def test_a_value_that_is_switched_off_says_why(book: Lawbook) -> None:
    off = [
        value
        for name in book.files("parameters")
        for value in book.parameter(name).values
        if not value.in_use
    ]
    assert off
    for value in off:
        assert value.why is not None
        assert value.why.zh
        assert value.why.en


def test_every_place_of_a_value_is_a_division_on_file(book: Lawbook) -> None:
    known = {row["code"] for row in book.catalogue("divisions").rows} | {NATION}
    for name in book.files("parameters"):
        for value in book.parameter(name).values:
            assert set(places_of(value.place)) & known


def test_a_choice_a_set_and_a_band_name_what_the_parameter_lists(book: Lawbook) -> None:
    unlisted = []
    for top in book.tops("parameters"):
        listed = {choice["id"].text() for choice in top["choices"].items()}
        for value in top["values"].items():
            said: set[str] = set()
            match top["kind"].text():
                case "choice" if value["value"].data is not None:
                    said = {value["value"].text()}
                case "set":
                    said = set(value["value"].texts())
                case "bands":
                    said = {band["outcome"].text() for band in value["value"].items()}
            unlisted += [f"{top['id'].text()}: {name}" for name in said - listed]
    assert unlisted == []


def test_bands_leave_no_gap_and_do_not_overlap(book: Lawbook) -> None:
    for top in book.tops("parameters"):
        for value in top["values"].items():
            bands = list(value["value"].items()) if top["kind"].text() == "bands" else []
            for lower, upper in pairwise(bands):
                assert lower["max"].number() == upper["min"].number()
                assert lower["max_inclusive"].flag() is not upper["min_inclusive"].flag()


def test_the_successor_table_lists_every_absorbed_article_as_unmapped(book: Lawbook) -> None:
    successors = book.instruments[CODE].successors
    assert successors is not None
    assert set(successors) == {(LAW, article) for article in book.instruments[LAW].articles}
    assert set(successors.values()) == {None}


def test_an_article_of_the_absorbed_law_is_cited_with_its_absorption_from_that_day(
    book: Lawbook,
) -> None:
    cited = [
        name
        for name in book.files("parameters")
        if any(value.instrument == LAW and value.in_use for value in book.parameter(name).values)
    ]
    assert cited
    for name in cited:
        before = book.value(name, date(2026, 8, 14))
        after = book.value(name, ABSORBED_FROM)
        for said, absorbed in ((before, False), (after, True)):
            if isinstance(said, Spoken) and said.dated.instrument == LAW:
                assert (said.citation.absorbed is not None) is absorbed


@pytest.mark.parametrize(("name", "good_for"), SYSTEMS.items())
def test_the_four_systems_are_as_complete_as_their_rows(
    book: Lawbook, name: str, good_for: Completeness
) -> None:
    assert completeness(system(book, name)) is good_for
    top = next(top for top in book.tops("indicator_systems") if top["id"].text() == name)
    assert "completeness" not in top.names()


def test_there_are_these_four_systems_and_no_other(book: Lawbook) -> None:
    assert set(book.files("indicator_systems")) == set(SYSTEMS)


def test_what_the_partial_systems_lack_is_said_row_by_row(book: Lawbook) -> None:
    (boards,) = system(book, "printed-circuit-board-gbt43329").tables
    assert len(list(boards.indicators())) == 64
    assert len(lacks(boards).weights) == 24
    (steel,) = system(book, "iron-steel-2014").tables
    assert len(lacks(steel).weights) == len(list(steel.indicators()))


def test_the_plating_system_says_which_rows_are_only_recalled(book: Lawbook) -> None:
    (plating,) = system(book, "electroplating-2015").tables
    rows = list(plating.indicators())
    assert len(rows) == 25
    known = [row.confidence for row in rows]
    assert known[:12] == [Confidence.VERBATIM] * 12
    assert set(known[12:]) == {Confidence.RECALLED}
    assert lacks(plating).recalled


def test_the_bonus_group_of_the_incineration_draft_stands_beside_the_index(book: Lawbook) -> None:
    (incineration,) = system(book, "hazardous-waste-incineration-zaepi-draft").tables
    (bonus,) = incineration.bonus_groups()
    assert bonus.weight is not None
    assert sum(group.weight or 0 for group in incineration.basic_groups()) == 1


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_row_says_how_well_it_is_known(book: Lawbook, name: str) -> None:
    for table in system(book, name).tables:
        assert all(row.confidence for row in table.indicators())


def test_the_calendars_have_no_gap_and_reach_the_present_year(book: Lawbook) -> None:
    years = sorted(int(name) for name in book.files("calendars"))
    assert years == list(range(2018, 2027))
    assert book.calendar.last == date(2026, 12, 31)


@pytest.mark.parametrize(
    "name",
    [
        "divisions",
        "industries",
        "pollutants",
        "hazardous",
        "hazardous-waste-codes",
        "energy-coefficients",
        "energy-limits",
        "emission-limits",
        "technologies",
    ],
)
def test_every_row_of_a_catalogue_says_how_well_it_is_known(book: Lawbook, name: str) -> None:
    catalogue = book.catalogue(name)
    assert catalogue.rows
    assert all(catalogue.confidence(row) is not None for row in catalogue.rows)
    path = book.root / "catalogues" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        assert sum(1 for _ in csv.reader(stream)) == len(catalogue.rows) + 1


def test_boundaries_are_of_divisions_on_file(book: Lawbook) -> None:
    assert {"shandong-cities", "shandong-counties"} <= set(book.files("catalogues"))


def test_what_is_written_in_both_languages_is_chinese_in_chinese(book: Lawbook) -> None:
    for instrument in book.instruments.values():
        for label in (instrument.title, *(art.says for art in instrument.articles.values())):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in label.zh)
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in label.en)

"""`qingyuan score` with a system of the older method keeps to the same forms and refusals."""

from pathlib import Path

import pytest

from tests.cli.command import Call
from tests.library.said import changed, written
from tests.library.test_points_systems import OLD_MILL

GOOD = "plant: A\nvalues: {power: 100, reuse: 80, plan: 100}\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Write the old system as it was in force from 2010 through 2013."""
    dates = "method: gbt-20106-2006\neffective: 2010-01-01\nwithdrawn: 2013-12-31"
    return written(tmp_path, "old.yaml", changed(OLD_MILL, "method: gbt-20106-2006", dates))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path, "good.yaml", GOOD)


def test_a_plant_is_graded_as_text_and_as_json(qingyuan: Call, old: Path, good: Path) -> None:
    run = qingyuan("score", old, good, "--as-of", "2012-01-01")
    assert (run.code, run.err) == (0, "")
    assert "Advanced" in run.out
    (plant,) = qingyuan("score", old, good, "--as-of", "2012-01-01", "--format", "json").json
    assert (plant["plant"], plant["level"], plant["status"]) == ("A", "advanced", "final")
    assert plant["index"] == {"P": "100", "P1": "100", "P2": "100"}
    assert {"indicators", "missing", "not_applicable", "reasons", "lawbook", "as_of"} <= set(plant)


@pytest.mark.parametrize(("day", "code"), [("2009-12-31", 1), ("2010-01-01", 0), ("2014-01-01", 1)])
def test_an_edition_is_used_only_while_it_is_in_force(
    qingyuan: Call, old: Path, good: Path, day: str, code: int
) -> None:
    assert qingyuan("score", old, good, "--as-of", day).code == code


def test_a_table_that_is_not_there_is_told(qingyuan: Call, old: Path, good: Path) -> None:
    assert qingyuan("score", old, good, "--as-of", "2012-01-01", "--table", "no").refused()


def test_a_veto_is_among_the_reasons(qingyuan: Call, old: Path, tmp_path: Path) -> None:
    values = written(tmp_path, "veto.yaml", f"vetoes: [banned]\n{GOOD}")
    run = qingyuan("score", old, values, "--as-of", "2012-01-01", "--format", "json")
    (plant,) = run.json
    assert plant["level"] == "none"
    assert "veto: a banned process is used" in plant["reasons"]
    text = qingyuan("score", old, values, "--as-of", "2012-01-01").out
    assert "a banned process is used" in text


def test_bad_figures_are_told(qingyuan: Call, old: Path, tmp_path: Path) -> None:
    values = written(tmp_path, "bad.yaml", "plant: A\nvalues: {power: I, plan: 101, powr: 1}\n")
    assert len(qingyuan("score", old, values, "--as-of", "2012-01-01").refused()) == 3

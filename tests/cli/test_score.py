"""`qingyuan score`: plants evaluated by a system, as text or as one JSON document."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qingyuan.library.lawbook import Lawbook
from tests.cli.command import EXAMPLE, Call
from tests.library.said import changed, written
from tests.library.tiny_mill import ALL_AT_ONE, TINY_MILL, write

PLATING = "electroplating-2015"
DAY = "2026-11-23"
KEYS = {"plant", "level", "status", "index", "indicators", "missing", "not_applicable"}
KEYS |= {"reasons", "lawbook"}
ROW_KEYS = {"id", "value", "best_level", "weight", "limiting"}
SEVERAL = """\
plant,indicator,value
C,power,10
C,recycling,90
C,acidity,7
C,plan,I
C,meters,I
A,power,99
A,recycling,90
A,acidity,7
A,plan,I
A,meters,I
B,power,20
B,recycling,90
B,acidity,7
B,plan,I
B,meters,I
"""


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    return write(tmp_path)


@pytest.fixture
def willow(tmp_path: Path) -> Path:
    return written(tmp_path, "willow.yaml", ALL_AT_ONE)


def one(run: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the only plant of a run that was computed."""
    assert (run.code, run.err) == (0, "")
    (plant,) = run.json
    return plant


def test_the_example_is_scored_and_explained(shipped: None, qingyuan: Call) -> None:
    run = qingyuan("score", PLATING, EXAMPLE)
    assert (run.code, run.err) == (0, "")
    assert "历山电镀有限公司（虚构）" in run.out
    assert "Level III" in run.out
    assert "provisional" in run.out
    assert "rinse_water_intake" in run.out
    assert "≤ 24" in run.out
    assert "\x1b" not in run.out


def test_the_example_as_json_has_the_promised_keys(shipped: None, qingyuan: Call) -> None:
    plant = one(qingyuan("score", PLATING, EXAMPLE, "--format", "json"))
    assert set(plant) >= KEYS
    assert (plant["plant"], plant["level"], plant["status"]) == (
        "历山电镀有限公司（虚构）",
        "III",
        "provisional",
    )
    assert {level: Fraction(text) for level, text in plant["index"].items()} == {
        "I": Fraction("68.65"),
        "II": Fraction(90),
        "III": Fraction(100),
    }
    assert all(set(row) >= ROW_KEYS for row in plant["indicators"])
    assert sum(Fraction(row["weight"]) for row in plant["indicators"]) == 1
    assert plant["not_applicable"] == [
        "copper_utilisation",
        "hard_chromium_utilisation",
        "gold_utilisation",
        "silver_utilisation",
    ]
    book = Lawbook()
    assert plant["lawbook"] == {"version": book.version, "digest": book.digest}


def test_standard_output_is_one_list_in_the_order_of_the_input(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    values = written(tmp_path, "a.csv", SEVERAL)
    run = qingyuan("score", mill, values, "--format", "json")
    assert (run.code, run.err) == (0, "")
    assert [(plant["plant"], plant["level"]) for plant in run.json] == [
        ("C", "I"),
        ("A", "none"),
        ("B", "II"),
    ]
    assert run.out.endswith("]\n")


def test_several_plants_are_summed_up_before_each_is_explained(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    run = qingyuan("score", mill, written(tmp_path, "a.csv", SEVERAL))
    assert run.code == 0
    positions = [run.out.index(f"{name} ") for name in ("C", "A", "B")]
    assert positions == sorted(positions)


def test_a_plant_that_reaches_no_level_is_computed(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    values = written(tmp_path, "a.yaml", changed(ALL_AT_ONE, "power: 10\n", "power: 31\n"))
    assert one(qingyuan("score", mill, values, "--format", "json"))["level"] == "none"


def test_a_table_that_cannot_decide_is_computed_as_undetermined(
    shipped: None, qingyuan: Call, tmp_path: Path
) -> None:
    values = written(tmp_path, "a.yaml", "plant: A\nvalues: {}\n")
    plant = one(qingyuan("score", "iron-steel-2014", values, "--format", "json"))
    assert (plant["level"], plant["status"], plant["index"]) == (
        "undetermined",
        "undetermined",
        None,
    )


def test_numbers_of_json_are_unrounded_and_in_positions(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    values = written(
        tmp_path,
        "a.json",
        '{"plant": "A", "values": {"power": 1e-7, "recycling": 90.10, "acidity": 7e0}}',
    )
    run = qingyuan("score", mill, values, "--format", "json")
    assert '"value": 0.0000001,' in run.out
    assert '"value": 90.10,' in run.out
    assert not re.search(r"\d[eE][+-]?\d", re.sub(r'"[^"]*"', "", run.out))


@pytest.mark.parametrize("name", ["willow.json", "willow.yaml", "willow.csv"])
def test_the_three_forms_of_values_give_one_result(
    qingyuan: Call, mill: Path, willow: Path, tmp_path: Path, name: str
) -> None:
    values = {"power": 10, "recycling": 90, "acidity": 7, "plan": "I", "meters": "I"}
    rows = "".join(f"Willow Mill,{row},{value}\n" for row, value in values.items())
    forms = {
        "willow.json": json.dumps([{"plant": "Willow Mill", "values": values}]),
        "willow.yaml": ALL_AT_ONE,
        "willow.csv": f"plant,indicator,value\n{rows}",
    }
    path = written(tmp_path / "other", name, forms[name])
    expected, found = (
        qingyuan("score", mill, file, "--format", "json", "--as-of", DAY) for file in (willow, path)
    )
    assert found.out == expected.out


def test_a_system_in_the_lawbooks_schema_is_read_from_its_file(
    shipped: None, qingyuan: Call
) -> None:
    path = Lawbook().root / "indicator_systems" / f"{PLATING}.yaml"
    by_file, by_id = (
        qingyuan("score", system, EXAMPLE, "--format", "json", "--as-of", DAY)
        for system in (path, PLATING)
    )
    assert by_file.json == by_id.json


def test_a_result_is_written_to_a_file_and_nothing_to_the_screen(
    qingyuan: Call, mill: Path, willow: Path, tmp_path: Path
) -> None:
    for form in ("json", "text"):
        target = tmp_path / f"result.{form}"
        arguments = ("score", mill, willow, "--format", form, "--as-of", DAY)
        printed = qingyuan(*arguments).out
        run = qingyuan(*arguments, "-o", target)
        assert (run.code, run.out, run.err) == (0, "", "")
        assert target.read_text(encoding="utf-8") == printed


def test_a_file_that_is_there_is_replaced(
    qingyuan: Call, mill: Path, willow: Path, tmp_path: Path
) -> None:
    target = written(tmp_path, "result.json", "old")
    assert qingyuan("score", mill, willow, "--format", "json", "--output", target).code == 0
    assert json.loads(target.read_text(encoding="utf-8"))[0]["level"] == "I"


def test_bad_input_leaves_the_file_as_it_was(qingyuan: Call, mill: Path, tmp_path: Path) -> None:
    target = written(tmp_path, "result.json", "old")
    values = written(tmp_path, "a.yaml", "plant: A\nvalues: {powr: 1}\n")
    qingyuan("score", mill, values, "--format", "json", "-o", target).refused()
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.yaml",
        "result.json",
        "tiny-mill.yaml",
    ]


@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize("place", ["missing/result.json", "."])
def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(
    qingyuan: Call, mill: Path, willow: Path, tmp_path: Path, form: str, place: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    run = qingyuan("score", mill, willow, "--format", form, "-o", tmp_path / place)
    (line,) = run.refused()
    assert "cannot be written" in line
    assert sorted(tmp_path.rglob("*")) == before


@pytest.fixture
def two_tables(tmp_path: Path) -> Path:
    _, _, tail = TINY_MILL.partition("tables:\n")
    return write(tmp_path, TINY_MILL + changed(tail, "- id: mill\n", "- id: branch\n"), "two.yaml")


def test_two_tables_want_one_named(qingyuan: Call, two_tables: Path, willow: Path) -> None:
    (line,) = qingyuan("score", two_tables, willow, "--format", "json").refused()
    assert line.startswith("--table: ")
    assert "mill, branch" in line


def test_the_named_table_is_used(qingyuan: Call, two_tables: Path, willow: Path) -> None:
    plant = one(qingyuan("score", two_tables, willow, "--table", "branch", "--format", "json"))
    assert (plant["tables"], plant["level"]) == (["branch"], "I")


@pytest.mark.parametrize("table", ["none", "", "Mill"])
def test_a_table_that_is_not_there_is_told(
    qingyuan: Call, two_tables: Path, willow: Path, table: str
) -> None:
    (line,) = qingyuan("score", two_tables, willow, "--table", table).refused()
    assert "mill, branch" in line


def test_a_table_with_output_is_weighted_and_one_without_is_not_lost_in_silence(
    qingyuan: Call, tmp_path: Path
) -> None:
    _, _, tail = TINY_MILL.partition("tables:\n")
    text = TINY_MILL.replace("tables:\n", "combination:\n  by: output\ntables:\n")
    system = write(tmp_path, text + changed(tail, "- id: mill\n", "- id: branch\n"), "two.yaml")
    rows = "".join(f"  {table}.power: 5\n" for table in ("mill", "branch"))
    both = written(
        tmp_path, "a.yaml", f"parameters: {{outputs: {{mill: 3, branch: 1}}}}\nvalues:\n{rows}"
    )
    assert one(qingyuan("score", system, both, "--format", "json"))["tables"] == ["mill", "branch"]
    text = f"parameters: {{outputs: {{mill: 3}}}}\nvalues:\n{rows}"
    single = written(tmp_path, "b.yaml", text)
    run = qingyuan("score", system, single, "--format", "json")
    assert run.code == 2 or any("branch" in reason for reason in run.json[0]["reasons"])


@pytest.mark.parametrize(("day", "code"), [("2015-10-27", 1), ("2015-10-28", 0), ("2026-01-01", 0)])
def test_an_edition_is_not_used_before_it_is_in_force(
    shipped: None, qingyuan: Call, day: str, code: int
) -> None:
    run = qingyuan("score", PLATING, EXAMPLE, "--as-of", day, "--format", "json")
    if code:
        (line,) = run.refused(1)
        assert "2015-10-28" in line
        assert "公告 2015年第25号" in line
    else:
        assert one(run)["as_of"] == day


def withdrawn(folder: Path) -> Path:
    """Write the mill as it stands when the last day of its effect is the end of 2020."""
    text = changed(
        TINY_MILL, "effective: '2020-01-01'\n", "effective: '2020-01-01'\nwithdrawn: '2020-12-31'\n"
    )
    return write(folder, text, "withdrawn.yaml")


@pytest.mark.parametrize(("day", "code"), [("2020-12-31", 0), ("2021-01-01", 1)])
def test_an_edition_is_used_up_to_its_last_day_of_effect(
    qingyuan: Call, willow: Path, tmp_path: Path, day: str, code: int
) -> None:
    """The schema says of `withdrawn`: the last day of effect."""
    assert qingyuan("score", withdrawn(tmp_path), willow, "--as-of", day).code == code


def test_what_is_given_and_not_used_is_said(qingyuan: Call, mill: Path, tmp_path: Path) -> None:
    values = written(tmp_path, "a.yaml", f"parameters: {{workers: 12}}\n{ALL_AT_ONE}")
    plant = one(qingyuan("score", mill, values, "--format", "json"))
    assert plant["reasons"] == ["given and not used by the table: workers"]


def test_a_parameter_on_which_a_limit_depends_is_used(qingyuan: Call, tmp_path: Path) -> None:
    text = changed(TINY_MILL, "        I: 10\n", "        I: {base: 5, per_n: 2}\n")
    text = changed(text, "  complete: true\n", "  complete: true\n  parameter: {n: layers}\n")
    system = write(tmp_path, text)
    absent = written(tmp_path, "absent.yaml", ALL_AT_ONE)
    (line,) = qingyuan("score", system, absent).refused()
    assert "parameters.n" in line
    assert "power" in line
    given = written(tmp_path, "given.yaml", f"parameters: {{n: 2.5}}\n{ALL_AT_ONE}")
    plant = one(qingyuan("score", system, given, "--format", "json"))
    assert (plant["level"], plant["reasons"]) == ("I", [])


def test_what_two_plants_lack_is_told_of_both_at_their_lines(
    qingyuan: Call, tmp_path: Path
) -> None:
    text = changed(TINY_MILL, "        I: 10\n", "        I: {base: 5, per_n: 2}\n")
    text = changed(text, "  complete: true\n", "  complete: true\n  parameter: {n: layers}\n")
    values = "- plant: A\n  values: {power: 1}\n- plant: B\n  values: {power: 2}\n"
    lines = qingyuan("score", write(tmp_path, text), written(tmp_path, "a.yaml", values)).refused()
    assert [re.findall(r"line (\d)", line) for line in lines] == [["1"], ["3"]]


def test_decimals_are_compared_as_written(qingyuan: Call, mill: Path, tmp_path: Path) -> None:
    for figure, level in (("10.000000000000000000001", "II"), ("10.0", "I")):
        text = changed(ALL_AT_ONE, "power: 10\n", f"power: {figure}\n")
        plant = one(qingyuan("score", mill, written(tmp_path, "a.yaml", text), "--format", "json"))
        assert plant["level"] == level
        assert plant["indicators"][0]["value"] == Decimal(figure)


def test_the_example_l1_gives_level_ii(qingyuan: Call, tmp_path: Path) -> None:
    """Two groups 0.6 and 0.4; A1 = I, A2 = II, B1 = II: the index is 30 for I and 100 for II."""
    text = changed(TINY_MILL, "weight: 0.3\n", "weight: 0.5\n")
    text = changed(text, "weight: 0.2\n", "weight: 0\n")
    text = changed(changed(text, "weight: 0.75\n", "weight: 1\n"), "weight: 0.25\n", "weight: 0\n")
    values = "values: {power: 10, recycling: 80, acidity: 7, plan: II, meters: I}\n"
    run = qingyuan(
        "score", write(tmp_path, text), written(tmp_path, "a.yaml", values), "--format", "json"
    )
    plant = one(run)
    assert (plant["level"], plant["index"]["I"], plant["index"]["II"]) == ("II", "30", "100")


def test_a_file_named_like_an_entry_does_not_stand_in_for_the_entry(
    shipped: None, qingyuan: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, PLATING, "")
    assert one(qingyuan("score", PLATING, EXAMPLE, "--format", "json"))["system"] == PLATING


def test_of_very_many_plants_the_summary_is_shown(
    qingyuan: Call, mill: Path, tmp_path: Path
) -> None:
    rows = "".join(f"- plant: P{number}\n  values: {{power: 5}}\n" for number in range(21))
    run = qingyuan("score", mill, written(tmp_path, "a.yaml", rows))
    assert run.code == 0
    assert run.out.count("P20 ") == 1
    assert "more than 20 plants" in run.out

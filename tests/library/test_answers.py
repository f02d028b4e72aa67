"""What a figure means for its indicator; what it cannot mean is told with a remedy."""

from decimal import Decimal
from pathlib import Path

import pytest

from qingyuan.library.answers import PlantFigures, read_plants
from qingyuan.rules.indicators.plant import Meets
from qingyuan.rules.indicators.system import Level, Table
from qingyuan.rules.problems import Problem
from qingyuan.rules.quantities import Unknown
from tests.library.said import cells, changed, places, problems_of, remedy, what, written
from tests.library.tiny_mill import TINY_MILL, mill, table

_, _, TABLE_TEXT = TINY_MILL.partition("tables:\n")
TWO_TABLES = TINY_MILL + changed(
    changed(TABLE_TEXT, "- id: mill\n", "- id: branch\n"), "id: acidity", "id: fumes"
)
WITH_PARAMETER = changed(TINY_MILL, "  complete: true\n", "  complete: true\n  parameter: {n: x}\n")


def plants(folder: Path, text: str, *tables: Table, name: str = "a.yaml") -> list[PlantFigures]:
    return list(read_plants(written(folder, name, text), tables or [table()]))


def problems(folder: Path, text: str, *tables: Table, name: str = "a.yaml") -> list[Problem]:
    return list(problems_of(lambda: plants(folder, text, *tables, name=name)))


def answer(folder: Path, row: str, scalar: str) -> object:
    (plant,) = plants(folder, f"plant: A\nvalues:\n  {row}: {scalar}\n")
    return plant.by_table["mill"].answers.get(row)


@pytest.mark.parametrize(
    ("scalar", "meant"),
    [
        ("12.5", Decimal("12.5")),
        ("'12.5'", Decimal("12.5")),
        ("' 12.5 '", Decimal("12.5")),
        ("0", Decimal(0)),
        ("-3", Decimal(-3)),
        ("null", Unknown.MISSING),
        ("", Unknown.MISSING),
        ("n/a", Unknown.NOT_APPLICABLE),
        ("N/A", Unknown.NOT_APPLICABLE),
    ],
)
def test_a_figure_is_given_missing_or_does_not_apply(
    tmp_path: Path, scalar: str, meant: object
) -> None:
    assert answer(tmp_path, "power", scalar) == meant


@pytest.mark.parametrize(
    ("scalar", "meant"),
    [
        ("I", Level.I),
        ("'II'", Level.II),
        ("III", Level.III),
        ("none", Meets.NONE),
        ("null", Unknown.MISSING),
        ("n/a", Unknown.NOT_APPLICABLE),
    ],
)
def test_words_are_answered_by_a_level(tmp_path: Path, scalar: str, meant: object) -> None:
    assert answer(tmp_path, "plan", scalar) == meant


def test_a_row_that_is_not_named_is_absent_and_so_missing(tmp_path: Path) -> None:
    (plant,) = plants(tmp_path, "plant: A\nvalues:\n  power: 1\n")
    given = plant.by_table["mill"]
    (recycling,) = (row for row in table().indicators() if row.id == "recycling")
    assert "recycling" not in given.answers
    assert given.answer(recycling) is Unknown.MISSING


@pytest.mark.parametrize(
    "scalar",
    [
        *("much", "12 kWh", "12,5", "1,000", "1 000", "1_000", "１２", "〇", "<5", "~5", "12%"),
        *("true", "[12]", "{a: 1}", "I", "none", "''", ".inf", ".nan", "0x10", "1:30", "5-6"),
        *("2026-01-31", "1e999999", "9" * 60, "0." + "9" * 60),
    ],
)
def test_what_is_no_figure_is_told_at_its_place(tmp_path: Path, scalar: str) -> None:
    found = problems(tmp_path, f"plant: A\nvalues:\n  power: {scalar}\n")
    assert places(found) == [("not_a_number", 3, "values.power")]
    assert what(found[0]).endswith("is not a figure for power")
    assert "kWh/t" in remedy(found[0])


@pytest.mark.parametrize("scalar", ["12", "'2'", "IV", "i", "Ⅱ", "yes", "true", "''", "[I]"])
def test_what_is_no_level_is_told_at_its_place(tmp_path: Path, scalar: str) -> None:
    found = problems(tmp_path, f"plant: A\nvalues:\n  plan: {scalar}\n")
    assert places(found) == [("not_a_level", 3, "values.plan")]
    assert "I, II, III, none" in remedy(found[0])


def test_a_long_text_is_cut_in_the_words(tmp_path: Path) -> None:
    found = problems(tmp_path, f"plant: A\nvalues:\n  power: {'x' * 10_000}\n")
    assert len(what(found[0])) < 200


@pytest.mark.parametrize(
    ("key", "meant"), [("powr", "power"), ("recyling", "recycling"), ("Plan", "plan")]
)
def test_an_unknown_indicator_is_told_with_the_likely_one(
    tmp_path: Path, key: str, meant: str
) -> None:
    found = problems(tmp_path, f"plant: A\nvalues:\n  {key}: 1\n")
    assert places(found) == [("unknown_indicator", 3, f"values.{key}")]
    assert remedy(found[0]).startswith("did you mean: ")
    assert meant in remedy(found[0])


def test_an_unknown_indicator_like_none_other_is_told(tmp_path: Path) -> None:
    found = problems(tmp_path, "plant: A\nvalues:\n  zzz: null\n")
    assert what(found[0]) == "the table has no indicator zzz"


def test_null_is_no_value_of_a_table_of_text_and_the_remedy_fits_a_table(tmp_path: Path) -> None:
    found = problems(tmp_path, "plant,indicator,value\nA,power,null\n", name="a.csv")
    assert cells(found) == [("not_a_number", 2, "value")]
    assert "null where it is missing" not in remedy(found[0])


def test_an_empty_cell_of_a_table_is_missing_and_empty_text_is_not(tmp_path: Path) -> None:
    (plant,) = plants(tmp_path, "plant,indicator,value\nA,power,\n", name="a.csv")
    assert plant.by_table["mill"].answers == {"power": Unknown.MISSING}
    found = problems(tmp_path, '{"plant": "A", "values": {"power": ""}}', name="a.json")
    assert [problem.code for problem in found] == ["not_a_number"]


@pytest.mark.parametrize(("unit", "right"), [("kWh/t", True), ("", True), ("MJ/t", False)])
def test_a_unit_beside_a_figure_must_be_the_rows(tmp_path: Path, unit: str, right: bool) -> None:
    text = f"plant,indicator,value,unit\nA,power,5,{unit}\n"
    if right:
        assert plants(tmp_path, text, name="a.csv")
        return
    found = problems(tmp_path, text, name="a.csv")
    assert cells(found) == [("unit", 2, "value")]
    assert what(found[0]) == "the unit of power is kWh/t, not MJ/t"


def test_an_indicator_of_several_tables_is_named_with_its_table(tmp_path: Path) -> None:
    tables = mill(TWO_TABLES).tables
    text = "plant: A\nvalues:\n  mill.power: 1\n  branch.power: 2\n  fumes: 7\n"
    (plant,) = plants(tmp_path, text, *tables)
    assert plant.by_table["mill"].answers == {"power": Decimal(1)}
    assert plant.by_table["branch"].answers == {"power": Decimal(2), "fumes": Decimal(7)}


def test_an_indicator_of_several_tables_without_its_table_is_refused(tmp_path: Path) -> None:
    found = problems(tmp_path, "plant: A\nvalues:\n  power: 1\n", *mill(TWO_TABLES).tables)
    assert places(found) == [("ambiguous", 3, "values.power")]
    assert what(found[0]) == "indicator power stands in the tables mill, branch"


def test_an_indicator_given_with_and_without_its_table_is_given_twice(tmp_path: Path) -> None:
    found = problems(tmp_path, "plant: A\nvalues:\n  power: 1\n  mill.power: 99\n")
    assert [(problem.code, problem.line) for problem in found] == [("duplicate", 4)]


@pytest.mark.parametrize(
    "parameters",
    [
        "{outputs: {power: 3}}",
        "{output: {power: 3}}",
        "{power: 3}",
        "{output.power: 3}",
        "{outputs.power: '3'}",
    ],
)
def test_outputs_are_read_in_every_written_form(tmp_path: Path, parameters: str) -> None:
    text = f"plant: A\nparameters: {parameters}\nvalues: {{power: 1}}\n"
    (plant,) = plants(tmp_path, text)
    assert plant.by_table["mill"].outputs == {"power": Decimal(3)}
    assert (plant.by_table["mill"].parameters, plant.unused) == ({}, ())


@pytest.mark.parametrize("key", ["power", "output.power", "outputs.power"])
def test_outputs_stand_in_a_table_too(tmp_path: Path, key: str) -> None:
    text = f"plant,indicator,value\nA,power,1\nA,parameters.{key},3\n"
    (plant,) = plants(tmp_path, text, name="a.csv")
    assert plant.by_table["mill"].outputs == {"power": Decimal(3)}


@pytest.mark.parametrize(
    "parameters",
    [
        "{outputs: {power: 1}, power: 2}",
        "{outputs: {power: 1}, output: {power: 2}}",
        "{outputs: {power: 1}, outputs.power: 2}",
    ],
)
def test_an_output_given_in_two_forms_is_given_twice(tmp_path: Path, parameters: str) -> None:
    text = f"plant: A\nparameters: {parameters}\nvalues: {{power: 1}}\n"
    assert [problem.code for problem in problems(tmp_path, text)] == ["duplicate"]


def test_a_negative_output_is_refused(tmp_path: Path) -> None:
    text = "plant: A\nparameters:\n  outputs:\n    power: -1\nvalues: {power: 1}\n"
    assert places(problems(tmp_path, text)) == [("negative", 4, "parameters.outputs.power")]


def test_a_parameter_of_the_table_is_a_parameter_and_no_output(tmp_path: Path) -> None:
    text = "plant: A\nparameters: {n: 4}\nvalues: {power: 1}\n"
    (plant,) = plants(tmp_path, text, table(WITH_PARAMETER))
    assert plant.by_table["mill"].parameters == {"n": Decimal(4)}
    assert plant.unused == ()


@pytest.mark.parametrize("name", ["m", "outputs.elsewhere"])
def test_what_no_table_asks_for_is_named_as_unused(tmp_path: Path, name: str) -> None:
    text = f"plant: A\nparameters: {{{name}: 4}}\nvalues: {{power: 1}}\n"
    (plant,) = plants(tmp_path, text, table(WITH_PARAMETER))
    assert plant.unused == (name,)


def test_a_parameter_that_is_null_is_not_given(tmp_path: Path) -> None:
    text = "plant: A\nparameters: {n: null}\nvalues: {power: 1}\n"
    (plant,) = plants(tmp_path, text, table(WITH_PARAMETER))
    assert plant.by_table["mill"].parameters == {}


@pytest.mark.parametrize("scalar", ["many", "n/a", "true", "1,000", "{deep: {deeper: 1}}"])
def test_a_parameter_that_is_no_number_is_told(tmp_path: Path, scalar: str) -> None:
    text = f"plant: A\nparameters:\n  n: {scalar}\nvalues: {{power: 1}}\n"
    found = problems(tmp_path, text, table(WITH_PARAMETER))
    assert [(problem.code, problem.line) for problem in found] == [("not_a_number", 3)]


def test_a_veto_of_another_method_is_refused(tmp_path: Path) -> None:
    text = "plant: A\nvetoes:\n  - banned\nvalues: {power: 1}\n"
    assert places(problems(tmp_path, text)) == [("unknown_indicator", 3, "vetoes[0]")]

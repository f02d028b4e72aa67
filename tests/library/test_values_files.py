"""The figures of plants come from JSON, YAML or CSV alike; every fault of form names its place."""

from decimal import Decimal
from pathlib import Path

import pytest

from qingyuan.library.answers import PlantFigures, read_plants
from qingyuan.rules.indicators.plant import Answer, Meets
from qingyuan.rules.indicators.system import Level
from qingyuan.rules.problems import Problem
from qingyuan.rules.quantities import Unknown
from tests.library.said import cells, codes, line_of, places, problems_of, remedy, what, written
from tests.library.tiny_mill import table

JSON = """[
  {"plant": "Willow Mill", "parameters": {"spare": 3.50},
   "values": {"power": 12.30, "recycling": "n/a", "acidity": null, "plan": "II"}},
  {"plant": "河边厂", "values": {"power": 1e1, "meters": "none"}}
]
"""
YAML = """\
- plant: Willow Mill
  parameters:
    spare: 3.50
  values:
    power: 12.30
    recycling: n/a
    acidity: null
    plan: II
- plant: 河边厂
  values:
    power: 1e1
    meters: none
"""
CSV = """\
plant,indicator,value
Willow Mill,parameters.spare,3.50
Willow Mill,power,12.30
Willow Mill,recycling,n/a
Willow Mill,acidity,
河边厂,power,1e1
河边厂,meters,none
Willow Mill,plan,II
"""
EXPECTED: dict[str, Answer] = {
    "power": Decimal("12.30"),
    "recycling": Unknown.NOT_APPLICABLE,
    "acidity": Unknown.MISSING,
    "plan": Level.II,
}
ONE = "plant,indicator,value\nA,power,5\n"


def plants_in(folder: Path, name: str, content: str | bytes) -> tuple[PlantFigures, ...]:
    path = written(folder, name, content)
    return read_plants(path, [table()])


def problems(folder: Path, name: str, content: str | bytes) -> tuple[Problem, ...]:
    found = problems_of(lambda: plants_in(folder, name, content))
    assert {problem.file for problem in found} == {str(folder / name)}
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", JSON), ("a.yaml", YAML), ("a.yml", YAML), ("a.csv", CSV), ("a.CSV", CSV)],
)
def test_the_three_forms_give_the_same_plants(tmp_path: Path, name: str, content: str) -> None:
    willow, river = plants_in(tmp_path, name, content)
    assert (willow.name, river.name) == ("Willow Mill", "河边厂")
    answers = dict(willow.by_table["mill"].answers)
    assert answers == EXPECTED
    assert str(answers["power"]) == "12.30"
    assert river.by_table["mill"].answers == {"power": Decimal(10), "meters": Meets.NONE}
    assert str(willow.by_table["mill"].parameters["spare"]) == "3.50"
    assert (willow.unused, river.unused) == (("spare",), ())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_saved_by_excel_is_read(tmp_path: Path, mark: str, end: str) -> None:
    content = (mark + CSV.replace("\n", end)).encode()
    assert len(plants_in(tmp_path, "a.csv", content)) == 2


@pytest.mark.parametrize(
    "header", ["企业,指标,数值", "Plant,INDICATOR,Value", " plant , indicator , value "]
)
def test_the_columns_may_be_named_in_chinese_and_in_any_case(tmp_path: Path, header: str) -> None:
    (plant,) = plants_in(tmp_path, "a.csv", f"{header}\nA,power,5\n")
    assert plant.by_table["mill"].answers == {"power": Decimal(5)}


def test_the_columns_stand_in_any_order_with_unit_and_note(tmp_path: Path) -> None:
    text = "备注,数值,单位,指标,企业\n来自电表,5,kWh/t,power,甲厂\n,88,%,recycling,甲厂\n"
    (plant,) = plants_in(tmp_path, "a.csv", text)
    assert plant.by_table["mill"].answers == {"power": Decimal(5), "recycling": Decimal(88)}


def test_blank_rows_and_quoted_cells_are_no_fault(tmp_path: Path) -> None:
    text = 'plant,indicator,value\n\n"Mill, the first",power," 5 "\n , ,\n'
    (plant,) = plants_in(tmp_path, "a.csv", text)
    assert plant.name == "Mill, the first"
    assert plant.by_table["mill"].answers == {"power": Decimal(5)}


def test_a_row_is_counted_as_a_spreadsheet_shows_it(tmp_path: Path) -> None:
    text = "plant,indicator,value\n\nA,power,5\nA,powr,5\n"
    assert cells(problems(tmp_path, "a.csv", text)) == [("unknown_indicator", 4, "indicator")]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("plant;indicator;value", "the columns plant, indicator, value are missing"),
        ("plant,indicator", "the columns value are missing"),
        ("plant,indicator,value,colour", "the columns colour are not known"),
        ("plant,indicator,value,数值", "the columns value stand there twice"),
    ],
)
def test_a_header_that_does_not_fit_is_told_with_the_columns_wanted(
    tmp_path: Path, header: str, says: str
) -> None:
    found = problems(tmp_path, "a.csv", f"{header}\nA,power,5\n")
    assert found[0].row == 1
    assert what(found[0]) == says
    assert "plant, indicator, value" in remedy(found[0])


def test_a_table_with_a_header_alone_is_told(tmp_path: Path) -> None:
    assert cells(problems(tmp_path, "a.csv", "plant,indicator,value\n")) == [("csv", 1, None)]


@pytest.mark.parametrize(
    ("line", "count"), [("A,power", 2), ("A,power,1,2", 4), ("A,power,1,000", 4), ("A", 1)]
)
def test_a_short_or_long_row_is_told_with_its_number(tmp_path: Path, line: str, count: int) -> None:
    found = problems(tmp_path, "a.csv", f"{ONE}{line}\nA,recycling,80\n")
    assert cells(found) == [("csv", 3, None)]
    assert what(found[0]) == f"the row has {count} cells and the header 3"


@pytest.mark.parametrize(
    ("line", "column"), [(",power,1", "plant"), ("A,,1", "indicator"), ("A, ,1", "indicator")]
)
def test_a_row_without_plant_or_indicator_is_told(tmp_path: Path, line: str, column: str) -> None:
    assert cells(problems(tmp_path, "a.csv", f"{ONE}{line}\n")) == [("csv", 3, column)]


def test_an_indicator_given_twice_is_told_with_both_rows(tmp_path: Path) -> None:
    text = "plant,indicator,value\nA,power,5\nB,power,5\nA,recycling,80\nA,power,6\n"
    found = problems(tmp_path, "a.csv", text)
    assert cells(found) == [("duplicate", 5, "indicator")]
    assert what(found[0]) == "power is given twice, first in row 2"


@pytest.mark.parametrize("text", ['plant,indicator,value\n"A,power,5\n', 'a,b,c\n"x"y,1,2\n'])
def test_quotes_that_do_not_close_are_told(tmp_path: Path, text: str) -> None:
    (problem,) = problems(tmp_path, "a.csv", text)
    assert (problem.code, problem.row) == ("csv", 2)


def test_a_cell_beyond_the_readers_limit_is_told(tmp_path: Path) -> None:
    text = f"plant,indicator,value\n{'A' * 200_000},power,5\n"
    (problem,) = problems(tmp_path, "a.csv", text)
    assert (problem.code, problem.row) == ("csv", 2)


@pytest.mark.parametrize("name", ["a.txt", "a.xlsx", "a", "a.yaml.bak"])
def test_a_file_of_another_kind_is_refused_with_those_that_are_read(
    tmp_path: Path, name: str
) -> None:
    (problem,) = problems(tmp_path, name, YAML)
    assert problem.code == "suffix"
    assert remedy(problem) == "give one of: .json, .yaml, .yml, .csv"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[]\n", "empty", 1),
        ("just text\n", "kind", 1),
        ("12\n", "kind", 1),
        ("null\n", "kind", 1),
        ("- a\n- b\n", "kind", 1),
        ("- plant: A\n  values: {power: 1}\n- 7\n", "kind", 3),
    ],
)
def test_what_is_no_plant_is_told(tmp_path: Path, text: str, code: str, line: int) -> None:
    found = problems(tmp_path, "a.yaml", text)
    assert (found[0].code, found[0].line) == (code, line)


def test_one_plant_needs_no_name(tmp_path: Path) -> None:
    (plant,) = plants_in(tmp_path, "a.yaml", "values:\n  power: 5\n")
    assert plant.name is None


def test_a_plant_among_several_needs_a_name(tmp_path: Path) -> None:
    text = "- plant: A\n  values: {power: 1}\n- values: {power: 2}\n"
    assert places(problems(tmp_path, "a.yaml", text)) == [("plant", 3, "[1]")]


def test_a_number_as_a_name_is_taken_as_text(tmp_path: Path) -> None:
    (plant,) = plants_in(tmp_path, "a.yaml", "plant: 370100\nvalues: {power: 1}\n")
    assert plant.name == "370100"


@pytest.mark.parametrize("name", ["''", "'  '", "true", "[A]", "{a: 1}"])
def test_what_is_no_name_is_told(tmp_path: Path, name: str) -> None:
    text = f"plant: {name}\nvalues: {{power: 1}}\n"
    assert places(problems(tmp_path, "a.yaml", text)) == [("kind", 1, "plant")]


def test_a_plant_given_twice_is_told(tmp_path: Path) -> None:
    text = "- plant: A\n  values: {power: 1}\n- plant: A\n  values: {power: 2}\n"
    (problem,) = problems(tmp_path, "a.yaml", text)
    assert (problem.code, problem.line) == ("duplicate", 3)
    assert "A" in what(problem)


def test_two_plants_are_not_told_apart_by_blanks_around_the_name(tmp_path: Path) -> None:
    text = "- plant: A\n  values: {power: 1}\n- plant: ' A '\n  values: {power: 2}\n"
    assert codes(problems(tmp_path, "a.yaml", text)) == ["duplicate"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("plant: A\nvalue: {power: 1}\nvalues: {power: 1}\n", "value"),
        ("plant: A\nvalues: {power: 1}\nname: B\n", "name"),
    ],
)
def test_a_key_that_is_not_known_is_told(tmp_path: Path, text: str, field: str) -> None:
    (problem,) = problems(tmp_path, "a.yaml", text)
    assert (problem.code, problem.line, problem.field) == (
        "unknown_key",
        line_of(text, f"{field}: "),
        field,
    )
    assert "values" in remedy(problem)


@pytest.mark.parametrize("values", ["", "values: null\n", "values: []\n", "values: 5\n"])
def test_values_that_are_no_mapping_are_told(tmp_path: Path, values: str) -> None:
    found = problems(tmp_path, "a.yaml", f"plant: A\n{values}")
    assert [(problem.code, problem.field) for problem in found] == [("values", "values")]


@pytest.mark.parametrize("parameters", ["[1]", "5", "text"])
def test_parameters_that_are_no_mapping_are_told(tmp_path: Path, parameters: str) -> None:
    text = f"plant: A\nparameters: {parameters}\nvalues: {{power: 1}}\n"
    assert places(problems(tmp_path, "a.yaml", text)) == [("kind", 2, "parameters")]


@pytest.mark.parametrize("vetoes", ["banned", "{banned: true}", "5"])
def test_vetoes_that_are_no_list_are_told(tmp_path: Path, vetoes: str) -> None:
    """What excludes a plant must never be passed over in silence."""
    text = f"plant: A\nvetoes: {vetoes}\nvalues: {{power: 1}}\n"
    found = problems(tmp_path, "a.yaml", text)
    assert [problem.field for problem in found] == ["vetoes"]


def test_faults_of_form_and_of_meaning_come_at_once_in_the_order_of_the_file(
    tmp_path: Path,
) -> None:
    text = (
        "- plant: A\n  colour: red\n  values:\n    powr: 1\n    plan: 5\n"
        "- plant: B\n  values:\n    power: much\n- 12\n"
    )
    found = problems(tmp_path, "a.yaml", text)
    assert [(problem.code, problem.line) for problem in found] == [
        ("unknown_key", 2),
        ("unknown_indicator", 4),
        ("not_a_level", 5),
        ("not_a_number", 8),
        ("kind", 9),
    ]


def test_faults_of_a_table_come_at_once_in_the_order_of_rows(tmp_path: Path) -> None:
    text = f"{ONE}A,powr,1\nB,plan,5\nA,power\nB,power,much\nB,power,2\n"
    assert cells(problems(tmp_path, "a.csv", text)) == [
        ("unknown_indicator", 3, "indicator"),
        ("not_a_level", 4, "value"),
        ("csv", 5, None),
        ("not_a_number", 6, "value"),
        ("duplicate", 7, "indicator"),
    ]

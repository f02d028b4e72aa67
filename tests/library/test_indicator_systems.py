"""An indicator system is read whole, or refused with every fault of its weights and names."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from qingyuan.library.documents import read_document
from qingyuan.library.indicator_systems import read_system
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.completeness import Completeness, completeness, lacks
from qingyuan.rules.indicators.system import Fixed, Level, LevelRule, Method
from tests.library.said import changed, codes, line_of, places, problems_of, remedy, what
from tests.library.tiny_mill import SCHEMAS, TINY_MILL, mill, problems, table, write

I, II, III = Level


def test_the_reference_form_is_read_as_it_is() -> None:
    system = mill()
    assert (system.id, system.title.zh, system.edition) == (
        "tiny-mill",
        "小厂评价指标体系",
        "公告 2099年第1号",
    )
    assert (system.method, system.effective) == (Method.TRIAL_RULES_2013, date(2020, 1, 1))
    assert system.levels[I] == LevelRule(Fraction(85), I, None)
    assert system.levels[III] == LevelRule(Fraction(100), III, None)
    groups = system.tables[0].groups
    assert [group.weight for group in groups] == [Fraction("0.6"), Fraction("0.4")]
    assert [row.id for row in system.tables[0].indicators()] == [
        "power",
        "recycling",
        "acidity",
        "plan",
        "meters",
    ]
    assert completeness(system) is Completeness.COMPLETE


def test_rows_are_numbered_as_printed_through_all_groups() -> None:
    assert [row.row for row in table().indicators()] == [1, 2, 3, 4, 5]


def test_the_mark_of_the_reference_form_is_a_confidence() -> None:
    known = {row.id: row.confidence for row in table().indicators()}
    assert known["plan"] is Confidence.VERBATIM
    assert known["power"] is None


def test_a_row_without_a_mark_is_as_well_known_as_its_group() -> None:
    text = changed(TINY_MILL, "    weight: 0.6\n", "    weight: 0.6\n    confidence: recalled\n")
    assert [row.confidence for row in table(text).groups[0].indicators] == [Confidence.RECALLED] * 3
    assert completeness(mill(text)) is Completeness.UNVERIFIED


def test_a_system_is_read_from_a_file_and_from_json_alike(tmp_path: Path) -> None:
    yaml_file = write(tmp_path)
    json_file = tmp_path / "tiny-mill.json"
    data = read_document(yaml_file).data
    json_file.write_text(json.dumps(data, default=float, ensure_ascii=False), encoding="utf-8")
    assert read_system(json_file, SCHEMAS) == read_system(yaml_file, SCHEMAS)


@pytest.mark.parametrize(
    ("old", "new", "total"),
    [
        ("weight: 0.3\n", "weight: 0.29\n", "0.99"),
        ("weight: 0.3\n", "weight: 0.30000000000000001\n", "1.00000000000000001"),
        ("weight: 0.2\n", "weight: 0.8\n", "1.6"),
    ],
)
def test_row_weights_that_do_not_sum_are_refused_at_their_group(
    old: str, new: str, total: str
) -> None:
    text = changed(TINY_MILL, old, new)
    found = problems(text)
    line = line_of(text, "- id: power")
    assert places(found) == [("weight_sum", line, "tables[0].groups[0].indicators")]
    assert what(found[0]) == f"the row weights of group Resources sum to {total}, not to 1"
    assert found[0].file == "tiny-mill.yaml"


def test_group_weights_that_do_not_sum_are_refused() -> None:
    text = changed(TINY_MILL, "weight: 0.4\n", "weight: 0.3999\n")
    found = problems(text)
    line = line_of(text, "  - name:\n      zh: 资源")
    assert places(found) == [("weight_sum", line, "tables[0].groups")]
    assert what(found[0]) == "the group weights sum to 0.9999, not to 1"


def test_weights_are_added_as_decimals_and_not_as_floats() -> None:
    text = changed(TINY_MILL, "weight: 0.3\n", "weight: 0.60\n")
    text = changed(text, "weight: 0.5\n", "weight: 0.3\n")
    text = changed(text, "weight: 0.2\n", "weight: 0.1\n")
    assert sum((0.3, 0.6, 0.1)) != 1.0
    assert [row.weight for row in table(text).groups[0].indicators] == [
        Fixed(Fraction(3, 10)),
        Fixed(Fraction(6, 10)),
        Fixed(Fraction(1, 10)),
    ]


def test_every_fault_of_a_system_comes_at_once() -> None:
    text = changed(TINY_MILL, "weight: 0.3\n", "weight: 0.29\n")
    text = changed(text, "weight: 0.25\n", "weight: 0.3\n")
    text = changed(text, "weight: 0.4\n", "weight: 0.5\n")
    text = changed(text, "I: [6.5, 8.5]", "I: [8.5, 6.5]")
    assert sorted(codes(problems(text))) == ["range", "weight_sum", "weight_sum"]
    text = changed(text, "I: [8.5, 6.5]", "I: [6.5, 8.5]")
    assert codes(problems(text)) == ["weight_sum"] * 3


def test_a_bonus_group_stands_outside_the_sum_of_groups() -> None:
    text = changed(TINY_MILL, "    weight: 0.4\n", "    weight: 0.4\n    bonus: true\n")
    found = problems(text)
    assert what(found[0]) == "the group weights sum to 0.6, not to 1"
    text = changed(text, "    weight: 0.6\n", "    weight: 1\n")
    assert [group.bonus for group in table(text).groups] == [False, True]


def test_a_weight_that_was_not_seen_makes_a_table_partial_and_no_fault() -> None:
    text = changed(TINY_MILL, "weight: 0.3\n", "weight: null\n")
    assert lacks(table(text)).weights == ("recycling",)
    assert completeness(mill(text)) is Completeness.PARTIAL


def test_a_group_weight_that_was_not_seen_makes_a_table_partial_and_no_fault() -> None:
    assert completeness(mill(changed(TINY_MILL, "weight: 0.4\n", "weight: null\n"))) is (
        Completeness.PARTIAL
    )


@pytest.mark.parametrize("place", ["  complete: true\n", "    weight: 0.6\n"])
def test_a_table_that_says_rows_are_missing_is_partial(place: str) -> None:
    new = "  complete: false\n" if "true" in place else "    weight: 0.6\n    complete: false\n"
    system = mill(changed(TINY_MILL, place, new))
    assert completeness(system) is Completeness.PARTIAL


def test_a_negative_weight_is_refused() -> None:
    text = changed(TINY_MILL, "weight: 0.4\n", "weight: -0.4\n")
    assert "tables[0].groups[1].weight" in [problem.field for problem in problems(text)]


def test_an_id_given_twice_is_refused_where_it_stands_again() -> None:
    text = changed(TINY_MILL, "id: recycling", "id: power")
    found = problems(text)
    line = line_of(text, "- id: power\n      name:\n        zh: 回用率")
    assert places(found) == [("duplicate", line, "tables[0].groups[0].indicators[1].id")]
    assert what(found[0]) == "power is given twice"


def test_two_groups_of_one_id_are_refused() -> None:
    """The index adds up over groups by id: two of one id would count each other's weight."""
    text = changed(TINY_MILL, "  - name:\n      zh: 资源", "  - id: g\n    name:\n      zh: 资源")
    text = changed(text, "  - name:\n      zh: 管理", "  - id: g\n    name:\n      zh: 管理")
    assert codes(problems(text)) == ["duplicate"]


def test_a_group_may_not_take_the_name_of_a_group_without_one() -> None:
    text = changed(
        TINY_MILL, "  - name:\n      zh: 资源", "  - id: group-2\n    name:\n      zh: 资源"
    )
    assert len({group.id for group in table(text).groups}) == 2


def test_two_tables_of_one_id_are_refused() -> None:
    _, _, tail = TINY_MILL.partition("tables:\n")
    assert ("duplicate", "tables[1].id") in [
        (problem.code, problem.field) for problem in problems(TINY_MILL + tail)
    ]


def test_the_same_row_in_two_tables_is_no_fault() -> None:
    _, _, tail = TINY_MILL.partition("tables:\n")
    system = mill(TINY_MILL + changed(tail, "- id: mill\n", "- id: branch\n"))
    assert [each.id for each in system.tables] == ["mill", "branch"]


@pytest.mark.parametrize("text", ["just text\n", "[1, 2]\n", "null\n", "12\n"])
def test_a_file_that_is_no_system_is_told_so(text: str) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.line) == ("kind", 1)
    assert "id, title, levels and tables" in remedy(problem)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("  II:\n    score: 85\n    limiting: II\n", "", ("schema_required", "levels")),
        ("  complete: true\n", "  complet: true\n", ("schema_additionalProperties", "complet")),
        ("    limiting: III\n", "    limiting: IV\n", ("schema_enum", "levels.III.limiting")),
        ("    score: 100\n", "    score: a lot\n", ("schema_type", "levels.III.score")),
        ("effective: '2020-01-01'", "effective: soon", ("schema_pattern", "effective")),
    ],
)
def test_what_the_schema_finds_names_its_field(old: str, new: str, place: tuple[str, str]) -> None:
    found = problems(changed(TINY_MILL, old, new))
    assert [(problem.code, (problem.field or "").split("].")[-1]) for problem in found] == [place]


def test_a_day_that_does_not_exist_is_refused() -> None:
    text = changed(TINY_MILL, "effective: '2020-01-01'", "effective: '2020-02-30'")
    assert places(problems(text)) == [("kind", line_of(text, "effective:"), "effective")]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = problems_of(lambda: read_system(tmp_path / "none.yaml", SCHEMAS))
    assert codes(found) == ["unreadable"]

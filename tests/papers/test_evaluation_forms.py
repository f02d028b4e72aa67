"""An evaluation as JSON: the keys that scripts rely on, exact numbers, whole weights."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from qingyuan.library.answers import read_plants, read_points_plants
from qingyuan.library.lawbook import Lawbook
from qingyuan.papers.evaluation_forms import evaluation_form, points_form
from qingyuan.papers.json_text import json_text
from qingyuan.rules.indicators.combination import combine
from qingyuan.rules.indicators.evaluation import evaluate
from qingyuan.rules.indicators.plant import Answer, Meets, Plant
from qingyuan.rules.indicators.points import PointsSystem, evaluate_points
from qingyuan.rules.indicators.system import Level, System
from qingyuan.rules.quantities import Unknown
from tests.library.said import changed, written
from tests.library.test_points_systems import OLD_MILL
from tests.library.tiny_mill import TINY_MILL, mill, read

PROMISED = {"plant", "level", "status", "index", "indicators", "missing", "not_applicable"}
PROMISED |= {"reasons"}
EXTRA = {"system", "tables", "bonus", "lifts", "explanation"}
ROW = {"id", "value", "best_level", "weight", "limiting"}
ROW_EXTRA = {"group", "weight_in_group", "bonus", "confidence"}

GOOD: dict[str, Answer] = {
    "power": Decimal("12.50"),
    "recycling": Decimal(95),
    "acidity": Decimal(7),
    "plan": Level.I,
    "meters": Level.I,
}


def form_of(answers: dict[str, Answer], text: str = TINY_MILL, language: str = "en") -> Any:  # noqa: ANN401
    """Return the JSON of an evaluation as a script reads it."""
    system = mill(text)
    result = evaluate(system, system.tables[0], Plant("Willow Mill", answers))
    return json.loads(json_text(evaluation_form(result, language, None)), parse_float=Decimal)


def rows(form: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {row["id"]: row for row in form["indicators"]}


def test_the_keys_are_those_that_were_promised() -> None:
    form = form_of(GOOD)
    assert set(form) == PROMISED | EXTRA
    for row in form["indicators"]:
        assert set(row) == ROW | ROW_EXTRA


def test_the_keys_are_the_same_whatever_the_result() -> None:
    partial = changed(TINY_MILL, "weight: 0.3\n", "weight: null\n")
    nothing: dict[str, Answer] = dict.fromkeys(GOOD, Unknown.NOT_APPLICABLE)
    for form in (form_of({}), form_of(GOOD, partial), form_of(nothing)):
        assert set(form) == PROMISED | EXTRA
        assert {frozenset(row) for row in form["indicators"]} == {frozenset(ROW | ROW_EXTRA)}


def test_level_status_and_index_are_told() -> None:
    form = form_of(GOOD)
    assert (form["plant"], form["level"], form["status"]) == ("Willow Mill", "II", "final")
    assert form["index"] == {"I": "70", "II": "100", "III": "100"}


def test_an_index_that_does_not_end_is_a_fraction() -> None:
    form = form_of({**GOOD, "recycling": Unknown.NOT_APPLICABLE})
    index = {level: Fraction(text) for level, text in form["index"].items()}
    assert index["I"] == 100 * (Fraction(6, 10) * Fraction(2, 7) + Fraction(4, 10))
    assert "/" in form["index"]["I"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_words_change_with_the_language_and_the_numbers_do_not(language: str) -> None:
    form, english = form_of(GOOD, language=language), form_of(GOOD)
    for key in ("level", "status", "index", "indicators", "missing", "lifts"):
        assert form[key] == english[key]


def test_a_value_is_given_back_in_the_form_in_which_it_came() -> None:
    form = form_of(
        {
            "power": Decimal("12.50"),
            "recycling": Unknown.NOT_APPLICABLE,
            "acidity": Unknown.MISSING,
            "plan": Level.II,
            "meters": Meets.NONE,
        }
    )
    assert {name: row["value"] for name, row in rows(form).items()} == {
        "power": Decimal("12.50"),
        "recycling": "n/a",
        "acidity": None,
        "plan": "II",
        "meters": "none",
    }
    assert (form["missing"], form["not_applicable"]) == (["acidity"], ["recycling"])
    assert form["status"] == "provisional"


def test_the_best_level_of_a_row_is_told() -> None:
    form = form_of({**GOOD, "power": Decimal(31), "plan": Level.III, "acidity": Unknown.MISSING})
    best = {name: row["best_level"] for name, row in rows(form).items()}
    assert (best["power"], best["plan"], best["recycling"]) == ("none", "III", "I")
    assert best["acidity"] in {"none", None}


@pytest.mark.parametrize(
    "answers",
    [
        GOOD,
        {},
        {**GOOD, "recycling": Unknown.NOT_APPLICABLE},
        {**GOOD, "plan": Unknown.NOT_APPLICABLE, "meters": Unknown.NOT_APPLICABLE},
    ],
)
def test_the_weights_that_count_sum_to_one_exactly(answers: dict[str, Answer]) -> None:
    form = form_of(answers)
    assert sum(Fraction(row["weight"]) for row in form["indicators"]) == 1


def test_a_table_that_cannot_decide_gives_no_index_and_no_weights() -> None:
    form = form_of(GOOD, changed(TINY_MILL, "weight: 0.3\n", "weight: null\n"))
    assert (form["level"], form["status"], form["index"]) == (
        "undetermined",
        "undetermined",
        None,
    )
    assert {row["weight"] for row in form["indicators"]} == {None}
    assert form["reasons"]


def test_a_plant_to_which_nothing_applies_is_undetermined() -> None:
    form = form_of(dict.fromkeys(GOOD, Unknown.NOT_APPLICABLE))
    assert (form["level"], form["index"]) == ("undetermined", None)
    assert form["reasons"]


def test_a_dropped_group_is_among_the_reasons() -> None:
    gone = {"plan": Unknown.NOT_APPLICABLE, "meters": Unknown.NOT_APPLICABLE}
    form = form_of({**GOOD, **gone})
    assert any("Management" in reason for reason in form["reasons"])


def test_what_keeps_a_plant_from_the_next_level_and_what_would_lift_it_are_told() -> None:
    form = form_of(GOOD)
    assert any("power" in reason for reason in form["reasons"])
    (lift,) = form["lifts"]
    (change,) = lift["single"]
    assert (lift["level"], change["indicator"], change["to_level"]) == ("I", "power", "I")
    assert (change["bound"], change["from"]) == ("10", Decimal("12.50"))
    assert Fraction(change["relative"]) == Fraction(-1, 5)
    assert Fraction(lift["still_short"]) == 0


def test_a_shortfall_smaller_than_what_is_shown_is_not_said_to_be_nothing() -> None:
    """An index of 84.9999 is short of 85: no sentence may read 85, or 0 short."""
    text = changed(TINY_MILL, "    weight: 0.6\n", "    weight: 0.849999\n")
    text = changed(text, "    weight: 0.4\n", "    weight: 0.150001\n")
    form = form_of({**GOOD, "power": Decimal(1), "plan": Meets.NONE, "meters": Meets.NONE}, text)
    assert form["index"]["I"] == "84.9999"
    (told, *_) = [reason for reason in form["reasons"] if reason.startswith("level I:")]
    assert "85.00" not in told
    assert "0.00 short" not in told


def test_a_bonus_group_is_told_beside_the_index() -> None:
    text = changed(TINY_MILL, "    weight: 0.4\n", "    weight: 0.1\n    bonus: true\n")
    text = changed(text, "    weight: 0.6\n", "    weight: 1\n")
    form = form_of(GOOD, text)
    assert form["bonus"] == [
        {"group": "Management", "weight": "0.1", "index": {"I": "10", "II": "10", "III": "10"}}
    ]
    assert Fraction(rows(form)["plan"]["weight"]) == 0
    assert rows(form)["plan"]["bonus"] is True
    assert sum(Fraction(row["weight"]) for row in form["indicators"]) == 1


def combined(outputs: dict[str, Decimal]) -> Any:  # noqa: ANN401 - JSON
    _, _, tail = TINY_MILL.partition("tables:\n")
    system = mill(
        TINY_MILL.replace("tables:\n", "combination:\n  by: output\ntables:\n")
        + changed(tail, "- id: mill\n", "- id: branch\n")
    )
    plants = {"mill": Plant("A", GOOD), "branch": Plant("A", {**GOOD, "power": Decimal(1)})}
    form = evaluation_form(combine(system, plants, outputs, "A"), "en", None)
    return json.loads(json_text(form), parse_float=Decimal)


def test_tables_joined_by_output_have_rows_named_with_their_table() -> None:
    form = combined({"mill": Decimal(3), "branch": Decimal(1)})
    assert form["tables"] == ["mill", "branch"]
    assert "mill.power" in rows(form)
    assert sum(Fraction(row["weight"]) for row in form["indicators"]) == 1
    assert Fraction(form["index"]["I"]) == Fraction(3 * 70 + 100, 4)


def test_a_single_table_of_a_system_of_several_keeps_plain_names() -> None:
    assert "power" in rows(combined({"mill": Decimal(3), "branch": Decimal(0)}))


def test_the_real_systems_give_whole_weights() -> None:
    book = Lawbook()
    for name in ("electroplating-2015", "hazardous-waste-incineration-zaepi-draft"):
        system = book.system(name)
        assert isinstance(system, System)
        result = evaluate(system, system.tables[0], Plant(None, {}))
        form = json.loads(json_text(evaluation_form(result, "en", None)))
        assert sum(Fraction(row["weight"]) for row in form["indicators"]) == 1
        assert {Fraction(text) for text in form["index"].values()} == {0}


def points(tmp_path: Any, values: str, text: str = OLD_MILL) -> Any:  # noqa: ANN401 - JSON
    system = read(text)
    assert isinstance(system, PointsSystem)
    (plant,) = read_points_plants(written(tmp_path, "a.yaml", values), system)
    answers = plant.by_table[system.id].answers
    result = evaluate_points(system, plant.name, answers, plant.vetoes)
    return json.loads(json_text(points_form(result, "en")), parse_float=Decimal)


def test_the_older_method_has_the_promised_keys_too(tmp_path: Any) -> None:  # noqa: ANN401
    form = points(tmp_path, "plant: A\nvalues: {power: 100, reuse: 80, plan: 100}\n")
    assert set(form) >= PROMISED
    assert (form["level"], form["status"]) == ("advanced", "final")
    assert form["index"] == {"P": "100", "P1": "100", "P2": "100"}
    for row in form["indicators"]:
        assert {"id", "value", "weight", "points"} <= set(row)


def test_a_grade_not_reached_is_none_with_its_reasons(tmp_path: Any) -> None:  # noqa: ANN401
    form = points(tmp_path, "values: {power: 300, reuse: 20, plan: null}\n")
    assert (form["level"], form["status"], form["missing"]) == ("none", "provisional", ["plan"])
    assert form["reasons"]


def test_a_recalled_group_makes_a_points_result_provisional(tmp_path: Any) -> None:  # noqa: ANN401
    text = changed(
        OLD_MILL, "        indicators:\n", "        confidence: recalled\n        indicators:\n"
    )
    form = points(tmp_path, "values: {power: 100, reuse: 80, plan: 100}\n", text)
    assert form["status"] == "provisional"


def test_a_file_of_plants_gives_the_form_of_each(tmp_path: Any) -> None:  # noqa: ANN401
    system = mill()
    path = written(tmp_path, "a.yaml", "plant: A\nvalues: {power: 5, acidity: 7}\n")
    (plant,) = read_plants(path, system.tables)
    form = evaluation_form(evaluate(system, system.tables[0], plant.by_table["mill"]), "en", None)
    assert form["missing"] == ["recycling", "plan", "meters"]

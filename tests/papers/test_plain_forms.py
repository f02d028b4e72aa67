"""Citations, problems and explanations have the forms that their schemas describe."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from qingyuan.library.lawbook import Lawbook
from qingyuan.library.places import data_folder
from qingyuan.papers.evaluation_forms import evaluation_form
from qingyuan.papers.plain_forms import (
    citation_form,
    citation_text,
    problem_form,
    problem_text,
    step_form,
)
from qingyuan.rules.explanation import Absorption, Citation, Confidence, Step
from qingyuan.rules.indicators.evaluation import evaluate
from qingyuan.rules.indicators.plant import Plant
from qingyuan.rules.indicators.system import System
from qingyuan.rules.messages import Label, msg
from qingyuan.rules.problems import Problem

LAW = Label("旧法", "Old Law")
CITATION = Citation("old-law", LAW, "27", Confidence.VERBATIM)
ABSORBED = Citation(
    "old-law",
    LAW,
    "27",
    Confidence.RECALLED,
    Absorption("new-code", Label("新法典", "New Code"), date(2026, 8, 15)),
)


def validator(name: str) -> Any:  # noqa: ANN401 - jsonschema's class has no public type
    path = data_folder("assets") / "schemas" / f"{name}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def book() -> Lawbook:
    return Lawbook()


def test_a_step_has_only_what_it_holds() -> None:
    assert step_form(Step("limit", msg("final")), "en") == {
        "schema": "qingyuan.explanation/1",
        "kind": "limit",
        "what": "final",
    }


def test_the_name_of_the_schema_stands_at_the_top_alone() -> None:
    inner = Step("limit", msg("final"), (("value", "1/3"),), (CITATION,))
    form = step_form(Step("evaluation", msg("final"), steps=(inner, inner)), "en")
    validator("explanation-1").validate(form)
    assert isinstance(form["steps"], list)
    for step in form["steps"]:
        assert isinstance(step, dict)
        assert "schema" not in step
        assert step["facts"] == {"value": "1/3"}


@pytest.mark.parametrize("citation", [CITATION, ABSORBED])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_citation_keeps_to_the_schema(citation: Citation, language: str) -> None:
    form = step_form(Step("level", msg("final"), citations=(citation,)), language)
    validator("explanation-1").validate(form)


def test_an_absorbed_article_is_said_to_be_absorbed_and_its_new_number_unknown() -> None:
    assert citation_form(ABSORBED, "en")["absorbed"] == {
        "instrument": "new-code",
        "title": "New Code",
        "since": "2026-08-15",
        "article": None,
    }
    english, chinese = citation_text(ABSORBED, "en"), citation_text(ABSORBED, "zh")
    assert "absorbed since 2026-08-15 by New Code, whose article is not known" in english
    assert "新法典" in chinese
    assert "recalled, unverified" in english
    assert "absorbed" not in citation_text(CITATION, "en")


def test_an_absorbed_article_with_a_known_successor_names_it() -> None:
    known = Absorption("new-code", Label("新法典", "New Code"), date(2026, 8, 15), "31")
    text = citation_text(Citation("old-law", LAW, "27", Confidence.VERBATIM, known), "en")
    assert "New Code, art. 31" in text
    assert "not known" not in text


def test_a_place_that_is_no_number_is_cited_as_it_is() -> None:
    assert "art. 27" in citation_text(CITATION, "en")
    note = Citation("guide", LAW, "annex 1 note", Confidence.VERBATIM)
    assert "art." not in citation_text(note, "en")
    assert "annex 1 note" in citation_text(note, "en")


@pytest.mark.parametrize(
    "problem",
    [
        Problem("duplicate", msg("a"), msg("b")),
        Problem("duplicate", msg("a"), msg("b"), "f.csv", row=3, field="value"),
        Problem("schema_minItems", msg("a"), msg("b"), "f.yaml", line=7, field="tables[0]"),
        Problem("empty", msg("a"), msg("b"), "f.xlsx", sheet="Sheet1", row=1),
    ],
)
def test_a_problem_keeps_to_the_schema(problem: Problem) -> None:
    form = problem_form(problem, "zh")
    validator("problem-1").validate(form)
    assert list(form) == ["code", "file", "sheet", "row", "line", "field", "what", "remedy"]


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("x", msg("a"), msg("b")), "a. b"),
        (
            Problem("x", msg("a"), msg("b"), "f.csv", row=3, field="value"),
            "f.csv, row 3, value: a. b",
        ),
        (Problem("x", msg("a"), msg("b"), "f.yaml", line=7), "f.yaml, line 7: a. b"),
        (Problem("x", msg("a"), msg("b"), field="--from"), "--from: a. b"),
        (Problem("x", msg("a"), msg("b"), "f", sheet="S"), "f, sheet S: a. b"),
    ],
)
def test_a_problem_is_one_line_with_where_what_and_remedy(problem: Problem, text: str) -> None:
    assert problem_text(problem, "en") == text


def test_a_problem_is_said_in_chinese() -> None:
    problem = Problem("x", msg("the file is empty"), msg("fill it in"), "f.csv", row=3)
    text = problem_text(problem, "zh")
    assert text.startswith("f.csv")
    assert "empty" not in text
    assert "row" not in text
    assert "。" in text


@pytest.mark.parametrize("name", ["a\nb.csv", "\x1b[2Jb.csv", "a\u202eb.csv"])
def test_a_hostile_file_name_does_not_reach_the_screen(name: str) -> None:
    text = problem_text(Problem("x", msg("a"), msg("b"), name, field=name), "en")
    assert not set(text) & set("\n\x1b\u202e")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "name",
    [
        "electroplating-2015",
        "iron-steel-2014",
        "printed-circuit-board-gbt43329",
        "hazardous-waste-incineration-zaepi-draft",
    ],
)
def test_the_explanation_of_an_evaluation_keeps_to_the_schema(
    book: Lawbook, name: str, language: str
) -> None:
    system = book.system(name)
    assert isinstance(system, System)
    rule = book.rule_citation(system, date(2026, 11, 23))
    result = evaluate(system, system.tables[0], Plant("A", {}))
    form = evaluation_form(result, language, rule)
    validator("explanation-1").validate(form["explanation"])


def test_the_schemas_are_valid_and_the_only_ones() -> None:
    folder: Path = data_folder("assets") / "schemas"
    names = {path.name for path in folder.glob("*.json")}
    assert names == {"explanation-1.schema.json", "problem-1.schema.json"}
    for name in names:
        validator(name.removesuffix(".schema.json"))

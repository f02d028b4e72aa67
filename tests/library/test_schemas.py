"""What a schema finds is said in words, at the line where it stands, with what to do about it."""

import json
from pathlib import Path
from typing import Any

import pytest

from qingyuan.library.documents import yaml_document
from qingyuan.library.schemas import schema_problems
from qingyuan.papers.words import say
from qingyuan.rules.problems import Problem
from tests.library.said import assert_is_useful, places, remedy, what, written
from tests.library.tiny_mill import SCHEMAS

STRUCTURE = {"$schema", "$id", "$ref", "$defs", "title", "description", "properties", "items"}
STRUCTURE |= {"allOf", "anyOf", "not", "if", "then", "else"}

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z]+$", "minLength": 2, "maxLength": 4},
        "kind": {"enum": ["law", "plan"]},
        "count": {"type": "integer", "minimum": 1, "maximum": 9},
        "share": {"type": ["number", "null"], "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        "list": {"type": "array", "minItems": 2, "maxItems": 2, "uniqueItems": True},
        "map": {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 2,
            "propertyNames": {"pattern": "^[a-z]$"},
            "dependentRequired": {"a": ["b"]},
        },
        "always": {"const": "this"},
    },
}
FINDINGS = [
    ("kind: law\n", "required", 1, None),
    ("id: ab\nkidn: law\n", "additionalProperties", 2, "kidn"),
    ("id: 12\n", "type", 1, "id"),
    ("id: AB\n", "pattern", 1, "id"),
    ("id: a\n", "minLength", 1, "id"),
    ("id: abcde\n", "maxLength", 1, "id"),
    ("id: ab\nkind: poem\n", "enum", 2, "kind"),
    ("id: ab\ncount: 0\n", "minimum", 2, "count"),
    ("id: ab\ncount: 10\n", "maximum", 2, "count"),
    ("id: ab\ncount: 1.5\n", "type", 2, "count"),
    ("id: ab\nshare: 0\n", "exclusiveMinimum", 2, "share"),
    ("id: ab\nshare: 1\n", "exclusiveMaximum", 2, "share"),
    ("id: ab\nshare: true\n", "type", 2, "share"),
    ("id: ab\nlist:\n  - 1\n", "minItems", 3, "list"),
    ("id: ab\nlist: [1, 2, 3]\n", "maxItems", 2, "list"),
    ("id: ab\nlist: [1, 1]\n", "uniqueItems", 2, "list"),
    ("id: ab\nmap: {}\n", "minProperties", 2, "map"),
    ("id: ab\nmap: {x: 1, y: 2, z: 3}\n", "maxProperties", 2, "map"),
    ("id: ab\nmap: {A: 1}\n", "pattern", 2, "map"),
    ("id: ab\nmap: {a: 1}\n", "dependentRequired", 2, "map"),
    ("id: ab\nalways: that\n", "const", 2, "always"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path, "small.schema.json", json.dumps(SCHEMA))
    return tmp_path


def found(text: str, folder: Path, kind: str = "small") -> list[Problem]:
    problems = list(schema_problems(yaml_document(text, "a.yaml"), kind, folder))
    for problem in problems:
        assert_is_useful(problem)
    return problems


@pytest.mark.parametrize(("text", "rule", "line", "field"), FINDINGS)
def test_each_rule_is_told_at_its_line(
    folder: Path, text: str, rule: str, line: int, field: str | None
) -> None:
    assert (f"schema_{rule}", line, field) in places(found(text, folder))


@pytest.mark.parametrize(("text", "rule", "line", "field"), FINDINGS)
def test_no_finding_speaks_python(
    folder: Path, text: str, rule: str, line: int, field: str | None
) -> None:
    for problem in found(text, folder):
        for language in ("en", "zh"):
            told = say(problem.what, language) + say(problem.remedy, language)
            for word in ("Decimal(", "None", "True", "False", "dict", "{'"):
                assert word not in told


def test_the_findings_tried_here_cover_every_rule_that_the_lawbook_uses() -> None:
    used: set[str] = set()
    for path in SCHEMAS.glob("*.schema.json"):
        used |= keywords(json.loads(path.read_text(encoding="utf-8")))
    assert used - STRUCTURE <= {rule for _, rule, _, _ in FINDINGS} | {"propertyNames"}


def keywords(schema: Any) -> set[str]:  # noqa: ANN401 - JSON of any shape
    """Return the words that a schema uses to make rules, not the names of what it describes."""
    words: set[str] = set()
    if not isinstance(schema, dict):
        return words
    for word, inside in schema.items():
        words.add(word)
        if word in {"properties", "$defs"}:
            words |= set().union(*(keywords(value) for value in inside.values()), set())
        elif word in {"allOf", "anyOf"}:
            words |= set().union(*(keywords(value) for value in inside), set())
        elif word in {"items", "if", "then", "else", "not", "additionalProperties"}:
            words |= keywords(inside)
    return words


def test_a_sound_document_has_no_problem(folder: Path) -> None:
    text = "id: ab\nkind: law\ncount: 2\nshare: null\nlist: [1, 2]\nmap: {a: 1, b: 2}\n"
    assert found(text, folder) == []


def test_a_missing_entry_is_named_at_the_mapping_that_lacks_it(folder: Path) -> None:
    (problem,) = found("kind: law\n", folder)
    assert (what(problem), remedy(problem)) == ("id is missing", "add id")


def test_an_unknown_entry_is_told_with_those_that_are_known(folder: Path) -> None:
    (problem,) = found("id: ab\nkidn: law\n", folder)
    assert what(problem) == "kidn is not known here"
    assert "kind" in remedy(problem)


def test_a_value_that_is_not_allowed_is_told_with_those_that_are(folder: Path) -> None:
    (problem,) = found("id: ab\nkind: poem\n", folder)
    assert what(problem) == "poem is not one of the values allowed"
    assert remedy(problem) == "use one of: law, plan"


def test_a_limit_is_told_with_its_figure(folder: Path) -> None:
    (problem,) = found("id: ab\ncount: 0\n", folder)
    assert "1" in remedy(problem)
    assert what(problem).startswith("0 ")


def test_all_findings_come_at_once_in_the_order_of_lines(folder: Path) -> None:
    text = "kind: poem\nid: AB\ncount: 10\nmap: {}\nodd: 1\n"
    lines = [problem.line for problem in found(text, folder)]
    assert lines == [1, 2, 3, 4, 5]


def test_a_long_value_is_cut_short_in_the_words(folder: Path) -> None:
    (problem, *_) = found(f"id: {'x' * 5000}\n", folder)
    assert len(what(problem)) < 200


@pytest.mark.parametrize("text", ["a text\n", "[1, 2]\n", "12\n", "null\n"])
def test_a_file_that_is_no_mapping_is_told_so(folder: Path, text: str) -> None:
    assert places(found(text, folder)) == [("schema_type", 1, None)]

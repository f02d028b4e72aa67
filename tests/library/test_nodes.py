"""A value that is not of the kind asked for is a problem with its line and its way."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from qingyuan.library.documents import yaml_document
from qingyuan.library.nodes import Node
from qingyuan.rules.messages import Label, msg
from tests.library.said import places, problems_of, what

TEXT = """\
title:
  zh: 名称
  en: Name
count: 3
share: 0.5
word: alpha
flag: true
day: 2026-01-31
list:
  - one
  - two
nothing: null
plain: only one
"""


@pytest.fixture
def top() -> Node:
    return Node.top(yaml_document(TEXT, "a.yaml"))


def test_values_come_out_as_what_they_are(top: Node) -> None:
    assert top["word"].text() == "alpha"
    assert top["count"].integer() == 3
    assert top["share"].number() == Decimal("0.5")
    assert top["flag"].flag() is True
    assert top["day"].day() == date(2026, 1, 31)
    assert top["list"].texts() == ("one", "two")
    assert top["title"].label() == Label("名称", "Name")
    assert top.names()[:2] == ("title", "count")


@pytest.mark.parametrize("name", ["nothing", "absent"])
def test_null_and_absent_are_one(top: Node, name: str) -> None:
    node = top[name]
    assert name not in top
    assert node.maybe_text() is None
    assert node.maybe_number() is None
    assert node.maybe_day() is None
    assert node.maybe_label() is None
    assert node.flag() is False
    assert node.flag(default=True) is True
    assert (node.names(), list(node.items())) == ((), [])
    assert node["deeper"].data is None


def test_plain_text_stands_for_both_languages(top: Node) -> None:
    assert top["plain"].label() == Label("only one", "only one")


def test_one_language_stands_for_the_other() -> None:
    top = Node.top(yaml_document("a: {zh: 名}\nb: {en: name}\n", "a.yaml"))
    assert top["a"].label() == Label("名", "名")
    assert top["b"].label() == Label("name", "name")


@pytest.mark.parametrize(
    ("ask", "name", "line", "wanted"),
    [
        (Node.text, "count", 4, "text"),
        (Node.number, "word", 6, "a number"),
        (Node.number, "flag", 7, "a number"),
        (Node.integer, "share", 5, "a whole number"),
        (Node.flag, "word", 6, "true or false"),
        (Node.day, "word", 6, "a date such as 2026-01-31"),
        (Node.label, "list", 10, "text in both languages, as zh and en"),
        (Node.label, "count", 4, "text in both languages, as zh and en"),
        (Node.text, "nothing", 12, "text"),
    ],
)
def test_the_wrong_kind_is_told_with_line_and_name(
    top: Node, ask: Callable[[Node], object], name: str, line: int, wanted: str
) -> None:
    problems = problems_of(lambda: ask(top[name]))
    assert places(problems) == [("kind", line, name)]
    assert what(problems[0]) == f"this should be {wanted}"


def test_a_day_that_the_calendar_does_not_have_is_refused() -> None:
    top = Node.top(yaml_document("day: 2026-02-30\n", "a.yaml"))
    assert places(problems_of(top["day"].day)) == [("kind", 1, "day")]


def test_a_problem_is_placed_at_a_value_below(top: Node) -> None:
    problem = top.problem("x", msg("a"), msg("b"), "list", 1)
    assert (problem.file, problem.line, problem.field) == ("a.yaml", 11, "list[1]")


def test_a_problem_of_the_whole_file_names_no_field(top: Node) -> None:
    problem = top.problem("x", msg("a"), msg("b"))
    assert (problem.line, problem.field) == (1, None)

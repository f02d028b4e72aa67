"""What is said to people: messages, problems and refusals."""

import pytest

from qingyuan.rules.explanation import Citation, Confidence
from qingyuan.rules.messages import Label, Message, msg
from qingyuan.rules.problems import Finding, Problem, ProblemsFound, Refused, RuleRefused
from tests.rules.spoken import english


def test_a_message_keeps_its_sentence_apart_from_its_values() -> None:
    message = msg("{n} rows of {table}", n=3, table="t1")

    assert message == Message("{n} rows of {table}", (("n", 3), ("table", "t1")))
    assert english(message) == "3 rows of t1"


def test_a_value_of_a_message_may_be_called_text() -> None:
    assert english(msg("{text}", text="said")) == "said"


def test_equal_messages_are_equal_so_that_a_decision_can_be_compared() -> None:
    assert msg("{n} rows", n=1) == msg("{n} rows", n=1)
    assert msg("{n} rows", n=1) != msg("{n} rows", n=2)
    assert len({msg("{n} rows", n=1), msg("{n} rows", n=1)}) == 1


def _problem(file: str | None = None) -> Problem:
    return Problem("code", msg("it is wrong"), msg("correct it"), file=file, field="values.a")


def test_a_problem_without_a_file_is_placed_in_the_file_that_was_read() -> None:
    placed = _problem().within("plants.csv")

    assert placed.file == "plants.csv"
    assert placed.field == "values.a"
    assert placed.what == msg("it is wrong")


def test_a_problem_that_names_its_file_keeps_it() -> None:
    assert _problem("system.yaml").within("plants.csv").file == "system.yaml"


def test_problems_found_carries_all_of_them_in_order_and_says_each() -> None:
    second = Problem("other", msg("that too"), msg("correct that too"))

    found = ProblemsFound(problem for problem in (_problem(), second))

    assert found.problems == (_problem(), second)
    assert str(found) == "it is wrong; that too"


def test_a_refusal_carries_its_article() -> None:
    where = Citation("act", Label("法", "Act"), "27", Confidence.VERBATIM)
    refused = Refused(msg("not in force"), where)

    with pytest.raises(RuleRefused, match="not in force") as caught:
        raise RuleRefused(refused)

    assert caught.value.refused.citation is where


@pytest.mark.parametrize("finding", [ProblemsFound([]), RuleRefused(Refused(msg("no")))])
def test_both_ways_of_getting_no_answer_are_findings(finding: Exception) -> None:
    assert isinstance(finding, Finding)

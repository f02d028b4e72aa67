"""A system of the older generation is read, or refused with every fault of its numbers."""

from fractions import Fraction
from pathlib import Path

import pytest

from qingyuan.library.answers import read_points_plants
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.points import PointsSystem, evaluate_points
from qingyuan.rules.problems import Problem
from tests.library.said import changed, codes, line_of, places, problems_of, what, written
from tests.library.tiny_mill import problems, read

OLD_MILL = """\
id: old-mill
title:
  zh: 老厂评价指标体系
  en: Indicator system for old mills
method: gbt-20106-2006
score:
  alpha: 0.7
  beta: 0.3
  cap: k/m
  grades:
    - id: sound
      title:
        zh: 清洁生产企业
        en: Sound
      min: 75
    - id: advanced
      title:
        zh: 先进企业
        en: Advanced
      min: 90
vetoes:
  - id: banned
    text:
      zh: 使用淘汰工艺
      en: a banned process is used
tables:
  - id: mill
    groups:
      - name:
          zh: 能源
          en: Energy
        indicators:
          - id: power
            name:
              zh: 电耗
              en: Power
            unit: kWh/t
            kind: quantitative
            direction: lower
            weight: 60
            baseline: 100
          - id: reuse
            name:
              zh: 回用率
              en: Reuse
            unit: '%'
            kind: quantitative
            direction: higher
            weight: 40
            baseline: 80
          - id: plan
            name:
              zh: 计划
              en: Plan
            kind: qualitative
            points: 100
"""

AGAIN = "id: power\n            name:\n              zh: "


def system(text: str = OLD_MILL) -> PointsSystem:
    found = read(text)
    assert isinstance(found, PointsSystem)
    return found


def score(folder: Path, text: str, system_text: str = OLD_MILL) -> str | None:
    """Return the grade of the only plant that a text writes; None where it earns none."""
    old = system(system_text)
    (plant,) = read_points_plants(written(folder, "a.yaml", text), old)
    answers = plant.by_table[old.id].answers
    result = evaluate_points(old, plant.name, answers, plant.vetoes)
    return result.grade.id if result.grade else None


def test_the_numbers_are_read_and_the_grades_stand_best_first() -> None:
    old = system()
    assert (old.alpha, old.beta, old.cap) == (Fraction("0.7"), Fraction("0.3"), None)
    assert [(grade.id, grade.least) for grade in old.grades] == [
        ("advanced", Fraction(90)),
        ("sound", Fraction(75)),
    ]
    (group,) = old.groups
    assert [(row.id, row.baseline, row.higher_is_better) for row in group.ratios] == [
        ("power", Fraction(100), False),
        ("reuse", Fraction(80), True),
    ]
    assert [(row.id, row.points) for row in group.marks] == [("plan", Fraction(100))]
    assert [name for name, _ in old.vetoes] == ["banned"]


def test_a_printed_cap_is_a_number() -> None:
    assert system(changed(OLD_MILL, "cap: k/m", "cap: 1.2")).cap == Fraction("1.2")


@pytest.mark.parametrize(
    ("old", "new", "code", "mark"),
    [
        ("beta: 0.3", "beta: 0.31", "weight_sum", "alpha"),
        ("weight: 60", "weight: 59", "weight_sum", "  - id: mill"),
        ("baseline: 80", "baseline: 0", "baseline", "baseline: 0"),
        ("id: reuse", "id: power", "duplicate", AGAIN + "回"),
        ("id: plan", "id: power", "duplicate", AGAIN + "计"),
        ("  cap: k/m\n", "", "schema_required", "alpha"),
        ("cap: k/m", "cap: m/k", "schema_pattern", "cap"),
        ("cap: k/m", "cap: 0", "schema_exclusiveMinimum", "cap"),
        ("points: 100", "points: -1", "schema_minimum", "points"),
    ],
)
def test_a_planted_fault_is_found_at_its_line(old: str, new: str, code: str, mark: str) -> None:
    text = changed(OLD_MILL, old, new)
    found = problems(text)
    assert [(problem.code, problem.line) for problem in found] == [(code, line_of(text, mark))]


def test_the_sum_of_the_weights_is_told() -> None:
    found = problems(changed(OLD_MILL, "weight: 60", "weight: 59.9"))
    assert what(found[0]) == "the weights of the quantitative rows sum to 99.9, not to 100"


def test_faults_come_at_once() -> None:
    text = changed(changed(OLD_MILL, "beta: 0.3", "beta: 0.2"), "baseline: 80", "baseline: 0")
    assert codes(problems(text)) == ["weight_sum", "baseline"]


@pytest.mark.parametrize("old", ["            baseline: 100\n", "            points: 100\n"])
def test_a_row_without_its_number_is_refused(old: str) -> None:
    assert problems(changed(OLD_MILL, old, ""))


@pytest.mark.parametrize("method", ["gbt-20106-2006"])
def test_the_method_needs_its_score(method: str) -> None:
    before, _, rest = OLD_MILL.partition("score:\n")
    text = before + "tables:" + rest.partition("tables:")[2]
    assert "score" in what(problems(text)[0])


def test_a_plant_is_graded(tmp_path: Path) -> None:
    assert score(tmp_path, "values: {power: 100, reuse: 80, plan: 100}\n") == "advanced"
    assert score(tmp_path, "values: {power: 125, reuse: 80, plan: 90}\n") == "sound"
    assert score(tmp_path, "values: {power: 300, reuse: 20, plan: 0}\n") is None


def test_a_veto_excludes_every_grade(tmp_path: Path) -> None:
    text = "vetoes: [banned]\nvalues: {power: 100, reuse: 80, plan: 100}\n"
    assert score(tmp_path, text) is None


def bad(folder: Path, text: str) -> tuple[Problem, ...]:
    path = written(folder, "a.yaml", text)
    return problems_of(lambda: read_points_plants(path, system()))


def test_a_veto_that_the_system_does_not_name_is_refused(tmp_path: Path) -> None:
    found = bad(tmp_path, "vetoes:\n  - baned\nvalues: {power: 1}\n")
    assert places(found) == [("unknown_indicator", 2, "vetoes[0]")]


@pytest.mark.parametrize(
    ("points", "code"), [("101", "points"), ("-1", "points"), ("I", "not_a_number")]
)
def test_points_are_a_figure_up_to_the_full_points(tmp_path: Path, points: str, code: str) -> None:
    assert codes(bad(tmp_path, f"values: {{plan: {points}}}\n")) == [code]


def test_recalled_rows_make_the_system_recalled_and_so_does_a_recalled_group() -> None:
    rows = changed(
        OLD_MILL,
        "            points: 100\n",
        "            points: 100\n            confidence: recalled\n",
    )
    group = changed(
        OLD_MILL, "        indicators:\n", "        confidence: recalled\n        indicators:\n"
    )
    for text in (rows, group):
        known = [row.confidence for part in system(text).groups for row in part.marks]
        assert known == [Confidence.RECALLED]

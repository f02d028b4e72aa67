"""A small indicator system in the form of the reference files, and the reading of its variants.

Invented throughout. Two groups, figures in all three directions, words, one merged requirement.
"""

from pathlib import Path

from qingyuan.library.documents import yaml_document
from qingyuan.library.indicator_systems import system_of
from qingyuan.library.places import data_folder
from qingyuan.rules.indicators.points import PointsSystem
from qingyuan.rules.indicators.system import Indicator, System, Table
from qingyuan.rules.problems import Problem
from tests.library.said import problems_of

SCHEMAS = data_folder("lawbook") / "schema"
FILE = "tiny-mill.yaml"

TINY_MILL = """\
id: tiny-mill
title:
  zh: 小厂评价指标体系
  en: Indicator system for tiny mills
document: 公告 2099年第1号
issued_by:
- 某局 Bureau
effective: '2020-01-01'
industry_codes:
- '3360'
completeness: complete
notes:
- Invented for tests.
source:
- url: https://example.org/tiny
  seen: nowhere
levels:
  I:
    score: 85
    limiting: I
  II:
    score: 85
    limiting: II
  III:
    score: 100
    limiting: III
tables:
- id: mill
  title:
    zh: 小厂
    en: Tiny mill
  complete: true
  groups:
  - name:
      zh: 资源
      en: Resources
    weight: 0.6
    indicators:
    - id: power
      name:
        zh: 单位产品电耗
        en: Power for each tonne
      unit: kWh/t
      weight: 0.5
      limiting: true
      kind: quantitative
      direction: lower
      levels:
        I: 10
        II: 20
        III: 30
    - id: recycling
      name:
        zh: 回用率
        en: Recycling
      unit: '%'
      weight: 0.3
      limiting: false
      kind: quantitative
      direction: higher
      levels:
        I: 90
        II: 80
        III: 70
    - id: acidity
      name:
        zh: 酸碱度
        en: Acidity
      unit: null
      weight: 0.2
      limiting: false
      kind: quantitative
      direction: range
      levels:
        I: [6.5, 8.5]
        II: [6, 9]
        III: [5, 10]
  - name:
      zh: 管理
      en: Management
    weight: 0.4
    indicators:
    - id: plan
      name:
        zh: 计划
        en: Plan
      unit: null
      weight: 0.75
      limiting: false
      kind: qualitative
      direction: qualitative
      levels:
        I:
          zh: 有计划并执行
          en: a plan that is followed
        II:
          zh: 有计划
          en: a plan
        III:
          zh: 有想法
          en: an idea
      check: seen_reprint
    - id: meters
      name:
        zh: 计量器具
        en: Meters
      unit: null
      weight: 0.25
      limiting: false
      kind: qualitative
      direction: qualitative
      levels:
        same: true
        text:
          zh: 配备计量器具
          en: meters are there
"""

ALL_AT_ONE = """\
plant: Willow Mill
values:
  power: 10
  recycling: 90
  acidity: 7
  plan: I
  meters: I
"""


def read(text: str) -> System | PointsSystem:
    """Return the system that a text writes."""
    return system_of(yaml_document(text, FILE), SCHEMAS)


def mill(text: str = TINY_MILL) -> System:
    """Return the system that a text writes, of the three-level method."""
    system = read(text)
    assert isinstance(system, System)
    return system


def table(text: str = TINY_MILL) -> Table:
    """Return the only table of the system that a text writes."""
    (only,) = mill(text).tables
    return only


def row(text: str, row_id: str) -> Indicator:
    """Return one row of the system that a text writes."""
    (only,) = (row for row in table(text).indicators() if row.id == row_id)
    return only


def problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with the system that a text writes."""
    return problems_of(lambda: read(text))


def write(folder: Path, text: str = TINY_MILL, name: str = FILE) -> Path:
    """Write a system to a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path

"""Reads an indicator system, in the lawbook's form or in the form of the raw reference files.

Checked here is what a schema cannot say: weights that do not sum, names given twice, pools and
merges that lead nowhere. All problems come at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from qingyuan.library.documents import Document, Plain, read_document
from qingyuan.library.indicator_rows import confidence_of, read_row
from qingyuan.library.nodes import Node
from qingyuan.library.points_systems import read_points_system
from qingyuan.library.schemas import schema_problems
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.points import PointsSystem
from qingyuan.rules.indicators.system import (
    Fixed,
    Group,
    Indicator,
    Level,
    LevelRule,
    Method,
    RuleSource,
    System,
    Table,
    Threshold,
)
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound
from qingyuan.rules.quantities import exact


def read_system(path: Path, schemas: Path) -> System | PointsSystem:
    """Read the indicator system in a file. Raises ProblemsFound with every problem found."""
    return system_of(read_document(path), schemas)


def system_of(document: Document, schemas: Path) -> System | PointsSystem:
    """Return the indicator system that a document holds. Raises ProblemsFound."""
    if not isinstance(document.data, dict):
        what = msg("this is not an indicator system")
        remedy = msg("give a mapping with id, title, levels and tables")
        raise ProblemsFound([Problem("kind", what, remedy, file=document.file, line=1)])
    problems = list(schema_problems(document, "indicator_system", schemas))
    if problems:
        raise ProblemsFound(problems)
    top = Node.top(document)
    if top["method"].maybe_text() == Method.GBT_20106_2006:
        return read_points_system(top)
    reader = _Reader(top)
    system = reader.system()
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return system


class _Reader:
    """Reads one document, keeping count of its problems."""

    def __init__(self, top: Node) -> None:
        self.top = top
        self.problems: list[Problem] = []

    def system(self) -> System:
        top = self.top
        method = top["method"].maybe_text()
        levels = {level: self._rule(level) for level in Level}
        combination = top["combination"]["by"].maybe_text()
        rule = top["level_rule"]
        return System(
            id=top["id"].text(),
            title=top["title"].label_or(top["id"].text()),
            document=top["document"].maybe_text(),
            method=Method(method) if method else Method.TRIAL_RULES_2013,
            effective=top["effective"].maybe_day(),
            withdrawn=top["withdrawn"].maybe_day(),
            levels=levels,
            tables=tuple(self._tables()),
            rule_source=_rule_source(rule) if rule.data else None,
            combined_by_output=combination == "output",
            status=top["status"].maybe_label(),
            confidence=confidence_of(top),
            replaced_by=top["replaced_by"].maybe_text(),
        )

    def _rule(self, level: Level) -> LevelRule:
        rule = self.top["levels"][level.name]
        return LevelRule(
            Fraction(rule["score"].number()),
            _maybe_level(rule["limiting"].maybe_text()),
            _maybe_level(rule["non_limiting"].maybe_text()),
        )

    def _tables(self) -> Iterator[Table]:
        tables = list(self.top["tables"].items())
        self._distinct([table["id"] for table in tables])
        for node in tables:
            rows = [row for group in node["groups"].items() for row in group["indicators"].items()]
            self._distinct([row["id"] for row in rows])
            self._distinct([group["id"] for group in node["groups"].items() if "id" in group])
            self._same_weights(rows)
            groups = tuple(self._groups(node))
            basic = [group.weight for group in groups if not group.bonus]
            known = [weight for weight in basic if weight is not None]
            if len(known) == len(basic):
                self._sums(node["groups"], sum(known, Fraction(0)), msg("the group weights"))
            yield Table(
                id=node["id"].text(),
                title=node["title"].label_or(node["id"].text()),
                groups=groups,
                parameters=_parameters(node, groups),
                complete=node["complete"].flag(default=True),
            )

    def _groups(self, table: Node) -> Iterator[Group]:
        row = 0
        for index, node in enumerate(table["groups"].items(), start=1):
            weight = node["weight"].maybe_number()
            if weight is not None and weight < 0:
                self._negative(node["weight"])
            pools = {
                pool["id"].text(): _maybe_fraction(pool["weight"].maybe_number())
                for pool in node["weight_pools"].items()
            }
            confidence = confidence_of(node)
            rows = []
            for item in node["indicators"].items():
                row += 1
                try:
                    rows.append(read_row(item, row, pools, confidence))
                except ProblemsFound as found:
                    self.problems += found.problems
            self._row_sum(node, rows, len(list(node["indicators"].items())))
            yield Group(
                id=node["id"].maybe_text() or _free_id(table, index),
                name=node["name"].label_or(f"{index}"),
                weight=_maybe_fraction(weight),
                indicators=tuple(rows),
                bonus=node["bonus"].flag(),
                complete=node["complete"].flag(default=True),
                confidence=confidence,
            )

    def _row_sum(self, group: Node, rows: list[Indicator], count: int) -> None:
        """Check that the weights of a group's rows sum to 1, pools and variants counted once."""
        if len(rows) < count or not rows or any(row.weight is None for row in rows):
            return
        once: dict[str, Fraction] = {}
        for row in rows:
            if isinstance(row.weight, Fixed):
                once[f"row {row.variant_of or row.row}"] = row.weight.weight
            elif row.weight is not None:
                once[f"pool {row.weight.pool}"] = row.weight.total
        name = group["name"].label_or("?")
        total = sum(once.values(), Fraction(0))
        self._sums(group["indicators"], total, msg("the row weights of group {name}", name=name))

    def _same_weights(self, rows: list[Node]) -> None:
        """Refuse variants of one indicator whose weights differ: they stand for one row."""
        weights: dict[str, Plain] = {}
        for row in rows:
            name = row["variant_of"].maybe_text()
            if name and weights.setdefault(name, row["weight"].data) != row["weight"].data:
                what = msg("the variants of {name} differ in weight", name=name)
                remedy = msg("give every variant the weight of the indicator")
                self.problems.append(row.problem("weight", what, remedy, "weight"))

    def _sums(self, node: Node, total: Fraction, what: Message) -> None:
        if total != 1:
            self.problems.append(
                node.problem(
                    "weight_sum",
                    msg("{weights} sum to {total}, not to 1", weights=what, total=exact(total)),
                    msg("correct the weights; null marks one that was not seen"),
                )
            )

    def _negative(self, node: Node) -> None:
        what = msg("a weight cannot be negative")
        self.problems.append(node.problem("weight", what, msg("give a number from 0 to 1")))

    def _distinct(self, ids: Iterable[Node]) -> None:
        nodes = list(ids)
        for name, times in Counter(node.text() for node in nodes).items():
            if times > 1:
                last = [node for node in nodes if node.text() == name][-1]
                what = msg("{key} is given twice", key=name)
                self.problems.append(last.problem("duplicate", what, msg("rename one of them")))


def _free_id(table: Node, index: int) -> str:
    """Return an id for a group that has none, which no other group of its table has."""
    taken = {group["id"].maybe_text() for group in table["groups"].items()}
    name = f"group-{index}"
    while name in taken:
        name += "-"
    return name


def _parameters(table: Node, groups: tuple[Group, ...]) -> tuple[str, ...]:
    """Return the product parameters that a table declares or that its limits use."""
    used = (
        name
        for group in groups
        for row in group.indicators
        for limit in row.limits.values()
        if isinstance(limit, Threshold)
        for name, _ in limit.slopes
    )
    return tuple(dict.fromkeys((*table["parameter"].names(), *used)))


def _maybe_fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _maybe_level(name: str | None) -> Level | None:
    return Level[name] if name else None


def _rule_source(rule: Node) -> RuleSource:
    cites = rule["cites"]
    return RuleSource(
        cites["instrument"].text(),
        cites["article"].text(),
        Confidence(rule["confidence"].text()),
    )

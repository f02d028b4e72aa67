"""Reads an indicator system of the generation of GB/T 20106-2006: baselines, points, grades."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from qingyuan.library.indicator_rows import confidence_of
from qingyuan.library.nodes import Node
from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.points import (
    Grade,
    Marks,
    PointsGroup,
    PointsSystem,
    Ratio,
)
from qingyuan.rules.messages import msg
from qingyuan.rules.problems import Problem, ProblemsFound

FULL = 100


def read_points_system(top: Node) -> PointsSystem:
    """Return the system at `top`. Raises ProblemsFound with every problem found."""
    problems = list(_problems(top))
    if problems:
        raise ProblemsFound(problems)
    score = top["score"]
    cap = score["cap"].data
    grades = [
        Grade(grade["id"].text(), grade["title"].label(), Fraction(grade["min"].number()))
        for grade in score["grades"].items()
    ]
    return PointsSystem(
        id=top["id"].text(),
        title=top["title"].label_or(top["id"].text()),
        document=top["document"].maybe_text(),
        alpha=Fraction(score["alpha"].number()),
        beta=Fraction(score["beta"].number()),
        cap=Fraction(cap) if isinstance(cap, Decimal) else None,
        grades=tuple(sorted(grades, key=lambda grade: -grade.least)),
        groups=tuple(
            _group(group) for table in top["tables"].items() for group in table["groups"].items()
        ),
        vetoes=tuple((veto["id"].text(), veto["text"].label()) for veto in top["vetoes"].items()),
        tables=tuple(table["id"].text() for table in top["tables"].items()),
        effective=top["effective"].maybe_day(),
        withdrawn=top["withdrawn"].maybe_day(),
        confidence=confidence_of(top),
    )


def _group(node: Node) -> PointsGroup:
    rows = list(node["indicators"].items())
    return PointsGroup(
        node["name"].label_or("?"),
        tuple(_ratio(row, confidence_of(node)) for row in rows if not _is_marks(row)),
        tuple(_marks(row, confidence_of(node)) for row in rows if _is_marks(row)),
    )


def _is_marks(row: Node) -> bool:
    return row["kind"].maybe_text() == "qualitative"


def _ratio(row: Node, group: Confidence | None) -> Ratio:
    return Ratio(
        id=row["id"].text(),
        name=row["name"].label_or(row["id"].text()),
        unit=row["unit"].maybe_text(),
        weight=Fraction(row["weight"].number()),
        baseline=Fraction(row["baseline"].number()),
        higher_is_better=row["direction"].text() == "higher",
        confidence=confidence_of(row) or group,
    )


def _marks(row: Node, group: Confidence | None) -> Marks:
    return Marks(
        row["id"].text(),
        row["name"].label_or(row["id"].text()),
        Fraction(row["points"].number()),
        confidence_of(row) or group,
    )


def _problems(top: Node) -> Iterator[Problem]:
    if "score" not in top:
        remedy = msg("give alpha, beta, cap and grades")
        yield top.problem("score", msg("{name} is missing", name="score"), remedy, "score")
        return
    score = top["score"]
    if score["alpha"].number() + score["beta"].number() != 1:
        what = msg("alpha and beta do not sum to 1")
        yield score.problem("weight_sum", what, msg("correct the two"), "alpha")
    tables = list(top["tables"].items())
    rows = [
        row
        for table in tables
        for group in table["groups"].items()
        for row in group["indicators"].items()
    ]
    quantitative = [row for row in rows if not _is_marks(row)]
    for row in quantitative:
        if (row["baseline"].maybe_number() or 0) <= 0:
            what = msg("a baseline must be a number above zero")
            yield row.problem("baseline", what, msg("give the printed baseline"), "baseline")
    total = sum((row["weight"].number() for row in quantitative), Decimal(0))
    if quantitative and total != FULL:
        what = msg("the weights of the quantitative rows sum to {total}, not to 100", total=total)
        yield top.problem("weight_sum", what, msg("correct the weights"), "tables")
    seen: set[str] = set()
    for row in rows:
        if row["id"].text() in seen:
            what = msg("{key} is given twice", key=row["id"].text())
            yield row.problem("duplicate", what, msg("rename one of them"), "id")
        seen.add(row["id"].text())

"""The method of GB/T 20106-2006: points by ratio to one baseline, two grades.

P = α P1 + β P2. P1 = Σ S_i K_i' over quantitative rows, S_i the ratio of figure and baseline in
the good direction, capped at k/m (k the group's weight, m its rows that take part) or at a printed
number; K_i' = K_i A1/A2 where rows do not apply. P2 = Σ F_i over qualitative rows. Recalled for the
most part (method.md section 3): a result rests on a file that states its own numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qingyuan.rules.explanation import Confidence
from qingyuan.rules.indicators.plant import Answer
from qingyuan.rules.messages import Label
from qingyuan.rules.quantities import Unknown


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quantitative row: its weight K_i in points and the baseline S_oi."""

    id: str
    name: Label
    unit: str | None
    weight: Fraction
    baseline: Fraction
    higher_is_better: bool
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """A qualitative row: the points F_i that it can earn, in full or in part."""

    id: str
    name: Label
    points: Fraction
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class PointsGroup:
    """A first-level indicator: its quantitative and qualitative rows."""

    name: Label
    ratios: tuple[Ratio, ...]
    marks: tuple[Marks, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the least P that earns it."""

    id: str
    title: Label
    least: Fraction


@dataclass(frozen=True, slots=True)
class PointsSystem:
    """A system of the old generation. `cap` None means k/m; grades stand best first."""

    id: str
    title: Label
    document: str | None
    alpha: Fraction
    beta: Fraction
    cap: Fraction | None
    grades: tuple[Grade, ...]
    groups: tuple[PointsGroup, ...]
    vetoes: tuple[tuple[str, Label], ...]
    tables: tuple[str, ...] = ()
    effective: date | None = None
    withdrawn: date | None = None
    confidence: Confidence | None = None

    @property
    def edition(self) -> str:
        """The document's number, or the id where the number is not known."""
        return self.document or self.id


@dataclass(frozen=True, slots=True)
class RowPoints:
    """One row's part: S_i (None for marks), the cap where it was cut, K_i', the points."""

    id: str
    name: Label
    answer: Answer
    ratio: Fraction | None
    capped_at: Fraction | None
    weight: Fraction
    points: Fraction
    quantitative: bool


@dataclass(frozen=True, slots=True)
class PointsResult:
    """P with its parts, the grade earned (None: none) and what stands in the way.

    `p` is None where no row of a part that counts applies.
    """

    system: PointsSystem
    plant: str | None
    p1: Fraction | None
    p2: Fraction | None
    p: Fraction | None
    grade: Grade | None
    rows: tuple[RowPoints, ...]
    vetoes: tuple[str, ...]
    recalled: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The rows that apply and were not answered: they earn nothing."""
        return tuple(row.id for row in self.rows if row.answer is Unknown.MISSING)

    @property
    def not_applicable(self) -> tuple[str, ...]:
        """The rows that do not apply."""
        return tuple(row.id for row in self.rows if row.answer is Unknown.NOT_APPLICABLE)


def evaluate_points(
    system: PointsSystem,
    plant: str | None,
    answers: Mapping[str, Answer],
    vetoes: tuple[str, ...] = (),
) -> PointsResult:
    """Evaluate a plant by the points method of GB/T 20106-2006; `vetoes` are those that are met.

    A row that is not answered earns nothing. A plant under a veto earns no grade, whatever P.
    """
    rows: list[RowPoints] = []
    for group in system.groups:
        rows += _ratio_rows(group, answers, system.cap)
        rows += [_marks_row(marks, answers.get(marks.id, Unknown.MISSING)) for marks in group.marks]
    p1 = _part([row for row in rows if row.quantitative])
    p2 = _marks_total(system, rows)
    p = _joined(system, p1, p2)
    grade = None
    if p is not None and not vetoes:
        grade = next((grade for grade in system.grades if p >= grade.least), None)
    known = [row.confidence for group in system.groups for row in group.ratios]
    known += [row.confidence for group in system.groups for row in group.marks]
    recalled = Confidence.RECALLED in known
    return PointsResult(system, plant, p1, p2, p, grade, tuple(rows), vetoes, recalled)


def _ratio_rows(
    group: PointsGroup, answers: Mapping[str, Answer], fixed_cap: Fraction | None
) -> list[RowPoints]:
    given = {row.id: answers.get(row.id, Unknown.MISSING) for row in group.ratios}
    taking_part = [row for row in group.ratios if given[row.id] is not Unknown.NOT_APPLICABLE]
    whole = sum((row.weight for row in group.ratios), Fraction(0))
    left = sum((row.weight for row in taking_part), Fraction(0))
    scale = whole / left if left else Fraction(0)
    cap = fixed_cap if fixed_cap is not None else whole / max(len(taking_part), 1)
    return [_ratio_row(row, given[row.id], scale, cap) for row in group.ratios]


def _ratio_row(row: Ratio, answer: Answer, scale: Fraction, cap: Fraction) -> RowPoints:
    if answer is Unknown.NOT_APPLICABLE:
        zero = Fraction(0)
        return RowPoints(row.id, row.name, answer, None, None, zero, zero, quantitative=True)
    weight = row.weight * scale
    if not isinstance(answer, Decimal):
        return RowPoints(
            row.id, row.name, answer, None, None, weight, Fraction(0), quantitative=True
        )
    ratio = _ratio(row, Fraction(answer))
    cut = ratio is None or ratio > cap
    counted = cap if ratio is None or cut else ratio
    return RowPoints(
        row.id,
        row.name,
        answer,
        ratio,
        cap if cut else None,
        weight,
        counted * weight,
        quantitative=True,
    )


def _ratio(row: Ratio, value: Fraction) -> Fraction | None:
    """Return S_i, or None where it has no bound: zero or below, and less is better."""
    if row.higher_is_better:
        return max(value / row.baseline, Fraction(0))
    return row.baseline / value if value > 0 else None


def _marks_row(marks: Marks, answer: Answer) -> RowPoints:
    weight = Fraction(0) if answer is Unknown.NOT_APPLICABLE else marks.points
    earned = Fraction(answer) if isinstance(answer, Decimal) else Fraction(0)
    return RowPoints(marks.id, marks.name, answer, None, None, weight, earned, quantitative=False)


def _part(rows: list[RowPoints]) -> Fraction | None:
    applying = [row for row in rows if row.answer is not Unknown.NOT_APPLICABLE]
    return sum((row.points for row in applying), Fraction(0)) if applying else None


def _marks_total(system: PointsSystem, rows: list[RowPoints]) -> Fraction | None:
    """Return P2, the points of rows that do not apply being shared by the others as in K_i'."""
    printed = sum((marks.points for group in system.groups for marks in group.marks), Fraction(0))
    marks_rows = [row for row in rows if not row.quantitative]
    left = sum((row.weight for row in marks_rows), Fraction(0))
    earned = _part(marks_rows)
    return earned * printed / left if earned is not None and left else None


def _joined(system: PointsSystem, p1: Fraction | None, p2: Fraction | None) -> Fraction | None:
    if (p1 is None and system.alpha) or (p2 is None and system.beta):
        return None
    return system.alpha * (p1 or Fraction(0)) + system.beta * (p2 or Fraction(0))

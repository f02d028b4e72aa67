"""Evaluations as plain data: the JSON that scripts rely on."""

from decimal import Decimal
from fractions import Fraction

from qingyuan.papers.json_text import Json
from qingyuan.papers.plain_forms import step_form
from qingyuan.papers.words import say
from qingyuan.rules.explanation import Citation
from qingyuan.rules.indicators.combination import Combination
from qingyuan.rules.indicators.evaluation import Evaluation, RowResult
from qingyuan.rules.indicators.explain import explanation
from qingyuan.rules.indicators.gaps import Change, Lift
from qingyuan.rules.indicators.levels import FULL
from qingyuan.rules.indicators.plant import Answer
from qingyuan.rules.indicators.points import PointsResult, RowPoints
from qingyuan.rules.indicators.reasons import reasons
from qingyuan.rules.indicators.system import Level
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.quantities import Unknown, exact


def evaluation_form(
    result: Evaluation | Combination,
    language: str,
    rule: Citation | None,
    notes: tuple[Message, ...] = (),
) -> dict[str, Json]:
    """Return a result: indicators, reasons, what would lift it, and the explanation tree."""
    parts = result.parts if isinstance(result, Combination) else (result,)
    several = len(parts) > 1
    prefix = {part.table.id: f"{part.table.id}." if several else "" for part in parts}
    return {
        "plant": result.plant,
        "system": result.system.id,
        "tables": [part.table.id for part in parts],
        "level": result.outcome.value,
        "status": result.status.value,
        "index": _index(result.index),
        "indicators": [
            _row(row, prefix[part.table.id], share)
            for part, share in zip(parts, _shares(result), strict=True)
            for row in part.rows
        ],
        "bonus": [_bonus(part, group.group.id, language) for part in parts for group in part.bonus],
        "missing": [prefix[part.table.id] + name for part in parts for name in part.missing],
        "not_applicable": [
            prefix[part.table.id] + name for part in parts for name in part.not_applicable
        ],
        "reasons": [say(reason, language) for reason in (*reasons(result), *notes)],
        "lifts": [_lift(lift, prefix) for lift in result.lifts],
        "explanation": step_form(explanation(result, rule), language),
    }


def _shares(result: Evaluation | Combination) -> tuple[Fraction, ...]:
    return result.shares if isinstance(result, Combination) else (Fraction(1),)


def _index(index: object) -> Json:
    if not isinstance(index, dict):
        return None
    return {level.name: exact(value) for level, value in index.items()}


def _row(row: RowResult, prefix: str, share: Fraction) -> dict[str, Json]:
    weight = Fraction(0) if row.bonus else row.weight
    return {
        "id": prefix + row.indicator.id,
        "value": answer_form(row.answer),
        "best_level": _best(row),
        "weight": None if weight is None else exact(share * weight),
        "limiting": row.indicator.limiting,
        "group": row.group,
        "weight_in_group": None if row.weight_in_group is None else exact(row.weight_in_group),
        "bonus": row.bonus,
        "confidence": row.indicator.confidence.value if row.indicator.confidence else None,
    }


def _best(row: RowResult) -> str | None:
    """Return the best level met; None where nothing can be said of it."""
    if not row.applies or row.undecided:
        return None
    return row.best.name if row.best else "none"


def answer_form(answer: Answer) -> Json:
    """Return an answer in the form in which it is given."""
    match answer:
        case Unknown.MISSING:
            return None
        case Level():
            return answer.name
        case Decimal():
            return answer
        case _:
            return str(answer.value)


def _bonus(part: Evaluation, group_id: str, language: str) -> dict[str, Json]:
    result = next(group for group in part.bonus if group.group.id == group_id)
    return {
        "group": say(result.group.name, language),
        "weight": exact(result.weight),
        "index": {level.name: exact(value) for level, value in result.met.items()},
    }


def _lift(lift: Lift, prefix: dict[str, str]) -> dict[str, Json]:
    return {
        "level": lift.level.name,
        "single": [_change(change, prefix) for change in lift.single],
        "together": [_change(change, prefix) for change in lift.together],
        "still_short": exact(lift.still_short),
        "gains": [
            {**_change(change, prefix), "points": exact(FULL * change.standing.weight)}
            for change in lift.gains
        ],
    }


def _change(change: Change, prefix: dict[str, str]) -> dict[str, Json]:
    return {
        "indicator": prefix[change.standing.table] + change.standing.indicator.id,
        "from": answer_form(change.answer),
        "to_level": change.to.name,
        "bound": None if change.bound is None else exact(change.bound),
        "relative": None if change.relative is None else exact(change.relative),
    }


def points_form(result: PointsResult, language: str) -> dict[str, Json]:
    """Return a result of the points method; `level` is the id of the grade earned."""
    grade = result.grade.id if result.grade else "none"
    doubtful = bool(result.missing) or result.recalled
    status = "undetermined" if result.p is None else "provisional" if doubtful else "final"
    parts = {"P": result.p, "P1": result.p1, "P2": result.p2}
    index: Json = None
    if result.p is not None:
        index = {name: None if value is None else exact(value) for name, value in parts.items()}
    return {
        "plant": result.plant,
        "system": result.system.id,
        "level": "undetermined" if result.p is None else grade,
        "status": status,
        "index": index,
        "indicators": [_points_row(row) for row in result.rows],
        "missing": list(result.missing),
        "not_applicable": list(result.not_applicable),
        "reasons": [say(reason, language) for reason in points_reasons(result)],
    }


def _points_row(row: RowPoints) -> dict[str, Json]:
    return {
        "id": row.id,
        "value": answer_form(row.answer),
        "ratio": None if row.ratio is None else exact(row.ratio),
        "capped_at": None if row.capped_at is None else exact(row.capped_at),
        "weight": exact(row.weight),
        "points": exact(row.points),
    }


def points_reasons(result: PointsResult) -> tuple[Message, ...]:
    """Return what keeps a plant from each better grade, the vetoes and the doubts."""
    told = [
        msg(
            "grade {grade}: P is {p}, {short} short of {least}",
            grade=grade.title,
            p=result.p,
            short=grade.least - result.p,
            least=grade.least,
        )
        for grade in reversed(result.system.grades)
        if result.p is not None and result.p < grade.least
    ]
    texts = dict(result.system.vetoes)
    told += [msg("veto: {text}", text=texts[veto]) for veto in result.vetoes]
    if result.missing:
        told.append(msg("missing and so earning nothing: {rows}", rows=result.missing))
    if result.recalled:
        told.append(msg("unverified: the system holds rows that are only recalled"))
    if result.p is None:
        told.append(msg("no indicator of the table applies to the plant"))
    return tuple(told)

"""The explanation tree of an evaluation: level, conditions, groups, rows, limits, articles."""

from collections.abc import Iterator
from fractions import Fraction

from qingyuan.rules.explanation import Citation, Step
from qingyuan.rules.indicators.combination import Combination
from qingyuan.rules.indicators.evaluation import Evaluation, GroupResult, RowResult
from qingyuan.rules.indicators.levels import FULL, LevelTest
from qingyuan.rules.indicators.limits import limit_text
from qingyuan.rules.indicators.membership import is_computable, meets
from qingyuan.rules.indicators.reasons import (
    answer_text,
    outcome_words,
    reasons,
    status_words,
)
from qingyuan.rules.indicators.system import Empty, Level, System
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.quantities import exact


def explanation(result: Evaluation | Combination, rule: Citation | None = None) -> Step:
    """Return the tree of a result. `rule` cites the article that states the level rule."""
    citations = (rule,) if rule else ()
    if isinstance(result, Combination):
        parts = tuple(
            _part(part, citations, share)
            for part, share in zip(result.parts, result.shares, strict=True)
        )
    else:
        parts = tuple(_groups(result))
    return Step(
        "evaluation",
        msg(
            "{level}, {status}",
            level=outcome_words(result.outcome),
            status=status_words(result.status),
        ),
        (
            ("system", result.system.id),
            ("level", result.outcome.value),
            ("status", result.status.value),
            *_index_facts(result.index),
        ),
        citations,
        (
            *(Step("reason", reason) for reason in reasons(result)),
            *(_test(test, citations) for test in result.tests),
            *parts,
        ),
    )


def row_citation(system: System, row: RowResult) -> Citation:
    """Return the place of a row in the edition's table."""
    indicator = row.indicator
    confidence = indicator.confidence or system.confidence
    where = msg("{edition}, row {row}", edition=system.edition, row=indicator.row)
    return Citation(system.id, system.title, str(indicator.row), confidence, label=where)


def _index_facts(index: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(index, dict):
        return ()
    return tuple((f"index_{level.name}", exact(value)) for level, value in index.items())


def _part(part: Evaluation, citations: tuple[Citation, ...], share: Fraction) -> Step:
    return Step(
        "table",
        msg("{table}: {share} of the output", table=part.table.title, share=share),
        (("table", part.table.id), ("share", exact(share)), *_index_facts(part.index)),
        citations,
        tuple(_groups(part)),
    )


def _test(test: LevelTest, citations: tuple[Citation, ...]) -> Step:
    passed = msg("passed") if test.passed else msg("not passed")
    return Step(
        "level",
        msg(
            "level {level}: index {index} against {score}, {vetoes} vetoes: {passed}",
            level=test.level.name,
            index=test.index,
            score=test.rule.score,
            vetoes=len(test.vetoes),
            passed=passed,
        ),
        (
            ("level", test.level.name),
            ("index", exact(test.index)),
            ("score", exact(test.rule.score)),
            ("short_by", exact(test.short_by)),
            ("passed", "true" if test.passed else "false"),
            ("vetoes", " ".join(standing.indicator.id for standing in test.vetoes)),
            ("non_limiting", " ".join(standing.indicator.id for standing in test.non_limiting)),
        ),
        citations,
    )


def _groups(part: Evaluation) -> Iterator[Step]:
    for result in (*part.groups, *part.bonus):
        yield _group(part, result)
    if not part.groups:  # a table that cannot decide still shows what each row meets
        yield from (_row(part, row) for row in part.rows)


def _group(part: Evaluation, result: GroupResult) -> Step:
    group = result.group
    what = (
        msg("bonus group {name}, beside the index", name=group.name)
        if group.bonus
        else msg("group {name}, weight {weight}", name=group.name, weight=result.weight)
    )
    return Step(
        "bonus_group" if group.bonus else "group",
        what,
        (
            ("group", group.id),
            ("weight", exact(result.weight)),
            *((f"points_{level.name}", exact(points)) for level, points in result.met.items()),
        ),
        (),
        tuple(_row(part, row) for row in part.rows if row.group == group.id),
    )


def _row(part: Evaluation, row: RowResult) -> Step:
    best = row.best.name if row.best else "none"
    return Step(
        "indicator",
        msg(
            "{name}: {value}, {stands}",
            name=row.indicator.name,
            value=answer_text(row.answer),
            stands=_stands(row),
        ),
        tuple(_row_facts(row, best)),
        (row_citation(part.system, row),),
        tuple(_limit(part, row, level) for level in Level),
    )


def _stands(row: RowResult) -> Message:
    if not row.applies:
        return msg("left out")
    if row.best is None:
        return msg("level not known") if row.undecided else msg("meets no level")
    return msg("meets level {level}", level=row.best.name)


def _row_facts(row: RowResult, best: str) -> Iterator[tuple[str, str]]:
    yield "indicator", row.indicator.id
    answer = answer_text(row.answer)
    yield "value", answer if isinstance(answer, str) else answer.text
    yield "best_level", best
    yield "limiting", "true" if row.indicator.limiting else "false"
    if row.weight is not None:
        yield "weight", exact(row.weight)
        for level in Level:
            points = FULL * row.weight if meets(row.best, level) else Fraction(0)
            yield f"points_{level.name}", exact(points)
    if row.weight_in_group is not None:
        yield "weight_in_group", exact(row.weight_in_group)


def _limit(part: Evaluation, row: RowResult, level: Level) -> Step:
    limit = row.indicator.limits[level]
    met, told = "false", msg("not met")
    if meets(row.best, level):
        met, told = "true", msg("met")
    elif limit is Empty.NOT_SEEN or not is_computable(limit, part.parameters):
        met, told = "unknown", msg("not known")
    return Step(
        "limit",
        msg(
            "level {level}: {limit}: {met}",
            level=level.name,
            limit=limit_text(limit, part.parameters),
            met=told if row.applies else msg("does not apply"),
        ),
        (("level", level.name), ("met", met)),
    )

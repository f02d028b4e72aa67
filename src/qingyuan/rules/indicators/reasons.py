"""The reasons of an evaluation in sentences: what blocks each level, what is in doubt."""

from collections.abc import Iterator

from qingyuan.rules.indicators.combination import Combination
from qingyuan.rules.indicators.completeness import Completeness, Lacks
from qingyuan.rules.indicators.evaluation import Evaluation, Outcome, Status, rule_is_recalled
from qingyuan.rules.indicators.levels import LevelTest, Standing
from qingyuan.rules.indicators.plant import Answer, Meets
from qingyuan.rules.indicators.system import Level
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.quantities import Unknown


def reasons(result: Evaluation | Combination) -> tuple[Message, ...]:
    """Return the reasons of a result: first what keeps it from each better level, nearest first.

    Then what is missing, what of the table is only recalled or was not seen, and which groups were
    dropped because nothing in them applies.
    """
    parts = result.parts if isinstance(result, Combination) else (result,)
    answers = {(part.table.id, row.indicator.id): row.answer for part in parts for row in part.rows}
    told = [
        reason
        for test in reversed(result.tests)
        if _is_better(test.level, result.outcome)
        for reason in _blocking(test, answers, several=len(parts) > 1)
    ]
    for part in parts:
        told += _doubts(part)
    if rule_is_recalled(result.system) and result.outcome is not Outcome.UNDETERMINED:
        told.append(msg("unverified: the rule that decides the level is only recalled"))
    return tuple(told)


def _is_better(level: Level, outcome: Outcome) -> bool:
    return outcome is Outcome.NONE or level < Level[outcome]


def _blocking(
    test: LevelTest, answers: dict[tuple[str, str], Answer], *, several: bool
) -> Iterator[Message]:
    level = test.level.name
    if test.short_by:
        yield msg(
            "level {level}: the index is {index}, {short} short of {score}",
            level=level,
            index=test.index,
            short=test.short_by,
            score=test.rule.score,
        )
    for standing in test.vetoes:
        yield msg(
            "level {level}: limiting indicator {row} {stands}: it must meet {wanted}",
            level=level,
            row=_row(standing, several=several),
            stands=how_it_stands(standing, answers),
            wanted=(test.rule.limiting or test.level).name,
        )
    for standing in test.non_limiting:
        yield msg(
            "level {level}: indicator {row} {stands}: every non-limiting indicator must"
            " meet {wanted}",
            level=level,
            row=_row(standing, several=several),
            stands=how_it_stands(standing, answers),
            wanted=(test.rule.non_limiting or test.level).name,
        )
    told = {*test.vetoes, *test.non_limiting}
    for standing in test.not_full:
        if standing not in told:
            yield msg(
                "level {level}: indicator {row} {stands}: every indicator that applies"
                " must meet {level}",
                level=level,
                row=_row(standing, several=several),
                stands=how_it_stands(standing, answers),
            )


def _row(standing: Standing, *, several: bool) -> Message:
    """Return a row's name and id, with its table where a plant is judged by several."""
    own = standing.indicator.id
    name = f"{standing.table}.{own}" if several else own
    return msg("{name} ({id})", name=standing.indicator.name, id=name)


def how_it_stands(standing: Standing, answers: dict[tuple[str, str], Answer]) -> Message:
    """Say which level a row meets, or that its figure is missing."""
    if answers[standing.table, standing.indicator.id] is Unknown.MISSING:
        return msg("is missing")
    if standing.best is None:
        return msg("meets no level")
    return msg("meets level {level} only", level=standing.best.name)


def _doubts(part: Evaluation) -> Iterator[Message]:
    if part.missing and part.status is Status.PROVISIONAL:
        yield msg(
            "missing and so counted as meeting no level: {rows}; the result is provisional",
            rows=part.missing,
        )
    elif part.missing:
        yield msg("missing: {rows}", rows=part.missing)
    yield from _table_doubts(part.lacks, part.table.id)
    partial = part.lacks.completeness is Completeness.PARTIAL
    if part.outcome is Outcome.UNDETERMINED and not partial:
        yield msg("no indicator of the table that carries weight applies to the plant")
    for group in part.groups:
        if group.group.id in part.dropped:
            yield msg(
                "group {name}: no indicator in it that carries weight applies; it is left out and"
                " the other group weights are re-normalised, which the texts do not provide for",
                name=group.group.name,
            )


def _table_doubts(lacks: Lacks, table: str) -> Iterator[Message]:
    if lacks.weights:
        yield msg(
            "table {table} gives no level: no weight was seen for {count} rows: {rows}",
            table=table,
            count=len(lacks.weights),
            rows=lacks.weights,
        )
    if lacks.limits:
        yield msg(
            "table {table} gives no level: a limit was not seen for {count} rows: {rows}",
            table=table,
            count=len(lacks.limits),
            rows=lacks.limits,
        )
    if lacks.groups:
        yield msg(
            "table {table} gives no level: weight or rows were not seen for the groups {groups}",
            table=table,
            groups=lacks.groups,
        )
    if lacks.rows_not_seen and not lacks.groups:
        yield msg("table {table} gives no level: it is known to lack rows", table=table)
    if lacks.recalled:
        yield msg(
            "unverified: {count} rows or groups of table {table} are only recalled; two officers"
            " must confirm them before anything official rests on the result",
            count=len(lacks.recalled),
            table=table,
        )


def outcome_words(outcome: Outcome) -> Message:
    """Return the outcome as a reader says it."""
    if outcome is Outcome.NONE:
        return msg("No level reached")
    if outcome is Outcome.UNDETERMINED:
        return msg("Level undetermined")
    return msg("Level {level}", level=outcome.value)


def status_words(status: Status) -> Message:
    """Return the status as a word."""
    return {
        Status.FINAL: msg("final"),
        Status.PROVISIONAL: msg("provisional"),
        Status.UNDETERMINED: msg("undetermined"),
    }[status]


def answer_text(answer: Answer) -> Message | str:
    """Return an answer as a reader writes it."""
    match answer:
        case Unknown.MISSING:
            return msg("missing")
        case Unknown.NOT_APPLICABLE:
            return msg("does not apply")
        case Meets.NONE:
            return msg("none")
        case Level():
            return answer.name
        case _:
            return format(answer, "f")

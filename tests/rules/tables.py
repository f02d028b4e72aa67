"""A row, a group, a table, a system or a plant in one line, so that a test reads like a table."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from qingyuan.rules.indicators.evaluation import Evaluation, evaluate
from qingyuan.rules.indicators.plant import Answer, Meets, Plant
from qingyuan.rules.indicators.system import (
    Between,
    ByOutput,
    Empty,
    Fixed,
    Group,
    Indicator,
    Level,
    LevelRule,
    Limit,
    Method,
    Split,
    System,
    Table,
    Threshold,
    Weight,
    Wording,
)
from qingyuan.rules.messages import Label
from qingyuan.rules.quantities import Comparator, Unknown

I, II, III = Level

Number = str | int | Decimal
Levels = Mapping[Level, LevelRule]
Written = str | int | None
Answers = Mapping[str, Written]

RULES_2013: dict[Level, LevelRule] = {
    I: LevelRule(Fraction(85), I, None),
    II: LevelRule(Fraction(85), II, None),
    III: LevelRule(Fraction(100), III, None),
}
RULES_2023: dict[Level, LevelRule] = {
    I: LevelRule(Fraction(85), I, II),
    II: LevelRule(Fraction(85), II, III),
    III: LevelRule(Fraction(100), III, None),
}
APART: Mapping[Level, Level] = {level: level for level in Level}


def label(text: str) -> Label:
    """Return a name that is told apart in the two languages."""
    return Label(f"{text}(中)", text)


def limits(comparator: Comparator, *bases: Number) -> dict[Level, Limit]:
    """Return one threshold per level, I first."""
    return {
        level: Threshold(comparator, Decimal(base))
        for level, base in zip(Level, bases, strict=True)
    }


def at_most(*bases: Number) -> dict[Level, Limit]:
    """Return limits of which each is met by what is no more."""
    return limits(Comparator.AT_MOST, *bases)


def at_least(*bases: Number) -> dict[Level, Limit]:
    """Return limits of which each is met by what is no less."""
    return limits(Comparator.AT_LEAST, *bases)


def between(*ends: tuple[Number | None, Number | None]) -> dict[Level, Limit]:
    """Return one range per level, I first; None is an open end."""
    return {
        level: Between(*(None if end is None else Decimal(end) for end in pair))
        for level, pair in zip(Level, ends, strict=True)
    }


# 10 + 5n, 20 + 5n - 0.5m, and 40 whatever the product.
PER_N: Mapping[Level, Limit] = {
    I: Threshold(Comparator.AT_MOST, Decimal(10), (("n", Decimal(5)),)),
    II: Threshold(Comparator.AT_MOST, Decimal(20), (("n", Decimal(5)), ("m", Decimal("-0.5")))),
    III: Threshold(Comparator.AT_MOST, Decimal(40)),
}


def texts(*wordings: str | Empty) -> dict[Level, Limit]:
    """Return one requirement in words per level, or why the cell is empty."""
    return {
        level: text if isinstance(text, Empty) else Wording(label(text))
        for level, text in zip(Level, wordings, strict=True)
    }


WORDS = texts("advanced", "good", "basic")


def row(
    row_id: str,
    weight: Number | Weight | None,
    asked: Mapping[Level, Limit] = WORDS,
    *,
    limiting: bool = False,
    merged: Mapping[Level, Level] = APART,
) -> Indicator:
    """Return one row; it is qualitative where a limit is in words."""
    printed = Fixed(Fraction(weight)) if isinstance(weight, str | int | Decimal) else weight
    return Indicator(
        id=row_id,
        row=1,
        name=label(f"name of {row_id}"),
        unit=None,
        qualitative=any(isinstance(limit, Wording) for limit in asked.values()),
        limiting=limiting,
        weight=printed,
        limits=asked,
        merged=merged,
        confidence=None,
    )


def shared(total: Number, pool: str = "pool") -> Split:
    """Return the weight of a row of a pool printed as x/n."""
    return Split(pool, Fraction(total))


def by_output(total: Number, pool: str = "pool") -> ByOutput:
    """Return the weight of a row of a pool that is shared by output."""
    return ByOutput(pool, Fraction(total))


def group(
    group_id: str, weight: Number | Fraction | None, *rows: Indicator, bonus: bool = False
) -> Group:
    """Return one group of rows."""
    printed = None if weight is None else Fraction(weight)
    return Group(group_id, label(f"group {group_id}"), printed, rows, bonus)


def table(*groups: Group, table_id: str = "t") -> Table:
    """Return one table of groups."""
    return Table(table_id, label(f"table {table_id}"), groups)


def rows_of_one_group(*rows: Indicator) -> Table:
    """Return a table whose one group has the whole weight."""
    return table(group("only", 1, *rows))


def system(*tables: Table, rules: Levels = RULES_2013) -> System:
    """Return a system with the level rules of the 2013 trial rules, or with others."""
    return System(
        id="fictional-2026",
        title=label("fictional system"),
        document="No. 1",
        method=Method.TRIAL_RULES_2013,
        effective=None,
        withdrawn=None,
        levels=rules,
        tables=tables,
    )


def answer(written: Written) -> Answer:
    """Return the answer that a plant's file writes so."""
    if written is None:
        return Unknown.MISSING
    text = str(written)
    if text == "n/a":
        return Unknown.NOT_APPLICABLE
    if text == "none":
        return Meets.NONE
    return Level[text] if text in Level.__members__ else Decimal(text)


def plant(answers: Answers, **numbers: Mapping[str, Number]) -> Plant:
    """Return a plant from its written answers, `parameters` and `outputs`."""
    given = {
        kind: {name: Decimal(number) for name, number in numbers.get(kind, {}).items()}
        for kind in ("parameters", "outputs")
    }
    return Plant("plant", {key: answer(text) for key, text in answers.items()}, **given)


def judged(
    judging: Table,
    answers: Answers,
    rules: Levels = RULES_2013,
    **numbers: Mapping[str, Number],
) -> Evaluation:
    """Return the evaluation of a plant by a table."""
    return evaluate(system(judging, rules=rules), judging, plant(answers, **numbers))


def indices(result: Evaluation) -> tuple[Fraction | int, ...]:
    """Return the three indices of a result that has them, I first."""
    assert result.index is not None
    return tuple(result.index[level] for level in Level)

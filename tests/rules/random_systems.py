"""Random indicator systems and plants: every variation of method.md 2.5, small enough to shrink."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from qingyuan.rules.indicators.evaluation import Evaluation, evaluate
from qingyuan.rules.indicators.plant import Answer, Meets, Plant
from qingyuan.rules.indicators.system import (
    Between,
    ByOutput,
    Empty,
    Indicator,
    Level,
    LevelRule,
    Limit,
    System,
    Table,
    Threshold,
    Weight,
)
from qingyuan.rules.quantities import Comparator, Unknown
from tests.rules.tables import APART, II, III, WORDS, I, by_output, group, row, shared, system

MISSING, NOT_APPLICABLE = Unknown.MISSING, Unknown.NOT_APPLICABLE
UP = st.sampled_from([Comparator.AT_LEAST, Comparator.ABOVE])
DOWN = st.sampled_from([Comparator.AT_MOST, Comparator.BELOW])
KINDS = st.sampled_from(["lower", "higher", "range", "words", "words"])
SLOPES = st.sampled_from([(), (), (("n", Decimal(1)),)])
FREE = st.sampled_from([None, None, None, III, II])
STATES = st.sampled_from(["given"] * 6 + ["n/a", "n/a", "missing", "absent"])

# Quarters about whole limits: on a limit, beside it, and on the halves that rounding decides.
FIGURES: st.SearchStrategy[Answer] = st.integers(-4, 48).map(lambda quarters: Decimal(quarters) / 4)
NAMED: st.SearchStrategy[Answer] = st.sampled_from([*Level, Meets.NONE])
WHOLE = st.integers(0, 10)
THREE_LIMITS = st.tuples(WHOLE, WHOLE, WHOLE).map(sorted)
MERGES: tuple[Mapping[Level, Level], ...] = (
    APART,
    {I: I, II: I, III: III},
    {I: I, II: II, III: II},
    {I: I, II: I, III: I},
)


@dataclass(frozen=True)
class Case:
    """A plant, with the system and the table by which it is evaluated."""

    system: System
    table: Table
    plant: Plant

    def evaluated(self) -> Evaluation:
        """Return the evaluation of the plant."""
        return evaluate(self.system, self.table, self.plant)

    def answering(self, answers: Mapping[str, Answer]) -> "Case":
        """Return the case with some answers changed."""
        return replace(self, plant=replace(self.plant, answers={**self.plant.answers, **answers}))


@st.composite
def _asked(draw: st.DrawFn) -> dict[Level, Limit]:
    kind = draw(KINDS)
    if kind == "words":
        asked: dict[Level, Limit] = dict(WORDS)
    elif kind == "range":
        lows, highs = draw(THREE_LIMITS), draw(THREE_LIMITS)
        pairs = zip(lows, highs, strict=True)
        asked = {
            level: Between(Decimal(min(pair)), Decimal(max(pair)))
            for level, pair in zip(Level, pairs, strict=True)
        }
    else:
        bounds = draw(THREE_LIMITS)
        signs, slopes = draw(DOWN if kind == "lower" else UP), draw(SLOPES)
        ordered = bounds if kind == "lower" else bounds[::-1]
        asked = {
            level: Threshold(signs, Decimal(bound), slopes)
            for level, bound in zip(Level, ordered, strict=True)
        }
    free = draw(FREE)
    return asked | {level: Empty.NO_REQUIREMENT for level in Level if free and level >= free}


@st.composite
def _rows(draw: st.DrawFn, name: str) -> tuple[Indicator, ...]:
    """Draw the rows of a group: some with weights of their own, some of a pool, some variants."""
    weights: list[Weight | int] = list(draw(st.lists(st.integers(0, 4), min_size=1, max_size=3)))
    for pooled in (shared(draw(st.integers(1, 4))), by_output(draw(st.integers(1, 4)))):
        weights += [pooled] * draw(st.sampled_from([0, 0, 2, 3]))
    rows = []
    for number, weight in enumerate(weights):
        asked = draw(_asked())
        made = row(f"{name}{number}", weight, asked, limiting=draw(st.booleans()))
        if made.qualitative:
            made = replace(made, merged=draw(st.sampled_from(MERGES)))
        elif draw(st.integers(0, 3)) == 0:
            made = replace(made, digits=0)
        rows.append(made)
    if draw(st.integers(0, 3)) == 0:  # the first row in two variants, which are one indicator
        first = replace(rows[0], variant_of=f"{name}-any")
        rows[:1] = [first, replace(first, id=f"{name}-other")]
    return tuple(rows)


@st.composite
def _table(draw: st.DrawFn) -> Table:
    groups = []
    names = "abc"[: draw(st.integers(1, 3))]
    printed = [draw(st.integers(0, 3)) for _ in names[1:]]
    total = 1 + sum(printed)
    for name, weight in zip(names, [1, *printed], strict=True):
        groups.append(group(name, Fraction(weight, total), *draw(_rows(name))))
    if draw(st.integers(0, 3)) == 0:
        groups.append(group("z", "0.1", *draw(_rows("z")), bonus=True))
    return Table("t", groups[0].name, tuple(groups))


@st.composite
def _rules(draw: st.DrawFn) -> dict[Level, LevelRule]:
    scores = st.sampled_from([85, 85, 60, 100])
    asked = st.sampled_from([None, *Level])
    return {
        level: LevelRule(
            Fraction(100 if level is III else draw(scores)),
            draw(st.sampled_from([level, level, None])),
            draw(asked),
        )
        for level in Level
    }


def given_answers(indicator: Indicator) -> st.SearchStrategy[Answer]:
    """Draw an answer that says something of a row."""
    return NAMED if indicator.qualitative else FIGURES


@st.composite
def _answers(draw: st.DrawFn, judging: Table) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    varied: set[str] = set()
    for each in judging.indicators():
        state = draw(STATES)
        if state == "given" and each.variant_of not in varied:
            answers[each.id] = draw(given_answers(each))
            varied |= {each.variant_of} if each.variant_of else set()
        elif state == "n/a":
            answers[each.id] = NOT_APPLICABLE
        elif state == "missing":
            answers[each.id] = MISSING
    return answers


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a system, one of its tables, and a plant that can be evaluated by it."""
    judging = draw(_table())
    pooled = (each for each in judging.indicators() if isinstance(each.weight, ByOutput))
    outputs = {each.id: Decimal(draw(st.integers(1, 4))) for each in pooled}
    plant = Plant("p", draw(_answers(judging)), {"n": Decimal(draw(st.integers(0, 2)))}, outputs)
    return Case(system(judging, rules=draw(_rules())), judging, plant)


def answer_meeting(indicator: Indicator, level: Level, plant: Plant) -> Answer:
    """Return an answer that meets the requirement of a level, and no more than it must."""
    limit = indicator.limits[level]
    if indicator.qualitative:
        return level
    if isinstance(limit, Between):
        assert limit.low is not None
        return limit.low
    if isinstance(limit, Threshold):
        bound = limit.base + sum(slope * plant.parameters[name] for name, slope in limit.slopes)
        inside = {Comparator.BELOW: -1, Comparator.ABOVE: 1}
        return bound + inside.get(limit.comparator, 0)
    return Decimal(0)

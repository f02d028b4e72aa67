"""How the terminal shows an evaluation: the level, the table line by line, what would lift it."""

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from qingyuan.cli.lift_view import show_lift
from qingyuan.cli.screen import Screen
from qingyuan.library.lawbook import Lawbook
from qingyuan.papers.evaluation_forms import points_reasons
from qingyuan.papers.plain_forms import citation_text
from qingyuan.papers.words import shown
from qingyuan.rules.explanation import Citation, Confidence
from qingyuan.rules.indicators.combination import Combination
from qingyuan.rules.indicators.evaluation import Evaluation, GroupResult, RowResult, Status
from qingyuan.rules.indicators.levels import FULL
from qingyuan.rules.indicators.limits import limit_text
from qingyuan.rules.indicators.membership import is_computable, meets
from qingyuan.rules.indicators.points import PointsResult
from qingyuan.rules.indicators.reasons import (
    answer_text,
    outcome_words,
    reasons,
    status_words,
)
from qingyuan.rules.indicators.system import Empty, Level, Wording
from qingyuan.rules.messages import Label, Message, msg

Result = Evaluation | Combination
STATUS_STYLE = {Status.FINAL: "done", Status.PROVISIONAL: "soon", Status.UNDETERMINED: "quiet"}
MOST_SHOWN = 20
"""Plants that are shown line by line; of more there is the summary."""
WORST_FIRST = (Level.III, Level.II, Level.I)


def show_evaluations(
    console: Console,
    screen: Screen,
    results: Sequence[tuple[Result, tuple[Message, ...]]],
    rule: Citation | None,
    lawbook: Lawbook,
) -> None:
    """Show every plant, after a summary where there are several."""
    if len(results) > 1:
        _summary(console, screen, [result for result, _ in results])
    if len(results) > MOST_SHOWN:
        more = msg(
            "more than {most} plants: give fewer, or --format json, for the details",
            most=MOST_SHOWN,
        )
        console.print(screen.say(more), style="soon")
        return
    for result, notes in results:
        _plant(console, screen, result, notes)
        if rule:
            console.print(f"§ {citation_text(rule, screen.language)}", style="quiet")
        told = msg(
            "{title} ({edition}); lawbook {version} {digest}",
            title=result.system.title,
            edition=result.system.edition,
            version=lawbook.version,
            digest=lawbook.digest[:19],
        )
        console.print(screen.say(told), style="quiet")
        if result.system.status:
            console.print(screen.say(result.system.status), style="unverified")
        console.print()


def _summary(console: Console, screen: Screen, results: Sequence[Result]) -> None:
    grid = Grid(box=None, pad_edge=False)
    for heading in (msg("plant"), msg("level"), msg("status")):
        grid.add_column(screen.say(heading))
    for level in Level:
        grid.add_column(f"Y {level.name}", justify="right")
    for result in results:
        grid.add_row(
            _name(result, screen),
            screen.say(outcome_words(result.outcome)),
            screen.say(status_words(result.status)),
            *(shown(result.index[level]) if result.index else "-" for level in Level),
        )
    console.print(grid)
    console.print()


def _plant(console: Console, screen: Screen, result: Result, notes: tuple[Message, ...]) -> None:
    console.print(Text(_name(result, screen), style="bold"))
    line = Text()
    line.append(screen.say(outcome_words(result.outcome)), style="accent")
    line.append("  ")
    line.append(screen.say(status_words(result.status)), style=STATUS_STYLE[result.status])
    for level, value in (result.index or {}).items():
        line.append(f"   {level.name} ", style="quiet")
        line.append(shown(value))
    console.print(line)
    if result.lifts:
        console.print(screen.say(between_words(result)))
    parts = result.parts if isinstance(result, Combination) else (result,)
    for part in parts:
        console.print()
        console.print(_grid(part, screen))
    for part in parts:
        for bonus in part.bonus:
            console.print(screen.say(_bonus_words(bonus)))
    console.print(screen.say(LEGEND), style="quiet")
    told = (*reasons(result), *notes)
    if told:
        console.print()
        console.print(screen.say(msg("Why not better, and what is in doubt")), style="bold")
        screen.bullets(console, told)
    for lift in result.lifts:
        show_lift(console, screen, lift)
    console.print()


LEGEND = msg(
    "§ row of the table   * limiting   ? only recalled, unverified   ✓ met   ✗ not met"
    "   weight: share of the index"
)


def _bonus_words(bonus: GroupResult) -> Message:
    """Say what a bonus group comes to, beside the index."""
    return msg(
        "Bonus, beside the index: {name}, I {one}, II {two}, III {three}",
        name=bonus.group.name,
        one=bonus.met[Level.I],
        two=bonus.met[Level.II],
        three=bonus.met[Level.III],
    )


def _name(result: Result, screen: Screen) -> str:
    return screen.say(result.plant or msg("(plant without a name)"))


def between_words(result: Result) -> Message:
    """Say in one sentence what stands between the plant and the next better level."""
    level = result.lifts[0].level
    test = next(test for test in result.tests if test.level is level)
    if test.vetoes and test.short_by:
        return msg(
            "Between the plant and level {level}: {count} limiting indicator(s) and {points}"
            " points of the index",
            level=level.name,
            count=len(test.vetoes),
            points=test.short_by,
        )
    if test.vetoes:
        return msg(
            "Between the plant and level {level}: {count} limiting indicator(s)",
            level=level.name,
            count=len(test.vetoes),
        )
    if test.short_by:
        return msg(
            "Between the plant and level {level}: {points} points of the index",
            level=level.name,
            points=test.short_by,
        )
    return msg(
        "Between the plant and level {level}: {count} indicator(s)",
        level=level.name,
        count=len(test.must_change),
    )


def _grid(part: Evaluation, screen: Screen) -> Grid:
    title = screen.say(part.table.title)
    grid = Grid(
        title=title,
        title_justify="left",
        title_style="bold",
        box=None,
        expand=True,
        pad_edge=False,
    )
    grid.add_column("§", justify="right", style="quiet", no_wrap=True)
    grid.add_column(screen.say(msg("indicator")), ratio=1, overflow="fold")
    grid.add_column(screen.say(msg("value")), justify="right", no_wrap=True)
    for level in WORST_FIRST:
        grid.add_column(level.name, no_wrap=True)
    grid.add_column(screen.say(msg("weight")), justify="right", no_wrap=True)
    for group in part.table.groups:
        found = next((one for one in (*part.groups, *part.bonus) if one.group is group), None)
        weight = f"{shown(FULL * found.weight)} %" if found else ""
        name: Message | Label = group.name
        if group.bonus:
            name = msg("{name} (bonus)", name=group.name)
        heading = screen.say(name)
        cells = ("", Text(heading, style="bold"), "", "", "", "", Text(weight, style="bold"))
        grid.add_row(*cells)
        for row in part.rows:
            if row.group == group.id:
                grid.add_row(*_cells(part, row, screen))
    return grid


def _cells(part: Evaluation, row: RowResult, screen: Screen) -> tuple[Text, ...]:
    indicator = row.indicator
    name = Text(screen.say(indicator.name))
    if indicator.limiting:
        name.append(" *", style="accent")
    if indicator.confidence is Confidence.RECALLED:
        name.append(" ?", style="unverified")
    if asked := _next_wording(row):
        words = msg("{level}: {text}", level=asked[0].name, text=asked[1].text)
        name.append(f"\n{screen.say(words)}", style="quiet")
    value = Text(screen.say(answer_text(row.answer) if row.applies else msg("n/a")))
    if row.missing:
        value.stylize("late")
    if not row.applies:
        value.stylize("quiet")
    if indicator.unit and isinstance(row.answer, Decimal):
        value.append(f" {indicator.unit}", style="quiet")
    weight = "" if row.weight is None or row.bonus else f"{shown(FULL * row.weight)} %"
    return (
        Text(str(indicator.row)),
        name,
        value,
        *(_limit(part, row, level, screen) for level in WORST_FIRST),
        Text(weight),
    )


def _limit(part: Evaluation, row: RowResult, level: Level, screen: Screen) -> Text:
    """Return a cell: met or not, with the limit where it is a figure."""
    if not row.applies:
        return Text("–", style="quiet")
    limit = row.indicator.limits[level]
    if meets(row.best, level):
        text = Text("✓ ", style="done")
    elif limit is Empty.NOT_SEEN or not is_computable(limit, part.parameters):
        text = Text()
    else:
        text = Text("✗ ", style="late")
    if not isinstance(limit, Wording):
        text.append(screen.say(limit_text(limit, part.parameters)))
    return text


def _next_wording(row: RowResult) -> tuple[Level, Wording] | None:
    """Return what a qualitative row asks for at the next level that it does not meet."""
    if not row.applies or row.best is Level.I:
        return None
    level = Level.III if row.best is None else Level(row.best - 1)
    limit = row.indicator.limits[level]
    return (level, limit) if isinstance(limit, Wording) else None


def show_points(console: Console, screen: Screen, results: Sequence[PointsResult]) -> None:
    """Show plants evaluated by the points method of GB/T 20106-2006."""
    for result in results:
        console.print(Text(screen.say(result.plant or msg("(plant without a name)")), style="bold"))
        grade = screen.say(result.grade.title if result.grade else msg("No level reached"))
        parts = (("P", result.p), ("P1", result.p1), ("P2", result.p2))
        told = "   ".join(f"{name} {shown(value)}" for name, value in parts if value is not None)
        console.print(Text.assemble((grade, "accent"), "   ", told))
        grid = Grid()
        for heading in (msg("indicator"), msg("value"), msg("weight"), msg("points")):
            grid.add_column(screen.say(heading))
        for row in result.rows:
            value = screen.say(answer_text(row.answer))
            grid.add_row(Text(screen.say(row.name)), value, shown(row.weight), shown(row.points))
        console.print(grid)
        screen.bullets(console, points_reasons(result))
        console.print()
